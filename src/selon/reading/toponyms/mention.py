"""A possible place name while it is being read: where it stands, what speaks for it, what it may be."""

from __future__ import annotations

from dataclasses import dataclass, field

from selon.gazetteer import Place
from selon.model import Span
from selon.reading.toponyms.relative import Phrase


@dataclass(slots=True)
class Mention:
    """Words `first` to `last` (indexes) that bear the name of a place, or stand where one stands.

    `noun` is the kind of place that a noun beside the name says it is. `evidence` adds up what speaks for a place name
    here; `why` says it in words. `inside` are mentions that the text says this one lies in ("Paris, Missouri"); `said`
    is the phrase before it that tells a spot from it.
    """

    first: int
    last: int
    span: Span
    key: str
    places: tuple[Place, ...]
    noun: str = ""
    evidence: float = 0.0
    locative: bool = False
    given: bool = False
    said: Phrase | None = None
    why: list[str] = field(default_factory=list)
    inside: list[Mention] = field(default_factory=list)
