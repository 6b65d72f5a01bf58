"""Pairs of claims on one happening that cannot both hold, and of which nobody has judged either."""

from __future__ import annotations

from selon.desk.cursors import cursor as cursor_of
from selon.desk.cursors import number_after
from selon.desk.locale import Strings
from selon.desk.office import Office
from selon.desk.passages import passages, standing
from selon.desk.queues.kinds import Page, cut
from selon.desk.views import QueueItem
from selon.linking.model import Link
from selon.linking.reasons import said

NAME = "contradictions"
VERDICTS = ("accept", "reject", "unsure", "amend", "split")


def count(office: Office) -> int:
    """How many wait; see `Kind.count`."""
    return len(_waiting(office))


def page(office: Office, t: Strings, *, cursor: str | None, from_: str | None) -> Page:
    """A page; see `Kind.page`."""
    waiting = _waiting(office)
    rows, end, at_start = cut(waiting, _id, number_after(cursor), from_)
    shown = passages(office.ledger, (id_ for x in rows for id_ in (x.claim, x.other)), t.lang)
    items = tuple(
        QueueItem(
            _id(x),
            NAME,
            shown[x.claim].card.said,
            (*((t("reasons.maybe_one"),) if x.maybe_one else ()), *said(x.why, t.lang)),
            shown[x.claim],
            shown[x.other],
            VERDICTS,
        )
        for x in rows
        if x.claim in shown and x.other in shown
    )
    return Page(items, cursor_of(end) if end < len(waiting) else None, at_start)


def _id(x: Link) -> str:
    return f"{x.claim}-{x.other}"


def _waiting(office: Office) -> list[Link]:
    links = office.linked.across.contradictions
    judged = standing(office.ledger.store, {id_ for x in links for id_ in (x.claim, x.other)})
    return [x for x in links if x.claim not in judged and x.other not in judged]
