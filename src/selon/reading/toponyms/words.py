"""A text into words: where they stand, how they are looked up, and whether a sentence begins with them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from selon.gazetteer.names import fold as fold_name

_WORD = re.compile(
    r"([A-Za-zÀ-ÖØ-öø-ÿ]++(?![\w\u0300-\u036f\u00ad¬])|[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad¬])*)"
)  # What stands first is what the other would find too: nearly every word, found sooner.
_STOP = re.compile(r"[.!?…:;]|\n|[\"“”«»]|[-–—•] *$")
_APOSTROPHES = "'’‘ʼʾʿ`´"
_JOINS = re.compile(r"[ \t\u00a0\u202f]{0,2}(?:[-‑'’‘ʼʾʿ`´/][ ]?|\. ?)?$|[ ]*\n?[ ]*$")


class Word(NamedTuple):
    """A run of letters and digits.

    `key` is its form for look-ups, `low` the word in lower case, `gap` what stands between it and the word before,
    `cap` whether it begins with a capital, `first` whether a sentence, a line or a quotation begins with it.
    """

    i: int
    start: int
    end: int
    text: str
    key: str
    gap: str
    cap: bool
    first: bool
    low: str


def words_of(text: str, abbreviations: frozenset[str]) -> list[Word]:
    """The words of a text. After `abbreviations` (lower case) and single letters a full stop ends no sentence."""
    parts = _WORD.split(text)
    found: list[Word] = []
    end, before = 0, ""
    for i, (gap, word) in enumerate(zip(parts[0:-1:2], parts[1::2], strict=True)):
        start = end + len(gap)
        end = start + len(word)
        key, low, cap = _looks(word)
        first = gap != " " and (not i or _begins(gap, before, abbreviations))
        found.append(Word(i, start, end, word, key, gap, cap, first, low))
        before = word
    return found


@lru_cache(maxsize=20_000)
def _looks(word: str) -> tuple[str, str, bool]:
    """Its key, the word in lower case, and whether it begins with a capital."""
    return fold(word), word.lower(), word[0].isupper()


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """One word as the gazetteer's look-up folds it, without hyphenation marks."""
    return fold_name(word.replace("\u00ad", "").replace("¬", ""))


def joined(a: Word, b: Word) -> str | None:
    """What joins the keys of two words that run on: a space, or nothing within a word; None: they do not."""
    gap = b.gap
    if gap in (" ", "-"):
        return " "
    if not _JOINS.match(gap):
        return None
    if "." in gap and not (len(a.text) <= 3 and a.text[:1].isupper()):
        return None
    if gap.strip() in _APOSTROPHES and gap.strip() and a.key not in ("d", "l"):
        return ""
    return " "


def near(b: Word) -> bool:
    """Whether only spaces or a hyphen stand between the word and the one before it."""
    return b.gap in (" ", "-", "‑", "\u00a0", "'", "’") or (not b.gap.strip() and "\n" not in b.gap)


def _begins(gap: str, before: str, abbreviations: frozenset[str]) -> bool:
    if not _STOP.search(gap):
        return False
    if gap.startswith(".") and gap.strip() == "." and "\n" not in gap:
        return not (len(before) == 1 or before.lower() in abbreviations)
    return True
