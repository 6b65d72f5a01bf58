"""What holds for any text: spans, order, given spans, the tables."""

import json
import pickle
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selon.errors import LanguageError
from selon.gazetteer import Gazetteer
from selon.model import Span
from selon.reading.toponyms import toponyms
from selon.reading.toponyms.pack import LANGUAGES, Pack

PIECES = (
    "Paris|à|en|la|de|du|près|30|km|au|sud|Syrie|l'|d'|al-Tanf|(|)|,|.|\n\n|«|»|Le|Caire|🚀|Dar'a|U.S.|M.|É|¬|\u00ad"
)
WORDS = st.sampled_from(PIECES.split("|"))
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, lang=st.sampled_from(LANGUAGES))
def test_spans_lie_in_the_text_in_order_and_apart(gazetteer: Gazetteer, text: str, lang: str) -> None:
    found = toponyms(text, lang, gazetteer=gazetteer)
    spans = [t.span for t in sorted((*found.places, *found.actors), key=lambda t: t.span)]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(t.phrase.covers(t.span) for t in found.places)
    assert json.loads(json.dumps(found.to_json(text)))["toponyms"] is not None
    assert found == toponyms(text, lang, gazetteer=gazetteer)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=60), data=st.data())
def test_every_given_span_comes_back(gazetteer: Gazetteer, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = toponyms(text, "fr", gazetteer=gazetteer, given=[span])
    assert [t.span for t in found.places] == [span]


def test_given_names_are_resolved_in_their_context(gazetteer: Gazetteer) -> None:
    text = "Cambridge, Massachusetts : une explosion russe"
    spans = [Span(0, 9), Span(11, 24), Span(41, 46)]
    found = toponyms(text, "fr", gazetteer=gazetteer, given=spans).places
    assert [t.place.country if t.place else None for t in found] == ["US", "US", "RU"]


def test_results_are_frozen_and_pickle(gazetteer: Gazetteer) -> None:
    found = toponyms("Un raid à Mossoul.", gazetteer=gazetteer)
    assert pickle.loads(pickle.dumps(found)) == found


def test_an_unknown_language_is_told(gazetteer: Gazetteer) -> None:
    with pytest.raises(LanguageError, match="choose one of en, fr"):
        toponyms("Berlin", "de", gazetteer=gazetteer)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_packs_load(lang: str, gazetteer: Gazetteer) -> None:
    pack = Pack.load(lang)
    assert pack.locative.isdisjoint(pack.weak)
    assert all(0 <= degrees < 360 for degrees in (*pack.bearings.values(), *pack.portions.values()))
    assert all(any(p.kind == "capital" for p in gazetteer.exact(city)) for city in pack.seats.values())
    assert all(gazetteer.division(code) is not None for code in pack.countries.values())
    assert all(gazetteer.exact(name) for name in pack.regional.values())
