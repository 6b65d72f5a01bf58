"""Forms of verbs, by which the words are tried that a parser may not know."""

from __future__ import annotations

import pytest
from training.conjugation import english, french
from training.norms import Trial, filled


@pytest.fixture(scope="module")
def trial() -> Trial:
    return Trial("fr")


@pytest.mark.parametrize(
    ("lemma", "form", "is_"),
    [
        ("évacuer", "évacuerons", "future 1p"),
        ("lever", "lèveront", "future 3p"),
        ("jeter", "jetteront", "future 3p"),
        ("envoyer", "enverront", "future 3p"),
        ("obtenir", "obtiendront", "future 3p"),
        ("obtenir", "obtient", "present 3s"),
        ("exclure", "excluent", "present 3p"),
        ("finir", "finissent", "present 3p"),
        ("préférer", "préfèrent", "present 3p"),
        ("préférer", "préférèrent", "past 3p"),
        ("annoncer", "annonça", "past 3s"),
        ("retirer", "retira", "past 3s"),
        ("retirer", "retirera", "future 3s"),
        ("détruire", "détruisirent", "past 3p"),
        ("encercler", "encerclée", "participle fs"),
        ("réagir", "réagi", "participle ms"),
        ("prendre", "prises", "participle fp"),
        ("dire", "dits", "participle mp"),
    ],
)
def test_a_french_form_is_known_by_its_tense_and_person(trial: Trial, lemma: str, form: str, is_: str) -> None:
    assert [k for k, forms in trial.conjugated(lemma).items() if form in forms] == [is_]


def test_a_regular_verb_is_conjugated_without_a_list() -> None:
    found = french("ranger", ())
    assert found["past 3s"] == {"rangea"} and found["imperfect 3p"] == {"rangeaient"}
    assert found["past 3p"] == {"rangèrent"} and found["present 1p"] == {"rangeons"}


@pytest.mark.parametrize(
    ("lemma", "present", "past", "participle", "ing"),
    [
        ("seize", "seizes", "seized", "seized", "seizing"),
        ("flee", "flees", "fled", "fled", "fleeing"),
        ("free", "frees", "freed", "freed", "freeing"),
        ("deny", "denies", "denied", "denied", "denying"),
        ("retake", "retakes", "retook", "retaken", "retaking"),
        ("overrun", "overruns", "overran", "overrun", "overrunning"),
        ("begin", "begins", "began", "begun", "beginning"),
        ("hit", "hits", "hit", "hit", "hitting"),
    ],
)
def test_an_english_verb_is_conjugated(lemma: str, present: str, past: str, participle: str, ing: str) -> None:
    irregular = {
        "fled": ["flee"], "retook": ["retake"], "retaken": ["retake"], "overran": ["overrun"], "began": ["begin"],
        "begun": ["begin"], "overrunning": ["overrun"], "beginning": ["begin"], "hitting": ["hit"],
    }  # fmt: skip
    assert english(lemma, irregular) == {
        "base": {lemma}, "present": {present}, "past": {past}, "participle": {participle}, "ing": {ing},
    }  # fmt: skip


def test_a_pronoun_is_elided_before_a_vowel() -> None:
    assert filled("Demain, je {} la base.", "évacuerai") == "Demain, j'évacuerai la base."
    assert filled("Il promet de {} la base.", "quitter") == "Il promet de quitter la base."
