"""Where the paragraphs of a plain text begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from selon.model import Span

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n")


def paragraphs(text: str) -> Iterator[Span]:
    """Trimmed paragraphs: between blank lines, or lines where the text has no blank one and is not hard-wrapped."""
    end = trim(text, 0, len(text))
    start = skip(text, 0, end)
    if start == end:
        return
    gap = _BLANK if _BLANK.search(text, start, end) else _LINE
    if gap is _LINE and _wrapped(text[start:end].split("\n")):
        yield Span(start, end)
        return
    at = start
    for found in gap.finditer(text, start, end):
        yield from _piece(text, at, found.start())
        at = found.end()
    yield from _piece(text, at, end)


def _piece(text: str, start: int, end: int) -> Iterator[Span]:
    end = trim(text, start, end)
    start = skip(text, start, end)
    if start < end:
        yield Span(start, end)


def _wrapped(lines: list[str]) -> bool:
    """Whether the lines are cut at a width: most of them short, and many go on in the next in lower case."""
    if len(lines) < 3 or max(map(len, lines)) > 120:
        return False
    runs_on = sum(1 for a, b in pairwise(lines) if a and b and a[-1] not in '.!?»"”' and b.lstrip()[:1].islower())
    return runs_on > len(lines) / 3


def skip(text: str, at: int, end: int) -> int:
    """The first place from `at` on that is not white space; `end` where there is none."""
    while at < end and text[at].isspace():
        at += 1
    return at


def trim(text: str, start: int, end: int) -> int:
    """The end of `[start, end)` without the white space it ends in."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
