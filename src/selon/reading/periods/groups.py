"""Ranges and lists: "du 12 au 15 mars", "entre 2014 et 2019", "les 3 et 4 mars" are two expressions and one period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from selon.model import Period
from selon.reading.periods.draft import Draft
from selon.reading.periods.tokens import Tokens


def join(
    tokens: Tokens, extents: Sequence[tuple[int, int]], drafts: Sequence[Draft], settings: Mapping[str, Any]
) -> dict[int, tuple[int, int]]:
    """Give the two ends of a range, and the items of a list, the period of the whole, in place.

    Returns the extent, in tokens, of each expression that belongs to one.
    """
    joined: dict[int, tuple[int, int]] = {}
    for i in range(len(drafts) - 1):
        (a_first, a_end), (b_first, b_end) = extents[i], extents[i + 1]
        before = " ".join(w.lower() for w in tokens.words[max(0, a_first - 2) : a_first])
        between = " ".join(w.lower() for w in tokens.words[a_end:b_first])
        opener = _opener(before, between, settings)
        if opener is None or not _range(drafts[i], drafts[i + 1]):
            continue
        whole = (a_first - opener, b_end)
        joined[i] = joined[i + 1] = whole
    return joined


def _opener(before: str, between: str, settings: Mapping[str, Any]) -> int | None:
    """How many tokens open the range; None where the two are no range."""
    for word, links in settings["ranges"].items():
        if between in links and (word in ("", before) or before.endswith(" " + word)):
            return len(word.split())
    return None


def _range(a: Draft, b: Draft) -> bool:
    p, q = a.period, b.period
    if p is None or q is None or p.first is None or q.last is None or a.kind == "length" or b.kind == "length":
        return False
    if p.first > q.last:
        return False
    a.period = b.period = Period(p.first, q.last, q.grain, p.approximate or q.approximate)
    a.use = b.use = "point"
    return True
