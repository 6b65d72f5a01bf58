"""Small numbers in words, as dates and lengths have them ("quatre-vingt-dix", "nineteen ninety-seven")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SCORE = 20


def spelled(words: Sequence[str], worth: Mapping[str, int]) -> int | None:
    """The number that the words spell, None where they spell none or more than one ("six deux").

    Each word is worth its number; hundreds and thousands multiply what stands before them, and so does a score after
    four; two pairs of tens are a year ("nineteen ninety-seven").
    """
    total, current, last, years = 0, 0, 1000, 0
    for word in words:
        v = worth[word]
        if v >= 100:
            if current >= v:
                return None
            current = max(current, 1) * v
            if v >= 1000:
                total, current = total + current, 0
            last = v
        elif v == SCORE and current % 100 == 4:
            current, last = current + 76, SCORE
        elif _fits(v, last, current):
            current, last = current + v, v
        elif 10 <= current <= 21 and v >= 10 and not years and not total:
            years, current, last = current, v, v
        else:
            return None
    return years * 100 + current if years else total + current


def _fits(v: int, last: int, current: int) -> bool:
    """Whether a word worth `v` can follow one worth `last`: units after tens, "dix-sept", "soixante et onze"."""
    if last >= 100:
        return v < 100
    if last == 10:
        return 7 <= v <= 9
    if last == 60 or current % 100 == 80:
        return v < 20
    return last >= SCORE and v < 10
