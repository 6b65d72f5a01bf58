"""What a place of the gazetteer is, and distances between places."""

from __future__ import annotations

import math
from dataclasses import dataclass

from selon.model import PLACE_KINDS, PlaceKind

KINDS = PLACE_KINDS
SETTLEMENTS: frozenset[PlaceKind] = frozenset({"capital", "city", "quarter"})
DIVISIONS: frozenset[PlaceKind] = frozenset({"country", "region", "district"})
SITES: frozenset[PlaceKind] = frozenset(KINDS[KINDS.index("base") :])
EARTH_M = 6371008.8
"""Mean radius of the Earth (IUGG), metres."""


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer.

    `id` is `gn:<GeoNames id>`, `air:<ICAO code>`, `site:…`, `area:…` or the id of a file that the user added.
    `lat` and `lon` are WGS 84 degrees. `radius_m` is the radius of a circle around them: of a country or region one of
    equal area, of a town its likely built-up extent, of a site the circle that it surely lies in. `country` is the
    ISO 3166-1 alpha-2 code (XK for Kosovo), blank where the place lies in several or is disputed. `within` holds
    the ids of what it lies in, nearest first, the country last. `claimants` are all who claim a disputed place: ISO
    codes, or the English name of an unrecognised state; empty where nobody disputes it. `members` are the countries and
    GeoNames division codes that an area is made of, where they can be listed. `population` is 0 where unknown; of a
    region it is the sum of its towns. `note` tells how precise the position is.
    """

    id: str
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    radius_m: int
    country: str
    within: tuple[str, ...] = ()
    population: int = 0
    names: tuple[str, ...] = ()
    note: str = ""
    claimants: tuple[str, ...] = ()
    members: tuple[str, ...] = ()

    @property
    def geonameid(self) -> int | None:
        """The GeoNames id, None for what GeoNames did not name."""
        return int(self.id[3:]) if self.id.startswith("gn:") else None

    @property
    def countries(self) -> frozenset[str]:
        """Every ISO code that the place may be looked for under: its country, its claimants, its members' countries."""
        codes = {self.country, *self.claimants, *(m.partition(".")[0] for m in self.members)}
        return frozenset(c for c in codes if len(c) == 2 and c.isupper())


def distance_m(a: Place, b: Place) -> float:
    """Great-circle distance of two places' centres, metres."""
    return metres(a.lat, a.lon, b.lat, b.lon)


def metres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance of two points in degrees, metres."""
    a, b = math.radians(lat1), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(h)))


def circle_radius_m(area_km2: float) -> int:
    """Radius in metres of the circle with that area."""
    return round(math.sqrt(area_km2 / math.pi) * 1000)


def town_radius_m(population: int) -> int:
    """Likely radius of a town's built-up land at 4,000 people per square kilometre, from 1 to 25 km."""
    return min(25_000, max(1_000, circle_radius_m(population / 4000)))
