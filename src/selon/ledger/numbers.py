"""Row numbers that sort by publication day, newest first, then by the order in which rows came.

A number holds the day in its upper bits, counted down from the last day there is, and a serial in its lower 40 bits.
Serials are given out under the store's write lock, each once, so numbers are unique.
"""

from __future__ import annotations

from datetime import date

SERIAL_BITS = 40
SERIALS = 1 << SERIAL_BITS
LAST_DAY = (1 << 22) - 1
"""More than `date.max.toordinal()`; a dispatch without a day counts as day 0, so it comes last."""


def number(published: date | None, serial: int) -> int:
    """The number of a row."""
    return _upper(published) | serial


def bounds(first: date | None, last: date | None) -> tuple[int | None, int | None]:
    """The numbers `low <= n < high` of what was published from `first` to `last`, both included, either end open."""
    low = None if last is None else _upper(last)
    high = None if first is None else _upper(first) + SERIALS
    return low, high


def day(n: int) -> date | None:
    """The publication day that a number holds."""
    ordinal = LAST_DAY - (n >> SERIAL_BITS)
    return date.fromordinal(ordinal) if ordinal else None


def _upper(published: date | None) -> int:
    ordinal = published.toordinal() if published else 0
    return (LAST_DAY - ordinal) << SERIAL_BITS
