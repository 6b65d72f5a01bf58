"""Input that was refused: why, and its bytes, to try again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select

from selon.errors import LedgerError
from selon.intake.refused import Refused
from selon.intake.taken import pack, unpack
from selon.ledger.batches import Batch, writing
from selon.ledger.keys import refused_id
from selon.ledger.schema import quarantine, raw, retry
from selon.ledger.stores.store import Store


@dataclass(frozen=True, slots=True)
class Case:
    """A refused input. `sha256` is the hash of its bytes, None where they could not be had; `format` the adapter."""

    id: str
    name: str
    sha256: str | None
    format: str
    reason: str
    recorded: datetime


def refuse(store: Store, refused: Iterable[Refused]) -> list[str]:
    """Put inputs into quarantine, and give the id of each. The same bytes refused again for the same reason are one
    case.

    Raises:
        LedgerError: the store cannot be written.
    """
    cases = {refused_id(_kept(r.name), r.sha256, _kept(r.reason)): r for r in refused}
    if not cases:
        return []
    with writing(store) as batch:
        held = store.any_of(quarantine.c.id, list(cases))
        old = set(batch.connection.scalars(select(quarantine.c.id).where(held)))
        new = {id_: r for id_, r in cases.items() if id_ not in old}
        for id_, r in new.items():
            batch.put(quarantine, _row(batch, id_, r))
        _put_bytes(store, batch, new.values())
    return list(cases)


def _row(batch: Batch, id_: str, r: Refused) -> dict[str, object]:
    return {
        "n": batch.take(),
        "id": id_,
        "name": _kept(r.name),
        "sha256": r.sha256,
        "format": r.format,
        "reason": _kept(r.reason),
        "recorded": batch.recorded,
    }


def _put_bytes(store: Store, batch: Batch, new: Iterable[Refused]) -> None:
    by_hash = {r.sha256: r.raw for r in new if r.sha256}
    if by_hash:
        held = set(batch.connection.scalars(select(raw.c.sha256).where(store.any_of(raw.c.sha256, list(by_hash)))))
        for sha, data in by_hash.items():
            if sha not in held:
                batch.put(raw, {"sha256": sha, "size": len(data), "packed": pack(data)})


def cases(store: Store, *, settled: bool = False) -> Iterator[Case]:
    """The cases that wait, or (`settled`) those that a later try took in, in the order in which they came."""
    done = exists().where(retry.c.quarantine == quarantine.c.id, retry.c.taken)
    with store.reading() as connection:
        query = select(quarantine).where(done if settled else ~done).order_by(quarantine.c.n)
        found = connection.execute(query).mappings().all()
    for row in found:
        yield Case(row["id"], row["name"], row["sha256"], row["format"], row["reason"], row["recorded"])


def bytes_of(store: Store, sha256: str) -> bytes | None:
    """The bytes of this hash, None where the ledger does not hold them.

    Raises:
        InputError: they are damaged.
    """
    with store.reading() as connection:
        packed = connection.scalar(select(raw.c.packed).where(raw.c.sha256 == sha256))
    return None if packed is None else unpack(packed)


def tried(store: Store, case: str, *, taken: bool, reason: str = "") -> None:
    """Record that a case was tried again: it was taken in, or refused for a reason.

    Raises:
        LedgerError: no such case.
    """
    with writing(store) as batch:
        if batch.connection.scalar(select(quarantine.c.n).where(quarantine.c.id == case)) is None:
            raise LedgerError(f"{case}: no refused input has this id: `selon quarantine` lists them")
        row = {"n": batch.take(), "quarantine": case, "taken": taken, "reason": _kept(reason)}
        batch.put(retry, {**row, "recorded": batch.recorded})


def _kept(words: str) -> str:
    """The words as every store can keep them."""
    return words.replace("\0", "\\0").encode(errors="backslashreplace").decode()
