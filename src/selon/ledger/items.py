"""What can be added to a ledger, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from selon.intake.taken import Taken
from selon.ledger.keys import dispatch_key
from selon.ledger.origins import origin_of
from selon.ledger.sound import check_dispatch, check_reading
from selon.ledger.things import Origin
from selon.model import Dispatch, Reading

Outcome = Literal["new", "reprint", "supersedes", "reread", "known", "refused"]


@dataclass(frozen=True, slots=True)
class Read:
    """A dispatch as it was taken in, with its reading."""

    taken: Taken
    reading: Reading


Addable = Dispatch | Reading | Taken | Read


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one thing that was added.

    `outcome` is `new`; `reprint` or `supersedes` of the dispatch `other`; `reread` where the dispatch was known and the
    reading new; `known` where nothing was; `refused` for a `reason`. `id` is the dispatch's key in the ledger, `given`
    the id it came with. `undated`: the dispatch is new and has no publication day.
    """

    outcome: Outcome
    id: str
    given: str
    claims: int = 0
    other: str | None = None
    reason: str = ""
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A thing to add, taken apart: the dispatch under its key, its reading if it was read, where it came from.

    `recorded` and `read` are when another ledger came to hold the dispatch and the reading; None for now.
    """

    key: str
    dispatch: Dispatch
    reading: Reading | None = None
    origin: Origin | None = None
    raw: bytes = b""
    given: str | None = None
    recorded: datetime | None = None
    read: datetime | None = None


def item(thing: Addable) -> Item:
    """The thing taken apart, if a ledger can keep it.

    Raises:
        InputError: its text is not clean, a span lies outside it, or two of its claims cannot be told apart.
    """
    d, reading, taken = _apart(thing)
    check_dispatch(d)
    if reading is not None:
        check_reading(reading)
    key = dispatch_key(d.text, d.agency)
    return Item(key, d, reading, origin_of(taken) if taken else None, taken.raw if taken else b"")


def given(thing: Addable) -> str:
    """The id that a thing came with."""
    return _apart(thing)[0].id


def _apart(thing: Addable) -> tuple[Dispatch, Reading | None, Taken | None]:
    if isinstance(thing, Read):
        return thing.reading.dispatch, thing.reading, thing.taken
    if isinstance(thing, Taken):
        return thing.dispatch, None, thing
    if isinstance(thing, Reading):
        return thing.dispatch, thing, None
    return thing, None, None
