"""How two times or two numbers stand to each other. `docs/linking.md` has the table, with an example for every cell.

Times are closed intervals of days, numbers closed intervals of counts, either end open. A deadline is a term, not a
stretch: "within a month" and "within twenty days" can both be true, and yet they are not the same.
"""

from __future__ import annotations

from typing import Literal

from selon.model import Period, Quantity

Stands = Literal["same", "inside", "around", "overlaps", "apart", "unknown"]
"""How the first stands to the second: inside it, around it, overlapping it, apart from it."""
BLUR = 0.1
"""Share by which an approximate number may be off."""
_BLUR_DAYS = {"day": 1, "week": 3, "month": 7, "quarter": 21, "season": 21, "half": 31, "year": 62, "decade": 366}
LOWEST, HIGHEST = float("-inf"), float("inf")
Ends = tuple[float, float]


def times(a: Period | None, b: Period | None, *, terms: tuple[bool, bool] = (False, False)) -> Stands:
    """How the first time stands to the second. `terms` tells which of them are deadlines.

    Two deadlines are the same or overlap. Blurred periods ("vers", "environ") that lie a little apart overlap.
    """
    if a is None or b is None or not (a.first or a.last) or not (b.first or b.last):
        return "unknown"
    if all(terms):
        return "same" if a.last == b.last else "overlaps"
    found = ends(_days(a), _days(b))
    if found == "apart" and (a.approximate or b.approximate):
        return "overlaps" if ends(_days(a, _blur(a)), _days(b, _blur(b))) != "apart" else "apart"
    if found in ("inside", "around") and any(_since(p) for p in (a, b)) and _since(a) == _since(b):
        return "overlaps"  # "depuis 2014" and "depuis 2016" both say when it began
    return found


def numbers(a: Quantity | None, b: Quantity | None) -> Stands:
    """How the first number stands to the second; approximate ones that nearly meet overlap."""
    if a is None or b is None or a.kind != b.kind or (a.low is None and a.high is None):
        return "unknown"
    if b.low is None and b.high is None:
        return "unknown"
    found = ends(_counts(a), _counts(b))
    if found == "apart" and (a.approximate or b.approximate):
        return "overlaps" if ends(_counts(a, blurred=True), _counts(b, blurred=True)) != "apart" else "apart"
    return found


def ends(a: Ends, b: Ends) -> Stands:
    """How one closed interval stands to another."""
    if a == b:
        return "same"
    if a[0] > b[1] or b[0] > a[1]:
        return "apart"
    if b[0] <= a[0] and a[1] <= b[1]:
        return "inside"
    if a[0] <= b[0] and b[1] <= a[1]:
        return "around"
    return "overlaps"


def _since(p: Period) -> bool:
    return p.first is not None and p.last is None


def _blur(p: Period) -> int:
    return _BLUR_DAYS.get(p.grain, 366) if p.approximate else 0


def _days(p: Period, blur: int = 0) -> Ends:
    first = LOWEST if p.first is None else p.first.toordinal() - blur
    last = HIGHEST if p.last is None else p.last.toordinal() + blur
    return first, last


def _counts(q: Quantity, *, blurred: bool = False) -> Ends:
    low = LOWEST if q.low is None else q.low
    high = HIGHEST if q.high is None else q.high
    if blurred and q.approximate:
        return low * (1 - BLUR), high * (1 + BLUR)
    return low, high
