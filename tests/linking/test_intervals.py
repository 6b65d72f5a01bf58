"""Every cell of the table in docs/linking.md: two times, two numbers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from tests.readings import periods

from selon.linking.intervals import Stands, numbers, times
from selon.model import Period, Quantity, Span


def when(words: str) -> Period | None:
    """A period from EDTF as the table writes it: a day, two, either open, "~" for blurred; "-" for none."""
    if words == "-":
        return None
    blurred, words = words.endswith("~"), words.rstrip("~")
    first, _, last = words.partition("/")
    last = last or first
    ends = [None if x == ".." else date.fromisoformat(x) for x in (first, last)]
    return Period(ends[0], ends[1], "day", blurred)


TIMES: list[tuple[str, str, str, Stands]] = [
    # kind of the two, the first, the second, how the first stands to the second
    ("day, day", "2026-02-23", "2026-02-23", "same"),
    ("day, day", "2026-02-23", "2026-02-24", "apart"),
    ("day, stretch", "2026-02-23", "2026-02-09/2026-02-23", "inside"),
    ("day, stretch", "2026-02-25", "2026-02-09/2026-02-23", "apart"),
    ("stretch, stretch", "2026-02-01/2026-02-10", "2026-02-01/2026-02-10", "same"),
    ("stretch, stretch", "2026-02-05/2026-02-15", "2026-02-01/2026-02-10", "overlaps"),
    ("stretch, stretch", "2026-02-03/2026-02-05", "2026-02-01/2026-02-10", "inside"),
    ("stretch, stretch", "2026-03-01/2026-03-10", "2026-02-01/2026-02-10", "apart"),
    ("blurred day, day", "2026-02-23~", "2026-02-24", "overlaps"),
    ("blurred day, day", "2026-02-23~", "2026-02-27", "apart"),
    ("since, since", "2014-01-01/..", "2014-01-01/..", "same"),
    ("since, since", "2014-01-01/..", "2016-02-23/..", "overlaps"),
    ("since, day", "2026-02-09/..", "2026-02-12", "around"),
    ("since, stretch", "2026-02-09/..", "2026-02-01/2026-02-12", "overlaps"),
    ("since, day", "2026-02-09/..", "2026-02-01", "apart"),
    ("until, day", "../2026-03-23", "2026-03-15", "around"),
    ("until, stretch", "../2026-03-23", "2026-03-20/2026-03-30", "overlaps"),
    ("until, day", "../2026-03-23", "2026-03-30", "apart"),
    ("until, since", "../2026-03-23", "2026-03-01/..", "overlaps"),
    ("until, since", "../2026-03-23", "2026-04-01/..", "apart"),
    ("until, until", "../2026-03-23", "../2026-03-15", "around"),
    ("none, day", "-", "2026-03-15", "unknown"),
    ("none, none", "-", "-", "unknown"),
]
TERMS: list[tuple[str, str, Stands]] = [
    ("../2026-03-23", "../2026-03-23", "same"),
    ("../2026-03-23", "../2026-03-15", "overlaps"),
]
NUMBERS: list[tuple[str, tuple[float | None, float | None, bool], tuple[float | None, float | None, bool], Stands]] = [
    ("exact, exact", (34, 34, False), (34, 34, False), "same"),
    ("exact, exact", (34, 34, False), (74, 74, False), "apart"),
    ("exact, range", (34, 34, False), (20, 99, False), "inside"),
    ("exact, range", (134, 134, False), (20, 99, False), "apart"),
    ("range, range", (20, 99, False), (20, 99, False), "same"),
    ("range, range", (20, 99, False), (50, 200, False), "overlaps"),
    ("range, range", (30, 40, False), (20, 99, False), "inside"),
    ("range, range", (20, 99, False), (200, 999, False), "apart"),
    ("more than, exact", (30, None, False), (34, 34, False), "around"),
    ("more than, exact", (30, None, False), (12, 12, False), "apart"),
    ("more than, range", (30, None, False), (20, 99, False), "overlaps"),
    ("more than, more than", (40, None, False), (30, None, False), "inside"),
    ("up to, exact", (None, 50, False), (34, 34, False), "around"),
    ("up to, exact", (None, 50, False), (60, 60, False), "apart"),
    ("up to, more than", (None, 50, False), (30, None, False), "overlaps"),
    ("up to, more than", (None, 50, False), (60, None, False), "apart"),
    ("about, exact", (1000, 1000, True), (950, 950, False), "overlaps"),
    ("about, exact", (1000, 1000, True), (1500, 1500, False), "apart"),
]
FLIPPED: dict[Stands, Stands] = {"inside": "around", "around": "inside"}


@pytest.mark.parametrize(("_kinds", "a", "b", "stands"), TIMES)
def test_two_times(_kinds: str, a: str, b: str, stands: Stands) -> None:
    assert times(when(a), when(b)) == stands
    assert times(when(b), when(a)) == FLIPPED.get(stands, stands)


@pytest.mark.parametrize(("a", "b", "stands"), TERMS)
def test_two_terms(a: str, b: str, stands: Stands) -> None:
    assert times(when(a), when(b), terms=(True, True)) == stands
    assert times(when(b), when(a), terms=(True, True)) == stands


@pytest.mark.parametrize(("_kinds", "a", "b", "stands"), NUMBERS)
def test_two_numbers(
    _kinds: str,
    a: tuple[float | None, float | None, bool],
    b: tuple[float | None, float | None, bool],
    stands: Stands,
) -> None:
    p, q = (Quantity(Span(0, 1), low, high, "mort", about) for low, high, about in (a, b))
    assert numbers(p, q) == stands
    assert numbers(q, p) == FLIPPED.get(stands, stands)


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
