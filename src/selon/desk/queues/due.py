"""Commitments that fell due: the promise, and what was reported of it since, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from selon.desk.cursors import cursor as cursor_of
from selon.desk.cursors import number_after
from selon.desk.locale import Strings
from selon.desk.office import Office
from selon.desk.passages import passages, standing
from selon.desk.queues.kinds import Page, cut
from selon.desk.views import QueueItem
from selon.linking.model import DueStatus

NAME = "due"
VERDICTS = ("accept", "reject", "unsure", "amend")


def count(office: Office, t: Strings) -> int:
    """How many wait; see `Kind.count`."""
    return len(_waiting(office, t.lang))


def page(office: Office, t: Strings, *, cursor: str | None, from_: str | None) -> Page:
    """A page; see `Kind.page`."""
    waiting = _waiting(office, t.lang)
    rows, end, at_start = cut(waiting, _promise, number_after(cursor), from_)
    ids = [id_ for x in rows for id_ in (x.promise, x.proof) if id_]
    shown = passages(office.ledger, ids, t.lang)
    items = tuple(
        QueueItem(
            x.promise,
            NAME,
            shown[x.promise].card.said,
            tuple(r for r in (t(f"due_statuses.{x.status}"), x.why) if r),
            shown[x.promise],
            shown.get(x.proof or ""),
            VERDICTS,
        )
        for x in rows
        if x.promise in shown
    )
    return Page(items, cursor_of(end) if end < len(waiting) else None, at_start)


@dataclass(frozen=True, slots=True)
class _Row:
    """A term that fell due: the claim that promised it, the one that tells what came of it, and why it is here."""

    promise: str
    proof: str | None
    status: DueStatus
    why: str


def _promise(x: _Row) -> str:
    return x.promise


def _waiting(office: Office, lang: str) -> list[_Row]:
    return office.cached((NAME, lang, office.linked.version), lambda: _unjudged(office, lang))


def _unjudged(office: Office, lang: str) -> list[_Row]:
    today = date.today()
    rows = (
        office.across(("queue", NAME, lang), tuple[_Row, ...], lambda: tuple(_found(office, today, lang)), today).view
        or ()
    )
    judged = standing(office.ledger.store, {x.promise for x in rows})
    return [x for x in rows if x.promise not in judged]


def _found(office: Office, on: date, lang: str) -> Iterator[_Row]:
    for c in office.dues(on):
        for x in c.by:
            if x.status in ("due", "overdue") and x.due.tolds:
                proof = x.evidence[0].id if x.evidence else None
                yield _Row(x.due.tolds[0].id, proof, x.status, x.why.say(lang))
