"""What is a figure and no quantity: dates, years, hours, scores, ages, labels and names."""

from __future__ import annotations

from selon.reading.quantities.atoms import Atom
from selon.reading.quantities.bounds import Bounded
from selon.reading.quantities.tokens import BREAK, FRACTION, JUNK, NAME, NUMBER, WORD, Tokens
from selon.reading.quantities.units import Measured
from selon.reading.quantities.words import Lexicon

EARLIEST, LATEST = 1000, 2100
SUREST = 1900
YOUNGEST, OLDEST = 14, 120
SMALL_PRINT = 99
TYING = ("-", "–", "‑", "+")
STICKY = ("#", "_", "/", "°", "º")
LEAD = 4
"""Characters that may stand before the number of a section on its line."""
HYPHENS = ("-", "–", "‑")


def no_quantity(t: Tokens, atom: Atom, m: Measured, b: Bounded, lx: Lexicon) -> bool:
    """Whether a number is a date, an hour, a label or a name; `b` are its tokens with the qualifiers around it."""
    noun = m.kind != "count" or m.unit is not None
    bounded = bool(b.effects)
    if _labelled(t, atom, m, lx) or (bounded and t.words[b.first - 1] in lx.looks.age_labels):
        return True
    if atom.figures and m.kind == "count" and t.words[atom.end] in lx.looks.ordinals:
        return True
    if _compound(t, atom, m, b) or _date(t, atom, noun, lx) or _clock(t, atom, lx):
        return True
    if t.kinds[atom.first] == FRACTION and m.unit is None and "/" in t.raw(atom.first):
        return True
    if atom.figures:
        if _glued(t, atom, m):
            return True
        if not bounded and (_year(t, atom, m, lx) or (not noun and _mark(t, atom, lx))):
            return True
    return not bounded and (_named(t, atom, m) or (not noun and _idle(t, atom, m, lx)))


def _compound(t: Tokens, atom: Atom, m: Measured, b: Bounded) -> bool:
    """The first part of a word: "six-year terms", "quarante-deuxième"."""
    i = atom.end
    return m.end == b.end == i and t.words[i] in HYPHENS and t.joined(i - 1) and t.joined(i)


def _glued(t: Tokens, atom: Atom, m: Measured) -> bool:
    """Figures that letters or marks stick to: "35e", "T-72", "2-1", "n°12", "UTC+3"."""
    if atom.glued and m.end == atom.end:
        return True
    before, after = atom.first - 1, atom.end
    if t.joined(before) and (t.kinds[before] in (WORD, NAME, JUNK, NUMBER) or t.words[before] in STICKY):
        return not t.words[before].endswith("'")
    if t.words[before] in TYING and t.joined(before) and before > 1 and t.joined(before - 1):
        return True
    if t.words[after] == "/" and t.joined(after - 1) and t.joined(after):
        return m.end == atom.end
    return t.words[after] == ":" and t.joined(after - 1) and t.kinds[after + 1] == NUMBER and t.joined(after)


def _named(t: Tokens, atom: Atom, m: Measured) -> bool:
    """A number in a name: "les Deux Alpes", "France 2 Gilles Jacquier"."""
    noun = m.noun
    if noun is None or noun.lemma is None or m.kind != "count" or not t.capital(noun.first):
        return False
    if atom.figures:
        return atom.low <= SMALL_PRINT and t.capital(atom.first - 1) and not _starts(t, atom.first - 1)
    before = atom.first - 1
    return t.capital(atom.first) and t.kinds[before] == WORD and not t.capital(before)


def _date(t: Tokens, atom: Atom, noun: bool, lx: Lexicon) -> bool:
    """ "12 janvier", "les 12 et 13 mars", "lundi 12", "le 12", "January 12"."""
    looks = lx.looks
    after, before = t.words[atom.end], t.words[atom.first - 1]
    if atom.high > 31 or atom.form != "cardinal" or atom.scale > 1:
        return False
    if _month(t, atom.end, lx):
        return True
    if looks.months_first and (_month(t, atom.first - 1, lx) or (before == "." and _month(t, atom.first - 2, lx))):
        return True
    if not atom.figures:
        return False
    if before in looks.weekdays:
        return not noun or not looks.months_first
    if after in looks.day_links and _listed(t, atom.end + 1, lx):
        return True
    return not noun and before in looks.day_openers and not atom.one


def _month(t: Tokens, i: int, lx: Lexicon) -> bool:
    word = t.words[i]
    if word not in lx.looks.months:
        return False
    return len(word) > 3 or t.words[i + 1] == "." or not lx.looks.months_first or t.capital(i)


def _listed(t: Tokens, i: int, lx: Lexicon) -> bool:
    """Whether the day of a list stands at token `i`, with its month behind it."""
    for _ in range(4):
        if t.kinds[i] == NUMBER and t.values[i] <= 31:
            if _month(t, i + 1, lx):
                return True
            if t.words[i + 1] not in lx.looks.day_links:
                return False
        elif t.words[i] not in lx.looks.day_openers and t.words[i] not in lx.looks.day_links:
            return False
        i += 1
    return False


def _clock(t: Tokens, atom: Atom, lx: Lexicon) -> bool:
    """ "14 h 30", "à 9 heures", "10 p.m.", "2100 UTC"."""
    looks = lx.looks
    if atom.form != "cardinal" or atom.high > 2400:
        return False
    before, after = t.words[atom.first - 1], atom.end
    if t.words[after] in looks.clock_zones and t.words[after + 1] not in looks.clock_minutes:
        return True
    if atom.figures and before in looks.clock_minutes and t.kinds[atom.first - 2] == NUMBER and atom.high < 60:
        return True
    hour = looks.clock_after.ahead(t, after)
    if hour is None or atom.high > 24:
        return False
    if t.kinds[hour[0]] == NUMBER or t.words[hour[0]] in looks.clock_zones or not looks.clock_minutes:
        return True
    return before in looks.clock_before or (len(t.words[after]) == 1 and not before.endswith("'"))


def _year(t: Tokens, atom: Atom, m: Measured, lx: Lexicon) -> bool:
    """ "2014", "en 2014", "2014-2015", "les années 90", "the 2019 election", "0454"."""
    looks = lx.looks
    before = t.words[atom.first - 1]
    if before in looks.decades:
        return True
    raw = t.raw(atom.end - 1)
    if raw.isdecimal() and len(raw) > 1 and raw[0] == "0":
        return True
    if not raw.isdecimal() or len(raw) != 4 or not EARLIEST <= atom.low <= LATEST:
        return False
    noun = m.kind != "count" or m.unit is not None
    if before in looks.year_before or t.kinds[atom.first - 1] == NAME or _month(t, atom.first - 1, lx):
        return atom.low >= SUREST or before in looks.months or not noun
    if lx.nouns.head_last and m.noun is not None and atom.low >= SUREST:
        return m.noun.end > atom.end + 1
    return not noun


def _mark(t: Tokens, atom: Atom, lx: Lexicon) -> bool:
    """ "[12]", "1. Titre", "France 24", "John Smith, 23,", a bare nought."""
    before, after = atom.first - 1, atom.end
    if t.words[before] == "[" and t.words[after] == "]":
        return True
    if atom.low == 0 or atom.low > 10**9:
        return True
    start = t.starts[atom.first]
    if t.words[after] in (".", ")") and t.joined(after - 1) and t.kinds[after + 1] != BREAK:
        line = t.text[max(0, start - LEAD) : start].rpartition("\n")
        if not line[2].strip(" \t(") and (line[1] or start <= LEAD):
            return True
    if t.words[before] in (",", "(") and t.words[after] in (",", ")") and YOUNGEST <= atom.low <= OLDEST:
        return lx.nouns.head_last or t.capital(before - 1)
    if not isinstance(atom.low, int):
        return True
    named = t.kinds[before] == WORD and t.capital(before) and t.words[before] not in lx.nouns.stop
    return named and atom.low <= 9999 and not _starts(t, before)


def _starts(t: Tokens, i: int) -> bool:
    """Whether a sentence begins at token `i`."""
    return t.kinds[i - 1] == BREAK or t.words[i - 1] in (".", "!", "?", ":", "«", '"', "–", "-", "—")


def _labelled(t: Tokens, atom: Atom, m: Measured, lx: Lexicon) -> bool:
    """ "Article 49", "résolutions 2254 et 2118", "n° 12"; but "elle porte 12 noms"."""
    looks = lx.looks
    if not lx.nouns.head_last and m.noun is not None and m.unit is not None and m.noun.first == atom.end:
        return False
    i = atom.first - 1
    if t.words[i] in looks.labels or looks.label_phrases.behind(t, atom.first):
        return True
    for _ in range(4):
        if t.words[i] in looks.label_links or (t.kinds[i] == NUMBER and i < atom.first - 1):
            i -= 1
            continue
        break
    far = i < atom.first - 1 and atom.figures and not _comma(t, i, atom)
    return far and (t.words[i] in looks.labels or looks.label_phrases.behind(t, i + 1) is not None)


def _comma(t: Tokens, i: int, atom: Atom) -> bool:
    """Whether only a comma or a conjunction stands between a word and a number, with no number of its own."""
    between = range(i + 1, atom.first)
    return all(t.kinds[k] != NUMBER and t.words[k] not in ("°", "º", ".") for k in between)


def _idle(t: Tokens, atom: Atom, m: Measured, lx: Lexicon) -> bool:
    """A number in words with nothing behind it that counts nothing: "tous les deux", "le Comité des Six", "neuf"."""
    if atom.taken_up:
        return True
    if atom.figures or atom.form != "cardinal":
        return False
    if m.noun is not None and m.noun.again:
        return False
    first = t.words[atom.first]
    if first in lx.cardinals.doubtful and atom.end == atom.first + 1:
        return True
    if t.capital(atom.first) and not _starts(t, atom.first):
        return True
    return t.words[atom.first - 1] in lx.looks.idle_before and atom.high <= lx.looks.idle_max
