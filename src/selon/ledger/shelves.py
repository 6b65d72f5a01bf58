"""The dispatches of a ledger, and what is asked about them: lists, links, readings, unchanged paragraphs, sources."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from selon.errors import LedgerError
from selon.ledger import things
from selon.ledger.conditions import current, known
from selon.ledger.numbers import bounds
from selon.ledger.readings import Recorded, kept_at, readings_of
from selon.ledger.schema import block, claim, dispatch, dispatch_link, reading
from selon.ledger.search import Search, parse
from selon.ledger.stores.store import Store
from selon.model import SourceKind, Span

PAGE = 256
_SAID = func.substr(dispatch.c.text, claim.c.source_start + 1, claim.c.source_end - claim.c.source_start)
"""What a dispatch calls the source of a claim."""


@dataclass(frozen=True, slots=True)
class Link:
    """A dispatch `reprints` or `supersedes` an earlier one; `score` is the share of text in common."""

    later: str
    kind: str
    earlier: str
    score: float
    why: str
    recorded: datetime


@dataclass(frozen=True, slots=True)
class SourceCount:
    """A source and how many claims it vouches for.

    A source with a name is one wherever it speaks; `name` is folded, `written` as the latest dispatch writes it. Who is
    not named is one within a dispatch alone: then `dispatch` says which, and `name` is what the dispatch calls it. The
    narrator is the agency's.
    """

    kind: SourceKind
    name: str
    dispatch: str | None
    claims: int
    dispatches: int
    written: str


def numbers(
    store: Store,
    *,
    agency: str | None = None,
    lang: str | None = None,
    published_between: tuple[date | None, date | None] | None = None,
    text: str | None = None,
    as_of: datetime | None = None,
    unread: bool = False,
) -> Iterator[int]:
    """The numbers of the dispatches that are asked for, newest publication first."""
    n: Any = dispatch.c.n
    query: Select[Any] = select(n)
    if text is not None:
        words = store.dispatches
        n = words.n
        query = select(n).select_from(words.table.join(dispatch, dispatch.c.n == n))
        query = query.where(words.match({"text": parse(text)}))
    for column, value in ((dispatch.c.agency, agency), (dispatch.c.lang, lang)):
        if value is not None:
            query = query.where(column == value)
    if unread:
        query = query.where(~select(reading.c.n).where(reading.c.dispatch == dispatch.c.n).exists())
    low, high = bounds(*published_between) if published_between else (None, None)
    while True:
        page = query.where(known(dispatch.c.recorded, as_of)).order_by(n).limit(PAGE)
        page = page if low is None else page.where(n >= low)
        page = page if high is None else page.where(n < high)
        with store.reading() as connection:
            found = list(connection.scalars(page))
        yield from found
        if len(found) < PAGE:
            return
        low = found[-1] + 1


def in_order(store: Store, wanted: Collection[int] | None = None) -> list[int]:
    """The numbers of all dispatches, or of these, by publication day and then by key: the same in every ledger."""
    with store.reading() as connection:
        found = connection.execute(select(dispatch.c.published, dispatch.c.key, dispatch.c.n)).all()
    numbered = sorted((day.isoformat() if day else "", key, n) for day, key, n in found)
    return [n for _, _, n in numbered if wanted is None or n in wanted]


def held(store: Store, keys: Collection[str]) -> Iterator[things.Kept]:
    """The dispatches among those of these keys that there are."""
    with store.reading() as connection:
        found = list(connection.scalars(select(dispatch.c.n).where(store.any_of(dispatch.c.key, keys))))
    return kept(store, found)


def kept(store: Store, wanted: Iterable[int]) -> Iterator[things.Kept]:
    """The dispatches of these numbers, in their order."""
    page: list[int] = []
    for n in wanted:
        page.append(n)
        if len(page) == PAGE:
            yield from _page(store, page)
            page = []
    yield from _page(store, page)


def _page(store: Store, page: list[int]) -> list[things.Kept]:
    if not page:
        return []
    with store.reading() as connection:
        found = kept_at(connection, page)
    return [found[n] for n in page]


def find(store: Store, name: str) -> things.Kept:
    """The dispatch of this key, or of the id it came with, or whose key begins so.

    Raises:
        LedgerError: there is none, or more than one.
    """
    with store.reading() as connection:
        found = list(connection.scalars(select(dispatch.c.n).where(dispatch.c.key == name)))
        if not found:
            begins = dispatch.c.key.like(f"{name}%") if len(name) >= 6 and name.isalnum() else dispatch.c.key == name
            found = list(connection.scalars(select(dispatch.c.n).where(or_(dispatch.c.given == name, begins)).limit(3)))
        if len(found) != 1:
            several, none = (
                "more than one dispatch goes by this name: give its id in the ledger",
                "no dispatch has this id",
            )
            raise LedgerError(f"{name}: {several if found else none}: `selon dispatches` lists them")
        return kept_at(connection, found)[found[0]]


def readings(store: Store, n: int, as_of: datetime | None = None) -> list[Recorded]:
    """The readings of the dispatch of this number, the current one last."""
    with store.reading() as connection:
        return readings_of(connection, n, as_of)


def readers(store: Store, keys: Collection[str]) -> dict[str, set[str]]:
    """By which readers the dispatches of these keys were read."""
    query = select(dispatch.c.key, reading.c.reader).join(reading, reading.c.dispatch == dispatch.c.n)
    found: dict[str, set[str]] = {}
    with store.reading() as connection:
        for key, reader in connection.execute(query.where(store.any_of(dispatch.c.key, keys))):
            found.setdefault(key, set()).add(reader)
    return found


def links(store: Store, key: str | None = None, as_of: datetime | None = None) -> list[Link]:
    """The links from and to a dispatch, or all, as they were recorded."""
    query = select(dispatch_link).where(known(dispatch_link.c.recorded, as_of)).order_by(dispatch_link.c.n)
    if key is not None:
        query = query.where(or_(dispatch_link.c.dispatch == key, dispatch_link.c.other == key))
    with store.reading() as connection:
        found = connection.execute(query).mappings().all()
    return [Link(r["dispatch"], r["kind"], r["other"], r["score"], r["why"], r["recorded"]) for r in found]


def paragraphs(
    store: Store, hashes: Iterable[str], published: tuple[date | None, date | None] | None = None
) -> dict[str, list[tuple[str, Span]]]:
    """Where paragraphs of these hashes (see `keys.paragraph_hash`) stand: dispatch and span, the latest added first."""
    query = (
        select(block.c.hash, dispatch.c.key, block.c.start, block.c.end)
        .join(dispatch, dispatch.c.n == block.c.dispatch)
        .where(store.any_of(block.c.hash, list(hashes)))
        .order_by(dispatch.c.recorded.desc())
    )
    low, high = bounds(*published) if published else (None, None)
    query = query if low is None else query.where(block.c.dispatch >= low)
    query = query if high is None else query.where(block.c.dispatch < high)
    found: dict[str, list[tuple[str, Span]]] = {}
    with store.reading() as connection:
        for hash_, key, start, end in connection.execute(query):
            found.setdefault(hash_, []).append((key, Span(start, end)))
    return found


def sources(
    store: Store,
    kind: str | None = None,
    as_of: datetime | None = None,
    called: Mapping[str, Search] | None = None,
) -> Iterator[SourceCount]:
    """Who vouches for the claims of the current readings: those with a name, most claims first, then the others."""
    with store.reading() as connection:
        yield from _named(connection, store, kind, as_of, called)
    yield from _others(store, kind, as_of, called)


def _named(
    connection: Connection, store: Store, kind: str | None, as_of: datetime | None, called: Mapping[str, Search] | None
) -> list[SourceCount]:
    claims = func.count().label("claims")
    query = (
        select(
            claim.c.source_kind,
            claim.c.source_name,
            claims,
            func.count(claim.c.dispatch.distinct()).label("dispatches"),
            func.min(claim.c.n).label("latest"),
        )
        .join(reading, reading.c.n == claim.c.reading)
        .where(claim.c.source_name.is_not(None), current(as_of), known(claim.c.recorded, as_of))
        .group_by(claim.c.source_kind, claim.c.source_name)
        .order_by(claims.desc(), claim.c.source_name, claim.c.source_kind)
    )
    query = _called(store, query if kind is None else query.where(claim.c.source_kind == kind), called)
    found = connection.execute(query).all()
    latest = select(claim.c.n, _SAID.label("said")).join(dispatch, dispatch.c.n == claim.c.dispatch)
    latest = latest.where(store.any_of(claim.c.n, [row.latest for row in found]))
    written = {row.n: row.said for row in connection.execute(latest)}
    return [
        SourceCount(row.source_kind, row.source_name, None, row.claims, row.dispatches, written[row.latest])
        for row in found
    ]


def _called(store: Store, query: Select[Any], called: Mapping[str, Search] | None) -> Select[Any]:
    """The question, about claims whose source is called so."""
    if not called:
        return query
    return query.join(store.claims.table, store.claims.n == claim.c.n).where(store.claims.match(called))


def _others(
    store: Store, kind: str | None, as_of: datetime | None, called: Mapping[str, Search] | None
) -> Iterator[SourceCount]:
    said = func.coalesce(_SAID, "")
    query = (
        select(claim.c.source_kind, said, dispatch.c.key, func.count(), dispatch.c.n)
        .join(reading, reading.c.n == claim.c.reading)
        .join(dispatch, dispatch.c.n == claim.c.dispatch)
        .where(claim.c.source_name.is_(None), current(as_of), known(claim.c.recorded, as_of))
        .group_by(dispatch.c.n, dispatch.c.key, claim.c.source_kind, said)
        .order_by(dispatch.c.n, claim.c.source_kind, said)
    )
    query = _called(store, query if kind is None else query.where(claim.c.source_kind == kind), called)
    with store.reading() as connection:
        for kind_, name, key, n, _ in connection.execute(query):
            yield SourceCount(kind_, name, key, n, 1, name)
