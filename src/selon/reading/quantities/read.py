"""The quantities of a text, start to end."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model import Quantity, Span
from selon.reading.quantities import bounds, ranges
from selon.reading.quantities.atoms import Atom, atoms
from selon.reading.quantities.fractions import rate
from selon.reading.quantities.lexicon import Lexicon, lexicon
from selon.reading.quantities.looks import no_quantity
from selon.reading.quantities.tokens import BREAK, Tokens, whole
from selon.reading.quantities.units import Measured, measured

STOPS = (".", "!", "?")
MEMORY = 2
"""Sentences over which "d'entre eux" points back to what was counted."""


def quantities(text: str, lang: str = "fr", *, singular: bool = False) -> tuple[Quantity, ...]:
    """The quantities of `text` in text order, in half-open code-point spans that do not overlap.

    A span holds the number with the words that bound it ("plus de 30", "entre 30 et 40"), and the unit where it is no
    count. With `singular`, "un", "une", "a" and "an" before a noun count as one too.

    Raises:
        DataError: no `quantities.toml` for the language.
    """
    lx = lexicon(lang)
    t = lx.tokens(text)
    return tuple(_Reading(t, lx, singular).quantities(list(atoms(t, lx))))


@dataclass(slots=True)
class _Last:
    """What was counted last, and where."""

    unit: str
    token: int


class _Reading:
    """One text being read from left to right."""

    def __init__(self, t: Tokens, lx: Lexicon, singular: bool) -> None:
        self.t, self.lx, self.singular = t, lx, singular
        self.last: _Last | None = None
        self.end = 0

    def quantities(self, found: list[Atom]) -> list[Quantity]:
        """The quantities among the numbers."""
        out: list[Quantity] = []
        i = 0
        while i < len(found):
            atom = found[i]
            i += 1
            if i < len(found):
                pair = ranges.joined(self.t, atom, found[i], self.lx)
                if pair is not None:
                    atom = pair
                    i += 1
            q = self._quantity(atom)
            if q is not None:
                out.append(q)
                self.end = q.span.end
        return out

    def _quantity(self, atom: Atom) -> Quantity | None:
        t, lx = self.t, self.lx
        m = measured(t, atom, lx)
        b = bounds.bounded(t, m.first, m.end, lx)
        rated = self._rate(atom, m, b)
        if atom.one and not (rated or b.effects or (self.singular and self._one(atom, m))):
            return None
        if no_quantity(t, atom, m, bool(b.effects), lx):
            return None
        if t.starts[b.first] < self.end:
            b.first = m.first
        if t.starts[b.first] < self.end:
            return None
        if m.noun is not None:
            bounds.behind(t, b, m.noun.end, lx)
        unit = self._unit(atom, m)
        low, high = b.bounds(whole(atom.low * m.factor), whole(atom.high * m.factor))
        noun = m.noun if m.noun and m.noun.lemma else None
        return Quantity(
            Span(t.starts[b.first], t.ends[b.end - 1]),
            low,
            high,
            unit,
            atom.rough or b.approximate,
            m.kind,
            Span(t.starts[noun.first], t.ends[noun.end - 1]) if noun else None,
        )

    def _one(self, atom: Atom, m: Measured) -> bool:
        """Whether a bare "un" counts: something stands behind it, or it is one of several."""
        n = self.lx.nouns
        if self.t.words[atom.end] in n.never_one or self.t.words[atom.first - 1] in n.never_after:
            return False
        return m.noun is not None and (m.unit is not None or self.t.words[atom.end] in self.lx.units.of)

    def _rate(self, atom: Atom, m: Measured, b: bounds.Bounded) -> bool:
        """Whether a count is a share of what it counts: "un soldat sur trois"."""
        if m.kind != "count" or m.noun is None or m.unit is None or atom.form != "cardinal":
            return False
        behind = self.lx.fractions.out_of.ahead(self.t, m.noun.end)
        under = rate(self.t, behind[0], self.lx) if behind else None
        if under is None or not 0 < atom.high < under.value:
            return False
        m.kind, m.factor = "share", 100 / under.value
        b.end = under.end
        return True

    def _unit(self, atom: Atom, m: Measured) -> str | None:
        """The unit of a number; what was counted last where it names none."""
        if m.kind != "count":
            return m.unit
        if m.unit is not None:
            self.last = _Last(m.unit, atom.end)
            return m.unit
        if self.last is None:
            return None
        reach = MEMORY if m.noun is not None and m.noun.again else 0
        return self.last.unit if self._stops(self.last.token, atom.first) <= reach else None

    def _stops(self, a: int, b: int) -> int:
        """How many sentences end between two tokens; a blank line counts for many."""
        t = self.t
        return sum(
            (t.words[k] in STOPS and not t.joined(k)) + (MEMORY + 1) * (t.kinds[k] == BREAK) for k in range(a, b)
        )
