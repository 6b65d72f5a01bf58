"""Parts of a whole: "la moitié", "deux tiers", "trois et un cinquième", "un sur trois"."""

from __future__ import annotations

from dataclasses import dataclass

from selon.reading.quantities.spelled import Spelled, cardinal
from selon.reading.quantities.tokens import NUMBER, Tokens
from selon.reading.quantities.words import Lexicon


@dataclass(slots=True)
class Part:
    """A fraction read: its tokens and value; `sure` where its words are nothing but a part ("un tiers").

    `scale` is what it is a part of, where that is a number ("un quart de million").
    """

    first: int
    end: int
    value: float
    sure: bool
    scale: int = 1


def part(t: Tokens, i: int, number: Spelled | None, lx: Lexicon) -> Part | None:
    """The fraction that begins at token `i`, or whose numerator is the number that does."""
    f = lx.fractions
    if number is None:
        return _bare(t, i, lx)
    j = number.end
    mixed = _mixed(t, i, number, lx)
    if mixed:
        return mixed
    if j + 1 < len(t) and t.words[j] == "-" and t.joined(j):
        j += 1
    if number.one and t.words[j] in f.halves:
        return Part(i, j + 1, 1 / f.halves[t.words[j]], True)
    end, under = _denominator(t, j, lx)
    if under is None or number.glued or number.scale_word:
        return None
    scale = lx.cardinals.scales.get(t.words[end + 1], 0) if t.words[end] in lx.units.of else 0
    if scale:
        return Part(i, end + 2, number.value / under, True, scale)
    return Part(i, end, number.value / under, t.words[j] in f.sure or _many(t, number, end, lx))


def _many(t: Tokens, number: Spelled, end: int, lx: Lexicon) -> bool:
    """Whether several parts stand in the plural: "cinquante-cinquième" is an ordinal, "trois cinquièmes" are parts."""
    return number.value > 1 and t.words[end - 1].endswith(lx.nouns.plural_endings)


def _denominator(t: Tokens, j: int, lx: Lexicon) -> tuple[int, int | None]:
    """The token after a denominator at token `j`, and its value: "tiers", "cinquièmes", "vingt-cinquièmes"."""
    under = lx.fractions.parts.get(t.words[j])
    tens = lx.cardinals.tens.get(t.words[j])
    if under is not None or tens is None:
        return j + 1, under
    k = j + 1
    while t.words[k] in ("-", lx.cardinals.tens_and) and k < j + 4:
        k += 1
    units = lx.fractions.parts.get(t.words[k], tens)
    return k + 1, tens + units if units < 10 else None


def _bare(t: Tokens, i: int, lx: Lexicon) -> Part | None:
    """A part with an article: "la moitié", "le quart"."""
    f = lx.fractions
    word = t.words[i]
    article = t.words[i - 1] in f.the
    first = i - 1 if article and t.words[i - 1] not in lx.units.of else i
    if word in f.halves:
        if t.words[i - 1] in lx.nouns.skip:
            return None
        return Part(first, i + 1, 1 / f.halves[word], True)
    if word in f.sure and word in f.parts:
        return Part(first, i + 1, 1 / f.parts[word], article)
    return None


def _mixed(t: Tokens, i: int, number: Spelled, lx: Lexicon) -> Part | None:
    """A whole number and a part: "cent trois et deux tiers"."""
    f = lx.fractions
    if t.words[number.end] not in f.and_ or number.figures:
        return None
    over = cardinal(t, number.end + 1, lx)
    under = f.parts.get(t.words[over.end]) if over else None
    if over is None or under is None or over.value >= under or (number.one and under > 4):
        return None
    return Part(i, over.end + 1, number.value + over.value / under * number.scale, False)


def out_of(t: Tokens, number: Spelled, lx: Lexicon) -> tuple[int, float] | None:
    """ "Un sur trois": the token after the whole, and the ratio; the whole is larger than the part."""
    behind = lx.fractions.out_of.ahead(t, number.end)
    under = cardinal(t, behind[0], lx) if behind else None
    if under is None or under.glued or number.glued or not 0 < number.value < under.value:
        return None
    return under.end, number.value / under.value


def rate(t: Tokens, i: int, lx: Lexicon) -> Spelled | None:
    """The denominator of a rate at token `i`: a small round number with nothing to count behind it."""
    under = cardinal(t, i, lx)
    if under is None or under.value not in lx.fractions.rates or under.glued:
        return None
    return None if t.kinds[under.end] == NUMBER else under
