"""Row numbers sort by day, and claims are filed under the days, months and years of their time."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from selon.ledger.calendar import asked, buckets
from selon.ledger.keys import rank
from selon.ledger.numbers import SERIALS, bounds, day, number
from selon.model import Period

DAYS = st.dates()
SERIAL = st.integers(0, SERIALS - 1)


@given(st.none() | DAYS, SERIAL, st.none() | DAYS, SERIAL)
def test_numbers_sort_by_day_newest_first_then_by_serial(a: date | None, m: int, b: date | None, n: int) -> None:
    left, right = number(a, m), number(b, n)
    assert 0 <= left < 2**63 and day(left) == a
    first, second = (a or date.min) if a else None, b
    if first != second:
        newer = second is None or (first is not None and first > second)
        assert (left < right) == newer
    else:
        assert (left < right) == (m < n)


@given(DAYS, SERIAL, st.none() | DAYS, st.none() | DAYS)
def test_bounds_hold_what_was_published_between(on: date, serial: int, first: date | None, last: date | None) -> None:
    low, high = bounds(first, last)
    n = number(on, serial)
    inside = (low is None or n >= low) and (high is None or n < high)
    assert inside == ((first is None or on >= first) and (last is None or on <= last))


@given(DAYS, st.integers(0, 4000), DAYS, st.integers(0, 4000), st.sampled_from(["", "first", "last"]))
def test_whatever_shares_a_day_is_found(a: date, long: int, b: date, asked_long: int, opened: str) -> None:
    end = a + timedelta(days=min(long, (date.max - a).days))
    period = Period(None if opened == "first" else a, None if opened == "last" else end)
    last = b + timedelta(days=min(asked_long, (date.max - b).days))
    where = asked(b, last)
    shares = (period.first is None or period.first <= last) and (period.last is None or period.last >= b)
    if where is not None and shares:
        assert set(where) & set(buckets(period))
    assert len(buckets(period)) <= 9
    assert where is None or len(where) <= 60


def test_readers_are_ranked_by_version() -> None:
    names = ["hand", "selon-fr/1", "selon-fr/1.2", "selon-en/1.10", "selon-fr/2"]
    assert sorted(names, key=rank) == names
