"""What people decide on happenings and sources, kept in the ledger: each is a new row, and taking one back is too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from selon.errors import LedgerError
from selon.ledger.batches import writing
from selon.ledger.conditions import known
from selon.ledger.ledger import Ledger
from selon.ledger.schema import claim, decision, rating
from selon.ledger.wanted import moment
from selon.linking.model import RATINGS, Decided, Decision, Rated


def merge(ledger: Ledger, claims: Iterable[str], *, by: str, note: str = "") -> Decision:
    """Decide that these claims are about one happening. It holds whatever is computed anew.

    Raises:
        LedgerError: fewer than two claims, one that the ledger does not hold, or nobody named.
    """
    ids = _ids(claims)
    if len(ids) < 2:
        raise LedgerError("a merge needs two claims or more: name one of each happening")
    return _put(ledger, "merge", ids, (), by, note)


def split(ledger: Ledger, claims: Iterable[str], others: Iterable[str], *, by: str, note: str = "") -> Decision:
    """Decide that these claims are about another happening than the others.

    Raises:
        LedgerError: a side without claims, a claim on both or not in the ledger, or nobody named.
    """
    ids, rest = _ids(claims), _ids(others)
    if not ids or not rest:
        raise LedgerError("a split needs claims on either side: name those that leave and those that stay")
    if both := sorted(set(ids) & set(rest)):
        raise LedgerError(f"{both[0]}: stands on both sides of the split: name it once")
    return _put(ledger, "split", ids, rest, by, note)


def pin(ledger: Ledger, claims: Iterable[str], *, by: str, note: str = "") -> Decision:
    """Decide that these claims, and no others whenever they come, are about one happening.

    Raises:
        LedgerError: no claim, one that the ledger does not hold, or nobody named.
    """
    ids = _ids(claims)
    if not ids:
        raise LedgerError("a pin needs a claim: name those of the happening")
    return _put(ledger, "pin", ids, (), by, note)


def undo(ledger: Ledger, decision_id: str, *, by: str, note: str = "") -> Decision:
    """Take a decision back; taking back an undo lets the decision stand again.

    Raises:
        LedgerError: no such decision, or it was taken back already, or nobody named.
    """
    found = {d.id: d for d in decisions(ledger)}
    if decision_id not in found:
        raise LedgerError(f"{decision_id}: no decision has this id: `selon decisions` lists them")
    undone = {d.undoes for d in found.values() if d.undoes}
    if decision_id in undone and not any(d.undoes == decision_id and d.id not in undone for d in found.values()):
        undone.discard(decision_id)
    if decision_id in undone:
        raise LedgerError(f"{decision_id}: was taken back already: undo that undo to let it stand again")
    return _put(ledger, "undo", (), (), by, note, decision_id)


def decisions(ledger: Ledger, as_of: datetime | str | None = None) -> list[Decision]:
    """All decisions on grouping, in the order in which they were made."""
    with ledger.store.reading() as connection:
        rows = connection.execute(
            select(decision).where(known(decision.c.recorded, moment(as_of))).order_by(decision.c.n)
        )
        return [_decision(r) for r in rows.mappings()]


def rate(ledger: Ledger, voice: str, grade: str, *, by: str, note: str = "") -> Rated:
    """Rate a source in the Admiralty code: A completely reliable … E unreliable, F cannot be judged.

    Raises:
        LedgerError: no such rating, no source or nobody named.
    """
    letter = grade.strip().upper()
    _check(by, note + voice)
    if letter not in RATINGS:
        raise LedgerError(f"no rating is called {grade!r}: give one of {', '.join(RATINGS)}")
    if not voice.strip():
        raise LedgerError("no source is named: give the id of a voice, or the name of an agency")
    with writing(ledger.store) as batch:
        if batch.connection.scalar(select(claim.c.n).where(claim.c.id == voice).limit(1)) is not None:
            raise LedgerError(f"{voice}: a claim, and no source: `selon happenings {voice}` lists the sources of it")
        at = batch.recorded
        made = Rated(_id("rating", voice, letter, by, note, at.isoformat()), voice, letter, by, at, note)
        row = {"n": batch.take(), "id": made.id, "voice": voice, "rating": letter, "by": by, "note": note}
        batch.put(rating, {**row, "recorded": at})
    return made


def ratings(ledger: Ledger, as_of: datetime | str | None = None) -> list[Rated]:
    """All ratings of sources, in the order in which they were made; the last of a source stands."""
    with ledger.store.reading() as connection:
        rows = connection.execute(select(rating).where(known(rating.c.recorded, moment(as_of))).order_by(rating.c.n))
        return [Rated(r["id"], r["voice"], r["rating"], r["by"], r["recorded"], r["note"]) for r in rows.mappings()]


def _put(
    ledger: Ledger,
    kind: Decided,
    claims: tuple[str, ...],
    others: tuple[str, ...],
    by: str,
    note: str,
    undoes: str | None = None,
) -> Decision:
    _check(by, note)
    with writing(ledger.store) as batch:
        _held(batch.connection, (*claims, *others))
        at = batch.recorded
        made = Decision("", kind, claims, by, at, others, note, undoes)
        made = replace(made, id=_id(kind, *claims, "/", *others, by, note, undoes or "", at.isoformat()))
        batch.put(
            decision,
            {
                "n": batch.take(),
                "id": made.id,
                "kind": kind,
                "claims": json.dumps(claims),
                "others": json.dumps(others),
                "by": by,
                "note": note,
                "undoes": undoes,
                "recorded": at,
            },
        )
    return made


def _held(connection: Connection, ids: tuple[str, ...]) -> None:
    for id_ in ids:
        if connection.scalar(select(claim.c.n).where(claim.c.id == id_).limit(1)) is None:
            raise LedgerError(f"{id_}: no claim has this id: `selon claims` lists them")


def _check(by: str, note: str) -> None:
    if not by.strip():
        raise LedgerError("nobody is named: a decision needs by=, who makes it")
    if "\0" in by + note:
        raise LedgerError("a NUL in a name or note: write it without")


def _ids(claims: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claims))


def _decision(r: RowMapping) -> Decision:
    claims, others = tuple(json.loads(r["claims"])), tuple(json.loads(r["others"]))
    return Decision(r["id"], r["kind"], claims, r["by"], r["recorded"], others, r["note"], r["undoes"])


def _id(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
