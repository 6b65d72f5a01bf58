"""Calendar arithmetic: named stretches of the calendar, their neighbours, their parts and their TIMEX3 values.

Conventions for days: a season begins on the 21st; the beginning, middle and end of a month are its days 1 to 10, 11 to
20 and 21 to the last, of a year its thirds; a weekend is Saturday and Sunday; decades and centuries are counted as they
are named (the 1960s: 1960 to 1969; the 19th century: 1801 to 1900, TIMEX3 value `18`).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from selon.model import Grain, Period

GRAINS: dict[str, Grain] = {
    "D": "day",
    "W": "week",
    "WE": "day",
    "M": "month",
    "Q": "quarter",
    "S": "season",
    "H": "half",
    "Y": "year",
    "SY": "year",
    "DE": "decade",
    "CE": "century",
}
MONTHS = {"M": 1, "Q": 3, "S": 3, "H": 6, "Y": 12, "SY": 12, "DE": 120, "CE": 1200, "MIL": 12000}
SEASONS = ("WI", "SP", "SU", "FA")
START, MID, END = "START", "MID", "END"
HALVES = ("FIRST_HALF", "SECOND_HALF")
"""The two fortnights of a month."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A named stretch of the calendar: unit, first and last day, TIMEX3 value."""

    unit: str
    first: date
    last: date
    value: str

    def period(self, approximate: bool = False) -> Period:
        """The slot as a period of the model."""
        return Period(self.first, self.last, GRAINS[self.unit], approximate)


def day(d: date) -> Slot:
    """One day."""
    return Slot("D", d, d, d.isoformat())


def month(year: int, n: int) -> Slot:
    """A calendar month.

    Raises:
        ValueError: no such month, or a year out of the calendar.
    """
    return Slot("M", date(year, n, 1), date(year, n, monthrange(year, n)[1]), f"{year:04d}-{n:02d}")


def season(year: int, name: str) -> Slot:
    """A season by its TIMEX3 name; winter is that which begins in December of `year`."""
    m = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    return Slot("S", date(year, m, 21), add(date(year, m, 20), 3, "M"), f"{year:04d}-{name}")


def year(n: int) -> Slot:
    """A calendar year."""
    return Slot("Y", date(n, 1, 1), date(n, 12, 31), f"{n:04d}")


def decade(first: int) -> Slot:
    """The ten years from `first`."""
    return Slot("DE", date(first, 1, 1), date(first + 9, 12, 31), f"{first // 10:03d}")


def century(n: int) -> Slot:
    """The nth century."""
    return Slot("CE", date(100 * n - 99, 1, 1), date(100 * n, 12, 31), f"{n - 1:02d}")


def at(unit: str, d: date) -> Slot:
    """The slot of a unit that holds the day."""
    if unit == "D":
        return day(d)
    if unit in ("W", "WE"):
        monday = d - timedelta(days=d.weekday())
        y, w, _ = d.isocalendar()
        if unit == "WE":
            return Slot("WE", monday + timedelta(days=5), monday + timedelta(days=6), f"{y:04d}-W{w:02d}-WE")
        return Slot("W", monday, monday + timedelta(days=6), f"{y:04d}-W{w:02d}")
    if unit == "M":
        return month(d.year, d.month)
    if unit in ("Q", "H"):
        size = MONTHS[unit]
        n = (d.month - 1) // size
        last = month(d.year, (n + 1) * size).last
        return Slot(unit, date(d.year, n * size + 1, 1), last, f"{d.year:04d}-{unit}{n + 1}")
    if unit == "S":
        start = add(d - timedelta(days=20), 0, "M")
        name = SEASONS[start.month % 12 // 3]
        return season(start.year - (1 if name == "WI" and start.month < 3 else 0), name)
    if unit == "Y":
        return year(d.year)
    if unit == "SY":
        first = d.year if d.month >= 9 else d.year - 1
        return Slot("SY", date(first, 9, 1), date(first + 1, 8, 31), f"{first:04d}-09/{first + 1:04d}-08")
    if unit == "DE":
        return decade(d.year // 10 * 10)
    return century((d.year - 1) // 100 + 1)


def shift(s: Slot, n: int) -> Slot:
    """The nth slot of the same unit after this one, before it where n is negative."""
    if unit_days := {"D": 1, "W": 7, "WE": 7}.get(s.unit):
        return at(s.unit, s.first + timedelta(days=n * unit_days))
    return at(s.unit, add(s.first, n * MONTHS[s.unit], "M"))


def add(d: date, n: float, unit: str) -> date:
    """The day `n` units after `d`; fractions of a month or year fall to whole months, then days; hours to whole days.

    Raises:
        ValueError, OverflowError: the day is out of the calendar.
    """
    if unit in MONTHS:
        months = n * MONTHS[unit]
        whole = int(months)
        total = d.year * 12 + d.month - 1 + whole
        y, m = divmod(total, 12)
        if not 1 <= y <= 9999:
            raise ValueError(f"year {y} is out of the calendar")
        moved = date(y, m + 1, min(d.day, monthrange(y, m + 1)[1]))
        return moved + timedelta(days=round((months - whole) * 30))
    days = {"D": 1.0, "NI": 1.0, "W": 7.0, "WE": 7.0, "F": 14.0, "TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}[unit]
    return d + timedelta(days=int(n * days) if days < 1 else round(n * days))


def part(s: Slot, which: str) -> Period:
    """The beginning, middle or end of a slot."""
    grain = GRAINS[s.unit]
    if which in HALVES:
        middle = s.first.replace(day=15)
        return Period(s.first, middle) if which == HALVES[0] else Period(middle + timedelta(days=1), s.last)
    cut = {START: 0, MID: 1, END: 2}[which]
    if s.unit == "D":
        return s.period()
    if s.unit in ("W", "WE"):
        a, b = ((0, 1), (2, 3), (4, 6))[cut] if s.unit == "W" else ((0, 0), (0, 1), (1, 1))[cut]
        return Period(s.first + timedelta(days=a), s.first + timedelta(days=b), "day")
    if s.unit == "M":
        a, b = ((1, 10), (11, 20), (21, s.last.day))[cut]
        return Period(s.first.replace(day=a), s.first.replace(day=b), "day")
    months = MONTHS[s.unit]
    if s.unit == "DE":
        a, b = ((0, 48), (36, 72), (72, 120))[cut]
    elif s.unit == "CE":
        a, b = ((0, 396), (396, 792), (792, 1200))[cut]
    else:
        a, b = cut * months // 3, (cut + 1) * months // 3
    first = add(s.first, a, "M")
    return Period(first, s.last if cut == 2 else add(s.first, b, "M") - timedelta(days=1), grain)


def nth_weekday(d: date, weekday: int, direction: int) -> date:
    """The nearest day of that weekday (Monday 0) strictly after `d`, or strictly before it."""
    if direction > 0:
        return d + timedelta(days=(weekday - d.weekday() - 1) % 7 + 1)
    return d - timedelta(days=(d.weekday() - weekday - 1) % 7 + 1)
