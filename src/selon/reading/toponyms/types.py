"""What the reading of toponyms gives: mentions, what each resolves to, and how precisely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from selon.model import Place, Span

_NOWHERE = "gazetteer_id geonameid kind lat lon radius_m country where_prec geo_precision relative"
UNRESOLVED: dict[str, Any] = {
    **dict.fromkeys(_NOWHERE.split()),
    "admin": [],
    "within": [],
    "claimants": [],
    "note": "",
    "score": 0.0,
}
"""The fields of a place, where there is none."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name of a text. `place` is None where it is a place name that nothing in the gazetteer answers to.

    `span` covers the name alone; `phrase` also what tells the spot from it ("30 km south of"). `why` are the reasons
    for which the words are read as a place name, or for which they stay unresolved.
    """

    span: Span
    phrase: Span
    place: Place | None
    why: tuple[str, ...] = ()

    def to_json(self, text: str) -> dict[str, Any]:
        """The toponym as JSON-ready values; `text` is what it was read from."""
        words = self.span.of(text)
        place = {**UNRESOLVED, "name": words} if self.place is None else self.place.to_json()
        why = (*self.why, *(() if self.place is None else self.place.why))
        return {"start": self.span.start, "end": self.span.end, "text": words, **place, "why": "; ".join(why)}


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that take up a place without naming it ("the town", "sur place"), and the toponym they mean.

    `toponym` is None where more than one would fit.
    """

    span: Span
    toponym: Toponym | None
    why: str


@dataclass(frozen=True, slots=True)
class Toponyms:
    """The places of one text in text order.

    `places` are place names; `actors` are capitals and seats that stand for a government and are no place there;
    `references` take up a place without naming it. `countries` are the ISO codes of the countries that the text is
    about, the likeliest first.
    """

    places: tuple[Toponym, ...]
    actors: tuple[Toponym, ...] = ()
    references: tuple[Reference, ...] = ()
    countries: tuple[str, ...] = ()

    def to_json(self, text: str) -> dict[str, Any]:
        """The places as JSON-ready values; `text` is what they were read from."""
        return {
            "toponyms": [t.to_json(text) for t in self.places],
            "actors": [t.to_json(text) for t in self.actors],
            "references": [
                {
                    "start": r.span.start,
                    "end": r.span.end,
                    "to": None if r.toponym is None else list(r.toponym.span),
                    "why": r.why,
                }
                for r in self.references
            ],
            "countries": list(self.countries),
        }
