"""Exports of Who's On First and OpenStreetMap, and tables of the user's own: CSV with a header."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from selon.gazetteer.cells import CONTROL, Bad, Cells, Row, broken, degrees, kind_of, name, radius, whole
from selon.gazetteer.place import KINDS, Place
from selon.gazetteer.tables import parts

COLUMNS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "osm": {"id": ["@id"], "name": ["name"], "lat": ["@lat"], "lon": ["@lon"], "kind": ["place"]},
    "wof": {
        "id": ["wof:id", "wof_id"],
        "name": ["wof:name", "name", "wof_name"],
        "lat": ["geom:latitude", "geom_latitude", "latitude", "lat"],
        "lon": ["geom:longitude", "geom_longitude", "longitude", "lon"],
        "kind": ["wof:placetype", "placetype"],
    },
    "own": {"id": ["id"], "name": ["name"], "lat": ["lat"], "lon": ["lon"], "kind": ["kind"]},
}
"""By format: the columns that must be there, each under one of its names."""
_COUNTRY = ("country", "wof:country", "wof_country", "addr:country", "ISO3166-1:alpha2", "is_in:country_code")
_TRANSLATED = re.compile(r"name:\w+|alt_name|name_\w\w")


def places(path: Path, source: str, head: str) -> Iterator[tuple[int, Row | Bad]]:
    """Each row's number and what it holds: a place, or what is wrong with it. `head` is the header line."""
    seen: dict[tuple[str, float, float], int] = {}
    for number, cells in _rows(path, head):
        try:
            row = cells if isinstance(cells, Bad) else _place(cells, source)
            if isinstance(row, Row):
                spot = (row.place.name, row.place.lat, row.place.lon)
                if seen.setdefault(spot, number) != number:
                    raise Bad(f"the same name and position as row {seen[spot]}")
            yield number, row
        except Bad as e:
            yield number, e


def delimiter(head: str) -> str:
    """What stands between the cells of a header line."""
    return max(",;\t", key=head.count)


def _place(cells: Cells, source: str) -> Row:
    columns = COLUMNS[source]
    place_id = _id(cells, source)
    if place_id.endswith((":", "/")) or CONTROL.search(place_id):
        raise Bad("no id")
    word = _first(cells, columns["kind"]).lower()
    kind = kind_of(word)
    if kind is None:
        raise Bad(f"kind {word!r} is none of {', '.join(KINDS)}")
    people = whole(cells.get("population", ""), "population")
    translated = [value for key, value in cells.items() if _TRANSLATED.fullmatch(key)]
    names = [*parts(cells.get("names_fr", "")), *parts(cells.get("names_en", "")), *translated]
    place = Place(
        id=place_id,
        name=name(_first(cells, columns["name"])),
        kind=kind,
        lat=degrees(_first(cells, columns["lat"]), "latitude", 90),
        lon=degrees(_first(cells, columns["lon"]), "longitude", 180),
        radius_m=radius(cells.get("radius_m", ""), kind, people),
        country=_first(cells, _COUNTRY).upper(),
        population=people,
        names=tuple(dict.fromkeys(n for cell in names for n in cell.split(";") if n)),
        note=cells.get("note", ""),
    )
    if place.lat == 0 and place.lon == 0:
        raise Bad("latitude and longitude are both 0, which stands for an unknown position")
    return Row(place)


def _id(cells: Cells, source: str) -> str:
    given = _first(cells, COLUMNS[source]["id"])
    if source == "osm":
        return f"osm:{cells.get('@type') or 'node'}/{given}"
    return given if source == "own" and ":" in given else f"{source}:{given}"


def _first(cells: Cells, columns: Sequence[str]) -> str:
    return next((cells[c] for c in columns if cells.get(c)), "")


def _rows(path: Path, head: str) -> Iterator[tuple[int, Cells | Bad]]:
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as source:
        reader = csv.reader(source, delimiter=delimiter(head), strict=True)
        header = [cell.strip() for cell in next(reader)]
        while True:
            try:
                cells = next(reader, None)
            except csv.Error as e:
                yield reader.line_num, Bad(f"{e}: is this the whole file?")
                return
            if cells is None:
                return
            if not cells:
                continue
            if len(cells) != len(header):
                yield reader.line_num, Bad(f"{len(cells)} columns for {len(header)}: is this the whole file?")
            elif broken("".join(cells)):
                yield reader.line_num, Bad("not UTF-8")
            else:
                yield reader.line_num, {k: v.strip() for k, v in zip(header, cells, strict=True)}
