"""Pairs of happenings that may be one: of one family, by one actor, at one place, on days that are near."""

from __future__ import annotations

from collections.abc import Iterator

from selon.desk.cursors import cursor as cursor_of
from selon.desk.cursors import number_after
from selon.desk.groupings import is_ruled, standing
from selon.desk.locale import Strings
from selon.desk.office import Office
from selon.desk.pairs import Pair
from selon.desk.passages import passages
from selon.desk.queues.kinds import PAIRS, Page, cut
from selon.desk.views import QueueItem

NAME = "merges"
VERDICTS = ("merge", "split")


def count(office: Office, t: Strings) -> int:
    """How many wait; see `Kind.count`."""
    return len(_waiting(office, t.lang))


def page(office: Office, t: Strings, *, cursor: str | None, from_: str | None) -> Page:
    """A page; see `Kind.page`."""
    waiting = _waiting(office, t.lang)
    rows, end, at_start = cut(waiting, lambda p: p.id, number_after(cursor), from_, PAIRS)
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


def _waiting(office: Office, lang: str) -> tuple[Pair, ...]:
    pairs = office.across(("queue", NAME, lang), tuple[Pair, ...], lambda: office.linked.across.pairs).view or ()
    known = standing(office)
    return tuple(p for p in pairs if not is_ruled(known, *p.claims))


def _reasons(p: Pair, t: Strings) -> Iterator[str]:
    yield t("reasons.same_actor", actor=p.actor)
    yield t("reasons.same_place", place=p.place)
    yield t("reasons.days_apart", n=p.days) if p.days else t("reasons.same_days")
