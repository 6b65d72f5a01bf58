"""The readings of a dispatch, whole, as they were added."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from selon.ledger import things
from selon.ledger.schema import attribution, block, claim, dispatch, place_mention, reading
from selon.model import Attribution, Claim, Reading


@dataclass(frozen=True, slots=True)
class Recorded:
    """A reading and when the ledger came to hold it."""

    reading: Reading
    recorded: datetime


def kept_at(connection: Connection, numbers: Iterable[int]) -> dict[int, things.Kept]:
    """The dispatches of these numbers."""
    wanted = list(numbers)
    blocks: dict[int, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(
        select(block).where(block.c.dispatch.in_(wanted)).order_by(block.c.dispatch, block.c.ordinal)
    ).mappings():
        blocks[row["dispatch"]].append(row)
    found = connection.execute(select(dispatch).where(dispatch.c.n.in_(wanted))).mappings()
    return {row["n"]: things.kept(row, blocks[row["n"]]) for row in found}


def readings_of(connection: Connection, n: int, as_of: datetime | None = None) -> list[Recorded]:
    """The readings of the dispatch of this number, the current one last."""
    d = kept_at(connection, [n])[n].dispatch
    query = select(reading).where(reading.c.dispatch == n).order_by(reading.c.rank, reading.c.n)
    if as_of is not None:
        query = query.where(reading.c.recorded <= as_of)
    found = []
    for row in connection.execute(query).mappings().all():
        attributed = attributions_of(connection, [row["n"]])[row["n"]]
        read = select(claim).where(claim.c.reading == row["n"], claim.c.review.is_(None)).order_by(claim.c.n)
        claims = claims_from(connection, connection.execute(read).mappings().all())
        listed = tuple(a for a, is_listed in attributed if is_listed)
        notes = tuple(json.loads(row["notes"]))
        found.append(Recorded(Reading(d, tuple(claims), listed, row["reader"], notes), row["recorded"]))
    return found


def attributions_of(connection: Connection, readings: Iterable[int]) -> dict[int, list[tuple[Attribution, bool]]]:
    """The attributions of readings by number, each with whether the reading lists it."""
    found: dict[int, list[tuple[Attribution, bool]]] = defaultdict(list)
    query = select(attribution).where(attribution.c.reading.in_(list(readings)))
    for row in connection.execute(query.order_by(attribution.c.reading, attribution.c.ordinal)).mappings():
        found[row["reading"]].append((things.attribution(row), row["listed"]))
    return found


def claims_from(connection: Connection, rows: Iterable[RowMapping]) -> list[Claim]:
    """The claims of these rows, in their order."""
    rows = list(rows)
    places: dict[int, list[RowMapping]] = defaultdict(list)
    query = select(place_mention).where(place_mention.c.claim.in_([row["n"] for row in rows]))
    for row in connection.execute(query.order_by(place_mention.c.claim, place_mention.c.ordinal)).mappings():
        places[row["claim"]].append(row)
    attributed = attributions_of(connection, {row["reading"] for row in rows if row["attribution"] is not None})
    return [
        things.claim(
            row,
            places[row["n"]],
            None if row["attribution"] is None else attributed[row["reading"]][row["attribution"]][0],
        )
        for row in rows
    ]
