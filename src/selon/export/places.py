"""Where the places of claims lie, as far as the gazetteer tells."""

from __future__ import annotations

from collections import OrderedDict
from typing import Protocol

from selon.ledger import Entry
from selon.model import Dispatch, PlaceMention, Span
from selon.reading.toponyms import Resolution, toponyms

HELD = 64
"""Dispatches whose places are kept at hand; claims of one dispatch come one after the other."""


class Finder(Protocol):
    """Tells where the places of a claim lie."""

    def of(self, entry: Entry, /) -> list[tuple[PlaceMention, Resolution | None]]:
        """Each place of the claim with what it stands for, None where the gazetteer does not tell."""


class Places:
    """Looks the places of a dispatch up together, so that each helps to tell the others."""

    def __init__(self) -> None:
        from selon.gazetteer import Gazetteer

        self.gazetteer = Gazetteer.open()
        self.held: OrderedDict[tuple[str, tuple[Span, ...]], dict[Span, Resolution | None]] = OrderedDict()

    def of(self, entry: Entry) -> list[tuple[PlaceMention, Resolution | None]]:
        """Each place of the claim with what it stands for, None where the gazetteer does not tell."""
        if not entry.claim.places:
            return []
        found = self._of(entry.dispatch, tuple(sorted(p.span for p in entry.claim.places)))
        return [(p, found.get(p.span)) for p in entry.claim.places]

    def _of(self, d: Dispatch, spans: tuple[Span, ...]) -> dict[Span, Resolution | None]:
        key = (d.id, spans)
        if key not in self.held:
            read = toponyms(d.text, d.lang, gazetteer=self.gazetteer, given=spans)
            self.held[key] = {t.span: t.place for t in read.places}
            if len(self.held) > HELD:
                self.held.popitem(last=False)
        self.held.move_to_end(key)
        return self.held[key]


def finder() -> Finder:
    """The places of the user's gazetteer, built first where it is missing."""
    return Places()
