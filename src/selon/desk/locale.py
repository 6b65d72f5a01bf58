"""The strings of the interface: a file a language, looked up by dotted keys, with numbers in the right form."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from selon.errors import DataError

LANGUAGES = ("fr", "en")
FALLBACK = "en"


@dataclass(frozen=True)
class Strings:
    """The strings of one language; call it with a key and what is filled in."""

    lang: str
    table: Mapping[str, Any]

    def __call__(self, key: str, /, n: int | None = None, **values: object) -> str:
        """The string of `key`, with `{name}` filled in; of a table of plurals, the one for `n`. A key that is missing
        gives itself, which the tests look for."""
        found: Any = self.table
        for part in key.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        if isinstance(found, Mapping) and n is not None:
            found = found.get("one" if self._is_one(n) else "other")
        if not isinstance(found, str):
            return key
        return found.format(n=n, **values) if values or n is not None else found

    def _is_one(self, n: int) -> bool:
        return abs(n) < 2 if self.lang == "fr" else n == 1


@cache
def strings(lang: str) -> Strings:
    """The strings of a language.

    Raises:
        DataError: the file is missing or damaged.
    """
    file = resources.files("selon.desk") / "locales" / f"{lang}.toml"
    try:
        return Strings(lang, tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as e:
        raise DataError(f"the desk's strings {lang}.toml cannot be read ({e}): install Selon again") from e


def language(cookie: str | None, accept: str | None) -> str:
    """The language of the interface: the one chosen, else the browser's first that there is."""
    if cookie in LANGUAGES:
        return cookie
    ranked = []
    for i, part in enumerate((accept or "")[:500].split(",")):
        tag, _, q = part.strip().partition(";q=")
        try:
            weight = float(q) if q else 1.0
        except ValueError:
            continue
        ranked.append((-weight, i, tag.split("-")[0].strip().lower()))
    return next((tag for weight, _, tag in sorted(ranked) if tag in LANGUAGES and weight < 0), FALLBACK)
