"""The singular of a noun, by the endings of its language."""

from __future__ import annotations

from selon.reading.quantities.words import Nouns


def plural(word: str, nouns: Nouns) -> bool:
    """Whether a word, in small letters, can be a noun in the plural."""
    parts = (word, word.partition("-")[0], word.rpartition("-")[2])
    if any(w.endswith(nouns.plural_endings) and not w.endswith(nouns.never_plural) for w in parts):
        return True
    return any(w in nouns.plural_without_mark or w in nouns.irregular for w in parts)


def singular(word: str, nouns: Nouns) -> str:
    """The singular of a word written as it stands in the text; capitals stay."""
    low = word.lower()
    known = nouns.irregular.get(low)
    if known is not None:
        return _as(word, known)
    if low in nouns.invariable or low in nouns.plural_without_mark:
        return word
    head, hyphen, tail = word.rpartition("-")
    if hyphen:
        return _hyphened(head, tail, nouns)
    if low.endswith(nouns.capital_invariable) and (word[:1].isupper() or low in nouns.demonyms):
        return word
    for ending, instead in nouns.endings:
        if low.endswith(ending) and len(low) > len(ending) + 1:
            return word[: len(word) - len(ending)] + instead
    return word


def _hyphened(head: str, tail: str, nouns: Nouns) -> str:
    """ "Lieutenants-colonels": each part on its own, but a verb or preposition before the last keeps its form."""
    if plural(head.lower(), nouns) and head.lower() not in nouns.stop and not plural(tail.lower(), nouns):
        return f"{singular(head, nouns)}-{tail}"
    kept = head.lower().endswith(nouns.both_parts)
    return f"{singular(head, nouns) if kept else head}-{singular(tail, nouns)}"


def _as(word: str, known: str) -> str:
    return known[:1].upper() + known[1:] if word[:1].isupper() and not word.isupper() else known
