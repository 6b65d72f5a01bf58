"""Words as full-text search compares them: lower case, without accents, one space between them.

Done here and not in the store, so that every store finds the same.
"""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
_LIGATURE = re.compile(f"[{''.join(_LIGATURES)}]")
_MARKS = re.compile(
    "[" + "".join(re.escape(chr(c)) for c in range(0x300, 0x10000) if unicodedata.combining(chr(c))) + "]"
)
"""Accents and the like, once they are apart from their letters."""
_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset({"l", "le", "la", "les", "un", "une", "des", "d", "du", "the", "a", "an"})


KEPT, LONGEST = 50_000, 40
"""Folded stretches between white space that are kept, and the characters of the longest: most words of the next
dispatch are among those of the last ones."""


def _apart(found: re.Match[str]) -> str:
    return _LIGATURES[found[0]]


def _words(text: str) -> list[str]:
    text = text.lower()
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", _LIGATURE.sub(_apart, text)).lower())
    return _WORD.findall(text)


class _Folded(dict[str, str]):
    """What stands between white space → its folded words."""

    def __missing__(self, stretch: str) -> str:
        found = " ".join(_words(stretch))
        if len(stretch) <= LONGEST:
            if len(self) >= KEPT:
                self.clear()
            self[stretch] = found
        return found


_folded = _Folded()


def words(text: str) -> list[str]:
    """The folded words in order: "L'armée à Deir ez-Zor" gives l, armee, a, deir, ez, zor."""
    return " ".join([_folded[stretch] for stretch in text.split()]).split()


def fold(text: str) -> str:
    """The folded words with a space between them."""
    return " ".join(words(text))


def name(text: str) -> str:
    """A name or phrase folded and without the article at its head: "L'armée" gives "armee"."""
    found = words(text)
    while len(found) > 1 and found[0] in _ARTICLES:
        del found[0]
    return " ".join(found)
