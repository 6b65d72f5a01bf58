"""Language packs: lexicons and patterns as packaged data, read once."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

from selon.errors import DataError


@lru_cache(maxsize=64)
def table(lang: str, name: str) -> dict[str, Any]:
    """The TOML file `<name>.toml` of a language pack. Cached: treat it as read-only.

    Raises:
        DataError: the file is missing or malformed.
    """
    try:
        return tomllib.loads(_text(lang, f"{name}.toml"))
    except tomllib.TOMLDecodeError as e:
        raise DataError(f"languages/{lang}/{name}.toml is not valid TOML ({e}): reinstall selon") from e


@lru_cache(maxsize=64)
def rows(lang: str, name: str) -> tuple[dict[str, str], ...]:
    """The rows of `<name>.tsv`: `#` lines are comments, the first other line names the columns; missing cells are "".

    Raises:
        DataError: the file is missing, or a row has more cells than the header.
    """
    lines = [ln for ln in _text(lang, f"{name}.tsv").split("\n") if ln.strip() and not ln.startswith("#")]
    header = lines[0].split("\t")
    found = []
    for n, line in enumerate(lines[1:], 1):
        cells = line.split("\t")
        if len(cells) > len(header):
            raise DataError(f"languages/{lang}/{name}.tsv, row {n}: {len(cells)} cells for {len(header)} columns")
        found.append(dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=True)))
    return tuple(found)


def _text(lang: str, name: str) -> str:
    try:
        return resources.files("selon.languages").joinpath(lang, name).read_text(encoding="utf-8")
    except FileNotFoundError as e:
        raise DataError(f"languages/{lang}/{name} is missing from the package: reinstall selon") from e
