"""Which dispatches a list shows, and how many there are under each heading: the questions as SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, exists, func, or_, select, tuple_

from selon.errors import InputError
from selon.ledger.conditions import newer, undoing
from selon.ledger.numbers import bounds
from selon.ledger.schema import claim, dispatch, reading, review
from selon.ledger.search import Search, parse
from selon.ledger.stores.store import Store

Reviewed = Literal["none", "some", "all"]
REVIEWED: tuple[Reviewed, ...] = get_args(Reviewed)
FacetName = Literal["agency", "lang", "reviewed", "day"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of dispatches is narrowed to; several values of one heading widen it. `search` is `q` taken apart."""

    q: str = ""
    agency: tuple[str, ...] = ()
    lang: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    reviewed: tuple[Reviewed, ...] = ()
    search: Search | None = None

    @classmethod
    def of(
        cls,
        q: str = "",
        agency: Sequence[str] = (),
        lang: Sequence[str] = (),
        first: str = "",
        last: str = "",
        reviewed: Sequence[str] = (),
        *,
        typing: bool = False,
    ) -> Filters:
        """The filters as an address has them. While somebody is `typing`, the last word may be the beginning of one.

        Raises:
            InputError: no day, turned days, or a value that `reviewed` cannot have.
            LedgerError: `q` has nothing to search for.
        """
        days = (_day(first), _day(last))
        if days[0] and days[1] and days[0] > days[1]:
            raise InputError(f"{days[0]} comes after {days[1]}: turn them round")
        if any(x not in REVIEWED for x in reviewed):
            raise InputError(f"reviewed={list(reviewed)!r}: give none, some or all")
        words = q.strip()
        search = parse(words + "*" if typing and _open(q) else words) if words else None
        known = tuple(x for x in REVIEWED if x in reviewed)
        return cls(words, tuple(dict.fromkeys(agency)), tuple(dict.fromkeys(lang)), *days, known, search)

    @property
    def narrow(self) -> bool:
        """Whether anything is asked."""
        return self != Filters()


@dataclass(frozen=True, slots=True)
class Listed:
    """A dispatch as a list shows it, with how many of its claims stand and have a standing review."""

    n: int
    key: str
    title: str | None
    agency: str | None
    lang: str
    published: date | None
    claims: int
    reviewed: int
    text: str


def page(store: Store, f: Filters, after: int | None, size: int, *, text: bool = False) -> list[Listed]:
    """The dispatches after a number, newest publication first. The text comes along where it is asked for."""
    whole, done = _counts()
    words = dispatch.c.text if text or f.search else func.substr(dispatch.c.text, 1, 200)
    query = (
        select(
            dispatch.c.n,
            dispatch.c.key,
            dispatch.c.title,
            dispatch.c.agency,
            dispatch.c.lang,
            dispatch.c.published,
            whole.label("claims"),
            done.label("reviewed"),
            words.label("text"),
        )
        .where(*_conditions(store, f))
        .order_by(dispatch.c.n)
        .limit(size)
    )
    if after is not None:
        query = query.where(dispatch.c.n > after)
    with store.reading() as connection:
        return [Listed(**{**row, "claims": row["claims"] or 0}) for row in connection.execute(query).mappings()]


def neighbours(store: Store, f: Filters, n: int) -> tuple[str | None, str | None]:
    """The keys of the dispatches that stand before and after the one of number `n` in the list."""
    query = select(dispatch.c.key).where(*_conditions(store, f)).limit(1)
    with store.reading() as connection:
        before = connection.scalar(query.where(dispatch.c.n < n).order_by(dispatch.c.n.desc()))
        return before, connection.scalar(query.where(dispatch.c.n > n).order_by(dispatch.c.n))


def total(store: Store, f: Filters | None = None) -> int:
    """How many dispatches there are under the filters, or in all."""
    with store.reading() as connection:
        query = select(func.count()).select_from(dispatch)
        return connection.scalar(query.where(*_conditions(store, f)) if f else query) or 0


def facets(store: Store, f: Filters) -> dict[FacetName, list[tuple[str, int]]]:
    """How many dispatches each value of each heading has, under the filters of the other headings."""
    with store.reading() as connection:
        return {
            "agency": _by(connection, store, replace(f, agency=()), func.coalesce(dispatch.c.agency, "")),
            "lang": _by(connection, store, replace(f, lang=()), dispatch.c.lang),
            "reviewed": _reviewed(connection, store, replace(f, reviewed=())),
            "day": _days(connection, store, replace(f, first=None, last=None)),
        }


def _by(connection: Connection, store: Store, f: Filters, column: ColumnElement[Any]) -> list[tuple[str, int]]:
    query: Select[Any] = select(column, func.count()).where(*_conditions(store, f)).group_by(column)
    found = [(str(value), n) for value, n in connection.execute(query)]
    return sorted(found, key=lambda x: (-x[1], x[0]))


def _days(connection: Connection, store: Store, f: Filters) -> list[tuple[str, int]]:
    """By publication day, the newest first; dispatches without one are left out."""
    query = select(dispatch.c.published, func.count()).where(*_conditions(store, f), dispatch.c.published.is_not(None))
    found = connection.execute(query.group_by(dispatch.c.published).order_by(dispatch.c.published.desc()))
    return [(day.isoformat(), n) for day, n in found if day]


def _reviewed(connection: Connection, store: Store, f: Filters) -> list[tuple[str, int]]:
    every = connection.scalar(select(func.count()).select_from(dispatch).where(*_conditions(store, f))) or 0
    counts = {
        value: connection.scalar(
            select(func.count()).select_from(dispatch).where(*_conditions(store, replace(f, reviewed=(value,))))
        )
        or 0
        for value in ("some", "all")
    }
    return [("none", every - counts["some"] - counts["all"]), ("some", counts["some"]), ("all", counts["all"])]


def _conditions(store: Store, f: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if f.agency:
        found.append(func.coalesce(dispatch.c.agency, "").in_(f.agency))
    if f.lang:
        found.append(dispatch.c.lang.in_(f.lang))
    low, high = bounds(f.first, f.last)
    if low is not None:
        found.append(dispatch.c.n >= low)
    if high is not None:
        found.append(dispatch.c.n < high)
    if f.search:
        words = store.dispatches
        matched = select(words.n).select_from(words.table).where(words.match({"text": f.search}))
        found.append(dispatch.c.n.in_(matched))
    if f.reviewed and len(f.reviewed) < len(REVIEWED):
        found.append(or_(*(_is(value) for value in f.reviewed)))
    return found


def _is(value: Reviewed) -> ColumnElement[bool]:
    """Whether none, some or all of a dispatch's claims have a standing review. Reviews are few beside claims, so the
    dispatches that have any are listed first."""
    whole, done = _counts()
    touched = dispatch.c.n.in_(_of_review())
    if value == "none":
        return ~touched
    return and_(touched, done >= whole if value == "all" else done < whole)


def _of_review() -> Select[Any]:
    return _reviewed_claims(select(claim.c.dispatch))


def _counts() -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The claims of a dispatch's current reading, and those of them that have a standing review."""
    whole = select(reading.c.claims).where(reading.c.dispatch == dispatch.c.n, _current()).limit(1)
    done = _reviewed_claims(select(func.count(claim.c.id.distinct()))).where(claim.c.dispatch == dispatch.c.n)
    return whole.correlate(dispatch).scalar_subquery(), done.correlate(dispatch).scalar_subquery()


def _reviewed_claims(query: Select[Any]) -> Select[Any]:
    joined: FromClause = claim.join(reading, reading.c.n == claim.c.reading).join(review, review.c.claim == claim.c.id)
    undone = exists().where(undoing.c.undoes == review.c.id)
    return query.select_from(joined).where(claim.c.review.is_(None), review.c.verdict != "undo", ~undone, _current())


def _current() -> ColumnElement[bool]:
    """Whether a reading is the current one of its dispatch."""
    later = tuple_(newer.c.rank, newer.c.n) > tuple_(reading.c.rank, reading.c.n)
    return ~exists().where(newer.c.dispatch == reading.c.dispatch, later)


def _open(q: str) -> bool:
    """Whether the last word may go on: nothing after it, no quotation mark open or just closed, no star."""
    return bool(q) and q[-1].isalnum() and q.count('"') % 2 == 0


def _day(said: str) -> date | None:
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError as e:
        raise InputError(f"{said!r} is no day: write 2026-02-23") from e
