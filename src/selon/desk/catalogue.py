"""Which dispatches a list shows, and how many there are under each heading.

What the list is narrowed by is held in memory, a line a dispatch, until the ledger changes: so all headings are counted
in one pass, and the store is asked only for words and for what a page shows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from sqlalchemy import Connection, FromClause, exists, func, select, tuple_

from selon.errors import InputError
from selon.ledger.conditions import newer, undoing
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
class Line:
    """A dispatch as it is narrowed by: its number, agency ("" for none), language, day, and how far it is reviewed."""

    n: int
    agency: str
    lang: str
    day: date | None
    reviewed: Reviewed


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


def lines(store: Store) -> list[Line]:
    """All dispatches, newest publication first."""
    with store.reading() as connection:
        done = _reviewed(connection)
        claims = _claims(connection, store, done)
        found = connection.execute(
            select(dispatch.c.n, dispatch.c.agency, dispatch.c.lang, dispatch.c.published).order_by(dispatch.c.n)
        )
        return [
            Line(n, agency or "", lang, day, _how_far(done.get(n, 0), claims.get(n, 0)))
            for n, agency, lang, day in found
        ]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The dispatches under filters, how many each value of each heading has under the filters of the other headings,
    and how many dispatches there are in all."""

    found: list[Line]
    counts: dict[FacetName, list[tuple[str, int]]]
    total: int


def narrowed(store: Store, known: list[Line], f: Filters) -> Narrowed:
    """What is left of the known dispatches under the filters."""
    total = len(known)
    if f.search:
        sought = _sought(store, f.search)
        known = [x for x in known if x.n in sought]
    agencies, langs, states, days = Counter[str](), Counter[str](), Counter[str](), Counter[date]()
    found = []
    reviewed = f.reviewed or REVIEWED
    for x in known:
        is_agency = not f.agency or x.agency in f.agency
        is_lang = not f.lang or x.lang in f.lang
        is_state = x.reviewed in reviewed
        is_day = (f.first is None or (x.day is not None and x.day >= f.first)) and (
            f.last is None or (x.day is not None and x.day <= f.last)
        )
        missed = (not is_agency) + (not is_lang) + (not is_state) + (not is_day)
        if missed == 0:
            found.append(x)
        if missed == (not is_agency):
            agencies[x.agency] += 1
        if missed == (not is_lang):
            langs[x.lang] += 1
        if missed == (not is_state):
            states[x.reviewed] += 1
        if missed == (not is_day) and x.day is not None:
            days[x.day] += 1
    counts: dict[FacetName, list[tuple[str, int]]] = {
        "agency": sorted(agencies.items(), key=lambda v: (-v[1], v[0])),
        "lang": sorted(langs.items(), key=lambda v: (-v[1], v[0])),
        "reviewed": [(value, states[value]) for value in REVIEWED],
        "day": [(day.isoformat(), n) for day, n in sorted(days.items(), reverse=True)],
    }
    return Narrowed(found, counts, total)


def page(store: Store, found: list[Line], after: int | None, size: int, *, text: bool = False) -> list[Listed]:
    """So many of the dispatches after a number; with the whole text where it is asked for."""
    start = 0 if after is None else bisect_right(found, after, key=lambda x: x.n)
    numbers = [x.n for x in found[start : start + size]]
    with store.reading() as connection:
        done = _reviewed(connection, store, numbers)
        claims = _claims(connection, store, numbers)
        query = select(
            dispatch.c.n,
            dispatch.c.key,
            dispatch.c.title,
            dispatch.c.agency,
            dispatch.c.lang,
            dispatch.c.published,
            (dispatch.c.text if text else func.substr(dispatch.c.text, 1, 200)).label("text"),
        )
        rows = connection.execute(query.where(store.any_of(dispatch.c.n, numbers)).order_by(dispatch.c.n)).mappings()
        return [Listed(**row, claims=claims.get(row["n"], 0), reviewed=done.get(row["n"], 0)) for row in rows]


def neighbours(store: Store, found: list[Line], n: int) -> tuple[str | None, str | None]:
    """The keys of the dispatches that stand before and after the one of number `n` in the list."""
    at = bisect_left(found, n, key=lambda x: x.n)
    there = at < len(found) and found[at].n == n
    wanted = {"before": found[at - 1].n if at else None}
    wanted["after"] = found[at + there].n if at + there < len(found) else None
    with store.reading() as connection:
        some = store.any_of(dispatch.c.n, [n for n in wanted.values() if n is not None])
        keys = {row.n: row.key for row in connection.execute(select(dispatch.c.n, dispatch.c.key).where(some))}
    return keys.get(wanted["before"]), keys.get(wanted["after"])


def _sought(store: Store, search: Search) -> set[int]:
    words = store.dispatches
    with store.reading() as connection:
        matched = select(words.n).select_from(words.table).where(words.match({"text": search}))
        return set(connection.scalars(matched))


def _how_far(done: int, claims: int) -> Reviewed:
    return "none" if not done else "all" if done >= claims else "some"


def _claims(connection: Connection, store: Store, numbers: Iterable[int]) -> dict[int, int]:
    """How many claims the current readings of these dispatches have."""
    query = select(reading.c.dispatch, reading.c.claims).order_by(reading.c.dispatch, reading.c.rank, reading.c.n)
    found = connection.execute(query.where(store.any_of(reading.c.dispatch, list(numbers))))
    return {row.dispatch: row.claims for row in found}


def _reviewed(
    connection: Connection, store: Store | None = None, numbers: Iterable[int] | None = None
) -> dict[int, int]:
    """How many claims of the current readings have a standing review: of all dispatches that have any, or of these.
    Reviews are few beside claims, so all of them are walked through from the reviews."""
    joined: FromClause = claim.join(reading, reading.c.n == claim.c.reading).join(review, review.c.claim == claim.c.id)
    undone = exists().where(undoing.c.claim == review.c.claim, undoing.c.undoes == review.c.id)
    later = tuple_(newer.c.rank, newer.c.n) > tuple_(reading.c.rank, reading.c.n)
    query = (
        select(reading.c.dispatch, func.count(claim.c.id.distinct()).label("done"))
        .select_from(joined)
        .where(
            claim.c.review.is_(None),
            review.c.verdict != "undo",
            ~undone,
            ~exists().where(newer.c.dispatch == reading.c.dispatch, later),
        )
        .group_by(reading.c.dispatch)
    )
    if store is not None and numbers is not None:
        query = query.where(store.any_of(reading.c.dispatch, list(numbers)))
    return {row.dispatch: row.done for row in connection.execute(query)}


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
