"""The borders about a story's places, for its map: drawn from packaged data, disputed ones as disputed."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any

from selon.desk.views import Shape
from selon.errors import SelonError
from selon.gazetteer import Gazetteer
from selon.gazetteer.borders import Box, available, outlines

MARGIN, LEAST = 0.35, 1.5
"""What is shown about the places: this share of their extent, and no less than so many degrees."""
METRES_OF_DEGREE = 111_195
_lock = threading.Lock()


def borders(shapes: tuple[Shape, ...]) -> dict[str, Any]:
    """`box` as [[south, west], [north, east]], `land` as polygons by country, `lines` and `disputed` as lines,
    `claimed` as circles of territories that several states claim; no land where borders are not installed."""
    box = _box(shapes)
    drawn = {"box": [[box.south, box.west], [box.north, box.east]], "land": {}, "lines": [], "disputed": []}
    if not available():
        return {**drawn, "claimed": []}
    with _lock:
        try:
            found = _outlines(_around(box))
        except SelonError:
            # Without a gazetteer file places are known by the reader alone; the map is drawn without land.
            return {**drawn, "claimed": []}
    return {**drawn, **found}


@lru_cache(maxsize=32)
def _outlines(box: Box) -> dict[str, Any]:
    found = outlines(box, _gazetteer())
    claimed = [
        {"name": p.name, "lat": p.lat, "lon": p.lon, "radius_m": p.radius_m, "claimants": list(p.claimants)}
        for p in found.claimed
    ]
    return {"land": found.land, "lines": found.lines, "disputed": found.disputed, "claimed": claimed}


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()


def _box(shapes: tuple[Shape, ...]) -> Box:
    """The narrower places and what lies about them, on whole half degrees; the whole world where there is none."""
    near = [s for s in shapes if not s.region] or [s for s in shapes if s.kind not in ("continent", "sea")]
    if not near:
        return Box(-179.5, -58.0, 179.5, 78.0)
    reach = [min(s.radius_m / METRES_OF_DEGREE, 12.0) for s in near]
    south = min(s.lat - r for s, r in zip(near, reach, strict=True))
    north = max(s.lat + r for s, r in zip(near, reach, strict=True))
    west = min(s.lon - r for s, r in zip(near, reach, strict=True))
    east = max(s.lon + r for s, r in zip(near, reach, strict=True))
    high, wide = max(LEAST, MARGIN * (north - south)), max(LEAST * 1.6, MARGIN * (east - west))
    return _inside(Box(west - wide, south - high, east + wide, north + high))


def _around(box: Box) -> Box:
    """The box and as much again on every side, so that the map may be moved."""
    wide, high = box.east - box.west, box.north - box.south
    return _inside(Box(box.west - wide, box.south - high, box.east + wide, box.north + high))


def _inside(box: Box) -> Box:
    def half(x: float) -> float:
        return round(2 * x) / 2

    return Box(
        max(-179.5, half(box.west)), max(-85.0, half(box.south)), min(179.5, half(box.east)), min(84.0, half(box.north))
    )
