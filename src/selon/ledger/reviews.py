"""People's verdicts on claims: each is a new row, and taking one back is a verdict too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, get_args

from sqlalchemy import Connection, RowMapping, and_, exists, select

from selon.errors import InputError, LedgerError
from selon.ledger import rows, things
from selon.ledger.batches import Batch, writing
from selon.ledger.conditions import known, undoing
from selon.ledger.keys import review_id
from selon.ledger.numbers import number
from selon.ledger.readings import claims_from, kept_at
from selon.ledger.schema import claim, happening, place_mention, reading, review
from selon.ledger.sound import check_reading
from selon.ledger.stores.store import Store
from selon.ledger.wanted import VERDICTS
from selon.model import Claim, Dispatch, Grain, Reading

AMENDABLE = (
    "type",
    "status",
    "negated",
    "hedged",
    "source",
    "actor",
    "target",
    "places",
    "time",
    "period",
    "grain",
    "deadline",
    "quantity",
)
"""Fields of a claim's JSON that a review may amend. The trigger stays: it says which claim it is."""


def add_review(
    store: Store,
    claim_id: str,
    verdict: str,
    *,
    by: str,
    note: str = "",
    amendments: Mapping[str, Any] | None = None,
    recorded: datetime | None = None,
) -> things.Review:
    """Record a verdict; `undo` takes back the review that stands.

    Raises:
        LedgerError: no such claim or verdict, nobody named, nothing to undo, or an amendment that cannot be.
    """
    _check(verdict, by, note, amendments)
    with writing(store) as batch:
        row = claim_row(batch.connection, claim_id)
        undoes = None
        if verdict == "undo":
            last = standing(batch.connection, claim_id)
            if last is None:
                raise LedgerError(f"{claim_id}: no review of it stands, so there is none to undo")
            undoes = last.id
        at = recorded or batch.recorded
        fields = dict(amendments or {})
        made = things.Review(
            review_id(claim_id, verdict, by, note, amendments=fields, at=at),
            claim_id,
            verdict,
            by,
            at,
            note,
            fields,
            undoes,
        )
        put_review(store, batch, row, made)
    return made


def put_review(store: Store, batch: Batch, row: RowMapping, r: things.Review) -> None:
    """Write a review of the claim in a row, and the amended claim beside the one that was read.

    Raises:
        LedgerError: an amendment that cannot be.
    """
    serial = batch.take()
    batch.put(
        review,
        {
            "n": serial,
            "id": r.id,
            "claim": r.claim,
            "verdict": r.verdict,
            "by": r.by,
            "note": r.note,
            "amendments": rows.dumped(dict(r.amendments or {})),
            "undoes": r.undoes,
            "recorded": r.recorded,
        },
    )
    if r.verdict == "amend":
        _put_amended(store, batch, row, r, serial)


def _put_amended(store: Store, batch: Batch, row: RowMapping, r: things.Review, serial: int) -> None:
    connection = batch.connection
    d = kept_at(connection, [row["dispatch"]])[row["dispatch"]].dispatch
    (read,) = claims_from(connection, [row])
    made = amended(read, r.amendments or {}, d)
    n = number(d.published, batch.take())
    batch.put(
        claim,
        {
            **rows.claim_row(
                made,
                d,
                d.id,
                n,
                reading=row["reading"],
                dispatch=row["dispatch"],
                recorded=r.recorded,
                rests_on=row["attribution"],
            ),
            "id": r.claim,
            "review": serial,
        },
    )
    batch.put(place_mention, *rows.place_rows(made, d.text, n))
    batch.put(happening, *rows.happening_rows(made, n))
    batch.flush()
    store.claims.add(connection, [rows.claim_words(made, d.text, n)])


def amended(c: Claim, amendments: Mapping[str, Any], d: Dispatch) -> Claim:
    """The claim with the amendments, given as in its JSON. A new time without a grain is one of days.

    Raises:
        LedgerError: the result is no claim of the dispatch.
    """
    fields = dict(amendments)
    if "time" in fields:
        fields = {"grain": "day", "period": "", **fields}
    try:
        made = Claim.from_json({**c.to_json(d.text), **fields})
        if made.time is not None and made.time.grain not in get_args(Grain):
            raise InputError(f"no grain is called {made.time.grain!r}")
        check_reading(Reading(d, (made,)))
    except (InputError, KeyError, TypeError, ValueError, AttributeError) as e:
        raise LedgerError(f"{c.id}: the amendment makes no claim ({e}): write each field as `selon show` has it") from e
    return replace(made, confidence=c.confidence)


def reviews(store: Store, claim_id: str | None = None, as_of: datetime | None = None) -> Iterator[things.Review]:
    """All reviews, or those of one claim, in the order in which they were made."""
    query = select(review).order_by(review.c.n).limit(1000)
    if claim_id is not None:
        query = query.where(review.c.claim == claim_id)
    last = 0
    while True:
        with store.reading() as connection:
            page = query.where(review.c.n > last, known(review.c.recorded, as_of))
            found = connection.execute(page).mappings().all()
        if not found:
            return
        last = found[-1]["n"]
        yield from (things.review(row) for row in found)


def reviews_of(store: Store, n: int) -> list[things.Review]:
    """The reviews of all claims of the dispatch of this number, in the order in which they were made."""
    with store.reading() as connection:
        ids = list(
            connection.scalars(
                select(claim.c.id).join(reading, reading.c.n == claim.c.reading).where(reading.c.dispatch == n)
            )
        )
        found = connection.execute(select(review).where(store.any_of(review.c.claim, ids)).order_by(review.c.n))
        return [things.review(row) for row in found.mappings()]


def standing(connection: Connection, claim_id: str) -> things.Review | None:
    """The review of a claim that stands: the latest that was not undone."""
    undone = exists().where(undoing.c.undoes == review.c.id, undoing.c.claim == review.c.claim)
    row = (
        connection.execute(
            select(review)
            .where(and_(review.c.claim == claim_id, review.c.verdict != "undo", ~undone))
            .order_by(review.c.n.desc())
            .limit(1)
        )
        .mappings()
        .first()
    )
    return things.review(row) if row else None


def claim_row(connection: Connection, claim_id: str) -> RowMapping:
    """The claim as it was last read."""
    query = (
        select(claim)
        .join(reading, reading.c.n == claim.c.reading)
        .where(claim.c.id == claim_id, claim.c.review.is_(None))
        .order_by(reading.c.rank.desc(), reading.c.n.desc())
        .limit(1)
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        raise LedgerError(f"{claim_id}: no claim has this id: `selon claims` lists them")
    return row


def _check(verdict: str, by: str, note: str, amendments: Mapping[str, Any] | None) -> None:
    if verdict not in (*VERDICTS, "undo"):
        raise LedgerError(f"no verdict is called {verdict!r}: give one of {', '.join(VERDICTS)}, undo")
    if not by.strip():
        raise LedgerError("nobody is named: a review needs by=, who makes it")
    if "\0" in by + note:
        raise LedgerError("a NUL in a name or note: write it without")
    if bool(amendments) != (verdict == "amend"):
        raise LedgerError("amendments go with the verdict amend, and with no other")
    for field in amendments or {}:
        if field not in AMENDABLE:
            raise LedgerError(f"{field!r} cannot be amended: give one of {', '.join(AMENDABLE)}")
