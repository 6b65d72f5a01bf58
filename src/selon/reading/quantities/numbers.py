"""Bare numbers: what the words and figures of a text are worth, whatever they count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from selon.model import Span
from selon.reading.quantities.atoms import Atom, atoms
from selon.reading.quantities.lexicon import lexicon
from selon.reading.quantities.tokens import Tokens, whole
from selon.reading.quantities.words import Lexicon


class Number(NamedTuple):
    """A number and where it stands."""

    span: Span
    value: float


def numbers(text: str, lang: str = "fr") -> Iterator[Number]:
    """The numbers of a text in order: figures, words, fractions, "une douzaine"; "un" is one, "des dizaines" none.

    Dates, ordinals and names are not told apart from other figures, unless they are written as one ("12/03/2026",
    "12 mars", "35e", "T-72"): `quantities` does that.

    Raises:
        DataError: no `quantities.toml` for the language.
    """
    lx = lexicon(lang)
    t = lx.tokens(text)
    end = 0
    found = [a for a in atoms(t, lx) if not a.glued and not a.vague]
    for i, atom in enumerate(found):
        if atom.first < end or _other(t, atom, lx):
            continue
        n = _hundreds(t, found[i : i + 2], lx) or atom
        end = n.end
        first = _sign(t, n, lx)
        value = n.low if first == n.first else -n.low
        yield Number(Span(t.starts[first], t.ends[end - 1]), value)


def _other(t: Tokens, atom: Atom, lx: Lexicon) -> bool:
    """Whether it is the day of a month, or an article beside its other form ("un/une")."""
    if atom.one:
        return t.words[atom.end] == "/" or t.words[atom.first - 1] == "/"
    return atom.figures and atom.low <= 31 and t.words[atom.end] in lx.looks.months


def _hundreds(t: Tokens, pair: list[Atom], lx: Lexicon) -> Atom | None:
    """Figures times a hundred, and what goes on behind: "3 cents", "3 cents et 21", "3 cent un"."""
    c, atom = lx.cardinals, pair[0]
    if not atom.figures or atom.form != "cardinal" or t.words[atom.end] not in c.hundreds:
        return None
    value, end = whole(atom.low * 100), atom.end + 1
    rest = pair[1] if len(pair) > 1 else None
    if rest is not None and rest.first == atom.end and rest.low < 200:
        return replace(atom, end=rest.end, low=value + rest.low - 100)
    linked = end + (t.words[end] == c.tens_and)
    small = rest is not None and rest.first == linked and not rest.one and 0 < rest.low < 100
    if small and rest is not None and t.words[rest.end] not in c.hundreds:
        return replace(atom, end=rest.end, low=value + rest.low)
    return replace(atom, end=end, low=value)


def _sign(t: Tokens, atom: Atom, lx: Lexicon) -> int:
    """The token of the minus before a number; its own first token where there is none."""
    i = atom.first - 1
    alone = t.starts[i] == 0 or t.text[t.starts[i] - 1].isspace()
    if t.words[i] in ("-", "−"):
        near = t.joined(i) or i == 1
        return i if alone and near else atom.first
    return i if t.words[i] in lx.negative and t.ends[i] else atom.first
