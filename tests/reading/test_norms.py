"""Forms that the parser was not trained on are read as what they are."""

from __future__ import annotations

import pytest

from selon.languages.load import rows
from selon.reading.parse import grow, load_pipeline


@pytest.mark.parametrize(
    ("lang", "text", "verb"),
    [
        ("fr", "Les rebelles évacueront la ville de Bara.", "évacueront"),
        ("fr", "Les soldats désarmeraient deux milices.", "désarmeraient"),
        ("fr", "L'armée encercle la ville de Bara.", "encercle"),
        ("fr", "Les rebelles annexent deux villages.", "annexent"),
        ("fr", '"Nous désarmerons les milices", a dit le ministre.', "désarmerons"),
        ("fr", '"Je désarmerai deux milices", a promis le général.', "désarmerai"),
        ("fr", "Les rebelles relâcheront trois otages.", "relâcheront"),
        ("fr", "Les soldats désarmeront deux milices.", "désarmeront"),
        ("fr", "Les rebelles bombardèrent le port de Bara.", "bombardèrent"),
        ("en", "The army retook Bara on Sunday.", "retook"),
        ("en", "The town was overrun by rebels on Sunday.", "overrun"),
    ],
)
def test_a_rare_form_is_a_verb_with_its_subject(lang: str, text: str, verb: str) -> None:
    tree = grow(load_pipeline(lang)(text), lang)
    (found,) = [t for t in tree if t.text == verb]
    assert found.pos_ == "VERB"
    assert any(t.head is found and t.dep_.startswith("nsubj") for t in tree)


@pytest.mark.parametrize(
    ("text", "participle", "relation"),
    [
        ("Une voiture, stationnée dans la zone, a explosé.", "stationnée", "acl"),
        ("Les rebelles ont recouvré la liberté lundi.", "recouvré", "ROOT"),
    ],
)
def test_a_rare_participle_is_one(text: str, participle: str, relation: str) -> None:
    (found,) = [t for t in grow(load_pipeline("fr")(text), "fr") if t.text == participle]
    assert (found.pos_, found.dep_, found.morph["VerbForm"]) == ("VERB", relation, "Part")


def test_a_name_that_the_model_does_not_know_is_a_name() -> None:
    tree = grow(load_pipeline("fr")("Le camp de Zerkanou, près de Tilmassi, a été bombardé par Kharkanov."), "fr")
    assert [t.text for t in tree if t.pos_ == "PROPN"] == ["Zerkanou", "Tilmassi", "Kharkanov"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_list_changes_forms_alone(lang: str) -> None:
    nlp = load_pipeline(lang)
    for row in rows(lang, "norms")[::50]:
        (token, *_) = nlp.make_doc(row["form"])
        assert token.norm_ == row["as"] and token.text == row["form"] and token.lower_ == row["form"]
