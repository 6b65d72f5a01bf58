"""What stands around a possible place name: prepositions, nouns for places, datelines, brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from selon.reading.toponyms.pack import Pack
from selon.reading.toponyms.words import Word

_DATELINE = re.compile(
    r"(?:, ?[^\W\d_][^\n,]{0,30}?)?(?:, ?\d{1,2} [^\W\d_]+\.?(?: \d{4})?)? ?"
    r"(?:\([^)\n]{2,40}\))? ?(?:[-–—]{1,2}|\()(?:[ \n]|[A-Z])"
)


OFFICE = 9
"""Words before a name in which the body or office is looked for that the name may be the field of."""


PASSIVE = 6
"""Words behind a name among which the verb is looked for that it undergoes."""


class Before(NamedTuple):
    """What introduces a name: a locative or weak preposition, and the kind of place that a noun says it is."""

    preposition: str
    locative: bool
    weak: bool
    noun: str
    at: int
    verb: str = ""


def before(words: Sequence[Word], i: int, pack: Pack) -> Before:
    """What stands before word `i`, articles aside; `at` is the index of the word that introduces the name."""
    p = i - 1
    while p >= 0 and words[p].low in pack.determiners and _runs_on(words[p + 1]) and not words[p + 1].first:
        p -= 1
    if p < 0 or not _runs_on(words[p + 1]):
        return Before("", False, False, "", p)
    noun = _noun(words, p, pack)
    for n in (3, 2, 1) if words[p].key in pack.locative_ends else ():
        if p - n + 1 < 0 or any(not _runs_on(w) for w in words[p - n + 2 : p + 1]):
            continue
        phrase = " ".join([w.key for w in words[p - n + 1 : p + 1]])
        if phrase in pack.locative and not (n == 1 and _opens(words[p])):
            return Before(phrase, True, False, noun, p - n + 1)
    one = words[p].key
    verb = words[p].text if one in pack.place_verbs and not words[p].cap else ""
    return Before(one if one in pack.weak else "", False, one in pack.weak, noun, p, verb)


def _opens(w: Word) -> bool:
    """Whether the word is an upper-case letter or acronym that looks like a preposition."""
    return len(w.text) > 1 and w.text.isupper()


def _noun(words: Sequence[Word], p: int, pack: Pack) -> str:
    """The kind that a noun says: "ville de X", "base aérienne de X", "the city of X"; "" where none does."""
    if words[p].key in pack.nouns:
        return pack.nouns[words[p].key] if pack.lang == "fr" and not words[p].first else ""
    if words[p].key not in pack.links:
        return ""
    q = p - 1
    while q >= 0 and words[q].key in pack.between:
        q -= 1
    return pack.nouns.get(words[q].key, "") if q >= 0 else ""


def portfolio(words: Sequence[Word], i: int, pack: Pack) -> bool:
    """Whether word `i` says what a body or an office is for, not where it is: "le ministère de la Défense", "the
    Ministry of Defence", "le ministère de l'Economie et des Finances"."""
    article = pack.lang != "fr"
    for p in range(i - 1, max(-1, i - 1 - OFFICE), -1):
        w = words[p]
        if not _runs_on(words[p + 1]):
            return False
        if any(" ".join([x.key for x in words[max(0, p - n) : p + 1]]) in pack.portfolios for n in (0, 1)):
            return article and p < i - 1
        if w.low in pack.determiners or w.key in ("du", "des", "aux", "au"):
            article = True
        elif not (w.key in pack.links or w.key in ("a", "et", "of", "and", "for") or w.cap):
            return False
    return False


def after_noun(words: Sequence[Word], last: int, pack: Pack) -> str:
    """The kind that a noun right after the name says ("Hasakah province", "Laurel County"); English order only."""
    if pack.lang == "fr" or last + 1 >= len(words) or words[last + 1].gap != " ":
        return ""
    return pack.nouns.get(words[last + 1].key, "")


def undergoes(words: Sequence[Word], last: int, pack: Pack) -> str:
    """The verb behind a name that says what becomes of a place: "X a été repris", "X was shelled", "X est tombé"."""
    passive = False
    for w in words[last + 1 : last + 1 + PASSIVE]:
        if not _runs_on(w) or w.cap:
            return ""
        if w.key in pack.passives:
            passive = True
        elif w.key in pack.falls or (passive and w.key in pack.place_verbs):
            return w.text
        elif w.key not in pack.among_passives:
            return ""
    return ""


def dateline(words: Sequence[Word], first: int, last: int, text: str) -> bool:
    """Whether the name opens a line as the place of a report ("PARIS (AFP) -", "EDMONTON, Ky. --")."""
    w = words[first]
    if first and "\n" not in w.gap:
        return False
    return bool(_DATELINE.match(text[words[last].end : words[last].end + 70].lstrip(".")))


def _runs_on(w: Word) -> bool:
    gap = w.gap
    return gap == " " or gap in ("'", "’", "-", "\u00a0") or (not gap.strip() and "\n\n" not in gap)
