"""The packaged tables: `#` lines are comments, the first other line names the columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources

from selon.errors import DataError

FILES = ("aliases.tsv", "countries.tsv", "demonyms_en.tsv", "divisions.tsv", "regions.csv", "sites.csv", "towns.tsv")


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a packaged `.csv` (comma) or `.tsv` (tab) file, missing cells as "".

    Raises:
        DataError: the file is missing, or a row has more cells than the header.
    """
    lines = (line for line in text(name).splitlines() if line and not line.startswith("#"))
    if name.endswith(".csv"):
        rows: Iterator[list[str]] = csv.reader(lines)
    else:
        rows = (line.split("\t") for line in lines)
    header = next(rows)
    for n, cells in enumerate(rows, 1):
        if len(cells) > len(header):
            raise DataError(f"gazetteer/{name}, row {n}: {len(cells)} cells for {len(header)} columns: reinstall selon")
        yield dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=True))


def text(name: str) -> str:
    """A packaged file as text.

    Raises:
        DataError: the file is missing.
    """
    try:
        return resources.files("selon.gazetteer").joinpath(name).read_text(encoding="utf-8")
    except FileNotFoundError as e:
        raise DataError(f"gazetteer/{name} is missing from the package: reinstall selon") from e


def parts(cell: str) -> tuple[str, ...]:
    """The members of a |-separated cell."""
    return tuple(filter(None, cell.split("|")))
