"""How two times or two numbers stand: every line of the tables in docs/linking.md, and no cell missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations_with_replacement, product
from pathlib import Path

import pytest
from hypothesis import given
from tests.readings import periods

from selon.linking.intervals import Stands, numbers, times
from selon.model import Period, Quantity, Span

DOCS = Path(__file__).resolve().parents[2] / "docs" / "linking.md"
FLIPPED: dict[Stands, Stands] = {"inside": "around", "around": "inside"}
SAYS: dict[str, Stands] = {"overlapping": "overlaps"}
SO = {
    "same": "agree",
    "inside": "the first refines",
    "around": "the second refines",
    "overlaps": "differ",
    "apart": "contradict",
    "unknown": "the second refines",
}
Row = tuple[str, str, str, Stands, str]


def table(heading: str) -> list[Row]:
    """The lines of a table of the docs: kinds, the first, the second, how it stands, what that makes of the claims."""
    part = DOCS.read_text("utf-8").split(f"### {heading}\n")[1].split("\n#")[0]
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("|")]
    return [(k, a, b, SAYS.get(s, s), so) for k, a, b, s, so in cells[2:]]  # type: ignore[arg-type]


TIMES, NUMBERS = table("Two times"), table("Two numbers")


def when(words: str) -> Period | None:
    """A period from EDTF as the table writes it: a day, two, either open, "~" for blurred; "–" for none."""
    if words == "–":
        return None
    blurred, words = words.endswith("~"), words.rstrip("~")
    first, _, last = words.partition("/")
    ends = [None if x == ".." else date.fromisoformat(x) for x in (first, last or first)]
    return Period(ends[0], ends[1], "day", blurred)


def many(words: str) -> Quantity:
    """A number as the table writes it: "34", "20 to 99", "30 or more", "up to 50", "about 1000"."""
    about, words = words.startswith("about "), words.removeprefix("about ")
    if words.startswith("up to "):
        low, high = None, float(words.removeprefix("up to "))
    elif words.endswith(" or more"):
        low, high = float(words.removesuffix(" or more")), None
    else:
        first, _, last = words.partition(" to ")
        low, high = float(first), float(last or first)
    return Quantity(Span(0, 1), low, high, "mort", about)


def kind_of_time(p: Period | None) -> str:
    if p is None:
        return "none"
    if p.first is None or p.last is None:
        return "until" if p.first is None else "since"
    return "blurred day" if p.approximate else "day" if p.first == p.last else "stretch"


def kind_of_number(q: Quantity) -> str:
    if q.low is None or q.high is None:
        return "up to" if q.low is None else "or more"
    return "about" if q.approximate else "exact" if q.low == q.high else "range"


@pytest.mark.parametrize(("kinds", "a", "b", "stands", "so"), TIMES)
def test_two_times(kinds: str, a: str, b: str, stands: Stands, so: str) -> None:
    p, q = when(a), when(b)
    terms = (kinds == "deadline, deadline",) * 2
    if not any(terms) and p is not None:
        assert kinds == f"{kind_of_time(p)}, {kind_of_time(q)}"
    assert times(p, q, terms=terms) == stands
    assert times(q, p, terms=terms) == FLIPPED.get(stands, stands)
    assert so.split(":", maxsplit=1)[0] == SO[stands]


@pytest.mark.parametrize(("kinds", "a", "b", "stands", "so"), NUMBERS)
def test_two_numbers(kinds: str, a: str, b: str, stands: Stands, so: str) -> None:
    p, q = many(a), many(b)
    assert kinds == f"{kind_of_number(p)}, {kind_of_number(q)}"
    assert numbers(p, q) == stands
    assert numbers(q, p) == FLIPPED.get(stands, stands)
    assert so == SO[stands]


def all_times() -> Iterator[Period]:
    days = [date(2026, 2, 1) + timedelta(n) for n in range(7)]
    for d in days:
        yield from (Period(d, d), Period(d, d, "day", True), Period(d, None), Period(None, d))
    yield from (Period(a, b) for a in days for b in days if a < b)


def all_numbers() -> Iterator[Quantity]:
    counts = (10.0, 20.0, 29.0, 30.0, 31.0, 60.0)
    for n in counts:
        for low, high, about in ((n, n, False), (n, n, True), (n, None, False), (None, n, False)):
            yield Quantity(Span(0, 1), low, high, "mort", about)
    yield from (Quantity(Span(0, 1), a, b, "mort") for a in counts for b in counts if a < b)


def cell(kinds: tuple[str, str], stands: Stands) -> tuple[str, ...]:
    """Two kinds and how they stand, the same in whichever order they are put."""
    one, other = sorted(((*kinds, stands), (*reversed(kinds), FLIPPED.get(stands, stands))))
    return min(one, other)


def test_no_cell_of_the_times_is_missing() -> None:
    told = {cell((*k.split(", "),), s) for k, _, _, s, _ in TIMES}  # type: ignore[arg-type]
    for a, b in product(all_times(), repeat=2):
        assert cell((kind_of_time(a), kind_of_time(b)), times(a, b)) in told
    assert {cell(("deadline", "deadline"), s) for s in ("same", "overlaps")} <= told


def test_no_cell_of_the_numbers_is_missing() -> None:
    told = {cell((*k.split(", "),), s) for k, _, _, s, _ in NUMBERS}  # type: ignore[arg-type]
    for a, b in combinations_with_replacement(all_numbers(), 2):
        assert cell((kind_of_number(a), kind_of_number(b)), numbers(a, b)) in told


def test_nothing_is_compared_with_nothing() -> None:
    assert times(None, None) == "unknown"
    assert numbers(None, None) == "unknown"


def test_what_is_not_counted_is_not_compared_with_what_is() -> None:
    people, share = Quantity(Span(0, 1), 20, 20, "mort"), Quantity(Span(0, 1), 20, 20, None, kind="share")
    assert numbers(people, share) == "unknown"
    assert numbers(people, None) == "unknown"


@given(periods(), periods())
def test_times_flip(a: Period, b: Period) -> None:
    assert times(b, a) == FLIPPED.get(times(a, b), times(a, b))


@given(periods())
def test_a_time_is_the_same_as_itself(a: Period) -> None:
    assert times(a, a) == ("same" if a.first or a.last else "unknown")
