"""Pairs of claims on one happening that cannot both hold, and of which nobody has judged either."""

from __future__ import annotations

from dataclasses import dataclass

from selon.desk import groupings
from selon.desk.cursors import cursor as cursor_of
from selon.desk.cursors import number_after
from selon.desk.locale import Strings
from selon.desk.office import Office
from selon.desk.passages import passages, standing
from selon.desk.queues.kinds import PAIRS, Page, cut
from selon.desk.views import QueueItem
from selon.linking.reasons import said

NAME = "contradictions"
VERDICTS = ("accept", "reject", "unsure", "amend", "split")


def count(office: Office, t: Strings) -> int:
    """How many wait; see `Kind.count`."""
    return len(_waiting(office, t.lang))


def page(office: Office, t: Strings, *, cursor: str | None, from_: str | None) -> Page:
    """A page; see `Kind.page`."""
    waiting = _waiting(office, t.lang)
    rows, end, at_start = cut(waiting, _id, number_after(cursor), from_, PAIRS)
    shown = passages(office.ledger, (id_ for x in rows for id_ in (x.claim, x.other)), t.lang)
    items = tuple(
        QueueItem(
            _id(x),
            NAME,
            shown[x.claim].card.said,
            (*((t("reasons.maybe_one"),) if x.maybe_one else ()), *x.why),
            shown[x.claim],
            shown[x.other],
            VERDICTS,
        )
        for x in rows
        if x.claim in shown and x.other in shown
    )
    return Page(items, cursor_of(end) if end < len(waiting) else None, at_start)


@dataclass(frozen=True, slots=True)
class _Row:
    """Two claims that contradict each other, and why."""

    claim: str
    other: str
    maybe_one: bool
    why: tuple[str, ...]


def _id(x: _Row) -> str:
    return f"{x.claim}-{x.other}"


def _waiting(office: Office, lang: str) -> list[_Row]:
    return office.cached((NAME, lang, office.linked.version), lambda: _unjudged(office, lang))


def _unjudged(office: Office, lang: str) -> list[_Row]:
    rows = office.across(("queue", NAME, lang), tuple[_Row, ...], lambda: _found(office, lang)).view or ()
    judged = standing(office.ledger.store, {id_ for x in rows for id_ in (x.claim, x.other)})
    known = groupings.standing(office)
    waiting = (x for x in rows if x.claim not in judged and x.other not in judged)
    return [x for x in waiting if not groupings.is_ruled(known, x.claim, x.other)]


def _found(office: Office, lang: str) -> tuple[_Row, ...]:
    return tuple(
        _Row(x.claim, x.other, x.maybe_one, tuple(said(x.why, lang))) for x in office.linked.across.contradictions
    )
