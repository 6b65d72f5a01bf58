"""Readings that the reader itself is not sure of and nobody has judged, newest publication first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, func, select

from selon.desk.cards import FAIRLY, SURE
from selon.desk.cursors import cursor as cursor_of
from selon.desk.cursors import number_after
from selon.desk.locale import Strings
from selon.desk.office import Office
from selon.desk.passages import passages
from selon.desk.queues.kinds import MOST, SIZE, Page
from selon.desk.views import Passage, QueueItem
from selon.ledger.conditions import current, reviewed
from selon.ledger.schema import claim, reading

NAME = "doubtful"
DOUBTED = ("status", "actor", "target", "quantity")
"""Fields that a scorer reads, which says how sure it is."""
_SCORE = re.compile(r"^(?:\w+|.*\bscorer) ([01]\.\d+)\b")
VERDICTS = ("accept", "reject", "unsure", "amend")


def count(office: Office, t: Strings) -> int:  # noqa: ARG001 - as many in every language
    """How many wait; see `Kind.count`."""
    some = _query().limit(MOST + 1).subquery()
    with office.ledger.store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(some)) or 0


def page(office: Office, t: Strings, *, cursor: str | None, from_: str | None) -> Page:
    """A page; see `Kind.page`."""
    last = number_after(cursor)
    query = _query().order_by(claim.c.n).limit(SIZE + 1)
    first = None
    with office.ledger.store.reading() as connection:
        if last is None and from_:
            first = connection.scalar(select(func.min(claim.c.n)).where(claim.c.id == from_))
        if last is not None:
            query = query.where(claim.c.n > last)
        elif first is not None:
            query = query.where(claim.c.n >= first)
        rows = connection.execute(query).all()
    shown = passages(office.ledger, (id_ for _, id_ in rows[:SIZE]), t.lang)
    items = tuple(_item(shown[id_], t) for _, id_ in rows[:SIZE] if id_ in shown)
    more = len(rows) > SIZE
    return Page(items, cursor_of(rows[SIZE - 1][0]) if more else None, last is None and first is None)


def _query() -> Select[Any]:
    joined = claim.join(reading, reading.c.n == claim.c.reading)
    return (
        select(claim.c.n, claim.c.id)
        .select_from(joined)
        .where(claim.c.confidence < FAIRLY, current(None), reviewed(False, None))
    )


def _sureness(why: str) -> float | None:
    """How sure the reader is of a field, where the rule that read it says so."""
    found = _SCORE.search(why)
    return float(found[1]) if found else None


def _item(p: Passage, t: Strings) -> QueueItem:
    return QueueItem(p.card.id, NAME, p.card.said, tuple(_reasons(p, t)), p, None, VERDICTS)


def _reasons(p: Passage, t: Strings) -> Iterator[str]:
    c = p.card
    yield t("reasons.confidence", percent=round(100 * c.confidence))
    for f in c.fields:
        sure = _sureness(f.why)
        if f.name in DOUBTED and sure is not None and sure < SURE:
            yield t("reasons.field", field=t(f"fields.{f.name}"), said=f.said, percent=round(100 * sure))
    if c.hedged:
        yield t("reasons.hedged")
    if c.negated:
        yield t("reasons.negated")
