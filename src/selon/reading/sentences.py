"""Sentences and quotations of a paragraph, as spans of tokens.

The parser splits at full stops inside quotations and sometimes after a closing quotation mark; a reporting clause that
follows belongs to what it reports, so such pieces are joined again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selon.reading.parse import Paragraph
    from selon.reading.tree import Token, Tree

OPEN, CLOSE, BOTH = frozenset("«“"), frozenset("»”"), frozenset('"')
PAIRS = {"«": "«", "»": "«", "“": "“", "”": "“", '"': '"'}
"""What each mark pairs with, by the mark that opens."""
FULL_STOPS = frozenset((".", "!", "?", "…", "..."))
STOPS = frozenset((".", "!", "?", "…", "...", ":"))
NAME = 6
"""A name in quotation marks has so many words at most."""


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `[start, end)` of one paragraph."""

    start: int
    end: int

    def __contains__(self, i: int) -> bool:
        return self.start <= i < self.end


@dataclass(frozen=True, slots=True)
class Layout:
    """The sentences and quotations of one paragraph. `opens_quote`: its last quotation is not closed in it; `names`:
    the names in quotation marks, with their marks, which are no quotations ("le groupe « Défense de la patrie »")."""

    sentences: tuple[Run, ...]
    quotes: tuple[Run, ...]
    opens_quote: bool
    names: tuple[Run, ...] = ()

    def sentence(self, i: int) -> Run:
        """The sentence that holds token `i`."""
        for r in self.sentences:
            if i < r.end:
                return r
        return self.sentences[-1]

    def quote(self, i: int) -> Run | None:
        """The quotation that holds token `i`, if any."""
        return next((r for r in self.quotes if r.start <= i < r.end), None) if self.quotes else None

    def named(self, i: int) -> bool:
        """Whether token `i` is in a name in quotation marks, or is one of these marks."""
        return any(i in r for r in self.names)


def layout(p: Paragraph, inside: bool = False) -> Layout:
    """Sentences and quotations of a paragraph; `inside`: it may begin within a quotation left open in the last one."""
    quotes, opened = _quotes(p.doc, inside)
    names = tuple(Run(q.start - 1, q.end + 1) for q in quotes if _names(p.doc, q))
    quotes = tuple(q for q in quotes if not any(q.start in r for r in names))
    return Layout(_sentences(p.doc, quotes), quotes, opened, names)


def _names(doc: Tree, q: Run) -> bool:
    """Whether the words in quotation marks are a name: right behind a noun, of a few words without a finite verb."""
    if not 1 < q.start < q.end < min(q.start + NAME + 1, len(doc)) or doc[q.start].text[:1].islower():
        return False
    before, words = doc[q.start - 2], doc[q.start : q.end]
    led = before.pos_ in ("NOUN", "PROPN", "ADJ") or (before.pos_ == "VERB" and before.nbor(-1).pos_ == "NOUN")
    return led and not any(t.pos_ in ("AUX", "VERB", "PRON") or t.is_punct for t in words)


def _quotes(doc: Tree, inside: bool) -> tuple[tuple[Run, ...], bool]:
    """The outermost quotations, and whether the last one is left open. Marks of another pair within one are its own."""
    found: list[Run] = []
    marks = [(t, *_sides(doc, t)) for t in doc if t.text in PAIRS]
    start, pair = (0, "") if inside and _goes_on(marks) else (None, "")
    deep = 0
    for t, opens, closes in marks:
        if start is None:
            if opens:
                start, pair = t.i + 1, PAIRS[t.text]
        elif opens and t.text in BOTH and pair == PAIRS[t.text] and doc[t.i - 1].text == ":":
            deep += 1
        elif closes and deep and t.text in BOTH:
            deep -= 1
        elif closes and (PAIRS[t.text] == pair or not pair):
            if t.i > start:
                found.append(Run(start, t.i))
            start = None
        elif opens and PAIRS[t.text] == pair == PAIRS['"'] and not _within(doc, start, t.i):
            found.append(Run(start, _sentence_end(doc, start, t.i)))
            start = t.i + 1
    if start is not None and start < len(doc):
        found.append(Run(start, len(doc)))
        return tuple(found), True
    return tuple(found), False


def _goes_on(marks: list[tuple[Token, bool, bool]]) -> bool:
    """Whether a quotation left open before goes on without a mark of its own: the first mark here closes one."""
    return bool(marks) and not marks[0][1]


def _sides(doc: Tree, t: Token) -> tuple[bool, bool]:
    """Whether a mark may open a quotation and whether it may close one. One that looks the same on both sides does what
    the spaces beside it say; between two spaces, or two words, either."""
    if t.text in OPEN or t.text in CLOSE:
        return t.text in OPEN, t.text in CLOSE
    text = doc.text
    before = text[t.idx - 1] if t.idx else " "
    after = text[t.idx + 1] if t.idx + 1 < len(text) else " "
    led, followed = before.isspace() or before in "([\u2019'-–—:", after.isspace() or after in ".,;:!?)]-–—"
    return led or not followed, followed or not led


def _within(doc: Tree, start: int, end: int) -> bool:
    """Whether the words between are one sentence, so that the mark at the end opens a quotation within another."""
    return not any(t.text in FULL_STOPS for t in doc[start:end])


def _sentence_end(doc: Tree, start: int, end: int) -> int:
    """Where the first sentence after `start` ends, before `end`."""
    return next((t.i + 1 for t in doc[start:end] if t.text in FULL_STOPS), end)


def _sentences(doc: Tree, quotes: tuple[Run, ...]) -> tuple[Run, ...]:
    if len(doc) == 0:
        return (Run(0, 0),)
    starts = [0]
    parsed = {x.start for x in doc.sents}
    words = [t.text for t in doc]
    for i in range(1, len(words)):
        k = i - 1
        while k > 0 and (words[k] in CLOSE or words[k] in BOTH):
            k -= 1
        if words[k] not in FULL_STOPS and (i not in parsed or not (words[k][-1:] in STOPS or doc[k].is_space)):
            continue
        lower = words[i][:1].islower() or words[i] in (",", ")", "»", "”", ".", "?", "!", "…")
        closing = words[i] in BOTH and not any(r.start == i + 1 for r in quotes)
        if not lower and not closing and not any(r.start < i < r.end for r in quotes):
            starts.append(i)
    return tuple(Run(a, b) for a, b in zip(starts, [*starts[1:], len(doc)], strict=True))
