"""Stream the claims that a question asks for, newest publication first, a page at a time.

Every page takes the road that reads the fewest rows: the full-text index, the place, a short list of rows that are
known beforehand, the calendar, or the numbers in order. All of them give rows in the order of their numbers, so the
first page comes at once however many follow, and a later page begins after the last number of the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, RowMapping, Select, func, select, union_all

from selon.ledger import conditions, things
from selon.ledger.calendar import asked
from selon.ledger.numbers import bounds
from selon.ledger.readings import claims_from, kept_at
from selon.ledger.schema import claim, dispatch, happening, place_mention, reading, review
from selon.ledger.stores.store import Store
from selon.ledger.wanted import Wanted

FIRST_PAGE, LAST_PAGE = 64, 2048
"""Rows of the first page and the most of a later one; each is four times the one before."""
FEW = 3000
"""Rows that may be listed beforehand."""

Bounds = tuple[int | None, int | None]


def entries(store: Store, w: Wanted) -> Iterator[things.Entry]:
    """The claims with all that the ledger knows of them."""
    extent = _extent(store, w)
    for limits, extra in _segments(w):
        yield from _segment(store, w, _within(limits, extent), extra)


def _extent(store: Store, w: Wanted) -> Bounds:
    """Between which numbers the claims of one dispatch, or of one id, lie: near each other."""
    if w.dispatch is None and w.id is None:
        return None, None
    query = select(func.min(claim.c.n), func.max(claim.c.n))
    if w.id is not None:
        query = query.where(claim.c.id == w.id)
    if w.dispatch is not None:
        numbers = select(reading.c.n).join(dispatch, dispatch.c.n == reading.c.dispatch)
        query = query.where(claim.c.reading.in_(numbers.where(dispatch.c.key == w.dispatch)))
    with store.reading() as connection:
        first, last = connection.execute(query).one()
    return (0, 0) if first is None else (first, last + 1)


def _within(one: Bounds, other: Bounds) -> Bounds:
    """What two stretches share."""
    lows = [low for low in (one[0], other[0]) if low is not None]
    highs = [high for high in (one[1], other[1]) if high is not None]
    return max(lows, default=None), min(highs, default=None)


def _segments(w: Wanted) -> list[tuple[Bounds, list[ColumnElement[bool]]]]:
    """The stretches of numbers to walk through, in order.

    What was in the ledger at a moment was published by then, but for dispatches recorded ahead of their day: these
    have an index of their own, so that nothing newer must be walked through.
    """
    low, high = bounds(*w.published) if w.published else (None, None)
    if w.as_of is None:
        return [((low, high), [])]
    last = min(w.as_of.date(), date.max - timedelta(days=2)) + timedelta(days=2)
    then = bounds(None, last)[0] or 0
    ahead = (low, then if high is None else min(high, then))
    return [(ahead, [claim.c.ahead]), ((then if low is None else max(low, then), high), [])]


def _segment(store: Store, w: Wanted, limits: Bounds, extra: list[ColumnElement[bool]]) -> Iterator[things.Entry]:
    low, high = limits
    size = FIRST_PAGE
    with store.reading() as connection:
        road = _road(store, connection, w, extra)
    while True:
        with store.reading() as connection:
            rows, low = road.page(connection, low, high, size)
            found = _entries(connection, rows)
        yield from found
        if low is None:
            return
        size = min(size * 4, LAST_PAGE)


class _Road:
    """A way to the rows: from a table that gives numbers in order, through all filters."""

    def __init__(self, w: Wanted, extra: list[ColumnElement[bool]], source: FromClause, n: ColumnElement[int]) -> None:
        self.n = n
        joined = claim if source is claim else source.join(claim, claim.c.n == n)
        columns: list[Any] = [
            claim,
            reading.c.reader,
            conditions.standing(review.c.id, w.as_of).label("standing_review"),
        ]
        filters = [*extra, *conditions.plain(w), *conditions.states(w)]
        self.query: Select[Any] = (
            select(*columns).select_from(joined.join(reading, reading.c.n == claim.c.reading)).where(*filters)
        )

    def where(self, *filters: ColumnElement[bool]) -> _Road:
        """The same way through more filters."""
        self.query = self.query.where(*filters)
        return self

    def page(
        self, connection: Connection, low: int | None, high: int | None, size: int
    ) -> tuple[list[RowMapping], int | None]:
        """The rows of one page, and the number the next begins with; None where there is no next."""
        query = self.query.where(*_between(self.n, low, high)).order_by(self.n).limit(size)
        rows = list(connection.execute(query).mappings())
        return rows, rows[-1]["n"] + 1 if len(rows) == size else None


class _ByCalendar:
    """The way through the calendar: numbers under each heading that pass the plain filters, merged, then the others."""

    def __init__(self, store: Store, road: _Road, w: Wanted, buckets: Sequence[int]) -> None:
        self.store, self.road, self.buckets = store, road, buckets
        joined = happening.join(claim, claim.c.n == happening.c.claim)
        self.numbers = select(happening.c.claim.label("n")).select_from(joined).where(*conditions.plain(w))

    def page(
        self, connection: Connection, low: int | None, high: int | None, size: int
    ) -> tuple[list[RowMapping], int | None]:
        """As `_Road.page`; a page may be short, or empty, and have a next."""
        size += size // 4
        lists = [
            self.numbers.where(happening.c.bucket == bucket, *_between(happening.c.claim, low, high))
            .order_by(happening.c.claim)
            .limit(size)
            .subquery()
            for bucket in self.buckets
        ]
        found = sorted(set(connection.scalars(union_all(*(select(x.c.n) for x in lists)))))[:size]
        query = self.road.query.where(self.store.any_of(claim.c.n, found)).order_by(claim.c.n)
        rows = list(connection.execute(query).mappings()) if found else []
        return rows, found[-1] + 1 if len(found) == size else None


def _road(store: Store, connection: Connection, w: Wanted, extra: list[ColumnElement[bool]]) -> _Road | _ByCalendar:
    few = _few(connection, w, store.claims.probed if w.words else FEW)
    at_place = [conditions.at_place(w.place)] if w.place else []
    if w.words:
        words, sought = store.claims, dict(w.words)
        listed = words.few(connection, sought, FEW) if few is None else None
        if listed is not None:
            return _Road(w, extra, claim, claim.c.n).where(store.any_of(claim.c.n, listed), *at_place)
        matching = _Road(w, extra, words.table, words.n).where(words.match(sought), *at_place)
        return matching if few is None else matching.where(store.any_of(words.n, few))
    if w.place and few is None:
        return _distinct(w, extra, w.place)
    road = _Road(w, extra, claim, claim.c.n)
    if few is not None:
        return road.where(store.any_of(claim.c.n, few), *at_place)
    buckets = asked(*w.happening) if w.happening else None
    return road if buckets is None else _ByCalendar(store, road, w, buckets)


def _distinct(w: Wanted, extra: list[ColumnElement[bool]], place: str) -> _Road:
    """By the place; a claim that names it twice comes once, by its first mention."""
    twin = place_mention.alias("twin")
    first = (
        ~select(twin.c.claim)
        .where(twin.c.name == place, twin.c.claim == place_mention.c.claim, twin.c.ordinal < place_mention.c.ordinal)
        .exists()
    )
    return _Road(w, extra, place_mention, place_mention.c.claim).where(place_mention.c.name == place, first)


def _few(connection: Connection, w: Wanted, most: int) -> list[int] | None:
    """The numbers that one of the rarer filters leaves, if they are no more than `most`."""
    tests: list[Select[Any]] = []
    if w.reviewed not in (None, False, "standing"):
        tests.append(select(claim.c.n).where(claim.c.id.in_(select(review.c.claim))))
    if w.as_of is not None:
        tests.append(select(claim.c.n).where(claim.c.recorded <= w.as_of))
    several = ((claim.c.type, w.types), (claim.c.status, w.statuses), (claim.c.source_kind, w.source_kinds))
    held = [c == v[0] for c, v in several if len(v) == 1]
    held += [c == v for c, v in ((claim.c.agency, w.agency), (claim.c.lang, w.lang)) if v is not None]
    flags = ((claim.c.negated, w.negated), (claim.c.hedged, w.hedged), (claim.c.deadline, w.deadline))
    held += [flag for flag, wanted in flags if wanted]
    if w.happening is not None or w.words or w.place or len(held) > 1:  # of one alone, its index gives the first
        tests += [select(claim.c.n).where(condition) for condition in held]
    if w.place and w.words:
        tests.append(select(place_mention.c.claim).where(place_mention.c.name == w.place))
    for test in tests:
        if connection.scalar(test.limit(1).offset(most)) is None:
            return list(connection.scalars(test))
    return None


def _between(n: ColumnElement[int], low: int | None, high: int | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if low is not None:
        found.append(n >= low)
    if high is not None:
        found.append(n < high)
    return found


def _entries(connection: Connection, rows: Sequence[RowMapping]) -> list[things.Entry]:
    """The claims of these rows."""
    if not rows:
        return []
    claims = claims_from(connection, rows)
    kept = kept_at(connection, {row["dispatch"] for row in rows})
    reviews = _reviews(connection, {row["standing_review"] for row in rows} - {None})
    return [
        things.Entry(
            row["n"],
            c,
            kept[row["dispatch"]],
            row["reader"],
            row["recorded"],
            reviews.get(row["standing_review"]),
        )
        for row, c in zip(rows, claims, strict=True)
    ]


def _reviews(connection: Connection, ids: Iterable[str]) -> dict[str, things.Review]:
    wanted = list(ids)
    if not wanted:
        return {}
    found = connection.execute(select(review).where(review.c.id.in_(wanted))).mappings()
    return {row["id"]: things.review(row) for row in found}
