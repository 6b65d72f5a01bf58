"""What holds of any text: spans, reasons, linear time, threads, and the tense that a parse gives."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.model import Span
from selon.reading.periods import periods
from selon.reading.periods.grammar import grammar

PUBLISHED = date(2026, 2, 23)
LANGS = ("fr", "en")
FIGURES = [
    "31",
    "12",
    "2014",
    "0",
    "99999",
    "25:61",
    "18h30",
    "31/02/2015",
    "2011-2013",
    "XIXe",
    "60s",
    "9" * 15,
    "\n\n",
]
WORDS = {lang: [*sorted(grammar(lang).vocabulary.words), *FIGURES] for lang in LANGS}


@pytest.mark.parametrize("lang", LANGS)
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_words_are_read_without_a_crash(lang: str, data: st.DataObject) -> None:
    text = " ".join(data.draw(st.lists(st.sampled_from(WORDS[lang]), max_size=9)))
    published = data.draw(st.sampled_from((PUBLISHED, None, date.min, date.max, date(2024, 2, 29))))
    before = 0
    for x in periods(text, published=published, lang=lang):
        assert before <= x.span.start < x.span.end <= len(text)
        assert x.extent.covers(x.span)
        assert x.value is not None or x.reason
        before = x.span.end


@given(st.text())
def test_any_characters_are_read_without_a_crash(text: str) -> None:
    for lang in LANGS:
        periods(text, published=PUBLISHED, lang=lang)


@pytest.mark.parametrize(
    "text",
    [
        "31 février 2026",
        "à 25:61",
        "le 45/45/2020",
        "en l'an 99999",
        "d'ici 999999999999 ans",
        "il y a 99999 ans",
        "12h99",
    ],
)
def test_what_no_calendar_holds_has_no_value(text: str) -> None:
    for x in periods(text, published=PUBLISHED, lang="fr"):
        assert x.period is None
        assert x.reason


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "le ", "un ", "l'", "12 janvier ", "12h", "1.000", "1-", "\n ", "d'ici ", "«"]
)
def test_time_is_linear_in_length(unit: str) -> None:
    def seconds(n: int) -> float:
        text = unit * (n // len(unit))
        start = time.process_time()
        periods(text, published=PUBLISHED, lang="fr")
        return time.process_time() - start

    seconds(2_000)
    assert seconds(200_000) < 20


def test_threads_read_alike() -> None:
    text = "Le convoi a quitté la base lundi. Le lendemain, un accord prévoyait un départ d'ici un mois. " * 20
    alone = periods(text, published=PUBLISHED, lang="fr")
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(lambda _: periods(text, published=PUBLISHED, lang="fr"), range(32)):
            assert found == alone


def test_a_parse_overrules_the_words() -> None:
    text = "Le convoi a quitté la base mercredi."

    def future(span: Span) -> str | None:
        assert span.of(text) == "mercredi"
        return "future"

    assert [x.value for x in periods(text, published=PUBLISHED, lang="fr", tense=future)] == ["2026-02-25"]
    assert [x.value for x in periods(text, published=PUBLISHED, lang="fr", tense=lambda _: None)] == ["2026-02-18"]


def test_the_extent_takes_in_the_preposition() -> None:
    text = "Le retrait aura lieu d'ici un mois, du 12 au 15 mars."
    extents = [x.extent.of(text) for x in periods(text, published=PUBLISHED, lang="fr")]
    assert extents == ["d'ici un mois", "du 12 au 15 mars", "du 12 au 15 mars"]


def test_relative_expressions_name_their_anchor() -> None:
    (x,) = periods("Il est parti il y a trois jours.", published=PUBLISHED, lang="fr")
    assert x.anchor == PUBLISHED
