"""Reasons: why claims are put together, how they stand to each other, why something is due or holds.

A reason is an entry of the catalogue with what is filled in, and becomes words only where it is shown, in the language
that is asked for. `messages/<language>.toml` has the words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from selon.errors import DataError
from selon.model import Period, Quantity

LANGUAGES = ("en", "fr")
"""The first is that of `str()`."""


class Reason(NamedTuple):
    """An entry of the catalogue, and what is filled in: words, days, numbers, other reasons, several of them."""

    entry: str
    values: tuple[tuple[str, Any], ...] = ()

    def say(self, lang: str = LANGUAGES[0]) -> str:
        """The reason in words.

        Raises:
            DataError: there are no words in this language.
        """
        found: Any = messages(lang)["why"][self.entry]
        values = {name: _words(value, lang) for name, value in self.values}
        if isinstance(found, dict):
            found = found["one" if dict(self.values)["n"] == 1 else "many"]
        return str(found.format(**values)) if values else str(found)

    def __str__(self) -> str:
        return self.say()


def because(entry: str, /, **values: object) -> Reason:
    """A reason of the catalogue."""
    return Reason(entry, tuple(values.items())) if values else plain(entry)


@cache
def plain(entry: str) -> Reason:
    """A reason with nothing to fill in."""
    return Reason(entry)


def said(reasons: Iterable[Reason], lang: str = LANGUAGES[0]) -> list[str]:
    """Reasons in words, as they are listed and put into JSON."""
    return [r.say(lang) for r in reasons]


def listed(names: Iterable[str]) -> Reason:
    """Words of dispatches in a row, each once and between quotation marks."""
    first, *rest = dict.fromkeys(names)
    made = because("quoted", name=first)
    for name in rest:
        made = because("and_quoted", before=made, last=because("quoted", name=name))
    return made


def number(q: Quantity) -> Reason:
    """The bounds of a number: "34", "20–99", "30 or more", "up to 50"."""
    low, high = (None if x is None else f"{x:g}" for x in (q.low, q.high))
    if low is None:
        about = because("number_about", number=high) if q.approximate else high
        return because("number_up_to", high=about)
    if high is not None and low == high:
        made = because("number_exact", low=low)
    elif high is None:
        made = because("number_or_more", low=low)
    else:
        made = because("number_range", low=low, high=high)
    return because("number_about", number=made) if q.approximate else made


@cache
def messages(lang: str) -> dict[str, Any]:
    """The catalogue of a language.

    Raises:
        DataError: it is missing or malformed.
    """
    try:
        text = resources.files("selon.linking").joinpath("messages", f"{lang}.toml").read_text(encoding="utf-8")
        return tomllib.loads(text)
    except (OSError, tomllib.TOMLDecodeError) as e:
        raise DataError(f"linking/messages/{lang}.toml cannot be read ({e}): reinstall selon") from e


def _words(value: object, lang: str) -> str:
    if isinstance(value, Reason):
        return value.say(lang)
    if isinstance(value, tuple | list):
        return "; ".join(_words(v, lang) for v in value)
    if isinstance(value, Period):
        return value.edtf
    return value.isoformat() if isinstance(value, date) else str(value)
