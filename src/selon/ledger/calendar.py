"""Stretches of the calendar under which claims are filed by when they happen, so that any stretch is found at once.

A claim of at most three days is filed under its days, one of at most three months under its months, one of at most
three years under its years, longer and open ones under one heading. Whatever is filed finely is filed again under the
months and years it touches. So a question about a few days looks under those days and under all coarser headings that
hold only what is not filed finer; a question about years looks under the years alone.
"""

from __future__ import annotations

from datetime import date

from selon.model import Period

DAYS, MONTHS, YEARS = 3, 3, 3
"""A period that touches no more of them is filed under each."""
ASKED_DAYS, ASKED_MONTHS, ASKED_YEARS = 7, 7, 40
"""A question that touches no more of them is answered from them."""

_MONTH, _YEAR, _ONLY_MONTH, _ONLY_YEAR, _LONG = (k * 10_000_000 for k in range(1, 6))


def buckets(period: Period | None) -> list[int]:
    """Where a claim of this time is filed; nowhere where it has no time."""
    if period is None or (period.first is None and period.last is None):
        return []
    if period.first is None or period.last is None:
        return [_LONG]
    days, months, years = _days(period.first, period.last), *_coarse(period.first, period.last)
    if len(years) > YEARS:
        return [_LONG]
    found = [_YEAR + y for y in years]
    if len(months) > MONTHS:
        return found + [_ONLY_YEAR + y for y in years]
    found += [_MONTH + m for m in months]
    if len(days) > DAYS:
        return found + [_ONLY_MONTH + m for m in months]
    return found + list(days)


def asked(first: date | None, last: date | None) -> list[int] | None:
    """Where to look for what happens from `first` to `last`; None where so much is asked that all may be looked at.

    What is found there may still lie outside, and may be found under two headings.
    """
    if first is None or last is None:
        return None
    days, (months, years) = _days(first, last), _coarse(first, last)
    if len(days) <= ASKED_DAYS:
        coarse = [_ONLY_MONTH + m for m in months] + [_ONLY_YEAR + y for y in years]
        return [*days, *coarse, _LONG]
    if len(months) <= ASKED_MONTHS:
        return [*(_MONTH + m for m in months), *(_ONLY_YEAR + y for y in years), _LONG]
    if len(years) <= ASKED_YEARS:
        return [*(_YEAR + y for y in years), _LONG]
    return None


def _days(first: date, last: date) -> range:
    return range(first.toordinal(), last.toordinal() + 1)


def _coarse(first: date, last: date) -> tuple[range, range]:
    months = range(first.year * 12 + first.month, last.year * 12 + last.month + 1)
    return months, range(first.year, last.year + 1)


def overlaps(period: Period, first: date | None, last: date | None) -> bool:
    """Whether the period shares a day with the stretch from `first` to `last`, open ends reaching for ever."""
    begins = last is None or period.first is None or period.first <= last
    return begins and (first is None or period.last is None or period.last >= first)
