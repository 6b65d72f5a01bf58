"""A look at the words of a dispatch before it is parsed: which of its paragraphs may hold a claim at all?

A trained scorer weighs the words of each paragraph, names left aside, and those of the paragraphs around it. What is
all sport or economy is not parsed; where a dispatch is too short to tell, it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

from selon.model import Block, Dispatch
from selon.reading.scorer import Scorer, load_scorer

READ = ("title", "caption", "paragraph")
"""Kinds of blocks that are read."""

CLAIMS = "claims"
"""The class of paragraphs that hold claims."""
AROUND = 8
"""Paragraphs on either side that bear on one."""
BESIDE = 3.0
"""What the mean of a paragraph and those around it weighs beside its own words."""
SURE = 2.5
"""Log odds from which a paragraph's own words are enough."""
SHORT = 40
"""Words below which a dispatch is read whole."""
BEGINNING = 4
"""Letters of a word that stand for its other forms."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Prepass:
    """Tells which paragraphs of a language may hold claims."""

    def __init__(self, lang: str, scorer: Scorer | None = None) -> None:
        self._lang = lang
        self._scorer = scorer

    @property
    def scorer(self) -> Scorer:
        """The trained weights, read at first use."""
        if self._scorer is None:
            self._scorer = load_scorer(self._lang, "prepass")
        return self._scorer

    def worth_parsing(self, d: Dispatch) -> tuple[Block, ...]:
        """The blocks that may hold a claim, in order. To parse the others is a waste."""
        read = tuple(b for b in d.blocks if b.kind in READ)
        found = [words(b.span.of(d.text)) for b in read]
        if sum(map(len, found)) < SHORT:
            return read
        kept = worth([self.odds(x) for x in found])
        return tuple(b for b, keep in zip(read, kept, strict=True) if keep)

    def odds(self, found: Sequence[str]) -> float:
        """The log odds that a paragraph of these words holds a claim, 0 where one is as dear to read as to lose."""
        usual, weights = self._weights
        return usual + sum([weights[x] for x in signs(found) if x in weights])

    @cached_property
    def _weights(self) -> tuple[float, dict[str, float]]:
        """The log odds of a paragraph of which nothing is known, and what each sign adds to them."""
        claims = self.scorer.classes.index(CLAIMS)
        bias, columns = self.scorer.bias.tolist(), self.scorer.signs.T.tolist()
        weights = map(float.__sub__, columns[claims], columns[1 - claims])
        return bias[claims] - bias[1 - claims], dict(zip(self.scorer.index, weights, strict=True))


def worth(odds: Sequence[float]) -> list[bool]:
    """Which paragraphs of a dispatch are worth parsing, by the log odds of each."""
    sums = [0.0, *accumulate(odds)]
    kept = []
    for n, own in enumerate(odds):
        first, end = max(0, n - AROUND), min(len(odds), n + AROUND + 1)
        around = (sums[end] - sums[first]) / (end - first)
        kept.append(own >= SURE or own + BESIDE * around >= 0)
    return kept


def words(text: str) -> list[str]:
    """The words of a text that no capital begins, without what is elided before them."""
    return [x for x in map(_common, _WORD.findall(text)) if x]


@lru_cache(maxsize=20_000)
def _common(word: str) -> str:
    """The word without what is elided before it, "" where a capital begins it."""
    x = word.replace("’", "'").rsplit("'", 1)[-1]
    return "" if x[0].isupper() else x


def signs(found: Sequence[str]) -> list[str]:
    """What a paragraph is weighed by: its words, and the beginnings of the longer ones, each once."""
    once = dict.fromkeys(map(str.lower, found))
    return [*once, *dict.fromkeys(f"{x[:BEGINNING]}-" for x in once if len(x) > BEGINNING)]
