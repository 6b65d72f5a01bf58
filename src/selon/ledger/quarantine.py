"""Input that was refused: why, and its bytes, to try again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from selon.errors import LedgerError
from selon.intake.refused import Refused
from selon.intake.taken import pack, unpack
from selon.ledger.batches import Batch, writing
from selon.ledger.keys import refused_id
from selon.ledger.schema import quarantine, raw, retry
from selon.ledger.stores.store import Store


@dataclass(frozen=True, slots=True)
class Case:
    """A refused input. `sha256` is the hash of its bytes, None where they could not be had; `format` the adapter.

    `reason` is that of the last time, `recorded` the first.
    """

    id: str
    name: str
    sha256: str | None
    format: str
    reason: str
    recorded: datetime

    def is_refused(self, refused: Refused) -> bool:
        """Whether it is this input that was refused again, and no part of it that waits in its stead."""
        return refused.known or (refused.name, refused.sha256) == (self.name, self.sha256)


def _last(column: ColumnElement[Any]) -> Any:
    """What the last try of a case says."""
    tries = select(column).where(retry.c.quarantine == quarantine.c.id)
    return tries.order_by(retry.c.n.desc()).limit(1).scalar_subquery()


_SETTLED = func.coalesce(_last(retry.c.taken), False)
_LAST_REASON = func.coalesce(func.nullif(_last(retry.c.reason), ""), quarantine.c.reason)


def refuse(store: Store, refused: Iterable[Refused]) -> list[str]:
    """Put inputs into quarantine, and give the id of each. The same bytes under the same name are one case; it waits
    again if a try had taken it in, and for the latest reason.

    Raises:
        LedgerError: the store cannot be written.
    """
    found = {refused_id(_kept(r.name), r.sha256): r for r in refused}
    if not found:
        return []
    with writing(store) as batch:
        held = select(quarantine.c.id, _LAST_REASON, _SETTLED).where(store.any_of(quarantine.c.id, list(found)))
        old = {id_: (reason, settled) for id_, reason, settled in batch.connection.execute(held)}
        for id_, r in found.items():
            if id_ not in old:
                batch.put(quarantine, _row(batch, id_, r))
            elif old[id_] != (_kept(r.reason), False):
                batch.put(retry, _try(batch, id_, taken=False, reason=r.reason))
        _put_bytes(store, batch, [r for id_, r in found.items() if id_ not in old])
    return list(found)


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
    """The cases that wait, or (`settled`) those that the last try took in, in the order in which they came."""
    q = quarantine.c
    with store.reading() as connection:
        query = select(q.id, q.name, q.sha256, q.format, _LAST_REASON, q.recorded)
        found = connection.execute(query.where(_SETTLED if settled else ~_SETTLED).order_by(q.n)).all()
    yield from (Case(*row) for row in found)


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
        batch.put(retry, _try(batch, case, taken=taken, reason=reason))


def _try(batch: Batch, case: str, *, taken: bool, reason: str) -> dict[str, object]:
    return {
        "n": batch.take(),
        "quarantine": case,
        "taken": taken,
        "reason": _kept(reason),
        "recorded": batch.recorded,
    }


def _kept(words: str) -> str:
    """The words as every store can keep them."""
    return words.replace("\0", "\\0").encode(errors="backslashreplace").decode()
