"""What the reading of toponyms gives: mentions, what each resolves to, and how precisely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from selon.gazetteer import PlaceKind
from selon.model import Span


@dataclass(frozen=True, slots=True)
class Relative:
    """A spot told from a named place: "30 km south of X", "the north of X", "near X", "the border with X".

    `anchor` is the named place; `bearing` is in degrees from north, None where the text gives none; `distance_m` is
    the distance the text gives, None where it gives none.
    """

    anchor: str
    bearing: float | None = None
    distance_m: int | None = None
    near: bool = False
    border: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entry of the gazetteer that a mention stands for, and the circle it is about.

    `lat`, `lon` (WGS 84 degrees) and `radius_m` are of the spot meant: that of the entry, or one told from it where
    `relative` is given. `country` is ISO 3166-1 alpha-2, blank where the place lies in several countries or is
    disputed; `claimants` are all who claim it. `admin` are the names of what it lies in, nearest first.
    `where_prec` is UCDP's (1 exact spot … 6 country, 7 international waters), `geo_precision` ACLED's (1 to 3, None
    where only a country is known). `score` in [0, 1] is how surely this entry is meant among those of the name;
    `why` gives the reasons.
    """

    id: str
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    radius_m: int
    country: str
    where_prec: int
    geo_precision: int | None
    admin: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()
    relative: Relative | None = None
    note: str = ""
    score: float = 1.0
    why: tuple[str, ...] = ()

    @property
    def geonameid(self) -> int | None:
        """The GeoNames id, None for what GeoNames did not name."""
        return int(self.id[3:]) if self.id.startswith("gn:") else None

    def to_json(self) -> dict[str, Any]:
        """The resolution as JSON-ready values."""
        r = self.relative
        return {
            "name": self.name,
            "lat": round(self.lat, 5),
            "lon": round(self.lon, 5),
            "geonameid": self.geonameid,
            "gazetteer_id": self.id,
            "country": self.country or None,
            "admin": list(self.admin),
            "kind": self.kind,
            "radius_m": self.radius_m,
            "where_prec": self.where_prec,
            "geo_precision": self.geo_precision,
            "claimants": list(self.claimants),
            "relative": None
            if r is None
            else {
                "anchor": r.anchor,
                "bearing": r.bearing,
                "distance_m": r.distance_m,
                "near": r.near,
                "border": r.border,
            },
            "note": self.note,
            "score": round(self.score, 3),
        }


_NOWHERE = "lat lon geonameid gazetteer_id country kind radius_m where_prec geo_precision relative"
UNRESOLVED: dict[str, Any] = dict.fromkeys(_NOWHERE.split())
"""The fields of a resolution, where there is none."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name of a text. `place` is None where it is a place name that nothing in the gazetteer answers to.

    `span` covers the name alone; `phrase` also what tells the spot from it ("30 km south of"). `why` are the reasons
    for which the words are read as a place name, or for which they stay unresolved.
    """

    span: Span
    phrase: Span
    place: Resolution | None
    why: tuple[str, ...] = ()

    def to_json(self, text: str) -> dict[str, Any]:
        """The toponym as JSON-ready values; `text` is what it was read from."""
        words = self.span.of(text)
        place = (
            {"name": words, **UNRESOLVED, "admin": [], "claimants": [], "note": "", "score": 0.0}
            if self.place is None
            else self.place.to_json()
        )
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
