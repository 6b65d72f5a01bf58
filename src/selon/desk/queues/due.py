"""Commitments that fell due: the promise, and what was reported of it since, side by side."""

from __future__ import annotations

from datetime import date

from selon.desk.cursors import cursor as cursor_of
from selon.desk.cursors import number_after
from selon.desk.locale import Strings
from selon.desk.office import Office
from selon.desk.passages import passages, standing
from selon.desk.queues.kinds import Page, cut
from selon.desk.views import QueueItem
from selon.linking.model import DueOn

NAME = "due"
VERDICTS = ("accept", "reject", "unsure", "amend")


def count(office: Office) -> int:
    """How many wait; see `Kind.count`."""
    return len(_waiting(office))


def page(office: Office, t: Strings, *, cursor: str | None, from_: str | None) -> Page:
    """A page; see `Kind.page`."""
    waiting = _waiting(office)
    rows, end, at_start = cut(waiting, _promise, number_after(cursor), from_)
    ids = [id_ for x in rows for id_ in (_promise(x), _proof(x)) if id_]
    shown = passages(office.ledger, ids, t.lang)
    items = tuple(
        QueueItem(
            _promise(x),
            NAME,
            shown[_promise(x)].card.said,
            (t(f"due_statuses.{x.status}"), x.why.say(t.lang)),
            shown[_promise(x)],
            shown.get(_proof(x) or ""),
            VERDICTS,
        )
        for x in rows
        if _promise(x) in shown
    )
    return Page(items, cursor_of(end) if end < len(waiting) else None, at_start)


def _promise(x: DueOn) -> str:
    return x.due.tolds[0].id


def _proof(x: DueOn) -> str | None:
    return x.evidence[0].id if x.evidence else None


def _waiting(office: Office) -> list[DueOn]:
    today = date.today()
    found = office.cached(("due queue", today), lambda: _found(office, today), linking=True)
    judged = standing(office.ledger.store, {_promise(x) for x in found})
    return [x for x in found if _promise(x) not in judged]


def _found(office: Office, on: date) -> list[DueOn]:
    with office.linked.linker() as linker:
        if linker is None:
            return []
        return [x for c in linker.due(on) for x in c.by if x.status in ("due", "overdue") and x.due.tolds]
