"""Which of the years, months and days that fit a date without a year is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from selon.reading.periods.slots import Slot

BIAS = 1.5
"""Where no tense tells, what is past may be this much farther off: dispatches tell of the past."""
PAST_LIMITS, COMING_LIMITS = (240, 126), (330, 35)
"""(far, near): what lies more than `far` days off in the direction of the tense, and less than `near` days off against
it, is meant against the tense."""


def candidates(make: Callable[[int], Slot | None], years: Iterable[int]) -> list[Slot]:
    """The slots that `make` gives for those years, without those that are no dates."""
    found = []
    for y in years:
        try:
            slot = make(y)
        except (ValueError, OverflowError):
            continue
        if slot is not None:
            found.append(slot)
    return found


def choose(slots: list[Slot], published: date, turn: int | None, strictly: bool = False) -> Slot | None:
    """The slot nearest to the publication day in the direction of `turn`, the nearest of all where it is None.

    A slot that holds the publication day counts as both past and to come, unless `strictly`.
    """
    past = max(
        (s for s in slots if (s.last if strictly else s.first - timedelta(days=1)) < published),
        key=lambda s: s.first,
        default=None,
    )
    coming = min(
        (s for s in slots if (s.first if strictly else s.last + timedelta(days=1)) > published),
        key=lambda s: s.first,
        default=None,
    )
    if past is None or coming is None:
        return past or coming
    behind, ahead = max((published - past.last).days, 0), max((coming.first - published).days, 0)
    if strictly or turn is None or past.unit not in ("D", "Q", "H"):
        near = past if behind <= BIAS * ahead else coming
        return {-1: past, 1: coming}.get(turn or 0, near)
    if turn < 0:
        far, near_by = PAST_LIMITS
        return coming if behind > far and ahead < near_by else past
    far, near_by = COMING_LIMITS if past.unit == "D" else PAST_LIMITS
    return past if ahead > far and behind < near_by else coming
