"""How precisely a place is known: UCDP's where_prec and ACLED's geo_precision, from its kind and radius."""

from __future__ import annotations

from selon.gazetteer.place import SETTLEMENTS, SITES
from selon.model import PlaceKind

SPOT_M, NEAR_M = 5_000, 25_000
_ACLED = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}


def where_prec(kind: PlaceKind, radius_m: int, moved: bool = False) -> int:
    """UCDP GED's where_prec: 1 exact spot or town, 2 within about 25 km of one, 3 second-level division, 4 first-level
    division, 5 a line or a stretch without borders, 6 a country (or no nearer), 7 international waters.

    `moved`: the spot is told from the place ("near X", "30 km south of X", "the north of X").
    """
    if moved:
        return _moved(kind, radius_m)
    if kind in SETTLEMENTS:
        return 1
    if kind in SITES or kind == "island":
        return _by_radius(radius_m)
    fixed: dict[PlaceKind, int] = {"district": 3, "region": 4, "country": 6, "continent": 6, "sea": 7}
    return fixed.get(kind, 5)


def geo_precision(prec: int) -> int | None:
    """ACLED's geo_precision for a where_prec: 1 the town itself, 2 near it or in its part of the region, 3 a larger
    region. None where only a country or the high seas are known, which ACLED does not code."""
    return _ACLED.get(prec)


def _moved(kind: PlaceKind, radius_m: int) -> int:
    if kind in ("country", "continent", "region", "area"):
        return 5
    if kind == "sea":
        return 7
    return max(2, _by_radius(radius_m))


def _by_radius(radius_m: int) -> int:
    return 1 if radius_m <= SPOT_M else 2 if radius_m <= NEAR_M else 5
