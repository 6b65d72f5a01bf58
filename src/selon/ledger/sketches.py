"""Small fingerprints of texts: near-duplicates share at least one band of theirs, other texts hardly ever."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rensa import RMinHash

from selon.ledger.fold import words

SHINGLE = 6
"""Words that stand next to each other."""
BANDS, ROWS = 12, 4
"""Of texts whose shingles are alike by half, 54 in 100 meet in a band, by three fifths 81, by four fifths all.
Later takes, which are less alike, are found by their unchanged paragraphs."""
SEED = 1984
ALGORITHM = int(RMinHash.ALGORITHM_VERSION)

_MIX = np.uint64(0x9E3779B97F4A7C15)


def shingles(text: str) -> set[str]:
    """The six-word shingles of a text; a shorter text is one shingle."""
    return _shingles(words(text))


def _shingles(found: Sequence[str]) -> set[str]:
    if len(found) <= SHINGLE:
        return {" ".join(found)}
    return {" ".join(found[i : i + SHINGLE]) for i in range(len(found) - SHINGLE + 1)}


def sketches(texts: Sequence[Sequence[str]]) -> tuple[list[bytes], list[list[int]]]:
    """The fingerprint of each text, given as its folded words, and the numbers of its bands."""
    if not texts:
        return [], []
    sets = [list(_shingles(t)) for t in texts]
    digests = np.array(RMinHash.digests_from_token_sets(sets, BANDS * ROWS, SEED), dtype=np.uint32)
    return [d.tobytes() for d in digests], _bands(digests).tolist()


def _bands(digests: np.ndarray) -> np.ndarray:
    """Each band's rows and place mixed into one signed 64-bit number."""
    rows = digests.astype(np.uint64).reshape(len(digests), BANDS, ROWS)
    mixed = np.broadcast_to(np.arange(BANDS, dtype=np.uint64) + np.uint64(ALGORITHM << 16), rows.shape[:2]).copy()
    with np.errstate(over="ignore"):
        for i in range(ROWS):
            mixed = (mixed ^ rows[:, :, i]) * _MIX
            mixed ^= mixed >> np.uint64(29)
    return mixed.view(np.int64)
