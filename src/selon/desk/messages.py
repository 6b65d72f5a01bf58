"""What the program says in English, refusals and errors, in the language of the page.

A catalogue a language, `locales/messages.fr.tsv`: what is said, with `{1}` for what is filled in, and the same in the
language. What no line fits is told as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from selon.errors import DataError

_HOLE = re.compile(r"\{(\d)\}")


@lru_cache(maxsize=1024)
def message(said: str, lang: str) -> str:
    """A message in a language; what was filled in may be a message itself."""
    for known, words in _catalogue(lang):
        if found := known.fullmatch(said):
            parts = _HOLE.split(words)
            return "".join(message(found[int(part)], lang) if i % 2 else part for i, part in enumerate(parts))
    return said


def messages(data: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """What an event tells, with the reasons and errors in it in a language."""
    return {
        name: messages(value, lang)
        if isinstance(value, Mapping)
        else message(value, lang)
        if name in ("reason", "error")
        else value
        for name, value in data.items()
    }


def pairs(lang: str) -> Iterator[tuple[str, str]]:
    """What is said in English and in a language; nothing for a language without a catalogue.

    Raises:
        DataError: a line of it is damaged.
    """
    file = resources.files("selon.desk") / "locales" / f"messages.{lang}.tsv"
    if not file.is_file():
        return
    for line in file.read_text(encoding="utf-8").splitlines()[2:]:
        english, tab, other = line.partition("\t")
        if not (english and tab and other):
            raise DataError(f"{file.name} is damaged at {line[:40]!r}: install Selon again")
        yield english, other


@cache
def _catalogue(lang: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((pattern(english), other) for english, other in pairs(lang))


def pattern(english: str) -> re.Pattern[str]:
    """What a message is known by, its holes as groups."""
    parts = _HOLE.split(english)
    return re.compile("".join("(.*?)" if i % 2 else re.escape(part) for i, part in enumerate(parts)), re.DOTALL)
