"""Pairs of happenings that may be one: of one family, by one actor, at one place, on days that are near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from selon.desk.cursors import cursor as cursor_of
from selon.desk.cursors import number_after
from selon.desk.locale import Strings
from selon.desk.office import Office
from selon.desk.passages import passages
from selon.desk.queues.kinds import MOST, Page, cut
from selon.desk.views import QueueItem
from selon.linking.model import Happening, Spot

NAME = "merges"
VERDICTS = ("merge", "split")
NEAR = timedelta(days=4)
"""Days between two happenings that may be one."""
COMPARED = 30
"""Happenings of one family and actor that each is compared with, the nearest in time."""


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


def count(office: Office) -> int:
    """How many wait; see `Kind.count`."""
    return len(_waiting(office))


def page(office: Office, t: Strings, *, cursor: str | None, from_: str | None) -> Page:
    """A page; see `Kind.page`."""
    waiting = _waiting(office)
    rows, end, at_start = cut(waiting, lambda p: p.id, number_after(cursor), from_)
    shown = passages(office.ledger, (id_ for p in rows for id_ in p.claims), t.lang)
    items = tuple(
        QueueItem(
            p.id,
            NAME,
            shown[p.claims[0]].card.said,
            tuple(_reasons(p, t)),
            shown[p.claims[0]],
            shown[p.claims[1]],
            VERDICTS,
            happenings=(p.one, p.other),
        )
        for p in rows
        if p.claims[0] in shown and p.claims[1] in shown
    )
    return Page(items, cursor_of(end) if end < len(waiting) else None, at_start)


def _reasons(p: Pair, t: Strings) -> Iterator[str]:
    yield t("reasons.same_actor", actor=p.actor)
    yield t("reasons.same_place", place=p.place)
    yield t("reasons.days_apart", n=p.days) if p.days else t("reasons.same_days")


def _waiting(office: Office) -> list[Pair]:
    return office.cached("merges", lambda: _found(office), linking=True)


def _found(office: Office) -> list[Pair]:
    with office.linked.linker() as linker:
        return [] if linker is None else candidates(linker.happenings())


def candidates(happenings: list[Happening]) -> list[Pair]:
    """The pairs, in the order of the happenings. Those that a person has decided on already are left out."""
    groups: dict[tuple[str, str], list[Happening]] = defaultdict(list)
    for h in happenings:
        if h.actor is not None and h.spots and h.first is not None and not h.decided:
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
