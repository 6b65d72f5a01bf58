"""Tables of linking that hold for every language at once: groups and bodies under one key, and words of extent."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from selon.errors import DataError


@dataclass(frozen=True, slots=True)
class Group:
    """An armed group, alliance or body: what it is compared by, what it is called, and its other names."""

    key: str
    fr: str
    en: str
    forms: tuple[str, ...]


@cache
def groups() -> dict[str, Group]:
    """The groups of `groups.tsv`, by key.

    Raises:
        DataError: the table is missing.
    """
    lines = [ln.split("\t") for ln in _text("groups.tsv").split("\n") if ln.strip() and not ln.startswith("#")][1:]
    return {key: Group(key, fr, en, tuple(f for f in forms.split("|") if f)) for key, fr, en, forms in lines}


@cache
def concepts() -> dict[str, str]:
    """The words of `concepts.tsv` as they stand there, each with its concept.

    Raises:
        DataError: the table is missing.
    """
    lines = [ln.split("\t") for ln in _text("concepts.tsv").split("\n") if ln.strip() and not ln.startswith("#")][1:]
    return {word: concept for concept, words in lines for word in words.split("|")}


@cache
def table(name: str) -> dict[str, Any]:
    """The TOML table `<name>.toml`. Cached: treat it as read-only.

    Raises:
        DataError: it is missing or malformed.
    """
    try:
        return tomllib.loads(_text(f"{name}.toml"))
    except tomllib.TOMLDecodeError as e:
        raise DataError(f"linking/tables/{name}.toml is not valid TOML ({e}): reinstall selon") from e


def _text(name: str) -> str:
    try:
        return resources.files("selon.linking").joinpath("tables", name).read_text(encoding="utf-8")
    except OSError as e:
        raise DataError(f"linking/tables/{name} is missing from the package: reinstall selon") from e
