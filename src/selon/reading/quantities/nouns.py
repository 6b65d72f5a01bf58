"""What a number counts: the noun behind it."""

from __future__ import annotations

from dataclasses import dataclass

from selon.reading.quantities.atoms import Atom
from selon.reading.quantities.singular import plural, singular
from selon.reading.quantities.spelled import cardinal
from selon.reading.quantities.tokens import NAME, NUMBER, WORD, Tokens
from selon.reading.quantities.words import Lexicon, Nouns

REACH = 6
"""Words over which the noun is looked for."""
QUOTES = ('"', "«", "“", "‘", "'", "„", "»", "”")


@dataclass(slots=True)
class Counted:
    """What is counted: its lemma and tokens; `again` where it is what was counted before ("d'entre eux")."""

    lemma: str | None
    first: int
    end: int
    again: bool = False


def counted(t: Tokens, atom: Atom, lx: Lexicon) -> Counted | None:
    """The noun that a number counts; None where none stands behind it."""
    n = lx.nouns
    i = _opened(t, atom.end)
    among = n.among.ahead(t, i)
    if among:
        return Counted(None, i, among[0], again=True)
    if t.words[i] in lx.units.of:
        return _of(t, i, atom, lx)
    if atom.of and atom.form != "cardinal" and not n.head_last:
        return None
    many = atom.high >= 2 and atom.form != "multiple"
    return _noun(t, i, many, lx)


def _opened(t: Tokens, i: int) -> int:
    return i + 1 if t.words[i] in QUOTES else i


def _of(t: Tokens, i: int, atom: Atom, lx: Lexicon) -> Counted | None:
    """The noun behind "de": of a collective, or one of several ("60 de nos hommes", "deux des 3 500 soldats")."""
    n = lx.nouns
    word = t.words[i]
    j = i + 1
    if t.words[j] in n.partitive:
        if t.words[j] in n.mass and not atom.of and not n.head_last:
            return None
        j += 1
    elif not atom.of and word not in n.one_of_several and atom.form != "part":
        return None
    found = lx.before.ahead(t, j)
    j = _opened(t, found[0] if found else j)
    j = _possessor(t, j, n)
    inner = cardinal(t, j, lx)
    if inner is not None and not inner.one:
        return _noun(t, inner.end, True, lx)
    return _noun(t, j, atom.form != "part" and not _mass(t, j, lx), lx)


def _mass(t: Tokens, j: int, lx: Lexicon) -> bool:
    """Whether one whole thing may stand behind "de la" or "de l'": "la moitié de la ville"."""
    return t.words[j - 1] in lx.nouns.mass


def _possessor(t: Tokens, i: int, n: Nouns) -> int:
    """Past a name in the genitive: "39 of South Carolina's 54 delegates"."""
    j = i
    while j < i + 4 and t.kinds[j] == WORD and t.words[j] not in n.stop:
        j += 1
        if t.words[j] in n.genitive:
            return j + 1
    return i


def _noun(t: Tokens, i: int, many: bool, lx: Lexicon) -> Counted | None:
    return _last(t, i, many, lx) if lx.nouns.head_last else _first(t, i, many, lx)


def _first(t: Tokens, i: int, many: bool, lx: Lexicon) -> Counted | None:
    """The noun of a language where it comes first in its phrase, but for a few adjectives before it."""
    n = lx.nouns
    skipped = -1
    start = i
    for _ in range(REACH):
        i = _opened(t, i)
        compound = n.compounds.ahead(t, i)
        if compound:
            return Counted(compound[1], start, compound[0])
        if t.kinds[i] == NAME:
            return Counted(t.raw(i), start, i + 1) if i == start else None
        word, end = _hyphened(t, i)
        if t.kinds[i] != WORD or word in n.stop:
            break
        if word in n.skip or (many and word.endswith(n.adverb) and not plural(word, n)):
            skipped = i if word in n.skip_nouns else -1
            if skipped >= 0 and not _noun_follows(t, end, many, n):
                break
            i = end
            continue
        if many and not plural(word, n) and not t.capital(i):
            break
        return Counted(singular(t.text[t.starts[i] : t.ends[end - 1]], n), start, end)
    if skipped >= 0:
        return Counted(singular(t.raw(skipped), n), start, skipped + 1)
    return Counted(None, start, start, again=True) if i > start else None


def _noun_follows(t: Tokens, i: int, many: bool, n: Nouns) -> bool:
    """Whether the word at `i` is the noun of the adjective before it ("jeunes combattants"), not one of its own."""
    word, _ = _hyphened(t, i)
    if t.kinds[i] != WORD or word in n.stop or (word in n.demonyms and not t.capital(i)):
        return False
    return plural(word, n) or word in n.skip if many else not word.endswith(n.participle)


def _last(t: Tokens, i: int, many: bool, lx: Lexicon) -> Counted | None:
    """The noun of a language where it comes last in its phrase."""
    n = lx.nouns
    start, seen, again = i, -1, False
    for step in range(REACH):
        i = _opened(t, i)
        compound = n.compounds.ahead(t, i)
        if compound:
            return Counted(compound[1], start, compound[0])
        if t.kinds[i] == NUMBER and t.words[i + 1] == "-":
            i = _hyphened(t, i)[1]
            continue
        word, end = _hyphened(t, i)
        if t.kinds[i] == NAME and step == 0 and t.kinds[i + 1] != WORD:
            return Counted(t.raw(i), start, i + 1)
        if t.kinds[i] not in (WORD, NAME) or word in n.stop:
            break
        if word in n.skip or word.endswith(n.adverb):
            again = again or word in n.skip
        elif many and plural(word, n):
            modifies = word in n.modifiers or word in n.demonyms
            if not (modifies and plural(_hyphened(t, end)[0], n) and t.words[end] not in n.stop):
                return Counted(singular(t.text[t.starts[i] : t.ends[end - 1]], n), start, end)
        elif not many:
            if seen >= 0 and word.endswith(n.participle):
                break
            seen = i
        i = end
    if seen >= 0 and not t.words[seen].endswith(n.participle):
        end = _hyphened(t, seen)[1]
        return Counted(singular(t.text[t.starts[seen] : t.ends[end - 1]], n), start, end)
    return Counted(None, start, start, again=True) if again else None


def _hyphened(t: Tokens, i: int) -> tuple[str, int]:
    """A word with the parts that hyphens join to it, and the token after it."""
    j = i + 1
    while j + 1 < len(t) and t.words[j] == "-" and t.joined(j - 1) and t.joined(j) and t.kinds[j + 1] in (WORD, NAME):
        j += 2
    return (t.words[i] if j == i + 1 else "".join(t.words[i:j])), j
