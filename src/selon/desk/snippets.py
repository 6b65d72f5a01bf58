"""The words of a text around what was searched for, and which of them were."""

from __future__ import annotations

import re
from collections.abc import Iterable

from selon.ledger.fold import words
from selon.ledger.search import Search

AROUND = 60
"""Code points shown on each side of the first hit."""
_WORD = re.compile(r"[^\W_]+")

Snippet = tuple[tuple[str, bool], ...]


def snippet(text: str, search: Search) -> Snippet:
    """Some words of the text in pieces, each with whether it was searched for; nothing where no word is found (a phrase
    that runs over a hyphen, for instance, is found all the same)."""
    whole = {w for t in search.present for w in (t.words[:-1] if t.prefix else t.words)}
    begins = tuple(t.words[-1] for t in search.present if t.prefix)
    hit = next((m for m in _WORD.finditer(text) if _is_hit(m[0], whole, begins)), None)
    if hit is None:
        return ()
    start, end = _edge(text, hit.start() - AROUND, -1), _edge(text, hit.end() + AROUND, 1)
    return _pieces(text, start, end, (m for m in _WORD.finditer(text, start, end) if _is_hit(m[0], whole, begins)))


def _is_hit(word: str, whole: set[str], begins: tuple[str, ...]) -> bool:
    return any(w in whole or (begins and w.startswith(begins)) for w in words(word))


def _pieces(text: str, start: int, end: int, hits: Iterable[re.Match[str]]) -> Snippet:
    found, at = [("… ", False)] if start else [], start
    for m in hits:
        found += [(_line(text[at : m.start()]), False), (m[0], True)]
        at = m.end()
    found.append((_line(text[at:end]) + (" …" if end < len(text) else ""), False))
    return tuple((piece, is_hit) for piece, is_hit in found if piece)


def _edge(text: str, at: int, step: int) -> int:
    """The nearest end of a word, outwards by at most a dozen code points."""
    if at <= 0 or at >= len(text):
        return max(0, min(at, len(text)))
    for i in range(at, at + 12 * step, step):
        if not 0 < i < len(text) or text[i].isspace():
            return max(0, min(i, len(text)))
    return at


def _line(piece: str) -> str:
    return re.sub(r"\s+", " ", piece)
