"""Verdicts on claims, given together or not at all, and refused where somebody else was there first.

Every verdict comes with the id of the last review that its giver saw of the claim (`cards.UNSEEN` for none). Whether
that is still the last one is looked at in the transaction that writes, so of two editors one is always told, also where
the other works from the command line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from selon.desk.cards import UNSEEN
from selon.errors import LedgerError
from selon.ledger import things
from selon.ledger.batches import Batch, writing
from selon.ledger.keys import review_id
from selon.ledger.reviews import AMENDABLE, claim_row, put_review, standing
from selon.ledger.schema import review
from selon.ledger.stores.store import Store
from selon.ledger.things import Review
from selon.ledger.wanted import VERDICTS

MOST = 100
"""Claims of one decision: no more than a screen shows."""
LONGEST_NOTE = 2_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim to be judged, and the last review of it that was seen."""

    claim: str
    seen: str


@dataclass(frozen=True, slots=True)
class Step:
    """What a verdict does to a claim: the review that stood, and the one made, None where none was (a preview, or a
    conflict). `last` is the last review of the claim now."""

    claim: str
    before: Review | None
    made: Review | None
    last: Review | None
    conflict: bool = False


class ConflictError(LedgerError):
    """Claims that were reviewed since they were seen; nothing was written."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = tuple(steps)
        told = "; ".join(f"{s.claim} ({s.last.verdict} by {s.last.by})" if s.last else s.claim for s in steps)
        super().__init__(f"reviewed meanwhile: {told}: look at them again")


def judge(
    store: Store,
    asked: Sequence[Asked],
    verdict: str,
    *,
    by: str,
    note: str = "",
    amendments: Mapping[str, Any] | None = None,
) -> list[Step]:
    """Give one verdict on all of the claims in one transaction.

    Raises:
        ConflictError: one of them was reviewed since; nothing was written.
        LedgerError: no such claim or verdict, nothing to undo, too many, or an amendment that cannot be.
    """
    check(asked, verdict, note, amendments)
    with writing(store) as batch:
        steps = _look(batch.connection, asked)
        conflicts = [s for s in steps if s.conflict]
        if conflicts:
            raise ConflictError(conflicts)
        return [_give(store, batch, s, verdict, by=by, note=note, amendments=amendments) for s in steps]


def foresee(store: Store, asked: Sequence[Asked], verdict: str, note: str = "") -> list[Step]:
    """What `judge` would do now, without doing it.

    Raises:
        LedgerError: as `judge`, but for conflicts, which are told.
    """
    check(asked, verdict, note, None)
    with store.reading() as connection:
        for a in asked:
            claim_row(connection, a.claim)
        return _look(connection, asked)


def take_back(store: Store, made: Sequence[Asked], *, by: str) -> list[Step]:
    """Undo the reviews whose ids are given as seen, in one transaction; a claim that was reviewed since stays, and is
    told as a conflict.

    Raises:
        LedgerError: no such claim.
    """
    with writing(store) as batch:
        steps = _look(batch.connection, made)
        return [s if s.conflict else _give(store, batch, s, "undo", by=by) for s in steps]


def check(asked: Sequence[Asked], verdict: str, note: str, amendments: Mapping[str, Any] | None) -> None:
    """Tell early what cannot be done.

    Raises:
        LedgerError: what it is.
    """
    if verdict not in (*VERDICTS, "undo"):
        raise LedgerError(f"no verdict is called {verdict!r}: give one of {', '.join(VERDICTS)}, undo")
    if not asked:
        raise LedgerError("no claim is named: choose at least one")
    if len(asked) > MOST:
        raise LedgerError(f"{len(asked)} claims at once: a decision takes at most {MOST}, those that the screen shows")
    if len({a.claim for a in asked}) < len(asked):
        raise LedgerError("a claim is named twice: name each once")
    if "\0" in note or len(note) > LONGEST_NOTE:
        raise LedgerError(f"the note holds a NUL or more than {LONGEST_NOTE} characters: shorten it")
    if bool(amendments) != (verdict == "amend"):
        raise LedgerError("amendments go with the verdict amend, and with no other")
    for field in amendments or {}:
        if field not in AMENDABLE:
            raise LedgerError(f"{field!r} cannot be amended: give one of {', '.join(AMENDABLE)}")


def _look(connection: Connection, asked: Sequence[Asked]) -> list[Step]:
    found = []
    for a in asked:
        last = last_review(connection, a.claim)
        conflict = (last.id if last else UNSEEN) != a.seen
        found.append(Step(a.claim, standing(connection, a.claim), None, last, conflict))
    return found


def last_review(connection: Connection, claim: str) -> Review | None:
    """The last review of a claim, taken back or not."""
    query = select(review.c.id).where(review.c.claim == claim).order_by(review.c.n.desc()).limit(1)
    found = connection.execute(select(review).where(review.c.id.in_(query))).mappings().first()
    return things.review(found) if found else None


def _give(
    store: Store,
    batch: Batch,
    step: Step,
    verdict: str,
    *,
    by: str,
    note: str = "",
    amendments: Mapping[str, Any] | None = None,
) -> Step:
    row = claim_row(batch.connection, step.claim)
    undoes = None
    if verdict == "undo":
        if step.before is None:
            raise LedgerError(f"{step.claim}: no review of it stands, so there is none to undo")
        undoes = step.before.id
    fields = dict(amendments or {})
    id_ = review_id(step.claim, verdict, by, note, amendments=fields, at=batch.recorded)
    made = Review(id_, step.claim, verdict, by, batch.recorded, note, fields, undoes)
    put_review(store, batch, row, made)
    return Step(step.claim, step.before, made, made)
