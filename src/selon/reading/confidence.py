"""How sure the reader is of a claim: the scorer's probability of its type, set right by how often such a one was right.

A claim is right where a person who read the dispatch by hand hung a claim of the same type on the same word. The two
numbers of a language are in `weights/confidence.toml`; `training/train.py` fits them on dispatches that the scorer did
not learn from (Platt 1999).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from selon.errors import DataError
from selon.languages.load import table

LEAST = 1e-6
"""Probabilities nearer than this to 0 or 1 are taken as this near."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """A line through log odds: `slope` and `offset`. With 1 and 0 every probability stays as it is."""

    slope: float = 1.0
    offset: float = 0.0

    def of(self, probability: float) -> float:
        """The share of right claims among those to which the scorer gives such a probability, between 0 and 1."""
        return _near(1 / (1 + math.exp(-self.slope * log_odds(probability) - self.offset)))


def log_odds(probability: float) -> float:
    """The logarithm of a probability against its opposite."""
    p = _near(probability)
    return math.log(p / (1 - p))


def _near(probability: float) -> float:
    return min(max(probability, LEAST), 1 - LEAST)


def load_confidence(lang: str) -> Confidence:
    """The numbers of a language.

    Raises:
        DataError: they are missing.
    """
    numbers = table(lang, "weights/confidence")
    try:
        return Confidence(float(numbers["slope"]), float(numbers["offset"]))
    except (KeyError, TypeError, ValueError) as e:
        raise DataError(f"languages/{lang}/weights/confidence.toml has no {e}: reinstall selon") from e
