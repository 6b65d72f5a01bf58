"""Calendar arithmetic: slots tile the calendar, parts lie inside them, and nothing leaves the calendar unnoticed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.reading.periods.holidays import feast
from selon.reading.periods.slots import add, at, nth_weekday, part, shift

DAYS = st.dates(date(600, 1, 1), date(9000, 12, 31))
UNITS = st.sampled_from(("D", "W", "M", "Q", "S", "H", "Y", "SY", "DE", "CE"))


@given(DAYS, UNITS)
def test_a_slot_holds_its_day(d: date, unit: str) -> None:
    slot = at(unit, d)
    assert slot.first <= d <= slot.last


@given(DAYS, UNITS, st.integers(-3, 3))
def test_neighbours_leave_no_gap(d: date, unit: str, n: int) -> None:
    slot = shift(at(unit, d), n)
    assert shift(slot, 1).first == slot.last + timedelta(days=1)
    assert shift(shift(slot, 1), -1) == slot


@given(DAYS, UNITS)
def test_the_parts_lie_inside_in_order(d: date, unit: str) -> None:
    slot = at(unit, d)
    start, middle, end = (part(slot, which) for which in ("START", "MID", "END"))
    assert start.first == slot.first
    assert end.last == slot.last
    assert start.first and middle.first and end.first
    assert start.first <= middle.first <= end.first


@given(DAYS, st.integers(0, 6), st.sampled_from((-1, 1)))
def test_the_nearest_weekday_is_within_a_week(d: date, weekday: int, direction: int) -> None:
    found = nth_weekday(d, weekday, direction)
    assert found.weekday() == weekday
    assert 1 <= (found - d).days * direction <= 7


def test_lengths_that_leave_the_calendar_say_so() -> None:
    with pytest.raises((ValueError, OverflowError)):
        add(date(9999, 12, 31), 1, "D")
    with pytest.raises((ValueError, OverflowError)):
        add(date(1, 1, 1), -1, "CE")


def test_months_end_where_months_end() -> None:
    assert add(date(2026, 1, 31), 1, "M") == date(2026, 2, 28)
    assert add(date(2024, 2, 29), 1, "Y") == date(2025, 2, 28)
    assert add(date(2026, 2, 23), 2.5, "Y") == date(2028, 8, 23)


def test_feasts() -> None:
    assert feast("easter", 2024) == (date(2024, 3, 31), date(2024, 3, 31))
    assert feast("easter+39", 2024) == (date(2024, 5, 9), date(2024, 5, 9))
    assert feast("ramadan", 2026) == (date(2026, 2, 18), date(2026, 3, 19))
    assert feast("11#4-3", 2025) == (date(2025, 11, 27), date(2025, 11, 27))
    assert feast("05#-1-6", 2025) == (date(2025, 5, 25), date(2025, 5, 25))
    assert feast("ramadan", 9000) is None
