"""The trained weights fit the code that reads them."""

import numpy as np
import pytest

from selon.model import CLAIM_TYPES, STATUSES
from selon.reading.counting import BELONGS
from selon.reading.parse import MODELS
from selon.reading.scorer import Scorer, load_scorer
from selon.reading.triggers import NONE

CLASSES = {
    "triggers": {NONE, *CLAIM_TYPES},
    "status": set(STATUSES),
    "counting": {NONE, BELONGS},
    "timing": {NONE, BELONGS},
}


@pytest.mark.parametrize("lang", sorted(MODELS))
@pytest.mark.parametrize("name", CLASSES)
def test_every_sign_has_one_row_of_finite_weights_and_every_class_a_column(lang: str, name: str) -> None:
    s: Scorer = load_scorer(lang, name)
    assert set(s.classes) == CLASSES[name]
    assert sorted(s.index.values()) == list(range(len(s.signs)))
    assert not [x for x in s.index if not x or "\n" in x]
    assert s.signs.shape[1] == s.dense.shape[1] == len(s.bias) == len(s.classes)
    assert all(np.isfinite(m).all() for m in (s.signs, s.dense, s.bias))


@pytest.mark.parametrize("lang", sorted(MODELS))
def test_probabilities_sum_to_one_and_unknown_signs_weigh_nothing(lang: str) -> None:
    s = load_scorer(lang, "status")
    known = [next(iter(s.index))]
    given = [s.rows_of(x) for x in (known, [*known, "no such sign"], [])]
    rows = s.scores(given)
    assert np.allclose(rows.sum(axis=1), 1, atol=1e-5)
    assert np.array_equal(rows[0], rows[1])
    assert np.allclose(rows, [s.alone(x) for x in given], atol=1e-5)
