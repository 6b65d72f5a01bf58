"""GeoNames dumps: places and alternateNamesV2, tab-separated without a header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from selon.gazetteer.cells import Bad, Cells, Row, broken, degrees, kind_of, name, radius, whole
from selon.gazetteer.place import Place
from selon.gazetteer.towns import usable

_PLACES = (
    "geonameid|name|asciiname|alternatenames|latitude|longitude|class|code|country|cc2|admin1|admin2|admin3|admin4|"
    "population|elevation|dem|timezone|modified"
)
_ALTERNATES = "id|geonameid|language|name|preferred|short|colloquial|historic|since|until"
_NO_LANGUAGES = "link|post|iata|icao|faac|tcid|unlc|wkdt|phon|piny|abbr"
PLACES = _PLACES.split("|")
ALTERNATES = _ALTERNATES.split("|")
NO_LANGUAGES = frozenset(_NO_LANGUAGES.split("|"))
"""What alternateNamesV2 calls a language and is none."""


def places(path: Path) -> Iterator[tuple[int, Row | Bad | None]]:
    """Each row's number and what it holds: a place, what is wrong with it, or None for a kind that is left out."""
    for number, cells in _rows(path, PLACES):
        try:
            yield number, cells if isinstance(cells, Bad) else _place(cells)
        except Bad as e:
            yield number, e


def alternates(path: Path) -> Iterator[tuple[int, tuple[str, str] | Bad | None]]:
    """Each row of alternateNamesV2: a place's id and a name for it; None for what is no name in a script we read."""
    for number, cells in _rows(path, ALTERNATES):
        if isinstance(cells, Bad):
            yield number, cells
        elif not cells["geonameid"].isdigit() or not cells["name"]:
            yield number, Bad("no GeoNames id or no name")
        elif cells["language"] in NO_LANGUAGES or not usable([cells["name"]]):
            yield number, None
        else:
            yield number, (f"gn:{cells['geonameid']}", cells["name"])


def _place(cells: Cells) -> Row | None:
    if not cells["geonameid"].isdigit():
        raise Bad(f"{cells['geonameid']!r} is no GeoNames id")
    kind = kind_of(f"{cells['class']}.{cells['code']}")
    if not kind:
        return None
    people = whole(cells["population"], "population")
    country = cells["country"]
    place = Place(
        id=f"gn:{cells['geonameid']}",
        name=name(cells["name"]),
        kind=kind,
        lat=degrees(cells["latitude"], "latitude", 90),
        lon=degrees(cells["longitude"], "longitude", 180),
        radius_m=radius("", kind, people),
        country=country,
        population=people,
        names=usable(list(filter(None, cells["alternatenames"].split(",")))),
    )
    division = f"{country}.{cells['admin1']}"
    return Row(place, f"{division}.{cells['admin2']}" if kind == "district" else division)


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, Cells | Bad]]:
    with path.open(encoding="utf-8", errors="surrogateescape", newline="\n") as source:
        for number, line in enumerate(source, 1):
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) != len(columns):
                yield number, Bad(f"{len(cells)} columns for {len(columns)}: is this the whole file?")
            elif not line.endswith("\n"):
                yield number, Bad("the file ends inside this row")
            elif broken(line):
                yield number, Bad("not UTF-8")
            else:
                yield number, dict(zip(columns, cells, strict=True))
