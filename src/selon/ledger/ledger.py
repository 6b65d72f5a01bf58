"""The ledger: add dispatches and readings, ask for claims, review them."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from os import PathLike
from types import TracebackType
from typing import Any

from selon.errors import InputError, LedgerError
from selon.intake.refused import Refused
from selon.ledger import ask, quarantine, reviews, shelves
from selon.ledger.add import add
from selon.ledger.items import Addable, Added, Item, given, item
from selon.ledger.keys import dispatch_key
from selon.ledger.migrations import bring_up
from selon.ledger.readings import Recorded
from selon.ledger.stores import Store, store_at
from selon.ledger.things import Entry, Kept, Review
from selon.ledger.wanted import Days, moment, wanted
from selon.model import Dispatch, Span

BATCH = 1024
"""Dispatches of one transaction."""
LETTERS = 4_000_000
"""Characters of text of one transaction."""
PATIENCE = 2.0
"""Seconds after which what has come so far is written, where dispatches come slowly."""


class Ledger:
    """A ledger in a store. Safe to share between threads; use it in a `with`, or close it."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End all connections."""
        self.store.engine.dispose()

    # Adding.

    def add(self, thing: Addable) -> Added:
        """Add a dispatch, a reading or what an adapter took in, whole or not at all. Twice is the same as once.

        Raises:
            InputError: its text is not clean, or the reading does not fit it.
            LedgerError: the store cannot be written.
        """
        return add(self.store, [item(thing)])[0]

    def add_many(self, things: Iterable[Addable], batch: int | None = None) -> Iterator[Added]:
        """Add a stream of them, many in one transaction, and tell of each what became of it, in order.

        A transaction ends after `batch` of them (1024 if not given), after much text, or when they come slowly.

        One that cannot be kept is told as `refused`; the others are kept. What was told is kept for good.

        Raises:
            LedgerError: the store cannot be written; what was not told yet was not added.
        """
        waiting: list[Item | Added] = []
        letters, since = 0, 0.0
        for thing in things:
            try:
                it: Item | Added = item(thing)
            except InputError as e:
                it = Added("refused", "", given(thing), reason=str(e))
            since = since if waiting else time.monotonic()
            waiting.append(it)
            letters += len(it.dispatch.text) if isinstance(it, Item) else 0
            if len(waiting) >= (batch or BATCH) or letters >= LETTERS or time.monotonic() - since > PATIENCE:
                yield from self._write(waiting)
                waiting, letters = [], 0
        yield from self._write(waiting)

    def readers_of(self, dispatches: Sequence[Dispatch]) -> list[set[str]]:
        """By which readers each dispatch was read already; none where the ledger does not hold it."""
        found = shelves.readers(self.store, [dispatch_key(d.text, d.agency) for d in dispatches])
        return [found.get(dispatch_key(d.text, d.agency), set()) for d in dispatches]

    def held(self, dispatches: Sequence[Dispatch]) -> list[Dispatch | None]:
        """Each dispatch as the ledger holds it, under its key there; None where it does not hold it.

        What is known is read as it is held: it may have come without the publication day that it comes with now.
        """
        keys = [dispatch_key(d.text, d.agency) for d in dispatches]
        found = {kept.dispatch.id: kept.dispatch for kept in shelves.held(self.store, keys)}
        return [found.get(key) for key in keys]

    def _write(self, waiting: list[Item | Added]) -> Iterator[Added]:
        items = [it for it in waiting if isinstance(it, Item)]
        done = iter(add(self.store, items) if items else ())
        for it in waiting:
            yield next(done) if isinstance(it, Item) else it

    # Asking.

    def claims(
        self,
        *,
        type: str | Iterable[str] | None = None,  # noqa: A002 - the name of the field it asks for
        status: str | Iterable[str] | None = None,
        source_kind: str | Iterable[str] | None = None,
        actor: str | None = None,
        target: str | None = None,
        source: str | None = None,
        place: str | None = None,
        text: str | None = None,
        agency: str | None = None,
        lang: str | None = None,
        negated: bool | None = None,
        hedged: bool | None = None,
        deadline: bool | None = None,
        happening_between: Days | None = None,
        published_between: Days | None = None,
        reviewed: bool | str | None = None,
        superseded: bool | None = None,
        reprints: bool | None = None,
        dispatch: str | None = None,
        id: str | None = None,  # noqa: A002 - the name of the field it asks for
        as_of: datetime | date | str | None = None,
    ) -> Iterator[Entry]:
        """Stream the claims for which all of this holds, newest publication first, each in its current reading.

        Args:
            type, status, source_kind: one or several of the model's.
            actor, target, source, text: words of the actor, target, source or sentence, as `search.parse` reads them.
            place: a place that the claim names, in any spelling of case, accents and hyphens.
            agency, lang: of the dispatch.
            negated, hedged, deadline: as the claim has it.
            happening_between: two days, either None; the claim's time shares a day with them.
            published_between: two days, either None; the dispatch was published then.
            reviewed: True or False for any standing review or none, a verdict, or `standing` for what is not rejected.
            superseded, reprints: True for claims of dispatches that are, False for those that are not.
            dispatch, id: those of one dispatch (its key), or the claim of one id.
            as_of: answer as the ledger would have at that moment; a day means its end, in UTC.

        Raises:
            LedgerError: a filter that no claim can meet, such as a type that there is not.
        """
        asked = wanted(
            type=type,
            status=status,
            source_kind=source_kind,
            actor=actor,
            target=target,
            source=source,
            place=place,
            text=text,
            agency=agency,
            lang=lang,
            negated=negated,
            hedged=hedged,
            deadline=deadline,
            happening_between=happening_between,
            published_between=published_between,
            reviewed=reviewed,
            superseded=superseded,
            reprints=reprints,
            dispatch=dispatch,
            id=id,
            as_of=as_of,
        )
        return ask.entries(self.store, asked)

    def claim(self, id: str, as_of: datetime | date | str | None = None) -> Entry:  # noqa: A002
        """The claim of this id.

        Raises:
            LedgerError: the current readings hold no such claim.
        """
        for entry in self.claims(id=id, as_of=as_of):
            return entry
        raise LedgerError(f"{id}: no claim has this id in a current reading: `selon claims` lists them")

    def dispatches(
        self,
        *,
        agency: str | None = None,
        lang: str | None = None,
        published_between: Days | None = None,
        text: str | None = None,
        as_of: datetime | date | str | None = None,
        unread: bool = False,
    ) -> Iterator[Kept]:
        """Stream the dispatches, newest publication first; `unread` those without a reading.

        Raises:
            LedgerError: a filter that no dispatch can meet.
        """
        asked = wanted(published_between=published_between, as_of=as_of)
        found = shelves.numbers(
            self.store,
            agency=agency,
            lang=lang,
            published_between=asked.published,
            text=text,
            as_of=asked.as_of,
            unread=unread,
        )
        return shelves.kept(self.store, found)

    def in_order(self, numbers: Collection[int] | None = None) -> Iterator[Kept]:
        """All dispatches, or those of these numbers, by publication day and then by key: the same in every ledger."""
        return shelves.kept(self.store, shelves.in_order(self.store, numbers))

    def dispatch(self, id: str) -> Kept:  # noqa: A002
        """The dispatch of this key, of a key that begins so, or of the id it came with.

        Raises:
            LedgerError: there is none, or more than one.
        """
        return shelves.find(self.store, id)

    def readings(self, kept: Kept, as_of: datetime | date | str | None = None) -> list[Recorded]:
        """The readings of a dispatch, the current one last."""
        return shelves.readings(self.store, kept.n, moment(as_of))

    def links(self, dispatch: str | None = None, as_of: datetime | date | str | None = None) -> list[shelves.Link]:
        """Which dispatches reprint or supersede which: all, or those from and to the dispatch of a key."""
        return shelves.links(self.store, dispatch, moment(as_of))

    def paragraphs(
        self, hashes: Iterable[str], published_between: Days | None = None
    ) -> dict[str, list[tuple[str, Span]]]:
        """Where paragraphs stand whose `keys.paragraph_hash` is given: dispatch key and span, the latest first.

        Raises:
            LedgerError: days that are none.
        """
        return shelves.paragraphs(self.store, hashes, wanted(published_between=published_between).published)

    def sources(
        self, kind: str | None = None, as_of: datetime | date | str | None = None, text: str | None = None
    ) -> Iterator[shelves.SourceCount]:
        """Who vouches for claims, and for how many: those with a name first. Unnamed ones are never put together.

        `text` are words that a source is called by, as `search.parse` reads them.

        Raises:
            LedgerError: a filter that no source can meet.
        """
        asked = wanted(source_kind=kind, as_of=as_of, source=text)
        return shelves.sources(self.store, kind, asked.as_of, dict(asked.words))

    # Reviewing.

    def review(
        self,
        claim: str | Entry,
        verdict: str,
        *,
        by: str,
        note: str = "",
        amendments: Mapping[str, Any] | None = None,
    ) -> Review:
        """Record a verdict on a claim: accept, reject, unsure, amend (with the amended fields as in the claim's JSON),
        or undo, which takes back the review that stands.

        Raises:
            LedgerError: no such claim or verdict, nobody named, nothing to undo, or an amendment that cannot be.
        """
        id_ = claim.claim.id if isinstance(claim, Entry) else claim
        return reviews.add_review(self.store, id_, verdict, by=by, note=note, amendments=amendments)

    def reviews(self, claim: str | None = None, as_of: datetime | date | str | None = None) -> Iterator[Review]:
        """All reviews, or those of one claim, in the order in which they were made."""
        return reviews.reviews(self.store, claim, moment(as_of))

    def reviews_of(self, kept: Kept) -> list[Review]:
        """The reviews of all claims of a dispatch, in the order in which they were made."""
        return reviews.reviews_of(self.store, kept.n)

    # Refused input.

    def refuse(self, refused: Iterable[Refused]) -> list[str]:
        """Put refused inputs into quarantine, and give the id of each case.

        Raises:
            LedgerError: the store cannot be written.
        """
        return quarantine.refuse(self.store, refused)

    def quarantine(self, *, settled: bool = False) -> Iterator[quarantine.Case]:
        """The inputs that were refused and wait, or (`settled`) that a later try took in."""
        return quarantine.cases(self.store, settled=settled)

    def tried(self, case: str, *, taken: bool, reason: str = "") -> None:
        """Record that a refused input was tried again.

        Raises:
            LedgerError: no such case.
        """
        quarantine.tried(self.store, case, taken=taken, reason=reason)

    def raw(self, sha256: str) -> bytes | None:
        """The bytes of this hash, None where the ledger does not hold them.

        Raises:
            InputError: they are damaged.
        """
        return quarantine.bytes_of(self.store, sha256)

    # Keeping.

    def restore(self, lines: Iterable[bytes], name: str = "the export") -> Iterator[Added]:
        """Add what the jsonl export of a ledger holds, with its times, readings, links and reviews.

        Twice is the same as once. A line that is none of such an export is told as `refused`.

        Raises:
            LedgerError: the store cannot be written.
        """
        from selon.ledger.restore import restore

        return restore(self.store, lines, name)

    def check(self) -> Iterator[str]:
        """Say what is wrong with the ledger; nothing where all is well."""
        from selon.ledger.check import check

        return check(self.store)

    def learn(self) -> None:
        """Let the store count what it holds, so that questions stay fast; after much was added."""
        with self.store.writing() as connection:
            self.store.learn(connection)


def open(address: str | PathLike[str]) -> Ledger:  # noqa: A001 - selon.open
    """Open a ledger, and make it if there is none: in a file, or in a database at `postgresql://user@host/name`.

    Raises:
        LedgerError: there can be none, it was made by a newer version, or the store cannot be reached.
    """
    store = store_at(address)
    bring_up(store)
    return Ledger(store)
