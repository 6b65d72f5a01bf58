"""Every expression of a number in a text, before anything is known of what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from selon.reading.quantities.collectives import Collected, collective
from selon.reading.quantities.fractions import Part, out_of, part
from selon.reading.quantities.spelled import Spelled, cardinal
from selon.reading.quantities.tokens import FRACTION, NUMBER, WORD, Tokens, whole
from selon.reading.quantities.words import Lexicon

Form = Literal["cardinal", "collective", "multiple", "part", "ratio"]


@dataclass(slots=True)
class Atom:
    """A number expression: its tokens `[first, end)`, its bounds, and how it is written.

    `one` is a bare "un" or "a"; `figures` begins with figures; `scale` is what its last word multiplies by; `of` tells
    that what it counts may come behind "de"; `rough` that it is no exact number; `glued` that letters stand right
    behind its figures; `taken_up` that it is nothing without what it counts.
    """

    first: int
    end: int
    low: float
    high: float
    form: Form = "cardinal"
    one: bool = False
    figures: bool = False
    scale: int = 1
    of: bool = False
    rough: bool = False
    vague: bool = False
    glued: bool = False
    taken_up: bool = False


def atoms(t: Tokens, lx: Lexicon) -> Iterator[Atom]:
    """The number expressions of a text in order; they do not overlap."""
    i, n = 1, len(t) - 1
    seeds, kinds, words = lx.seeds, t.kinds, t.words
    last = 1
    while i < n:
        kind = kinds[i]
        if (kind == WORD and words[i] in seeds) or kind in (NUMBER, FRACTION):
            found = _atom(t, i, lx)
            if found is not None and found.first >= last:
                yield found
                i = last = found.end
                continue
        i += 1


def _atom(t: Tokens, i: int, lx: Lexicon) -> Atom | None:
    if t.kinds[i] == FRACTION:
        if t.values[i] > 1:
            return Atom(i, i + 1, t.values[i], t.values[i], figures=True)
        return Atom(i, i + 1, t.values[i], t.values[i], "part", figures=True)
    if lx.looks.never.behind(t, i + 1) or lx.looks.never_ahead.ahead(t, i):
        return None
    number = cardinal(t, i, lx)
    if number is not None:
        ratio = out_of(t, number, lx)
        if ratio:
            return Atom(i, ratio[0], ratio[1], ratio[1], "ratio", figures=number.figures)
    few = collective(t, i, None, lx) if number is not None and number.one else None
    gathered = few or collective(t, i, number, lx)
    if gathered is not None:
        return _collective(gathered)
    piece = part(t, i, number, lx)
    if piece is not None:
        return _part(piece)
    return None if number is None else _cardinal(t, i, number)


def _collective(c: Collected) -> Atom:
    return Atom(
        c.first,
        c.end,
        c.low,
        c.high,
        "multiple" if c.adjective else "collective",
        of=not c.adjective,
        rough=not c.exact,
        vague=c.vague,
        taken_up=c.taken_up,
    )


def _part(p: Part) -> Atom:
    if p.scale > 1:
        value = whole(p.value * p.scale)
        return Atom(p.first, p.end, value, value, scale=p.scale, of=True)
    return Atom(p.first, p.end, p.value, p.value, "part", of=True, taken_up=not p.sure)


def _cardinal(t: Tokens, i: int, n: Spelled) -> Atom:
    if n.figures and n.end < len(t) - 1 and t.kinds[n.end] == FRACTION and t.raw(n.end)[0].isdecimal():
        value = n.value + t.values[n.end]
        return Atom(i, n.end + 1, value, value, figures=True)
    return Atom(i, n.end, n.value, n.value, one=n.one, figures=n.figures, scale=n.scale, of=n.scale_word, glued=n.glued)
