"""Who did what: reviews out of the ledger, and what the desk itself remembers, the latest first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from selon.desk import views
from selon.desk.cursors import after, cursor
from selon.desk.office import Office
from selon.desk.phrases import wording
from selon.ledger.schema import review
from selon.ledger.things import Review
from selon.ledger.things import review as review_of

SIZE = 100


def screen(office: Office, lang: str, at: str | None) -> views.AuditScreen:
    """A page of the list.

    Raises:
        InputError: `at` is no cursor of it.
    """
    last_review, last_act = after(at, int, int) if at else (1 << 62, 1 << 62)
    reviews = _reviews(office, int(last_review))
    acts = office.state.acts(int(last_act), SIZE + 1)
    lines = [(r.recorded.isoformat(), n, 0, _of_review(r, lang)) for n, r in reviews]
    lines += [
        (a.at, a.n, 1, views.Act(a.at, _said(a.at, lang), a.user, a.act, a.what, _url(a.what), a.note)) for a in acts
    ]
    lines.sort(key=lambda x: x[0], reverse=True)
    page = lines[:SIZE]
    left = [
        min((n for _, n, kind, _ in page if kind == k), default=last)
        for k, last in enumerate((int(last_review), int(last_act)))
    ]
    more = len(lines) > SIZE
    return views.AuditScreen(tuple(act for _, _, _, act in page), f"/audit?cursor={cursor(*left)}" if more else None)


def _reviews(office: Office, before: int) -> list[tuple[int, Review]]:
    query = select(review).where(review.c.n < before).order_by(review.c.n.desc()).limit(SIZE + 1)
    with office.ledger.store.reading() as connection:
        return [(row["n"], review_of(row)) for row in connection.execute(query).mappings()]


def _of_review(r: Review, lang: str) -> views.Act:
    at = r.recorded.isoformat(timespec="seconds")
    return views.Act(at, _said(at, lang), r.by, r.verdict, r.claim, f"/claims/{r.claim}", r.note)


def _said(at: str, lang: str) -> str:
    when = datetime.fromisoformat(at)
    return f"{wording(lang, lang).short_day(when.date())}, {when:%H:%M} UTC"


def _url(what: str) -> str | None:
    return f"/dispatches/{what}" if len(what) == 16 and what.isalnum() else None
