"""Ranges and lists: "du 12 au 15 mars", "entre 2014 et 2019", "les 3 et 4 mars" are two expressions and one period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from selon.model import Period
from selon.reading.periods.draft import Draft
from selon.reading.periods.tokens import Tokens

WIDEST = 8
"""Tokens that may stand between the two ends of a range, or two items of a list."""
FAR = "\n"
"""What stands between expressions farther apart: it links nothing."""


def join(
    tokens: Tokens, extents: Sequence[tuple[int, int]], drafts: Sequence[Draft], settings: Mapping[str, Any]
) -> dict[int, tuple[int, int]]:
    """Give the two ends of a range, and the items of a list, the period of the whole, in place.

    Returns the extent, in tokens, of each expression that belongs to one.
    """
    joined: dict[int, tuple[int, int]] = {}
    i = 0
    while i < len(drafts) - 1:
        end, opening = _group(i, tokens, extents, drafts, settings)
        if end > i:
            whole = (extents[i][0] - opening, extents[end][1])
            joined.update((k, whole) for k in range(i, end + 1))
        i = max(end, i + 1)
    return joined


def _group(
    i: int, tokens: Tokens, extents: Sequence[tuple[int, int]], drafts: Sequence[Draft], settings: Mapping[str, Any]
) -> tuple[int, int]:
    """(last expression of the range or list that begins with `i`, tokens that open it)."""
    first = extents[i][0]
    before = [w.lower() for w in tokens.words[max(0, first - 2) : first]]
    links = [
        " ".join(w.lower() for w in tokens.words[a_end:b_first]) if b_first - a_end <= WIDEST else FAR
        for (_, a_end), (b_first, _) in zip(extents[i:], extents[i + 1 : i + 8], strict=False)
    ]
    opening = _range_opening(" ".join(before), links[0], settings["ranges"])
    if opening is not None and _span(drafts[i : i + 2]):
        return i + 1, opening
    lists = settings["lists"]
    end = i
    while end - i < len(links) and links[end - i] in lists["links"]:
        end += 1
    if before and before[-1] in lists["open"] and _span(drafts[i : end + 1], days=True):
        return end, 1
    if links[0] in lists["pairs"] and _consecutive(drafts[i], drafts[i + 1]) and _span(drafts[i : i + 2], days=True):
        return i + 1, 0
    return i, 0


def _range_opening(before: str, between: str, ranges: Mapping[str, Sequence[str]]) -> int | None:
    """How many tokens open the range; None where the two are no range."""
    for word, links in ranges.items():
        if between in links and (word in ("", before) or before.endswith(" " + word)):
            return len(word.split())
    return None


def _consecutive(a: Draft, b: Draft) -> bool:
    p, q = a.named, b.named
    if p is None or q is None or p.last is None or q.first is None:
        return False
    return q.first - p.last == timedelta(days=1)


def _span(drafts: Sequence[Draft], days: bool = False) -> bool:
    """Give the drafts one period, from the first day of the first to the last day of the last, where that is sound."""
    if len(drafts) < 2:
        return False
    for d in drafts:
        sound = d.named is not None and d.named.first and d.named.last and d.kind in ("day", "date", "clock")
        if not sound or (days and d.kind != "day"):
            return False
    ends = [d.named for d in drafts if d.named is not None]
    first, last = ends[0].first, ends[-1].last
    if first is None or last is None or first > last:
        return False
    whole = Period(first, last, ends[-1].grain, any(p.approximate for p in ends))
    for d in drafts:
        d.period, d.use = whole, "point"
    return True
