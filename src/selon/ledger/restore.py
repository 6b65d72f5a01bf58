"""Add what another ledger exported as JSON Lines: dispatches, readings, links and reviews, with their times."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import select

from selon.errors import InputError
from selon.ledger.add import add, link_row
from selon.ledger.batches import writing
from selon.ledger.items import Added, Item
from selon.ledger.keys import dispatch_key
from selon.ledger.origins import to_origin
from selon.ledger.reprints import Relation
from selon.ledger.reviews import claim_row, put_review
from selon.ledger.schema import batch as batches
from selon.ledger.schema import dispatch, dispatch_link, review
from selon.ledger.sound import check_dispatch, check_reading
from selon.ledger.stores.store import Store
from selon.ledger.things import Review
from selon.model import Attribution, Claim, Dispatch, Reading

LINES = 200
"""Lines of one transaction."""


@dataclass(frozen=True, slots=True)
class _Line:
    items: list[Item]
    links: list[tuple[Relation, datetime]]
    reviews: list[Review]


def restore(store: Store, lines: Iterable[bytes], name: str) -> Iterator[Added]:
    """Add the lines, and tell of each what became of it. A line that is not of an export is told as `refused`.

    Raises:
        LedgerError: the store cannot be written.
    """
    with store.reading() as connection:
        before = connection.scalar(select(batches.c.following).order_by(batches.c.n.desc()).limit(1)) or 1
    numbered = ((i, line) for i, line in enumerate(lines, 1) if not line.isspace())
    links: list[tuple[Relation, datetime]] = []
    while chunk := list(islice(numbered, LINES)):
        read = [_read(line, f"{name}:{i}") for i, line in chunk]
        sound = [one for one in read if isinstance(one, _Line)]
        done = iter(add(store, [it for one in sound for it in one.items], before))
        _review(store, [r for one in sound for r in one.reviews])
        links += [link for one in sound for link in one.links]
        for one in read:
            yield _told([next(done) for _ in one.items]) if isinstance(one, _Line) else one
    _link(store, links)


def _told(outcomes: list[Added]) -> Added:
    """What became of a dispatch with several readings."""
    first = outcomes[0]
    reread = any(o.outcome == "reread" for o in outcomes[1:])
    return replace(outcomes[-1], outcome="reread") if first.outcome == "known" and reread else first


def _read(line: bytes, name: str) -> _Line | Added:
    try:
        d = json.loads(line)
        return _line(d)
    except (InputError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as e:
        said = f"no {e}" if isinstance(e, KeyError) else str(e)
        reason = f"{name}: not a line of `selon export --format jsonl` ({said}): export the ledger again"
        return Added("refused", "", name, reason=reason)


def _line(d: Mapping[str, Any]) -> _Line:
    own = d["ledger"]
    made = Dispatch.from_json(d)
    check_dispatch(made)
    if made.id != dispatch_key(made.text, made.agency):
        raise InputError(f"{made.id} is not the id of this text and agency: the line was changed")
    item = Item(
        made.id,
        made,
        origin=to_origin(own["origin"]),
        given=own["given"],
        recorded=datetime.fromisoformat(own["recorded"]),
    )
    readings = [_reading(made, r, r["recorded"]) for r in own["earlier"]]
    if own["read"] is not None:
        readings.append(_reading(made, d, own["read"]))
    items = [replace(item, reading=r, read=at) for r, at in readings] or [item]
    return _Line(items, [_to_link(made.id, x) for x in own["links"]], [_to_review(r) for r in own["reviews"]])


def _reading(d: Dispatch, said: Mapping[str, Any], recorded: str) -> tuple[Reading, datetime]:
    made = Reading(
        d,
        tuple(Claim.from_json(c) for c in said["claims"]),
        tuple(Attribution.from_json(a) for a in said["attributions"]),
        said["reader"],
        tuple(said["notes"]),
    )
    check_reading(made)
    return made, datetime.fromisoformat(recorded)


def _to_link(later: str, x: Mapping[str, Any]) -> tuple[Relation, datetime]:
    if x["kind"] not in ("reprints", "supersedes"):
        raise InputError(f"a link of kind {x['kind']!r}")
    return Relation(later, x["kind"], x["other"], x["score"], x["why"]), datetime.fromisoformat(x["recorded"])


def _to_review(r: Mapping[str, Any]) -> Review:
    at = datetime.fromisoformat(r["recorded"])
    return Review(r["id"], r["claim"], r["verdict"], r["by"], at, r["note"], r["amendments"], r["undoes"])


def _review(store: Store, reviews: list[Review]) -> None:
    """Add the reviews that are not there yet, each to its claim."""
    if not reviews:
        return
    with writing(store) as batch:
        wanted = store.any_of(review.c.id, [r.id for r in reviews])
        held = set(batch.connection.scalars(select(review.c.id).where(wanted)))
        for r in reviews:
            if r.id not in held:
                held.add(r.id)
                put_review(store, batch, claim_row(batch.connection, r.claim), r)


def _link(store: Store, links: list[tuple[Relation, datetime]]) -> None:
    """Add the links that are not there yet, between dispatches that both are."""
    if not links:
        return
    with writing(store) as batch:
        ends = {key for link, _ in links for key in (link.later, link.earlier)}
        there = set(batch.connection.scalars(select(dispatch.c.key).where(store.any_of(dispatch.c.key, list(ends)))))
        known = select(dispatch_link.c.dispatch, dispatch_link.c.kind, dispatch_link.c.other)
        held = {
            tuple(row)
            for row in batch.connection.execute(known.where(store.any_of(dispatch_link.c.dispatch, list(ends))))
        }
        for link, recorded in links:
            new = (link.later, link.kind, link.earlier) not in held
            if new and {link.later, link.earlier} <= there:
                batch.put(dispatch_link, link_row(link, batch.take(), recorded))
