"""The states of claims, as conditions on rows: which reading is current, which review stands, what was known when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, true, tuple_

from selon.ledger.schema import claim, dispatch, dispatch_link, place_mention, reading, review
from selon.ledger.wanted import Wanted

newer = reading.alias("newer")
undoing = review.alias("undoing")
of_claim = dispatch.alias("of_claim")


def known(column: ColumnElement[datetime], as_of: datetime | None) -> ColumnElement[bool]:
    """Whether what bears this time was in the ledger at that moment."""
    return true() if as_of is None else column <= as_of


def current(as_of: datetime | None) -> ColumnElement[bool]:
    """Whether a claim stands in the current reading of its dispatch, or in an amendment that stands.

    The current reading is that of the highest reader version, of one version the latest. `reading` is the claim's.
    """
    later = exists().where(
        newer.c.dispatch == claim.c.dispatch,
        tuple_(newer.c.rank, newer.c.n) > tuple_(reading.c.rank, reading.c.n),
        known(newer.c.recorded, as_of),
    )
    verdict = func.coalesce(standing(review.c.verdict, as_of), "")
    as_read = and_(claim.c.review.is_(None), ~later, verdict != "amend")
    return or_(as_read, and_(claim.c.review.is_not(None), claim.c.review == standing(review.c.n, as_of)))


def standing(column: ColumnElement[Any], as_of: datetime | None) -> ColumnElement[Any]:
    """A column of the review of the claim that stands: the latest that was not undone; null where there is none."""
    return _standing(column, as_of).where(review.c.claim == claim.c.id).correlate(claim).scalar_subquery()


def _standing(column: ColumnElement[Any], as_of: datetime | None) -> Select[Any]:
    undone = exists().where(
        undoing.c.undoes == review.c.id, undoing.c.claim == review.c.claim, known(undoing.c.recorded, as_of)
    )
    return (
        select(column)
        .where(review.c.verdict != "undo", known(review.c.recorded, as_of), ~undone)
        .order_by(review.c.n.desc())
        .limit(1)
    )


def plain(w: Wanted) -> list[ColumnElement[bool]]:
    """The filters that look at the claim's own row."""
    found: list[ColumnElement[bool]] = []
    several = ((claim.c.type, w.types), (claim.c.status, w.statuses), (claim.c.source_kind, w.source_kinds))
    for column, values in several:
        if values:
            found.append(column == values[0] if len(values) == 1 else column.in_(values))
    for column, value in ((claim.c.agency, w.agency), (claim.c.lang, w.lang), (claim.c.id, w.id)):
        if value is not None:
            found.append(column == value)
    for flag, asked in ((claim.c.negated, w.negated), (claim.c.hedged, w.hedged), (claim.c.deadline, w.deadline)):
        if asked is not None:
            found.append(flag if asked else ~flag)
    if w.happening is not None:
        found.append(_overlaps(*w.happening))
    return found


def _overlaps(first: Any, last: Any) -> ColumnElement[bool]:
    """Whether the claim's time shares a day with the stretch; a claim without a time does not."""
    found: list[ColumnElement[bool]] = [claim.c.grain.is_not(None)]
    if last is not None:
        found.append(or_(claim.c.first.is_(None), claim.c.first <= last))
    if first is not None:
        found.append(or_(claim.c.last.is_(None), claim.c.last >= first))
    return and_(*found)


def at_place(name: str) -> ColumnElement[bool]:
    """Whether the claim names the place."""
    return exists().where(place_mention.c.name == name, place_mention.c.claim == claim.c.n)


def reviewed(asked: bool | str, as_of: datetime | None) -> ColumnElement[bool]:
    """Whether the claim has a standing review, or one of this verdict."""
    verdict = standing(review.c.verdict, as_of)
    if asked is True:
        return verdict.is_not(None)
    if asked is False:
        return verdict.is_(None)
    return func.coalesce(verdict, "") != "reject" if asked == "standing" else verdict == asked


def linked(kind: str, as_of: datetime | None, *, as_other: bool) -> ColumnElement[bool]:
    """Whether the claim's dispatch reprints another, or (`as_other`) another supersedes it."""
    end = dispatch_link.c.other if as_other else dispatch_link.c.dispatch
    return exists().where(
        of_claim.c.n == claim.c.dispatch,
        end == of_claim.c.key,
        dispatch_link.c.kind == kind,
        known(dispatch_link.c.recorded, as_of),
    )


def states(w: Wanted) -> list[ColumnElement[bool]]:
    """The filters that look at other rows."""
    found = [current(w.as_of), known(claim.c.recorded, w.as_of)]
    if w.reviewed is not None:
        found.append(reviewed(w.reviewed, w.as_of))
    if w.superseded is not None:
        is_superseded = linked("supersedes", w.as_of, as_other=True)
        found.append(is_superseded if w.superseded else ~is_superseded)
    if w.reprints is not None:
        is_reprint = linked("reprints", w.as_of, as_other=False)
        found.append(is_reprint if w.reprints else ~is_reprint)
    if w.dispatch is not None:
        found.append(reading.c.dispatch == select(dispatch.c.n).where(dispatch.c.key == w.dispatch).scalar_subquery())
    return found
