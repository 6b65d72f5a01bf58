"""The formats by name."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from selon.errors import InputError
from selon.export.format import Format

FORMATS: dict[str, str] = {
    "jsonl": "selon.export.jsonl",
    "csv": "selon.export.csv_table",
    "parquet": "selon.export.parquet",
    "webannotation": "selon.export.webannotation",
    "geojson": "selon.export.geojson",
    "ical": "selon.export.ical",
}
"""Name → the module that writes it, imported when it is used."""


def format_of(name: str) -> Format:
    """The format of this name.

    Raises:
        InputError: there is none.
    """
    if name not in FORMATS:
        raise InputError(f"no export format is called {name!r}: choose one of {', '.join(FORMATS)}")
    return cast(Format, import_module(FORMATS[name]))
