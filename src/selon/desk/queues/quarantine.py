"""Inputs that were refused, and what to do about each."""

from __future__ import annotations

from selon.desk.cursors import cursor as cursor_of
from selon.desk.cursors import number_after
from selon.desk.locale import Strings
from selon.desk.messages import message
from selon.desk.office import Office
from selon.desk.phrases import moment
from selon.desk.queues.kinds import Page, cut
from selon.desk.views import CaseView, QueueItem
from selon.ledger.quarantine import Case

NAME = "quarantine"


def count(office: Office, t: Strings) -> int:  # noqa: ARG001 - as many in every language
    """How many wait; see `Kind.count`."""
    return len(_cases(office))


def page(office: Office, t: Strings, *, cursor: str | None, from_: str | None) -> Page:
    """A page, the last refused first; see `Kind.page`."""
    cases = _cases(office)
    rows, end, at_start = cut(cases, lambda c: c.id, number_after(cursor), from_)
    return Page(tuple(_item(c, t) for c in rows), cursor_of(end) if end < len(cases) else None, at_start)


def _cases(office: Office) -> list[Case]:
    return office.cached("quarantine", lambda: list(office.ledger.quarantine())[::-1])


def _item(c: Case, t: Strings) -> QueueItem:
    at = c.recorded.isoformat(timespec="minutes")
    said = message(c.reason, t.lang)
    case = CaseView(c.id, c.name, said, c.format, at, c.sha256 is not None, moment(c.recorded, t.lang))
    reasons = (said, t("reasons.format", format=c.format)) if c.format else (said,)
    return QueueItem(c.id, NAME, c.name, reasons, None, None, ("retry",) if c.sha256 else (), case=case)
