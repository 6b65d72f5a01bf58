"""What kind of thing a number measures: a share, money, a distance, a weight, another measure, or a count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from selon.reading.quantities.atoms import Atom
from selon.reading.quantities.nouns import Counted, counted
from selon.reading.quantities.tokens import Tokens
from selon.reading.quantities.words import Lexicon

Kind = Literal["count", "share", "money", "distance", "weight", "measure"]
METRE, KILOGRAMME = "m", "kg"
SYMBOL_TOKENS = 3
"""Tokens that one symbol can be made of: "km/h"."""


@dataclass(slots=True)
class Measured:
    """The kind and unit of a number, what its bounds are multiplied by, the tokens of number and unit, and the noun."""

    kind: Kind
    unit: str | None
    factor: float
    first: int
    end: int
    noun: Counted | None = None


def measured(t: Tokens, atom: Atom, lx: Lexicon) -> Measured:
    """What a number measures."""
    return (
        _share(t, atom, lx) or _money(t, atom, lx) or _symbol(t, atom, lx) or _counted(atom, counted(t, atom, lx), lx)
    )


def _share(t: Tokens, atom: Atom, lx: Lexicon) -> Measured | None:
    percent = lx.units.percent.ahead(t, atom.end)
    if percent is None and atom.form not in ("part", "ratio"):
        return None
    end = percent[0] if percent else atom.end
    behind = atom.form == "ratio" or t.words[end] in lx.units.of
    noun = counted(t, Atom(atom.first, end, 2, 2, "part", of=True), lx) if behind else None
    unit = noun.lemma if noun else None
    if noun and unit and not percent:
        named = _counted(atom, noun, lx)
        if named.kind != "count":
            return named
    return Measured("share", unit, 1 if percent else 100, atom.first, end, noun)


def _money(t: Tokens, atom: Atom, lx: Lexicon) -> Measured | None:
    u = lx.units
    before = u.symbols_before.behind(t, atom.first)
    if before:
        suffix = u.money_suffixes.get(t.words[atom.end], 0) if atom.glued else 0
        return Measured("money", before[1], suffix or 1, before[0], atom.end + bool(suffix))
    if t.raw(atom.first - 1) in u.codes and atom.figures:
        return Measured("money", t.raw(atom.first - 1), 1, atom.first - 1, atom.end)
    i, factor = atom.end, 1
    if t.words[i] in u.of and t.words[i + 1] in u.symbols_after:
        i += 1
    elif t.raw(i) in lx.cardinals.suffixes and t.words[i + 1] in u.symbols_after and t.joined(i):
        i, factor = i + 1, lx.cardinals.suffixes[t.raw(i)]
    if t.words[i] in u.symbols_after:
        return Measured("money", u.symbols_after[t.words[i]], factor, atom.first, i + 1)
    return Measured("money", t.raw(i), 1, atom.first, i + 1) if t.raw(i) in u.codes else None


def _symbol(t: Tokens, atom: Atom, lx: Lexicon) -> Measured | None:
    """A symbol behind figures: "30 km", "7,62 mm", "90 km/h"."""
    if not atom.figures:
        return None
    known = lx.units.symbols
    end = atom.end
    if t.words[end] == "-" and t.joined(end - 1) and t.joined(end):
        end += 1
    for size in range(SYMBOL_TOKENS, 0, -1):
        last = end + size
        if last >= len(t) or not all(t.joined(k) for k in range(end, last - 1)):
            continue
        found = known.get(t.text[t.starts[end] : t.ends[last - 1]])
        if found is None or (t.words[last] in ("-", "'", "’") and t.joined(last - 1)):
            continue
        kind, worth = found
        if kind == "distance":
            return Measured("distance", METRE, worth, atom.first, last)
        if kind == "weight":
            return Measured("weight", KILOGRAMME, worth, atom.first, last)
        return Measured("measure", worth, 1, atom.first, last)
    return None


def _counted(atom: Atom, noun: Counted | None, lx: Lexicon) -> Measured:
    """By the noun: "euros", "kilomètres", "tonnes", "jours", or something that is counted."""
    u = lx.units
    if noun is None or noun.lemma is None:
        return Measured("count", None, 1, atom.first, atom.end, noun)
    lemma = noun.lemma.lower()
    end = noun.end if noun.end > atom.end else atom.end
    if lemma in u.money:
        return Measured("money", u.money[lemma], 1, atom.first, end, noun)
    if lemma in u.distance:
        return Measured("distance", METRE, u.distance[lemma], atom.first, end, noun)
    if lemma in u.weight:
        return Measured("weight", KILOGRAMME, u.weight[lemma], atom.first, end, noun)
    if lemma in u.measures:
        return Measured("measure", noun.lemma, 1, atom.first, end, noun)
    return Measured("count", noun.lemma, 1, atom.first, atom.end, noun)
