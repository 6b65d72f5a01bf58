"""The tables of both languages: nothing twice, every phrase and every noun read as they say."""

from collections.abc import Iterator
from typing import Any

import pytest

from selon.languages.load import table
from selon.reading.quantities import quantities
from selon.reading.quantities.bounds import EFFECTS
from selon.reading.quantities.lexicon import lexicon
from selon.reading.quantities.singular import plural, singular

LANGS = ("fr", "en")


def lists(data: Any, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Every list of words of a table, with its path."""
    for key, value in data.items():
        if isinstance(value, dict):
            yield from lists(value, f"{path}{key}.")
        elif isinstance(value, list) and value and isinstance(value[0], str):
            yield path + key, value


@pytest.mark.parametrize("lang", LANGS)
def test_no_list_names_a_word_twice(lang: str) -> None:
    for path, words in lists(table(lang, "quantities")):
        assert len(words) == len(set(words)), (path, sorted(w for w in set(words) if words.count(w) > 1))


@pytest.mark.parametrize("lang", LANGS)
def test_both_languages_have_the_same_keys(lang: str) -> None:
    here, there = table(lang, "quantities"), table("fr", "quantities")
    assert here.keys() == there.keys()
    for section in here:
        assert here[section].keys() == there[section].keys(), section


@pytest.mark.parametrize("lang", LANGS)
def test_every_qualifier_has_its_effect(lang: str) -> None:
    bounds = table(lang, "quantities")["bounds"]
    noun = "soldats" if lang == "fr" else "soldiers"
    for side in ("before", "after"):
        assert set(bounds[side]) <= set(EFFECTS)
    for effect, expected in (("at_least", (30, None)), ("at_most", (None, 30)), ("about", (30, 30))):
        for phrase in bounds["before"][effect]:
            (q,) = quantities(f"{phrase} 30 {noun}".replace("' ", "'"), lang)
            assert (q.low, q.high) == expected, phrase
            assert q.approximate is (effect == "about"), phrase
        for phrase in bounds["after"][effect]:
            (q,) = quantities(f"30 {noun} {phrase}", lang)
            assert (q.low, q.high) == expected, phrase


@pytest.mark.parametrize("lang", LANGS)
def test_every_unit_is_met_in_the_text(lang: str) -> None:
    units = table(lang, "quantities")["units"]
    for kind in ("distance", "weight"):
        for lemma in units[kind]:
            if lemma.startswith("mille"):  # in the singular this is a thousand
                continue
            (q,) = quantities(f"1,5 {lemma}" if lang == "fr" else f"1 {lemma}", lang)
            assert q.kind == kind, lemma
    for symbol, (kind, _) in units["symbols"].items():
        (q,) = quantities(f"72 {symbol}", lang)
        assert q.kind == kind, symbol


@pytest.mark.parametrize("lang", LANGS)
def test_every_compound_is_one_thing(lang: str) -> None:
    for words, lemma in table(lang, "quantities")["nouns"]["compounds"].items():
        found = lexicon(lang).nouns.compounds.ahead(lexicon(lang).tokens(words), 1)
        assert found is not None
        assert found[1] == lemma


@pytest.mark.parametrize(
    ("lang", "word", "lemma"),
    [
        ("fr", "soldats", "soldat"),
        ("fr", "hôpitaux", "hôpital"),
        ("fr", "chevaux", "cheval"),
        ("fr", "travaux", "travail"),
        ("fr", "bateaux", "bateau"),
        ("fr", "lieux", "lieu"),
        ("fr", "religieux", "religieux"),
        ("fr", "bijoux", "bijou"),
        ("fr", "époux", "époux"),
        ("fr", "corps", "corps"),
        ("fr", "minibus", "minibus"),
        ("fr", "convois", "convoi"),
        ("fr", "délais", "délai"),
        ("fr", "Libanais", "Libanais"),
        ("fr", "villageois", "villageois"),
        ("fr", "Syriens", "Syrien"),
        ("fr", "blessées", "blessé"),
        ("fr", "lycéennes", "lycéenne"),
        ("fr", "lieutenants-colonels", "lieutenant-colonel"),
        ("fr", "gardes-frontières", "garde-frontière"),
        ("fr", "sous-marins", "sous-marin"),
        ("fr", "ex-rebelles", "ex-rebelle"),
        ("fr", "porte-avions", "porte-avions"),
        ("fr", "pick-up", "pick-up"),
        ("en", "soldiers", "soldier"),
        ("en", "bodies", "body"),
        ("en", "people", "person"),
        ("en", "gunmen", "gunman"),
        ("en", "bases", "base"),
        ("en", "buses", "bus"),
        ("en", "churches", "church"),
        ("en", "boxes", "box"),
        ("en", "witnesses", "witness"),
        ("en", "torpedoes", "torpedo"),
        ("en", "knives", "knife"),
        ("en", "aircraft", "aircraft"),
        ("en", "semi-trailers", "semi-trailer"),
        ("en", "Chinese", "Chinese"),
    ],
)
def test_singular(lang: str, word: str, lemma: str) -> None:
    nouns = lexicon(lang).nouns
    assert plural(word.lower(), nouns)
    assert singular(word, nouns) == lemma
