"""The page of a map: Leaflet, borders and places in one file that asks nothing of the network."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Sequence
from importlib import resources
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from selon.errors import DataError
from selon.gazetteer.borders import Box, outlines

if TYPE_CHECKING:
    from selon import model
    from selon.cli.places import Text
    from selon.gazetteer import Gazetteer, Place
    from selon.reading.toponyms import Toponym, Toponyms

LEAFLET = "js_lib_leaflet"
"""The package that ships Leaflet's script and style."""
WIDE = frozenset({"country", "region", "district", "area", "continent", "sea", "desert", "mountain", "river", "lake"})
"""Kinds that are shaded as a stretch of land or water."""
MARGIN, LEAST = 0.35, 1.5
"""What is shown about the places: this share of their extent, and no less than so many degrees."""
Found = Sequence[tuple["Text", "Toponyms"]]


def page(found: Found, gazetteer: Gazetteer) -> str:
    """One HTML page with the places of all texts.

    Raises:
        DataError: Leaflet or the borders are not installed.
    """
    marks = _marks(found)
    box = _box(marks)
    drawn = outlines(_around(box), gazetteer)
    data = {
        "box": [[box.south, box.west], [box.north, box.east]],
        "land": drawn.land,
        "lines": drawn.lines,
        "disputed": drawn.disputed,
        "claimed": [_claim(p) for p in drawn.claimed if p.id not in {m["id"] for m in marks}],
        "marks": marks,
    }
    filled = {
        "title": html.escape(_title(found)),
        "css": _asset("leaflet.css"),
        "own_css": _own("map.css"),
        "js": _asset("leaflet.js").replace("</script", "<\\/script"),
        "data": json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),
        "own_js": _own("map.js"),
        "lists": _lists(found, marks),
    }
    text = _own("map.html")
    for name, value in filled.items():
        text = text.replace(f"<!--{name}-->", value)
    return text


def _title(found: Found) -> str:
    """The heading of the only text, or how many texts there are."""
    return f"{len(found)} texts" if len(found) > 1 else found[0][0].heading[:140]


def _claim(p: Place) -> dict[str, Any]:
    """A territory that several states claim and no text names."""
    return {"name": p.name, "lat": p.lat, "lon": p.lon, "radius": p.radius_m, "claimants": ", ".join(p.claimants)}


def _marks(found: Found) -> list[dict[str, Any]]:
    """One mark a spot, with every mention of it."""
    marks: dict[tuple[str, float, float, int], dict[str, Any]] = {}
    for one, places in found:
        for t in places.places:
            p = t.place
            if p is None:
                continue
            spot = (p.id, 0.0, 0.0, 0) if p.kind == "country" else (p.id, p.lat, p.lon, p.radius_m)
            mark = marks.setdefault(spot, _mark(p))
            mark["words"].append(" ".join(t.phrase.of(one.text).split()))
    return sorted(marks.values(), key=lambda m: -m["radius"])


def _mark(p: model.Place) -> dict[str, Any]:
    return {
        "id": p.id,
        "name": p.name,
        "kind": p.kind,
        "lat": round(p.lat, 4),
        "lon": round(p.lon, 4),
        "radius": p.radius_m,
        "wide": p.kind in WIDE,
        "country": p.country if p.kind == "country" else "",
        "about": about(p.radius_m),
        "inside": ", ".join(p.admin),
        "claimants": ", ".join(p.claimants),
        "score": round(p.score, 2),
        "why": "; ".join(p.why),
        "note": p.note,
        "words": [],
    }


def _box(marks: Iterable[dict[str, Any]]) -> Box:
    """What to show: the narrower places and what lies about them; the whole world where there is none."""
    marks = list(marks)
    near = [m for m in marks if not m["wide"]] or [m for m in marks if m["kind"] not in ("continent", "sea")]
    if not near:
        return Box(-179.9, -58.0, 179.9, 78.0)
    reach = [min(m["radius"] / 111_195, 12.0) for m in near]
    south = min(m["lat"] - r for m, r in zip(near, reach, strict=True))
    north = max(m["lat"] + r for m, r in zip(near, reach, strict=True))
    west = min(m["lon"] - r for m, r in zip(near, reach, strict=True))
    east = max(m["lon"] + r for m, r in zip(near, reach, strict=True))
    more_lat, more_lon = max(LEAST, MARGIN * (north - south)), max(LEAST * 1.6, MARGIN * (east - west))
    return Box(
        max(-179.9, west - more_lon),
        max(-80.0, south - more_lat),
        min(179.9, east + more_lon),
        min(82.0, north + more_lat),
    )


def _around(box: Box) -> Box:
    """The box and as much again on every side, so that the map may be moved."""
    wide, high = box.east - box.west, box.north - box.south
    return Box(
        max(-179.9, box.west - wide),
        max(-85.0, box.south - high),
        min(179.9, box.east + wide),
        min(84.0, box.north + high),
    )


def about(metres: int) -> str:
    """A radius in words: "15 km", "1.2 km", "240 km"."""
    km = metres / 1000
    return f"{km:.1f} km" if km < 10 else f"{km:.0f} km" if km < 100 else f"{round(km, -1):.0f} km"


def _lists(found: Found, marks: Sequence[dict[str, Any]]) -> str:
    """What stands beside the map: places, unresolved names, governments."""
    rows = "".join(
        f"<li data-mark={n}><b>{html.escape(m['words'][0])}</b> {html.escape(m['name'])}, {m['kind']}, "
        f"± {m['about']}{_claimed(m)}</li>"
        for n, m in enumerate(marks)
    )
    lost = [_item(one.text, t) for one, places in found for t in places.places if t.place is None]
    acting = [_item(one.text, t) for one, places in found for t in places.actors]
    parts = [f"<h2>Places</h2><ul class=places>{rows}</ul>"]
    if lost:
        parts.append(f"<h2>Not resolved</h2><ul>{''.join(dict.fromkeys(lost))}</ul>")
    if acting:
        parts.append(f"<h2>Governments, no places</h2><ul>{''.join(dict.fromkeys(acting))}</ul>")
    return "".join(parts)


def _claimed(mark: dict[str, Any]) -> str:
    return f", <i>claimed by {html.escape(mark['claimants'])}</i>" if mark["claimants"] else ""


def _item(text: str, t: Toponym) -> str:
    return f"<li><b>{html.escape(t.span.of(text))}</b> {html.escape('; '.join(t.why))}</li>"


def _own(name: str) -> str:
    try:
        return resources.files("selon.cli").joinpath("assets", name).read_text(encoding="utf-8")
    except FileNotFoundError as e:
        raise DataError(f"cli/assets/{name} is missing from the package: reinstall selon") from e


def _asset(name: str) -> str:
    if find_spec(LEAFLET) is None:
        raise DataError("the map's script is not installed: pip install 'selon[map]'")
    return resources.files(LEAFLET).joinpath("static", LEAFLET, name).read_text(encoding="utf-8")
