"""Two numbers that are the ends of one range: "entre 30 et 40", "de 2 à 3 millions", "16 ou 17", "10-15"."""

from __future__ import annotations

from dataclasses import replace

from selon.reading.quantities.atoms import Atom
from selon.reading.quantities.tokens import WORD, Tokens, whole
from selon.reading.quantities.words import Lexicon

HYPHENS = ("-", "–")


def joined(t: Tokens, a: Atom, b: Atom, lx: Lexicon) -> Atom | None:
    """The range that two neighbouring numbers make, None where they are two numbers."""
    if a.vague or b.vague or "part" in (a.form, b.form) or "ratio" in (a.form, b.form) or a.glued or b.one:
        return None
    first = _opened(t, a, b, lx)
    if first is None:
        return None
    low = _scaled(a, b)
    if low >= b.high:
        return None
    return replace(b, first=first, low=low, rough=a.rough or b.rough, one=False, figures=a.figures, taken_up=False)


def _opened(t: Tokens, a: Atom, b: Atom, lx: Lexicon) -> int | None:
    """The first token of the range that the words around and between two numbers make."""
    after = lx.units.percent.ahead(t, a.end)
    end = after[0] if after else a.end
    start = _before(t, a, lx)
    if t.words[start] in lx.between:
        return start if t.words[end] in lx.between_links and _reaches(t, end + 1, b, lx) else None
    link = lx.links.ahead(t, end)
    if link is None or not _reaches(t, link[0], b, lx):
        return None
    if t.words[end] in HYPHENS:
        tight = t.joined(end - 1) and t.joined(end)
        return a.first if tight or t.words[end] == HYPHENS[1] else None
    if t.words[a.first - 1] not in lx.from_:
        return a.first
    return None if _changes(t, a.first, lx) else a.first - 1


def _before(t: Tokens, a: Atom, lx: Lexicon) -> int:
    """The token before a number and its qualifiers."""
    first = a.first
    while (found := lx.before.behind(t, first)) is not None:
        first = found[0]
    return first - 1


def _reaches(t: Tokens, i: int, b: Atom, lx: Lexicon) -> bool:
    """Whether nothing but a qualifier stands from token `i` to the second number."""
    if i == b.first:
        return True
    found = lx.before.ahead(t, i)
    return found is not None and found[0] == b.first


def _scaled(a: Atom, b: Atom) -> float:
    """The lower end, multiplied as the upper one is: "deux à trois millions"."""
    scale = b.scale
    if scale == 1 and not b.figures and b.low % 100 == 0 and 0 < b.low < 1000:
        scale = 100
    return whole(a.low * scale) if a.scale == 1 and scale > 1 and a.low < b.low / scale else a.low


def _changes(t: Tokens, first: int, lx: Lexicon) -> bool:
    """Whether a word of change stands before: "passer de 650 à 830"."""
    for i in range(first - 1, max(0, first - lx.change_window), -1):
        if t.words[i] in (".", ";", "\n"):
            return False
        if t.kinds[i] == WORD and lx.change.match(t.words[i]):
            return True
    return False
