"""Verbs that the parser leaves without a subject, and what else stands where a subject may."""

import pytest

from selon.model import Block, Span
from selon.reading.parse import Parser

FOUND = [
    ("Plus de 200 miliciens locaux ont déserté lundi leurs postes du sud.", "déserté", "miliciens"),
    ("Les bandes rivales, qui tiennent près de 80% de la ville, ont tué neuf passants.", "tué", "bandes"),
    ("Le ministre a assuré que Mokwa et son aérodrome restaient sous contrôle.", "restaient", "Mokwa"),
    ("Le journaliste Paul Ngassa a été arrêté mardi.", "arrêté", "journaliste"),
    ('Selon un élu, qui a voulu taire son nom, "pas un seul milicien étranger ne restera ici".', "restera", "milicien"),
    ("Estonie: un second contingent belge arrive à Tapa", "arrive", "contingent"),
    ("Soudan: Khartoum et les rebelles ont signé une trêve", "signé", "Khartoum"),
    ("Quelque 300 familles sont rentrées et environ 2 000 se sont réfugiées au Niger.", "réfugiées", "2"),
    ("Les obus que tirent les miliciens tombent sur le port.", "tirent", "miliciens"),
    ("Les gendarmes ont riposté, blessant deux passeurs et en capturant trois.", "riposté", "gendarmes"),
]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser("fr")


def subjects(parser: Parser, text: str, verb: str) -> list[str]:
    (paragraph,) = parser.parse(text, [Block("paragraph", Span(0, len(text)))])
    return [t.text for t in paragraph.doc if t.dep_.startswith("nsubj") and t.head.text == verb]


@pytest.mark.parametrize(("text", "verb", "subject"), FOUND)
def test_a_verb_has_its_subject(parser: Parser, text: str, verb: str, subject: str) -> None:
    assert subjects(parser, text, verb) == [subject]


NONE = [
    ("Jeudi soir est arrivé un convoi de trente camions.", "arrivé", "soir"),
    ('"Nous partons", a annoncé lundi le général.', "annoncé", "partons"),
    ("Il a vu une file de camions quitter le port, a raconté un docker.", "raconté", "port"),
]


@pytest.mark.parametrize(("text", "verb", "other"), NONE)
def test_no_day_and_no_object_becomes_one(parser: Parser, text: str, verb: str, other: str) -> None:
    assert other not in subjects(parser, text, verb)


def test_a_name_with_a_capital_is_no_pronoun(parser: Parser) -> None:
    text = "Kiev dit avoir riposté contre un dépôt de carburant."
    (paragraph,) = parser.parse(text, [Block("paragraph", Span(0, len(text)))])
    assert paragraph.doc[0].pos_ == "PROPN"
