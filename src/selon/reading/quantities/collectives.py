"""Words that stand for a number of things: "une vingtaine", "dizaines de milliers", "several hundred", "a pair"."""

from __future__ import annotations

from dataclasses import dataclass

from selon.reading.quantities.spelled import Spelled
from selon.reading.quantities.tokens import WORD, Tokens, whole
from selon.reading.quantities.words import Lexicon


@dataclass(slots=True)
class Collected:
    """A collective read: its tokens, its bounds, and whether it is exact ("a pair") or rough ("une vingtaine").

    `vague` tells a plural without a number ("des dizaines"); `taken_up` that it needs what it counts behind it ("la
    quarantaine" alone is something else).
    """

    first: int
    end: int
    low: float
    high: float
    exact: bool = False
    vague: bool = False
    taken_up: bool = False
    adjective: bool = False


def collective(t: Tokens, i: int, number: Spelled | None, lx: Lexicon) -> Collected | None:
    """The collective that begins at token `i`, or behind the number that does."""
    g = lx.collectives
    if number is not None:
        return _numbered(t, i, number, lx)
    few = g.few.ahead(t, i)
    if few:
        bounds = g.few_scales.get(t.words[few[0]])
        return Collected(i, few[0] + 1, *bounds, vague=True) if bounds else None
    if t.words[i] in g.multiples and t.words[i + 1] in g.multiplied:
        n = g.multiples[t.words[i]]
        return Collected(i, i + 1, n, n, exact=True, adjective=True)
    return _plural(t, i, lx) or _half(t, i, lx) or _alone(t, i, lx)


def _numbered(t: Tokens, i: int, number: Spelled, lx: Lexicon) -> Collected | None:
    """A number, or "une", times a collective."""
    g = lx.collectives
    j = number.end
    if number.one:
        j = _over(t, j, g.inner)
        if t.words[j] in lx.cardinals.half:
            return _half(t, j, lx, i)
        if t.words[j] in g.multiples and t.words[j + 1] in g.multiplied:
            n = g.multiples[t.words[j]]
            return Collected(j, j + 1, n, n, exact=True, adjective=True)
    if number.glued:
        return None
    n = g.groups.get(t.words[j], 0)
    if n and t.words[j + 1] in lx.units.of:
        return Collected(i, j + 1, n * number.value, n * number.value, exact=True)
    n = g.exact.get(t.words[j], 0)
    return _times(t, i, j + 1, number.value * n, lx) if n else None


def _alone(t: Tokens, i: int, lx: Lexicon) -> Collected | None:
    """A collective in the singular without a number, with the article that takes it up: "la vingtaine d'occupants"."""
    g = lx.collectives
    word = t.words[i]
    n = g.groups.get(word, 0)
    behind = t.words[i + 1] in lx.units.of
    if n:
        return Collected(i, i + 1, n, n, exact=True) if behind and t.words[i - 1] not in lx.determiners else None
    n = g.exact.get(word, 0)
    if not n or word in g.vague:
        return None
    first = i - 1 if t.words[i - 1] in g.the else i
    found = _times(t, first, i + 1, n, lx)
    found.taken_up = True
    return found


def _half(t: Tokens, j: int, lx: Lexicon, first: int | None = None) -> Collected | None:
    """ "Une demi-douzaine", "half a dozen"."""
    if t.words[j] not in lx.cardinals.half:
        return None
    k = j + 2 if t.words[j + 1] == "-" else j + 1
    if t.words[k] in lx.cardinals.ones:
        k += 1
    n = lx.collectives.exact.get(t.words[k], 0)
    return _times(t, j if first is None else first, k + 1, n / 2, lx) if n else None


def _plural(t: Tokens, i: int, lx: Lexicon) -> Collected | None:
    """A collective in the plural without a number: "des dizaines", "plusieurs centaines de milliers"."""
    g = lx.collectives
    bounds = g.vague.get(t.words[i])
    if bounds is None:
        return None
    end, times = _multiplier(t, i + 1, lx)
    while t.words[i - 1] in g.inner:
        i -= 1
    several = g.several.behind(t, i) or g.few.behind(t, i)
    low, high = bounds
    return Collected(several[0] if several else i, end, low * times, (high + 1) * times - 1, vague=True)


def _times(t: Tokens, first: int, end: int, value: float, lx: Lexicon) -> Collected:
    end, times = _multiplier(t, end, lx)
    more = lx.cardinals.half_more.ahead(t, end)
    if more and value * times >= 1000:
        half = whole(value * times * 1.5)
        return Collected(first, more[0], half, half)
    return Collected(first, end, whole(value * times), whole(value * times))


def _multiplier(t: Tokens, i: int, lx: Lexicon) -> tuple[int, int]:
    """What "de milliers" behind a collective multiplies it by."""
    if t.words[i] in lx.units.of and t.words[i + 1] in lx.collectives.times:
        return i + 2, lx.collectives.times[t.words[i + 1]]
    return i, 1


def _over(t: Tokens, i: int, words: frozenset[str]) -> int:
    while t.kinds[i] == WORD and t.words[i] in words:
        i += 1
    return i
