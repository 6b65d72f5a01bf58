"""Spots told from a named place: distance and bearing, a part of it, near it, its border; with an honest radius."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from selon.gazetteer import Place
from selon.gazetteer.place import EARTH_M, SETTLEMENTS, SITES
from selon.model import Relative, Span
from selon.reading.toponyms.pack import Pack
from selon.reading.toponyms.words import Word

REACH = 8
"""Words before a name in which the first word of such a phrase stands."""
WINDOW = 90
"""Code points before a name in which such a phrase is looked for."""
BEARING_ERROR = math.tan(math.radians(22.5))
"""Half the width of an eighth of the compass, as a share of the distance."""
ROUNDED = 0.1
"""How far distances in news are rounded, as a share of them."""
NEARBY_M = 15_000
"""How far "near X" and "north of X" may be where X is a town or a site."""
CROSSING = frozenset(".!?;\n")


@dataclass(frozen=True, slots=True)
class Told:
    """A spot told from a place: where the phrase begins, what it says, and the circle it is about."""

    start: int
    relative: Relative
    lat: float
    lon: float
    radius_m: int
    why: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands right before a name: where it begins, and what it says of the spot."""

    start: int
    bearing: float | None = None
    distance_m: int | None = None
    near: bool = False
    border: bool = False


def may_tell(words: Sequence[Word], first: int, last: int, pack: Pack) -> bool:
    """Whether a word that tells a spot stands so near a name, words `first` to `last`, that a phrase may be found."""
    told = pack.telling
    if last + 1 < len(words) and words[last + 1].key in told:
        return True
    return not told.isdisjoint([w.key for w in words[max(0, first - REACH) : first]])


def phrase(text: str, span: Span, pack: Pack) -> Phrase | None:
    """The phrase right before (or in brackets after) a name that tells a spot from it, if there is one."""
    head = text[max(0, span.start - WINDOW) : span.start]
    offset = span.start - len(head)
    last = head[-16:].lower()
    if not last.strip():
        return None
    if m := pack.distance.search(head):
        words = {k.rpartition("_")[2]: v for k, v in m.groupdict().items() if v}
        metres = _metres(words, pack)
        if metres:
            return Phrase(offset + m.start(), _bearing(words.get("bearing"), pack), metres)
    if m := pack.bearing.search(head):
        words = {k.rpartition("_")[2]: v for k, v in m.groupdict().items() if v}
        return Phrase(offset + m.start(), _bearing(words["bearing"], pack))
    if m := pack.border.search(head):
        return Phrase(offset + m.start(), border=True)
    if m := pack.near.search(head):
        return Phrase(offset + m.start(), near=True)
    return _portion(text, span, pack, head, offset)


def tell(p: Place, said: Phrase, name: str) -> Told:
    """The circle that the phrase means about a place."""
    small = p.kind in SETTLEMENTS or p.kind in SITES
    relative = Relative(name, said.bearing, said.distance_m, said.near, said.border)
    if said.distance_m is not None and said.bearing is not None:
        d = said.distance_m
        lat, lon = destination(p.lat, p.lon, said.bearing, d)
        own = p.radius_m if small else min(p.radius_m, d)
        radius = round(own + d * math.hypot(BEARING_ERROR, ROUNDED))
        return Told(said.start, relative, lat, lon, radius, f"{d / 1000:g} km at {said.bearing:g}° from {name}")
    if said.distance_m is not None:
        radius = round(p.radius_m * small + said.distance_m * (1 + ROUNDED))
        return Told(said.start, relative, p.lat, p.lon, radius, f"{said.distance_m / 1000:g} km from {name}")
    if said.bearing is not None:
        away = p.radius_m + NEARBY_M / 2 if small else p.radius_m / 2
        lat, lon = destination(p.lat, p.lon, said.bearing, away)
        radius = p.radius_m + NEARBY_M if small else round(p.radius_m * 0.6)
        how = "beside" if small else "a part of"
        return Told(said.start, relative, lat, lon, radius, f"{how} {name}, {said.bearing:g}°")
    if said.border:
        return Told(said.start, relative, p.lat, p.lon, round(p.radius_m * 1.2), f"a border of {name}")
    return Told(said.start, relative, p.lat, p.lon, p.radius_m + (NEARBY_M if small else 50_000), f"near {name}")


def destination(lat: float, lon: float, bearing: float, metres: float) -> tuple[float, float]:
    """The point that lies `metres` from another at a bearing (degrees from north), on the sphere."""
    d, b = metres / EARTH_M, math.radians(bearing)
    a = math.radians(lat)
    to = math.asin(math.sin(a) * math.cos(d) + math.cos(a) * math.sin(d) * math.cos(b))
    shift = math.atan2(math.sin(b) * math.sin(d) * math.cos(a), math.cos(d) - math.sin(a) * math.sin(to))
    return math.degrees(to), (lon + math.degrees(shift) + 540) % 360 - 180


def _metres(words: dict[str, str], pack: Pack) -> int | None:
    number, unit = words.get("number", ""), re.sub(r"[\u00a0-]", " ", words.get("unit", "").lower())
    low = re.sub(r"[\u00a0-]", " ", number.lower())
    value = float(pack.numbers[low]) if low in pack.numbers else _digits(number, pack.lang)
    size = pack.units.get(unit)
    return None if value is None or size is None else round(value * size)


def _digits(number: str, lang: str) -> float | None:
    """A number in digits: "1 200", "2,5" (French) and "1,200", "2.5" (English)."""
    bare = re.sub(r"[ \u00a0\u202f]", "", number)
    bare = bare.replace(",", ".") if lang == "fr" else bare.replace(",", "")
    try:
        return float(bare)
    except ValueError:
        return None


def _bearing(word: str | None, pack: Pack) -> float | None:
    if not word:
        return None
    low = re.sub(r"[ \u00a0]", "-", word.lower())
    return pack.bearings.get(low, pack.bearings.get(low.replace("-", "")))


def _portion(text: str, span: Span, pack: Pack, head: str, offset: int) -> Phrase | None:
    """ "northern Syria", "la Syrie septentrionale"."""
    words = head.rstrip().rsplit(" ", 1)
    if head.endswith(" ") and words and (degrees := pack.portions.get(words[-1].strip("(\"'“«\n").lower())) is not None:
        return Phrase(offset + len(head.rstrip()) - len(words[-1]), degrees)
    tail = text[span.end : span.end + 20].split(" ", 2)
    if len(tail) > 1 and not tail[0] and (degrees := pack.portions.get(tail[1].strip(".,;:)").lower())) is not None:
        return Phrase(span.start, degrees) if pack.lang == "fr" else None
    return None
