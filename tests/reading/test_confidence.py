"""How sure a claim is: a line through log odds, its numbers from the language pack."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.errors import DataError
from selon.reading.confidence import Confidence, load_confidence
from selon.reading.parse import MODELS

probabilities = st.floats(0, 1)
lines = st.builds(Confidence, st.floats(0.1, 3), st.floats(-3, 3))


@given(st.floats(0.001, 0.999))
def test_the_plain_line_leaves_a_probability_as_it_is(p: float) -> None:
    assert Confidence().of(p) == pytest.approx(p)


@given(lines, probabilities, probabilities)
def test_what_is_more_probable_is_surer(line: Confidence, p: float, q: float) -> None:
    low, high = sorted((p, q))
    assert 0 < line.of(low) <= line.of(high) < 1


def test_slope_and_offset_bend_towards_what_was_right() -> None:
    assert Confidence(slope=0.5).of(0.99) < 0.99
    assert Confidence(slope=0.5).of(0.01) > 0.01
    assert Confidence(offset=1.0).of(0.5) == pytest.approx(0.731, abs=0.001)


@pytest.mark.parametrize("lang", sorted(MODELS))
def test_every_language_has_its_numbers_and_they_keep_the_order(lang: str) -> None:
    assert load_confidence(lang).slope > 0


def test_a_language_without_numbers_is_told_so() -> None:
    with pytest.raises(DataError, match="confidence"):
        load_confidence("xx")
