"""What need not be read again: dispatches that begin, word for word, like one that the ledger has read, or that was
read a moment ago."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from selon.ledger import Ledger
from selon.ledger.keys import dispatch_key, paragraph_hash
from selon.model import Dispatch, Reading
from selon.reading.carried import carried, opening
from selon.reading.prepass import Prepass

LATELY = 1_024
"""Readings that are remembered: at least as many as wait to be written."""
TRIED = 4
"""Dispatches of one opening that are tried."""

Beginning = tuple[str, date, str]
"""Language, publication day and the hash of the first block that is read."""


class Rereading:
    """Finds the readings of dispatches among those of others."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.lately: OrderedDict[Beginning, Reading] = OrderedDict()
        self.met: OrderedDict[str, None] = OrderedDict()

    def first(self, d: Dispatch) -> bool:
        """Whether the dispatch comes for the first time: what came a moment ago may not be written yet."""
        key = key_of(d)
        if key in self.met:
            return False
        self.met[key] = None
        if len(self.met) > LATELY:
            self.met.popitem(last=False)
        return True

    def forget(self, d: Dispatch) -> None:
        """Take the dispatch for one that did not come: the reader failed on it."""
        self.met.pop(key_of(d), None)

    def remember(self, reading: Reading) -> None:
        """Keep a reading for the dispatches that come after. Of several with one beginning the longest serves best."""
        key = beginning(reading.dispatch)
        if key is None:
            return
        last = self.lately.pop(key, None)
        longer = last is not None and len(last.dispatch.text) > len(reading.dispatch.text)
        self.lately[key] = last if last is not None and longer else reading
        if len(self.lately) > LATELY:
            self.lately.popitem(last=False)

    def find(self, dispatches: Sequence[Dispatch], reader: str) -> list[Reading | None]:
        """The readings of dispatches by the reader of that name, None where it must read them."""
        held = self._held(dispatches, reader)
        return [self._carried(d, reader, held) for d in dispatches]

    def _carried(self, d: Dispatch, reader: str, held: dict[Beginning, list[Reading]]) -> Reading | None:
        key = beginning(d)
        if key is None:
            return None
        lately = self.lately.get(key)
        known = [] if lately is None or lately.reader != reader else [lately]
        found = (carried(r, d, _prepass(d.lang)) for r in (*known, *held.get(key, ())))
        return next((r for r in found if r is not None), None)

    def _held(self, dispatches: Iterable[Dispatch], reader: str) -> dict[Beginning, list[Reading]]:
        """The readings in the ledger of dispatches that begin so."""
        by_day: dict[date, dict[str, Beginning]] = defaultdict(dict)
        for key in filter(None, map(beginning, dispatches)):
            by_day[key[1]][key[2]] = key
        held = {}
        for day, keys in by_day.items():
            for hash_, places in self.ledger.paragraphs(keys, (day, day)).items():
                held[keys[hash_]] = [r for key, _ in places[:TRIED] if (r := self._reading(key, reader)) is not None]
        return held

    def _reading(self, key: str, reader: str) -> Reading | None:
        by = [r.reading for r in self.ledger.readings(self.ledger.dispatch(key)) if r.reading.reader == reader]
        return by[-1] if by else None


def key_of(d: Dispatch) -> str:
    """The id of a dispatch in a ledger."""
    return dispatch_key(d.text, d.agency)


def beginning(d: Dispatch) -> Beginning | None:
    """What a dispatch must share with another to have its reading; None where it can share none."""
    first = opening(d)
    return None if first is None or d.published is None else (d.lang, d.published, paragraph_hash(first.of(d.text)))


@cache
def _prepass(lang: str) -> Prepass:
    return Prepass(lang)
