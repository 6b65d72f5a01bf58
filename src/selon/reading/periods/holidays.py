"""Days that a feast's name stands for. Easter comes from dateutil, ramadan from hijridate (Umm al-Qura calendar)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter
from hijridate import Gregorian, Hijri

HIJRI_MONTHS = {"ramadan": (9, 1, 0), "aid-el-fitr": (10, 1, 1), "aid-el-adha": (12, 10, 1), "mouharram": (1, 1, 1)}
"""Feast → (month, day, number of days) of the Muslim year; 0 days means the whole month."""


@lru_cache(maxsize=1024)
def feast(name: str, year: int) -> tuple[date, date] | None:
    """First and last day of a feast in a Gregorian year; None where the calendars do not reach.

    `name` is `MM-DD` for a fixed day, `easter+N`, a weekday rule `MM#N-W` (the Nth weekday W, Monday 0, of a month,
    `#-1` the last) with an optional `+N` days, or one of `HIJRI_MONTHS`.
    """
    if name in HIJRI_MONTHS:
        return _hijri(*HIJRI_MONTHS[name], year)
    if name.startswith("easter"):
        if not 1583 <= year <= 4099:
            return None
        d = easter(year) + timedelta(days=int(name[6:] or 0))
        return d, d
    if "#" in name:
        d = _ruled(name, year)
        return d, d
    m, d_ = name.split("-")
    day = date(year, int(m), int(d_))
    return day, day


def _ruled(name: str, year: int) -> date:
    month, rule = name.split("#")
    rule, _, days = rule.partition("+")
    n, _, weekday = rule.rpartition("-")
    if int(n) < 0:
        after = date(year + int(month) // 12, int(month) % 12 + 1, 1)
        back = (after.weekday() - int(weekday) - 1) % 7 + 1
        d = after - timedelta(days=back)
    else:
        first = date(year, int(month), 1)
        d = first + timedelta(days=(int(weekday) - first.weekday()) % 7 + 7 * (int(n) - 1))
    return d + timedelta(days=int(days or 0))


def _hijri(month: int, day: int, days: int, year: int) -> tuple[date, date] | None:
    try:
        for h in (Gregorian(year, 1, 1).to_hijri().year, Gregorian(year, 12, 31).to_hijri().year):
            first = Hijri(h, month, day)
            start = _gregorian(first)
            if start.year == year:
                return start, start + timedelta(days=(days or first.month_length()) - 1)
    except (OverflowError, ValueError):
        return None
    return None


def _gregorian(h: Hijri) -> date:
    g = h.to_gregorian()
    return date(g.year, g.month, g.day)
