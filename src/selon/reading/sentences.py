"""Sentences and quotations of a paragraph, as spans of tokens.

The parser splits at full stops inside quotations and sometimes after a closing quotation mark; a reporting clause that
follows belongs to what it reports, so such pieces are joined again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selon.reading.parse import Paragraph
    from selon.reading.tree import Tree

OPEN, CLOSE, BOTH = frozenset("«“"), frozenset("»”"), frozenset('"')
FULL_STOPS = frozenset((".", "!", "?", "…", "..."))
STOPS = frozenset((".", "!", "?", "…", "...", ":"))


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `[start, end)` of one paragraph."""

    start: int
    end: int

    def __contains__(self, i: int) -> bool:
        return self.start <= i < self.end


@dataclass(frozen=True, slots=True)
class Layout:
    """The sentences and quotations of one paragraph. `opens_quote`: its last quotation is not closed in it."""

    sentences: tuple[Run, ...]
    quotes: tuple[Run, ...]
    opens_quote: bool

    def sentence(self, i: int) -> Run:
        """The sentence that holds token `i`."""
        return next((r for r in self.sentences if i in r), self.sentences[-1])

    def quote(self, i: int) -> Run | None:
        """The quotation that holds token `i`, if any."""
        return next((r for r in self.quotes if i in r), None)


def layout(p: Paragraph, inside: bool = False) -> Layout:
    """Sentences and quotations of a paragraph; `inside`: it begins within a quotation opened in an earlier one."""
    quotes, opened = _quotes(p.doc, inside)
    return Layout(_sentences(p.doc, quotes), quotes, opened)


def _quotes(doc: Tree, inside: bool) -> tuple[tuple[Run, ...], bool]:
    found: list[Run] = []
    start: int | None = 0 if inside and not _reopens(doc) else None
    for t in doc:
        if t.text in OPEN or (t.text in BOTH and start is None):
            if start is None:
                start = t.i + 1
        elif (t.text in CLOSE or t.text in BOTH) and start is not None:
            if t.i > start:
                found.append(Run(start, t.i))
            start = None
    if start is not None and start < len(doc):
        found.append(Run(start, len(doc)))
        return tuple(found), True
    return tuple(found), False


def _reopens(doc: Tree) -> bool:
    return len(doc) > 0 and (doc[0].text in OPEN or doc[0].text in BOTH)


def _sentences(doc: Tree, quotes: tuple[Run, ...]) -> tuple[Run, ...]:
    if len(doc) == 0:
        return (Run(0, 0),)
    starts = [0]
    parsed = {x.start for x in doc.sents}
    for i in range(1, len(doc)):
        k = i - 1
        while k > 0 and (doc[k].text in CLOSE or doc[k].text in BOTH):
            k -= 1
        full = doc[k].text in FULL_STOPS
        ended = full or (i in parsed and (doc[k].text[-1:] in STOPS or doc[k].is_space))
        lower = doc[i].text[:1].islower() or doc[i].text in (",", ")", "»", "”", ".", "?", "!", "…")
        closing = doc[i].text in BOTH and not any(r.start == i + 1 for r in quotes)
        if ended and not lower and not closing and not any(r.start < i < r.end for r in quotes):
            starts.append(i)
    return tuple(Run(a, b) for a, b in zip(starts, [*starts[1:], len(doc)], strict=True))
