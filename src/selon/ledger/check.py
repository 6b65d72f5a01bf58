"""Verify a ledger: every hash, offset, reference and count that must hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, exists, func, or_, select

from selon.errors import InputError
from selon.intake.taken import unpack
from selon.ledger.batches import writing
from selon.ledger.fold import words
from selon.ledger.keys import dispatch_key, paragraph_hash, review_id, text_hash
from selon.ledger.numbers import SERIALS, day
from selon.ledger.readings import claims_from, kept_at
from selon.ledger.schema import (
    batch,
    block,
    claim,
    dispatch,
    dispatch_link,
    metadata,
    place_mention,
    quarantine,
    raw,
    reading,
    retry,
    review,
    sketch,
)
from selon.ledger.search import parse
from selon.ledger.sound import check_dispatch, check_reading
from selon.ledger.stores.store import Store, Words
from selon.ledger.things import Kept
from selon.model import Reading, Span, claim_id

PAGE = 200


def check(store: Store) -> Iterator[str]:
    """Say what is wrong, a line each; nothing where all is well. Reads the whole ledger, a page at a time."""
    with writing(store) as held:
        damage = store.damage(held.connection)
    yield from (f"store: {line}" for line in damage)
    with store.reading() as connection:
        yield from _references(connection)
        yield from _batches(connection)
    yield from _dispatches(store)
    yield from _reviews(store)
    yield from _raws(store)


def _references(connection: Connection) -> Iterator[str]:
    """Every row that refers to another finds it, also where the store enforces that itself."""
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            yield from _dangling(connection, table, key.parent, key.column)
    for table, column, to in (
        (dispatch_link, dispatch_link.c.dispatch, dispatch.c.key),
        (dispatch_link, dispatch_link.c.other, dispatch.c.key),
        (review, review.c.claim, claim.c.id),
        (retry, retry.c.quarantine, quarantine.c.id),
        (claim, claim.c.review, review.c.n),
    ):
        yield from _dangling(connection, table, column, to)
    undoing = review.alias("undone")
    lost = and_(review.c.undoes.is_not(None), ~exists().where(undoing.c.id == review.c.undoes))
    yield from (
        f"review {id_}: undoes a review that is not there"
        for id_ in connection.scalars(select(review.c.id).where(lost))
    )
    no_sketch = ~exists().where(sketch.c.dispatch == dispatch.c.n)
    yield from (f"dispatch {k}: has no sketch" for k in connection.scalars(select(dispatch.c.key).where(no_sketch)))


def _dangling(connection: Connection, table: Table, column: Any, to: Any) -> Iterator[str]:
    end = to.table.alias("referred")
    lost = and_(column.is_not(None), ~exists().where(end.c[to.name] == column))
    for value in connection.scalars(select(column).where(lost).distinct().limit(20)):
        yield f"{table.name}.{column.name}: refers to {to.table.name} {value}, which is not there"


def _batches(connection: Connection) -> Iterator[str]:
    """No serial is beyond those given out, and each reading has as many claims as it says."""
    following = connection.scalar(select(func.max(batch.c.following))) or 1
    for table in (dispatch, claim, reading, review, dispatch_link, quarantine, retry):
        serial = table.c.n % SERIALS
        if (connection.scalar(select(func.max(serial))) or 0) >= following:
            yield f"{table.name}: a number that was never given out"
    held = select(func.count()).where(claim.c.reading == reading.c.n, claim.c.review.is_(None)).scalar_subquery()
    query = select(reading.c.n, reading.c.claims, held).where(reading.c.claims != held)
    for n, said, found in connection.execute(query):
        yield f"reading {n}: has {found} claims, not {said}"


def _indexed(connection: Connection, index: Words, n: int, field: str, said: str) -> bool:
    """Whether the full-text index finds the row of this number by the first of these words."""
    found = words(said)
    if not found:
        return True
    by_word = index.match({field: parse(found[0])})
    return connection.scalar(select(index.n).select_from(index.table).where(by_word, index.n == n)) is not None


def _dispatches(store: Store) -> Iterator[str]:
    last = -1
    while True:
        with store.reading() as connection:
            page = list(
                connection.scalars(select(dispatch.c.n).where(dispatch.c.n > last).order_by(dispatch.c.n).limit(PAGE))
            )
            hashes = _pairs(connection, select(dispatch.c.n, dispatch.c.text_sha256).where(dispatch.c.n.in_(page)))
            for n, kept in kept_at(connection, page).items():
                yield from _dispatch(store, connection, kept, hashes[n])
        if not page:
            return
        last = page[-1]


def _dispatch(store: Store, connection: Connection, kept: Kept, text_sha256: str) -> Iterator[str]:
    d, n = kept.dispatch, kept.n
    if dispatch_key(d.text, d.agency) != d.id or text_hash(d.text) != text_sha256:
        yield f"dispatch {d.id}: its text or agency is not the one it was added with"
    if day(n) != d.published:
        yield f"dispatch {d.id}: its number is not of its publication day"
    yield from _complaints(check_dispatch, d)
    hashes = connection.execute(select(block.c.ordinal, block.c.hash).where(block.c.dispatch == n))
    for i, hash_ in hashes:
        if paragraph_hash(d.blocks[i].span.of(d.text)) != hash_:
            yield f"dispatch {d.id}: the hash of block {i} is not that of its words"
    if not _indexed(connection, store.dispatches, n, "text", d.text):
        yield f"dispatch {d.id}: full-text search does not find it"
    yield from _claims(store, connection, kept)


def _claims(store: Store, connection: Connection, kept: Kept) -> Iterator[str]:
    d = kept.dispatch
    rows = connection.execute(_of_dispatch(select(claim), kept.n).order_by(claim.c.n)).mappings().all()
    for row, c in zip(rows, claims_from(connection, rows), strict=True):
        amended = row["review"] is not None
        if not amended and c.id != claim_id(d.id, c.trigger, c.type):
            yield f"claim {c.id}: its id is not that of its dispatch, trigger and type"
        if (row["agency"], row["lang"], day(row["n"])) != (d.agency, d.lang, d.published):
            yield f"claim {c.id}: agency, language or day are not those of dispatch {d.id}"
        yield from _complaints(check_reading, Reading(d, (c,)))
        if not _indexed(connection, store.claims, row["n"], "quote", c.quote.of(d.text)):
            yield f"claim {c.id}: full-text search does not find it"
    mentions = select(place_mention).join(claim, claim.c.n == place_mention.c.claim)
    for place in connection.execute(_of_dispatch(mentions, kept.n)).mappings():
        if not 0 <= Span(place["start"], place["end"]).start < place["end"] <= len(d.text):
            yield f"dispatch {d.id}: a place outside its text"


def _of_dispatch(query: Select[Any], n: int) -> Select[Any]:
    """The query for the claims of one dispatch, by way of its readings, which are few."""
    return query.join(reading, reading.c.n == claim.c.reading).where(reading.c.dispatch == n)


def _complaints(examine: Any, thing: Any) -> Iterator[str]:
    try:
        examine(thing)
    except InputError as e:
        yield str(e)


def _reviews(store: Store) -> Iterator[str]:
    from selon.ledger.reviews import reviews

    for r in reviews(store):
        said = review_id(r.claim, r.verdict, r.by, r.note, amendments=r.amendments or {}, at=r.recorded)
        if said != r.id:
            yield f"review {r.id}: is not what was said"
    amended = exists().where(claim.c.review == review.c.n)
    with store.reading() as connection:
        query = select(review.c.id).where(
            or_(review.c.verdict == "amend", amended), (review.c.verdict != "amend") | ~amended
        )
        yield from (
            f"review {id_}: amends and has no amended claim, or the reverse" for id_ in connection.scalars(query)
        )


def _raws(store: Store) -> Iterator[str]:
    with store.reading() as connection:
        for sha256, size in connection.execute(select(raw.c.sha256, raw.c.size)).all():
            packed = connection.scalar(select(raw.c.packed).where(raw.c.sha256 == sha256)) or b""
            try:
                data = unpack(packed)
            except InputError as e:
                yield f"bytes {sha256}: {e}"
                continue
            if hashlib.sha256(data).hexdigest() != sha256 or len(data) != size:
                yield f"bytes {sha256}: are not those that were kept"


def _pairs(connection: Connection, query: Select[Any]) -> dict[int, str]:
    return {row[0]: row[1] for row in connection.execute(query)}
