"""How sources, numbers, places and remarks are said on a page."""

from __future__ import annotations

import pytest

from selon.desk.locale import strings
from selon.desk.phrases import counted, place_name, place_said, speaker, wording
from selon.desk.remarks import remark
from selon.model import Dispatch, Place, Quantity, Relative, Source, Span

TEXT = "Un responsable a compté plusieurs dizaines de camions et quelque 600 militaires."


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_who_speaks_goes_after_selon() -> None:
    d = Dispatch("d", TEXT, "fr", agency="ALP")
    w = wording("fr", "fr")
    assert speaker(Source("unnamed", _span("Un responsable")), d, w) == "un responsable"
    assert speaker(Source("narrator"), d, w) == "ALP"
    assert speaker(Source("narrator"), Dispatch("d", TEXT, "fr"), w) == "le texte lui-même, sans source citée"


def test_how_many_of_what_in_the_words_of_the_text() -> None:
    w = wording("fr", "fr")
    some = Quantity(_span("plusieurs dizaines"), 20, 99, "camion", counted=_span("camions"))
    assert counted(some, TEXT, w) == "plusieurs dizaines de camions (20 à 99)"
    exact = Quantity(_span("600"), 600, 600, "militaire", counted=_span("600 militaires"))
    assert counted(exact, TEXT, w) == "600 militaires"
    far = Quantity(_span("plusieurs dizaines"), 20, 99, "militaire", counted=_span("militaires"))
    assert counted(far, TEXT, w) == "plusieurs dizaines … militaires (20 à 99)"
    assert counted(None, TEXT, w) == ""


@pytest.mark.parametrize(
    ("lang", "words", "said"),
    [
        ("fr", "Hassaké", "Hassaké (Al Ḩasakah, ville, Al Ḩasakah, Syrie)"),
        ("en", "", "Al Ḩasakah (town, Al Ḩasakah, Syria)"),
    ],
)
def test_places_are_named_as_the_text_does(lang: str, words: str, said: str) -> None:
    p = Place("gn:1", "Al Ḩasakah", "city", 36.5, 40.7, 5_000, "SY", 1, 1, ("Al Ḩasakah", "Syria"))
    assert place_said(p, lang, words) == said


def test_countries_are_named_in_the_language_of_the_page() -> None:
    spot = Relative("Syria", 45.0)
    p = Place("gn:2", "Syria", "country", 35.0, 38.0, 240_000, "SY", 6, None)
    there = Place("gn:2", "Syria", "country", 36.0, 40.0, 140_000, "SY", 6, None, relative=spot)
    assert (place_name(p, "fr"), place_name(there, "fr", "Syria")) == ("Syrie", "Syrie (nord-est)")
    assert place_said(there, "en") == "Syria (northeast, country)"
    south = Place("gn:3", "Ansongo", "city", 15.6, 0.5, 9_000, "ML", 2, 2, (), relative=Relative("Gao", 180.0, 30_000))
    assert place_name(south, "fr") == "Ansongo (30 km sud)"


def test_remarks_are_in_the_language_of_the_page() -> None:
    t = strings("fr")
    assert remark("no publication day: 2 relative or partial dates stay unresolved (give it with --published)", t) == (
        "Jour de publication inconnu : 2 dates relatives ou partielles restent sans jour."
    )
    assert remark("editors' note: Adds a toll", t) == "À l'attention des rédactions : Adds a toll"
    assert remark("the time of publication names no zone: taken as UTC", t).endswith("lue comme UTC.")
    assert remark("something else", t) == "something else"
