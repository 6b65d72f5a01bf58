"""A claim in its sentence, for screens that show it away from its dispatch."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import exists, select

from selon.desk import views
from selon.desk.cards import Known, card
from selon.desk.phrases import wording
from selon.desk.reading import last_reviews, title_of
from selon.desk.runs import Units, cut, marked
from selon.ledger import Entry, Ledger
from selon.ledger.conditions import undoing
from selon.ledger.schema import review
from selon.ledger.stores.store import Store
from selon.ledger.things import Review
from selon.ledger.things import review as review_of


def passages(ledger: Ledger, ids: Iterable[str], lang: str) -> dict[str, views.Passage]:
    """The passages of claims by id; those that no current reading holds any more are left out."""
    wanted = list(dict.fromkeys(ids))
    last = latest(ledger.store, wanted)
    found = {}
    for id_ in wanted:
        entry = next(ledger.claims(id=id_), None)
        if entry is not None:
            found[id_] = passage(entry, last.get(id_), lang)
    return found


def passage(entry: Entry, last: Review | None, lang: str) -> views.Passage:
    """The claim's sentence in runs, with its card."""
    d = entry.dispatch
    w = wording(lang, d.lang)
    units = Units(d.text)
    amended = tuple(entry.review.amendments or ()) if entry.review else ()
    return views.Passage(
        card=card(entry, Known(last), 0, lang, units),
        runs=cut(units, entry.claim.quote, marked(entry.claim, amended)),
        dispatch_url=f"/dispatches/{d.id}?claim={entry.claim.id}#claim-{entry.claim.id}",
        title=title_of(d),
        agency=d.agency or "",
        published=d.published.isoformat() if d.published else None,
        published_said=w.long_day(d.published) if d.published else "",
    )


def latest(store: Store, claims: Iterable[str]) -> dict[str, Review]:
    """The last review of each claim, taken back or not."""
    query = select(review).where(store.any_of(review.c.claim, list(claims))).order_by(review.c.n)
    with store.reading() as connection:
        return last_reviews(review_of(row) for row in connection.execute(query).mappings())


def standing(store: Store, claims: Iterable[str]) -> dict[str, str]:
    """The verdict that stands on each claim that has one."""
    undone = exists().where(undoing.c.claim == review.c.claim, undoing.c.undoes == review.c.id)
    query = (
        select(review.c.claim, review.c.verdict)
        .where(store.any_of(review.c.claim, list(claims)), review.c.verdict != "undo", ~undone)
        .order_by(review.c.n)
    )
    with store.reading() as connection:
        return {row.claim: row.verdict for row in connection.execute(query)}
