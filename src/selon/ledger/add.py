"""Add dispatches and readings: each whole or not at all, many in one transaction, twice the same as once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from selon.intake.taken import pack
from selon.ledger import rows
from selon.ledger.batches import Batch, writing
from selon.ledger.fold import words
from selon.ledger.items import Added, Item, Outcome
from selon.ledger.numbers import day, number
from selon.ledger.readings import readings_of
from selon.ledger.relatives import Relatives
from selon.ledger.reprints import Relation
from selon.ledger.schema import (
    attribution,
    band,
    block,
    claim,
    dispatch,
    dispatch_link,
    happening,
    place_mention,
    raw,
    reading,
    sketch,
)
from selon.ledger.sketches import ALGORITHM, sketches
from selon.ledger.stores.store import Store
from selon.model import Dispatch, Reading, claim_id


def add(store: Store, items: Sequence[Item], before: int | None = None) -> list[Added]:
    """Add the items in one transaction, and tell in the same order what became of each.

    With `before`, they are compared only with dispatches of lower serials.

    Raises:
        LedgerError: the store cannot be written; nothing was added.
    """
    first_of: dict[str, int] = {}
    for i, it in enumerate(items):
        first_of.setdefault(it.key, i)
    fresh = list(first_of.values())
    folded = [words(items[i].dispatch.text) for i in fresh]
    prints, bands = sketches(folded)
    drawn = {items[i].key: _Sketch(w, p, b) for i, w, p, b in zip(fresh, folded, prints, bands, strict=True)}
    with writing(store) as batch:
        return _Adding(store, batch, drawn, items, before).run()


@dataclass(frozen=True, slots=True)
class _Sketch:
    words: list[str]
    minhash: bytes
    bands: list[int]


@dataclass(frozen=True, slots=True)
class _Known:
    """A dispatch that the ledger holds."""

    n: int
    dispatch: Dispatch


class _Adding:
    """One batch on its way."""

    def __init__(
        self, store: Store, batch: Batch, drawn: dict[str, _Sketch], items: Sequence[Item], before: int | None
    ) -> None:
        self.store, self.batch, self.drawn, self.items = store, batch, drawn, items
        self.known = self._known()
        new = [it for it in items if it.key not in self.known]
        self.relatives = Relatives(store, batch.connection, new, {k: s.bands for k, s in drawn.items()}, before)
        self.read: dict[str, list[Reading]] = {}
        self.claim_words: list[tuple[int | str, ...]] = []
        self.dispatch_words: list[tuple[int | str, ...]] = []
        self.raws: dict[str, rows.Row] = {}

    def run(self) -> list[Added]:
        """Put all rows and write them."""
        done = [self._add(it) for it in self.items]
        held = self._held_raws()
        self.batch.put(raw, *(row for sha, row in self.raws.items() if sha not in held))
        self.batch.flush()
        self.store.dispatches.add(self.batch.connection, self.dispatch_words)
        self.store.claims.add(self.batch.connection, self.claim_words)
        return done

    def _known(self) -> dict[str, _Known]:
        """What the ledger holds already, by key."""
        keys = list({it.key for it in self.items})
        found = self.batch.connection.execute(
            select(dispatch.c.key, dispatch.c.n).where(self.store.any_of(dispatch.c.key, keys))
        )
        numbers = {row.key: row.n for row in found}
        return {it.key: _Known(numbers[it.key], it.dispatch) for it in self.items if it.key in numbers}

    def _held_raws(self) -> set[str]:
        if not self.raws:
            return set()
        held = select(raw.c.sha256).where(self.store.any_of(raw.c.sha256, list(self.raws)))
        return set(self.batch.connection.scalars(held))

    def _add(self, it: Item) -> Added:
        before = self.known.get(it.key)
        if before is not None:
            return self._reread(it, before)
        links = self.relatives.relations(it)
        recorded = it.recorded or self.batch.recorded
        n = self._put_dispatch(it, recorded)
        self.known[it.key] = _Known(n, it.dispatch)
        self.read[it.key] = []
        if it.reading is not None:
            self._put_reading(it, n, it.dispatch, it.reading, it.read or self.batch.recorded)
        for link in links:
            self.batch.put(dispatch_link, link_row(link, self.batch.take(), recorded))
        own = next((link for link in links if link.later == it.key), None)
        claims = len(it.reading.claims) if it.reading else 0
        done = Added("new", it.key, it.dispatch.id, claims, undated=it.dispatch.published is None)
        if own is None:
            return done
        outcome: Outcome = "reprint" if own.kind == "reprints" else "supersedes"
        return replace(done, outcome=outcome, other=own.earlier, reason=own.why)

    def _reread(self, it: Item, before: _Known) -> Added:
        """A dispatch that is known: only a reading that differs from the last by the same reader is new.

        One that comes from another ledger is compared with all by that reader, of which it may be an earlier one.
        """
        nothing = Added("known", it.key, it.dispatch.id)
        if it.reading is None:
            return nothing
        if it.dispatch.published != day(before.n):
            held = day(before.n)
            why = f"the ledger holds this text {f'as published on {held}' if held else 'without a publication day'}"
            return replace(nothing, outcome="refused", reason=f"{why}: read the dispatch that it holds")
        if it.key not in self.read:
            self.read[it.key] = [r.reading for r in readings_of(self.batch.connection, before.n)]
        own = [r for r in self.read[it.key] if r.reader == it.reading.reader]
        compared = own if it.read is not None else own[-1:]
        if any(_same(old, it.reading, it.key) for old in compared):
            return nothing
        self._put_reading(it, before.n, before.dispatch, it.reading, it.read or self.batch.recorded)
        return Added("reread", it.key, it.dispatch.id, len(it.reading.claims))

    def _put_dispatch(self, it: Item, recorded: datetime) -> int:
        n = number(it.dispatch.published, self.batch.take())
        put = self.batch.put
        put(
            dispatch,
            rows.dispatch_row(
                it.dispatch, it.key, n, recorded=recorded, given=it.given or it.dispatch.id, origin=it.origin
            ),
        )
        put(block, *rows.block_rows(it.dispatch, n))
        drawn = self.drawn[it.key]
        put(sketch, {"dispatch": n, "algorithm": ALGORITHM, "minhash": drawn.minhash})
        put(band, *({"band": b, "dispatch": n} for b in drawn.bands))
        self.dispatch_words.append(rows.dispatch_words(it.dispatch, n, drawn.words))
        if it.raw and it.origin and it.origin.raw and it.origin.raw not in self.raws:
            self.raws[it.origin.raw] = {"sha256": it.origin.raw, "size": len(it.raw), "packed": pack(it.raw)}
        return n

    def _put_reading(self, it: Item, dispatch_n: int, d: Dispatch, r: Reading, recorded: datetime) -> None:
        serial = self.batch.take(1 + len(r.claims))
        put, text = self.batch.put, d.text
        put(reading, rows.reading_row(r, serial, dispatch_n, recorded))
        kept, rests_on = rows.attributions(r)
        put(attribution, *rows.attribution_rows(kept, serial))
        claims, places, times = [], [], []
        for n, c, on in zip(rows.numbers_of(d, serial + 1, len(r.claims)), r.claims, rests_on, strict=True):
            claims.append(
                rows.claim_row(c, d, it.key, n, reading=serial, dispatch=dispatch_n, recorded=recorded, rests_on=on)
            )
            places += rows.place_rows(c, text, n)
            times += rows.happening_rows(c, n)
            self.claim_words.append(rows.claim_words(c, text, n))
        put(claim, *claims)
        put(place_mention, *places)
        put(happening, *times)
        self.read.setdefault(it.key, []).append(r)


def link_row(link: Relation, n: int, recorded: datetime) -> rows.Row:
    """The row of a link between dispatches."""
    return {
        "n": n,
        "dispatch": link.later,
        "kind": link.kind,
        "other": link.earlier,
        "score": round(link.score, 3),
        "why": link.why,
        "recorded": recorded,
    }


def _same(old: Reading, new: Reading, key: str) -> bool:
    """Whether two readings of one dispatch by one reader say the same."""
    ids = tuple(replace(c, id=claim_id(key, c.trigger, c.type)) for c in new.claims)
    olds = tuple(replace(c, id=claim_id(key, c.trigger, c.type)) for c in old.claims)
    return (olds, old.attributions, old.notes) == (ids, new.attributions, new.notes)
