"""What the parser's first layer made of a word is kept, and is what it would make anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from selon.reading import embedding
from selon.reading.parse import load_pipeline
from selon.reading.products import Products
from selon.reading.threads import one_thread

if TYPE_CHECKING:
    from spacy.language import Language

TEXTS = ["L'armée a repris Tessalit lundi.", "", "Lundi, l'armée a quitté la ville.", "The army left  Tessalit."]


def _layer(nlp: Language) -> Any:
    return nlp.get_pipe("tok2vec")


def _vectors(nlp: Language, texts: list[str]) -> list[Any]:
    with one_thread():
        found: list[Any] = _layer(nlp).predict([nlp.make_doc(x) for x in texts])
    return found


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_kept_words_are_what_the_layer_makes_anew(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = load_pipeline(lang)
    monkeypatch.setattr(embedding, "remember_words", id)
    usual = load_pipeline(lang)
    if not isinstance(_layer(usual).model.ops, Products):
        pytest.skip("rows of products differ here: nothing is kept")
    anew = _vectors(usual, TEXTS)
    for _ in range(2):
        assert all(np.array_equal(a, b) for a, b in zip(anew, _vectors(quick, TEXTS), strict=True))
    assert np.array_equal(anew[0], _vectors(quick, TEXTS[:1])[0])


def test_what_is_kept_is_forgotten_when_it_gets_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "KNOWN", 12)
    nlp = load_pipeline("fr")
    first, _, again = [_vectors(nlp, [x])[0] for x in (TEXTS[0], TEXTS[2], TEXTS[0])]
    assert np.array_equal(first, again)
    assert len(_vectors(nlp, ["a " * 40])[0]) == 40
