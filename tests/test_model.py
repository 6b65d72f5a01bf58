"""The words of Selon: JSON there and back, and periods in EDTF."""

import json
import pickle
import re
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from tests.readings import TEXT, periods, reading, readings

from selon.model import PLOVER, Block, Claim, Dispatch, Grain, Period, Reading, Span


def through_json(value: Any) -> Any:
    return json.loads(json.dumps(value, ensure_ascii=False))


@given(readings())
def test_a_reading_comes_back_from_json_as_it_was(r: Reading) -> None:
    again = Reading.from_json(through_json(r.to_json()))
    assert again == r
    assert again.to_json() == r.to_json()


def test_a_reading_is_picklable_and_frozen() -> None:
    r = reading()
    assert pickle.loads(pickle.dumps(r)) == r
    with pytest.raises(AttributeError):
        r.claims[0].type = "attack"  # type: ignore[misc]


def test_a_claim_carries_its_sentence_and_its_plover_type() -> None:
    r = reading()
    claim = r.claims[0].to_json(TEXT)
    assert claim["quote"]["text"].startswith("Un officier malien") and claim["quote"]["text"].endswith("Ménaka.")
    assert (claim["plover"], claim["period"], claim["time"]) == ("RETREAT", "2026-03-03", ["2026-03-03", "2026-03-03"])
    assert r.claims[1].to_json(TEXT)["period"] == "../2026-04-15"
    assert all(r.claims[i].plover == PLOVER[r.claims[i].type] for i in range(3))


def test_unknown_values_are_refused() -> None:
    claim = through_json(reading().claims[0].to_json(TEXT))
    for field, value in {"type": "dance", "status": "maybe"}.items():
        with pytest.raises(ValueError, match="is not one of"):
            Claim.from_json({**claim, field: value})
    with pytest.raises(KeyError):
        Dispatch.from_json({"id": "a"})


def test_spans_are_half_open() -> None:
    a, b, c = Span(0, 3), Span(3, 5), Span(1, 2)
    assert a.of("abcdef") == "abc"
    assert not a.overlaps(b) and a.overlaps(c) and a.covers(c) and not c.covers(a)
    assert Block("title", a).span == a


@pytest.mark.parametrize(
    ("first", "last", "edtf"),
    [
        (date(2026, 2, 23), date(2026, 2, 23), "2026-02-23"),
        (date(2026, 1, 21), date(2026, 1, 31), "2026-01-21/2026-01-31"),
        (date(2026, 2, 1), date(2026, 2, 28), "2026-02"),
        (date(2024, 2, 1), date(2024, 2, 28), "2024-02-01/2024-02-28"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2014, 1, 1), date(2014, 12, 31), "2014"),
        (date(2014, 1, 1), date(2015, 12, 31), "2014-01-01/2015-12-31"),
        (date(2014, 1, 1), None, "2014-01-01/.."),
        (None, date(2026, 3, 23), "../2026-03-23"),
        (None, None, "../.."),
        (date(9999, 12, 1), date(9999, 12, 31), "9999-12"),
    ],
)
def test_edtf(first: date | None, last: date | None, edtf: str) -> None:
    assert Period(first, last).edtf == edtf


def test_blurred_periods_carry_a_tilde() -> None:
    assert Period(date(2026, 2, 23), date(2026, 2, 23), approximate=True).edtf == "2026-02-23~"
    assert Period(date(2026, 2, 2), date(2026, 2, 9), approximate=True).edtf == "2026-02-02~/2026-02-09~"


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2026, 2, 24), date(2026, 2, 23))


EDTF = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?~?|\.\.)(/(\d{4}-\d\d-\d\d~?|\.\.))?")


@given(periods())
def test_every_period_has_an_edtf_form_that_holds_its_edges(p: Period) -> None:
    assert EDTF.fullmatch(p.edtf)
    assert p.grain in get_args(Grain)
    first, _, last = p.edtf.replace("~", "").partition("/")
    assert p.first is None or p.first.isoformat().startswith(first)
    if last:
        assert last == (".." if p.last is None else p.last.isoformat())
