"""Air bases and airports, as the package airportsdata carries them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import airportsdata

from selon.gazetteer.place import Place

_MILITARY = re.compile(
    r"\b(?:air base|airbase|afb|air force|army air ?field|air ?field \(army\)|naval air|air station|mcas|nas|"
    r"raf (?=[A-Z]))\b",
    re.IGNORECASE,
)
_COMMON = re.compile(
    r"\([^)]*\)|\b(?:international|regional|domestic|municipal|airport|airfield|aerodrome|afb|raf|mcas|"
    r"(?:joint |army |naval )?air (?:force )?(?:base|field|station))\b",
    re.IGNORECASE,
)


def airports() -> Iterator[tuple[Place, str]]:
    """Each air base, and each airport that airlines serve, with its name without the common noun ("Mitiga")."""
    for code, row in airportsdata.load("ICAO").items():
        military = bool(_MILITARY.search(row["name"]))
        if not military and not row["iata"]:
            continue
        place = Place(
            id=f"air:{code}",
            name=row["name"],
            kind="airbase" if military else "airport",
            lat=row["lat"],
            lon=row["lon"],
            radius_m=3000,
            country=row["country"],
            note="airfield",
        )
        yield place, " ".join(_COMMON.sub(" ", row["name"]).split())
