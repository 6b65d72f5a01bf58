"""No change may read the project's own dispatches worse than the floors say."""

import pytest
from tests.gate.score import Scores, floors, measure, overlap, pairs, same_source


@pytest.fixture(scope="module")
def scores() -> Scores:
    return measure()


@pytest.mark.parametrize("name", floors())
def test_no_figure_falls_below_its_floor(scores: Scores, name: str) -> None:
    assert scores.figures()[name] >= floors()[name]


def test_every_figure_has_a_floor(scores: Scores) -> None:
    assert scores.figures().keys() == floors().keys()


def test_pairs_are_one_to_one_and_prefer_the_same_type() -> None:
    gold = [{"type": "attack", "trigger": [0, 5]}, {"type": "withdraw", "trigger": [3, 9]}]
    given = [{"type": "withdraw", "trigger": [3, 9]}, {"type": "withdraw", "trigger": [0, 5]}]
    assert pairs(gold, given) == [(gold[1], given[0]), (gold[0], given[1])]
    assert pairs(gold, given[:1]) == [(gold[1], given[0])]
    assert pairs(gold, []) == []


def test_overlap_counts_shared_characters() -> None:
    assert (overlap([0, 5], [3, 9]), overlap([0, 3], [3, 9]), overlap(None, [0, 1])) == (2, 0, 0)


def test_a_source_is_its_kind_and_its_words() -> None:
    officer = {"source": {"kind": "unnamed", "span": [0, 10]}}
    assert same_source(officer, {"source": {"kind": "unnamed", "span": [3, 12]}})
    assert not same_source(officer, {"source": {"kind": "unnamed", "span": [20, 22]}})
    assert not same_source(officer, {"source": {"kind": "named", "span": [0, 10]}})
    narrator = {"source": {"kind": "narrator", "span": None}}
    assert same_source(narrator, narrator)
