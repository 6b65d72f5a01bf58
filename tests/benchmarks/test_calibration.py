"""The reliability curve: bins, expected error, plot."""

from xml.etree import ElementTree

import pytest
from benchmarks.calibration import Bin, binned, by_chance, crossed, expected_error, plot
from training.train import Judged


def test_claims_fall_into_tenths() -> None:
    bins = binned([Judged(0.05, False), Judged(0.95, True), Judged(0.97, False), Judged(1.0, True)])
    assert [b.n for b in bins] == [1, 3]
    assert bins[1].sure == pytest.approx(0.9733, abs=0.001)
    assert bins[1].right == pytest.approx(2 / 3)


def test_the_error_weighs_bins_by_their_claims() -> None:
    assert expected_error([Bin(30, 0.9, 0.9), Bin(10, 0.5, 0.7)]) == pytest.approx(0.05)
    assert expected_error([]) == 0


def test_chance_makes_less_of_more_claims() -> None:
    assert by_chance([Bin(25, 0.5, 0.5)]) == pytest.approx(0.08, abs=0.001)
    assert by_chance([Bin(2500, 0.5, 0.5)]) == pytest.approx(0.008, abs=0.0001)
    assert by_chance([]) == 0


def test_the_interval_holds_the_share_and_narrows_with_claims() -> None:
    few, many = Bin(10, 0.5, 0.5).interval, Bin(1000, 0.5, 0.5).interval
    assert few[0] < many[0] < 0.5 < many[1] < few[1]


def test_no_fold_sets_its_own_confidence() -> None:
    right, wrong = [Judged(0.5, n < 9) for n in range(10)], [Judged(0.5, n < 1) for n in range(10)]
    found = crossed([right, wrong])
    assert [round(x.probability, 1) for x in (found[0], found[-1])] == [0.1, 0.9]


def test_the_plot_is_an_image_with_a_dot_for_every_bin() -> None:
    drawn = ElementTree.fromstring(plot({"fr": [Bin(5, 0.4, 0.5), Bin(9, 0.9, 0.8)], "en": [Bin(3, 0.7, 0.7)]}))
    assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(drawn.findall(".//{*}circle")) == 3
