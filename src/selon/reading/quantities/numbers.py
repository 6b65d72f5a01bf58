"""Bare numbers: what the words and figures of a text are worth, whatever they count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from selon.model import Span
from selon.reading.quantities.atoms import Atom, atoms
from selon.reading.quantities.lexicon import Lexicon, lexicon
from selon.reading.quantities.tokens import Tokens


class Number(NamedTuple):
    """A number and where it stands."""

    span: Span
    value: float


def numbers(text: str, lang: str = "fr") -> Iterator[Number]:
    """The numbers of a text in order: figures, words, fractions, "une douzaine"; "un" is one, "des dizaines" none.

    Dates, ordinals and names are not told apart from other figures, unless they are written as one ("12/03/2026",
    "35e", "T-72"): `quantities` does that.

    Raises:
        DataError: no `quantities.toml` for the language.
    """
    lx = lexicon(lang)
    t = lx.tokens(text)
    for atom in atoms(t, lx):
        if atom.glued or atom.vague:
            continue
        first = _sign(t, atom, lx)
        value = atom.low if first == atom.first else -atom.low
        yield Number(Span(t.starts[first], t.ends[atom.end - 1]), value)


def _sign(t: Tokens, atom: Atom, lx: Lexicon) -> int:
    """The token of the minus before a number; its own first token where there is none."""
    i = atom.first - 1
    alone = t.starts[i] == 0 or t.text[t.starts[i] - 1].isspace()
    if t.words[i] in ("-", "−"):
        near = t.joined(i) or i == 1
        return i if alone and near else atom.first
    return i if t.words[i] in lx.negative and t.ends[i] else atom.first
