"""Which format a user's file has, and its rows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from selon.errors import DataError
from selon.gazetteer import dumps, exports
from selon.gazetteer.cells import Bad, Row


class Form(NamedTuple):
    """A format: geonames, osm, wof or own; and the first line of the file."""

    name: str
    head: str


def sniff(path: Path) -> Form:
    """The format of the file.

    Raises:
        DataError: the file has none of them, or is empty, packed or no text.
    """
    head = _head(path)
    if head.count("\t") == len(dumps.PLACES) - 1 and head.split("\t", 1)[0].isdigit():
        return Form("geonames", head)
    header = {cell.strip().strip('"') for cell in head.split(exports.delimiter(head))}
    for name, needed in exports.COLUMNS.items():
        if all(header.intersection(choices) for choices in needed.values()):
            return Form(name, head)
    lacking = [choices[0] for choices in exports.COLUMNS["own"].values() if not header.intersection(choices)]
    tabs = head.count("\t") + 1
    raise DataError(
        f"{path}: not a table of places. As a GeoNames dump its first row has {tabs} tab-separated columns for "
        f"{len(dumps.PLACES)}; as a CSV it lacks the columns {', '.join(lacking)}. A table of your own has the columns "
        "id, name, kind, lat, lon, country, and may have radius_m, population, names_fr, names_en, note"
    )


def rows(path: Path, form: Form) -> Iterator[tuple[int, Row | Bad | None]]:
    """Each row's number and what it holds: a place, what is wrong with it, or None for a kind that is left out."""
    return dumps.places(path) if form.name == "geonames" else exports.places(path, form.name, form.head)


def _head(path: Path) -> str:
    with path.open("rb") as source:
        start = source.read(65536)
    if start[:4] in (b"PK\x03\x04", b"PK\x05\x06") or start[:2] == b"\x1f\x8b":
        raise DataError(f"{path}: this is a compressed archive: unpack it and add the text file inside")
    if not start.strip():
        raise DataError(f"{path}: the file is empty")
    if b"\0" in start:
        raise DataError(f"{path}: this is no text file")
    return io.StringIO(start.decode("utf-8-sig", errors="replace")).readline().rstrip("\r\n")
