"""Numbers in words and figures: "quatre-vingt-douze", "deux millions et demi", "2,3 milliards"."""

from __future__ import annotations

from dataclasses import dataclass

from selon.reading.quantities.tokens import MARK, NUMBER, WORD, Tokens, whole
from selon.reading.quantities.words import Cardinals, Lexicon

NO_SCALE = 10**30


@dataclass(slots=True)
class Spelled:
    """A number read: the token after it, its value, and the scale that its last part was multiplied by (1: none).

    `one` tells that it is a bare "un" or "a"; `figures` that it begins with figures; `scale_word` that it ends with a
    scale that takes "de" before what is counted; `glued` that letters stand right behind its figures.
    """

    end: int
    value: float
    scale: int = 1
    one: bool = False
    figures: bool = False
    scale_word: bool = False
    glued: bool = False


def cardinal(t: Tokens, i: int, lx: Lexicon) -> Spelled | None:
    """The longest number that begins at token `i`."""
    if t.kinds[i] == NUMBER:
        return _figures(t, i, lx)
    if t.kinds[i] != WORD or t.words[i] not in lx.seeds:
        return None
    half = _half(t, i, lx)
    return half or _words(t, i, lx)


def _figures(t: Tokens, i: int, lx: Lexicon) -> Spelled:
    """Figures, with the scale that follows them."""
    c = lx.cardinals
    found = Spelled(i + 1, t.values[i], figures=True)
    suffix = t.raw(i + 1) if t.kinds[i + 1] == WORD else ""
    free = suffix in c.suffixes and (not t.joined(i + 1) or t.kinds[i + 2] == MARK)
    if free and (t.joined(i) or suffix in c.spaced):
        return Spelled(i + 2, whole(found.value * c.suffixes[suffix]), c.suffixes[suffix], figures=True)
    found.glued = bool(suffix) and t.joined(i) and t.words[i + 1] not in c.scales
    if t.words[i + 1] in c.hundreds_of_figures:
        found = Spelled(i + 2, whole(found.value * 100), figures=True)
    return _scaled(t, found, NO_SCALE, 0, lx)


def _words(t: Tokens, i: int, lx: Lexicon) -> Spelled | None:
    c = lx.cardinals
    word = t.words[i]
    if word in c.ones and word not in c.units:
        start = _article(t, i, c)
    else:
        start = _group(t, i, c, c.bare) or (Spelled(i, 1) if word in c.scales and word in c.bare else None)
    if start is None:
        return None
    if start.end == i + 1 and word in c.ones:
        start.one = True
    return _pointed(t, _scaled(t, start, NO_SCALE, 0, lx), lx)


def _article(t: Tokens, i: int, c: Cardinals) -> Spelled | None:
    """ "A hundred", "a million", or a bare "a"."""
    hundred = _group(t, i + 1, c, c.hundreds) if t.words[i + 1] in c.hundreds else None
    return hundred or Spelled(i + 1, 1)


def _scaled(t: Tokens, group: Spelled, limit: int, total: float, lx: Lexicon) -> Spelled:
    """A group with the scales after it and the smaller groups that follow: "deux millions cinq cent mille"."""
    c = lx.cardinals
    more = c.half_more.ahead(t, group.end)
    if more:
        group = Spelled(more[0], group.value + 0.5, figures=group.figures)
    j = _joint(t, group.end)
    scale = c.scales.get(t.words[j], 0) if j < len(t) else 0
    if not scale or scale >= limit or group.glued:
        return Spelled(group.end, whole(total + group.value), 1, group.one, group.figures, glued=group.glued)
    word = t.words[j]
    total += group.value * scale
    found = Spelled(j + 1, whole(total), scale, figures=group.figures, scale_word=word in c.nominal)
    more = c.half_more.ahead(t, j + 1)
    if more and scale > 1000:
        return Spelled(more[0], whole(total + scale / 2), scale, figures=group.figures, scale_word=True)
    then = c.scales.get(t.words[j + 1], 0)
    if then > scale:
        return Spelled(j + 2, whole(total * then), then, figures=group.figures, scale_word=True)
    after = _after(t, j + 1, scale, c)
    return found if after is None else _continued(t, found, after, lx)


def _continued(t: Tokens, found: Spelled, group: Spelled, lx: Lexicon) -> Spelled:
    whole_number = _scaled(t, group, found.scale, found.value, lx)
    whole_number.one, whole_number.figures = False, found.figures
    return whole_number


def _after(t: Tokens, i: int, limit: int, c: Cardinals) -> Spelled | None:
    """The smaller group that goes on after a scale; none where what follows is a number of its own."""
    joined = _joint(t, i)
    if t.kinds[joined] == NUMBER and 1000 <= t.values[joined] < limit:
        return Spelled(joined + 1, t.values[joined])
    linked = t.words[joined] in c.hundreds_and
    group = _group(t, joined + linked, c, c.bare) if t.kinds[joined + linked] == WORD else None
    if group is None or group.value >= limit:
        return None
    if t.words[joined + linked] in c.ones and group.end == joined + linked + 1 and not linked and limit > 1000:
        return None
    scale = c.scales.get(t.words[group.end], 0)
    whole_group = linked and limit <= 1000 and (scale or group.value >= 100)
    return None if scale >= limit or whole_group else group


def _group(t: Tokens, i: int, c: Cardinals, bare: frozenset[str]) -> Spelled | None:
    """A number below a thousand, or of hundreds ("fifteen hundred"); `bare` hundreds need no number before them."""
    small = _small(t, i, c)
    j = i if small is None else _joint(t, small.end)
    if t.words[j] not in c.hundreds or (small is None and t.words[j] not in bare):
        return small
    value = (1 if small is None else small.value) * 100
    k = _joint(t, j + 1)
    linked = t.words[k] in c.hundreds_and
    rest = _small(t, k + linked, c)
    if rest is None or t.words[_joint(t, rest.end)] in c.hundreds or rest.value == 0:
        return Spelled(j + 1, value)
    if linked and t.words[rest.end] in c.scales and value % 1000 == 0:
        return Spelled(j + 1, value)
    if linked and rest.value < c.parts.get(t.words[rest.end], 0):
        return Spelled(j + 1, value)
    return Spelled(rest.end, value + rest.value)


def _small(t: Tokens, i: int, c: Cardinals) -> Spelled | None:
    """A number below a hundred."""
    word = t.words[i]
    second = _joint(t, i + 1) if i + 1 < len(t) else i
    pair = (word, t.words[second]) if second < len(t) else (word,)
    if pair in c.pairs:
        return _tens(t, second + 1, c.pairs[pair], pair in c.wide, c)
    if word in c.tens:
        return _tens(t, i + 1, c.tens[word], (word,) in c.wide, c)
    if word in c.teens:
        value = c.teens[word]
        if value == 10 and t.words[second] in c.over_ten:
            return Spelled(second + 1, value + c.units[t.words[second]])
        return Spelled(i + 1, value)
    return Spelled(i + 1, c.units[word]) if word in c.units else None


def _tens(t: Tokens, i: int, value: int, wide: bool, c: Cardinals) -> Spelled:
    """The unit after the tens, from one to nine, or to nineteen after those that are `wide`."""
    j = _joint(t, i)
    if c.tens_and and t.words[j] == c.tens_and:
        k = _joint(t, j + 1)
        word = t.words[k]
        if word in c.tens_and_units and (word in c.units or wide):
            return Spelled(k + 1, value + c.units.get(word, c.teens.get(word, 0)))
        return Spelled(i, value)
    word = t.words[j]
    if c.units.get(word, 0) > 0:
        return Spelled(j + 1, value + c.units[word])
    if wide and word in c.teens:
        rest = _small(t, j, c)
        assert rest is not None
        return Spelled(rest.end, value + rest.value)
    return Spelled(i, value)


def _half(t: Tokens, i: int, lx: Lexicon) -> Spelled | None:
    """ "Un demi-million", "half a million"."""
    c = lx.cardinals
    j = i + 1 if t.words[i] in c.ones and t.words[i + 1] in c.half else i
    if t.words[j] not in c.half:
        return None
    k = _joint(t, j + 1)
    k = k + 1 if t.words[k] in c.ones else k
    scale = c.scales.get(t.words[k], 0)
    return Spelled(k + 1, whole(scale / 2), scale, scale_word=True) if scale else None


def _pointed(t: Tokens, found: Spelled, lx: Lexicon) -> Spelled:
    """ "Deux virgule trois": the words after the point are its decimals."""
    c = lx.cardinals
    if t.words[found.end] not in c.point:
        return found
    digits, j = "", found.end + 1
    while (small := _small(t, j, c)) is not None and len(digits) < 9:
        digits += str(int(small.value))
        j = small.end
    if not digits:
        return found
    return _scaled(t, Spelled(j, float(f"{int(found.value)}.{digits}")), NO_SCALE, 0, lx)


def _joint(t: Tokens, i: int) -> int:
    """The token that goes on the number at `i`: over a hyphen that touches the words on both its sides."""
    hyphen = i + 1 < len(t) and t.words[i] == "-" and t.joined(i) and t.joined(i - 1)
    return i + 1 if hyphen else i
