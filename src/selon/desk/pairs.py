"""Pairs of happenings that may be one: of one family, by one actor, at one place, on days that are near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from selon.linking.model import Happening, Spot

NEAR = timedelta(days=4)
"""Days between two happenings that may be one."""
COMPARED = 30
"""Happenings of one family and actor that each is compared with, the nearest in time."""
MOST = 1_000
"""Pairs that are looked for, and one more."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two happenings by id, a claim of each, and what they share: the actor's words, a place, the days between."""

    one: str
    other: str
    claims: tuple[str, str]
    actor: str
    place: str
    days: int

    @property
    def id(self) -> str:
        """The id of the pair."""
        return f"{self.one}-{self.other}"


def candidates(happenings: Sequence[Happening]) -> list[Pair]:
    """The pairs, in the order of the happenings. Those that a person has decided on already are left out."""
    groups: dict[tuple[str, str], list[Happening]] = defaultdict(list)
    for h in happenings:
        if h.actor is not None and h.actor.key and h.spots and h.first is not None and not h.decided:
            groups[h.family, h.actor.key].append(h)
    found = []
    for group in groups.values():
        group.sort(key=lambda h: (h.first or date.min, h.id))
        for i, one in enumerate(group):
            for other in group[i + 1 : i + 1 + COMPARED]:
                days = _apart(one, other)
                if days > NEAR:
                    break
                place = _shared(one.spots, other.spots)
                if place is not None and one.actor is not None:
                    ids = (one.members[0].told.id, other.members[0].told.id)
                    found.append(Pair(one.id, other.id, ids, one.actor.label, place, days.days))
        if len(found) > MOST:
            break
    return found[: MOST + 1]


def _apart(one: Happening, other: Happening) -> timedelta:
    """The days between the end of the one and the beginning of the other; none where they share a day."""
    ends, begins = one.last or one.first or date.min, other.first or date.min
    return max(timedelta(0), begins - ends)


def _shared(one: tuple[Spot, ...], other: tuple[Spot, ...]) -> str | None:
    """A place of the one that is a place of the other, or lies in one."""
    for a in one:
        for b in other:
            if a.id == b.id or b.id in a.within:
                return a.label
            if a.id in b.within:
                return b.label
    return None
