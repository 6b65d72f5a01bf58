"""What training does beside the fitting: dispatches left out in turn, and confidence set right."""

from types import SimpleNamespace
from typing import Any

import pytest
from training.train import FOLDS, Examples, Judged, Lessons, calibrate, written

from selon.reading.confidence import Confidence


def lessons(*ids: str) -> Lessons:
    seen: list[Any] = [SimpleNamespace(d=SimpleNamespace(id=x)) for x in ids]
    return Lessons("fr", seen, (), (), Examples([], [], []))


def test_every_dispatch_is_left_out_once_with_all_its_paragraphs() -> None:
    given = lessons("a", "a", "b", "c", "d", "e", "f", "f")
    folds = given.folds()
    assert len(folds) == FOLDS
    assert sorted(x for fold in folds for x in fold) == ["a", "b", "c", "d", "e", "f"]
    assert folds[0] == {"a", "f"}
    assert [x.d.id for x in given.without(folds[0]).dispatches] == ["b", "c", "d", "e"]


def test_confidence_is_the_share_of_right_ones() -> None:
    found = [Judged(0.9, n < 60) for n in range(100)] + [Judged(0.5, n < 30) for n in range(100)]
    line = calibrate(found)
    assert line.of(0.9) == pytest.approx(0.6, abs=0.01)
    assert line.of(0.5) == pytest.approx(0.3, abs=0.01)


def test_a_scorer_that_is_right_is_left_as_it_is() -> None:
    found = [Judged(p / 100, n < p) for p in (20, 50, 80) for n in range(100)]
    line = calibrate(found)
    assert line.slope == pytest.approx(1, abs=0.01)
    assert line.offset == pytest.approx(0, abs=0.01)


def test_the_file_tells_both_numbers() -> None:
    assert written(Confidence(0.5, -0.1)).splitlines()[-2:] == ["slope = 0.500", "offset = -0.100"]
