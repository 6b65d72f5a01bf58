"""Lines of styled words, without a terminal: what the views return, and how they become plain text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Style = Literal["plain", "title", "who", "tag", "due", "no", "quote", "note"]

_HIDDEN = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Marks that turn the direction of writing: shown as they are, they could rearrange a line."""

_BREAKS = re.compile(r"\r\n|[\n\r\t]")


def counted(n: int, thing: str) -> str:
    """So many of a thing: "1 claim", "2 claims"."""
    return f"{n} {thing}{'' if n == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Part:
    """Words of one style."""

    words: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `indent` spaces before it, and before each line it is wrapped to."""

    parts: tuple[Part, ...] = ()
    indent: int = 0

    @property
    def plain(self) -> str:
        """The line without style; the words alone tell everything that colour does."""
        return " " * self.indent + "".join(p.words for p in self.parts)


def line(indent: int, *parts: Part | str) -> Line:
    """A line of parts, strings being plain; what could drive a terminal is made visible."""
    made = (Part(p) if isinstance(p, str) else p for p in parts)
    return Line(tuple(Part(visible(p.words), p.style) for p in made), indent)


def visible(words: str) -> str:
    """The words on one line, with control characters and direction marks written out (`\\x1b`)."""
    return "".join(_written(c) for c in _BREAKS.sub(" ", words))


def _written(c: str) -> str:
    if c in _HIDDEN or unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp"):
        return c.encode("unicode_escape").decode()
    return c
