"""The quantities of a text, start to end."""

from __future__ import annotations

from dataclasses import dataclass, replace

from selon.model import Quantity, Span
from selon.reading.quantities import bounds, ranges
from selon.reading.quantities.atoms import Atom, atoms
from selon.reading.quantities.fractions import rate
from selon.reading.quantities.lexicon import lexicon
from selon.reading.quantities.looks import no_quantity
from selon.reading.quantities.spelled import cardinal
from selon.reading.quantities.tokens import BREAK, Tokens, whole
from selon.reading.quantities.units import Measured, measured
from selon.reading.quantities.words import Lexicon

STOPS = (".", "!", "?")
COORDINATES = 4
"""Numbers that may share the unit of the last one: "26, 30, 41 et 48 ans"."""
FAR = 200
"""Tokens beyond which nothing points back."""
MINUS = ("-", "−", "–")
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
            q = self._quantity(atom, found[i : i + COORDINATES])
            if q is not None:
                out.append(q)
                self.end = q.span.end
        return out

    def _quantity(self, atom: Atom, after: list[Atom]) -> Quantity | None:
        t, lx = self.t, self.lx
        atom = self._ordinal(atom)
        m = self._measured(atom, after)
        b = bounds.bounded(t, m.first, m.end, lx)
        rated = self._rate(atom, m, b)
        if atom.one and not (rated or self._bounds_one(m, b)):
            if not self.singular or not self._one(atom, m):
                return None
            b = bounds.Bounded(m.first, m.end, [])
        if no_quantity(t, atom, m, b, lx):
            return None
        if t.starts[b.first] < self.end:
            b.first = m.first
        if t.starts[b.first] < self.end:
            return None
        if m.noun is not None:
            bounds.behind(t, b, m.noun.end, lx)
        unit = self._unit(atom, m)
        low, high = b.bounds(_worth(atom.low, m), _worth(atom.high, m))
        if low == high and low is not None and self._negative(atom, m, b):
            b.first -= 1
            low = high = -low
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

    def _ordinal(self, atom: Atom) -> Atom:
        """ "Une cinquième personne" is one person; only "un cinquième des personnes" is a part."""
        if atom.form != "part" or not atom.taken_up or self.t.words[atom.end] in self.lx.units.of:
            return atom
        n = cardinal(self.t, atom.first, self.lx)
        if n is None:
            return atom
        return Atom(atom.first, n.end, n.value, n.value, one=n.one, figures=n.figures, scale=n.scale)

    def _measured(self, atom: Atom, after: list[Atom]) -> Measured:
        """What a number measures; one without a unit shares that of the number it is joined to: "14 et 17 ans"."""
        m = measured(self.t, atom, self.lx)
        if m.kind != "count" or m.unit is not None:
            return m
        qualified = bounds.after(self.t, atom.end, self.lx)
        if qualified is not None:
            m = measured(self.t, replace(atom, end=qualified[0], glued=False), self.lx)
            m.end = m.end if m.end > qualified[0] else atom.end
            return m
        if m.noun is not None or not after:
            return m
        following = after[0]
        if following.first != atom.end + 1 or self.t.words[atom.end] not in self.lx.coordinates or following.one:
            return m
        shared = self._measured(following, after[1:])
        if shared.kind == "count" and shared.unit is None:
            return m
        return Measured(shared.kind, shared.unit, shared.factor, m.first, m.end)

    def _bounds_one(self, m: Measured, b: bounds.Bounded) -> bool:
        """Whether words make a number of a bare "un": "au moins un mort", "moins d'un an", but not "près d'un pont"."""
        if bounds.AT_LEAST in b.effects:
            return m.kind != "count" or self.t.words[m.first] in self.lx.cardinals.units
        return m.kind != "count" and bool(b.effects)

    def _one(self, atom: Atom, m: Measured) -> bool:
        """Whether a bare "un" counts: something stands behind it, or it is one of several."""
        n = self.lx.nouns
        if self.t.words[atom.end] in n.never_one or self.t.words[atom.first - 1] in n.never_after:
            return False
        return m.noun is not None and (m.unit is not None or self.t.words[atom.end] in self.lx.units.of)

    def _negative(self, atom: Atom, m: Measured, b: bounds.Bounded) -> bool:
        """Whether a minus stands before a share, a sum or a degree: "-7,4 %", "(- 2 %)"."""
        t, i = self.t, b.first - 1
        if m.kind not in ("share", "money", "measure") or not atom.figures or t.words[i] not in MINUS:
            return False
        return t.words[i - 1] == "(" or (t.joined(i) and not t.joined(i - 1))

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
        if atom.first - self.last.token > FAR:
            return None
        reach = MEMORY if m.noun is not None and m.noun.again else 0
        return self.last.unit if self._stops(self.last.token, atom.first) <= reach else None

    def _stops(self, a: int, b: int) -> int:
        """How many sentences end between two tokens; a blank line counts for many."""
        t = self.t
        return sum(
            (t.words[k] in STOPS and not t.joined(k)) + (MEMORY + 1) * (t.kinds[k] == BREAK) for k in range(a, b)
        )


def _worth(value: float, m: Measured) -> float:
    """A bound in the unit of its kind; the share that a fraction makes to a hundredth of a per cent."""
    worth = whole(value * m.factor)
    return whole(round(worth, 2)) if m.kind == "share" and m.factor != 1 else worth
