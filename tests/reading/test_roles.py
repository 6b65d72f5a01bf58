"""Actors and targets: what the scorer chooses among the phrases of a sentence."""

import pytest

from selon import read

CASES = [
    ("Les forces américaines ont quitté lundi la base de Qasrak.", "quitté", "Les forces américaines", None),
    ("Trois soldats ont été tués par des jihadistes à Ménaka.", "tués", "des jihadistes", "Trois soldats"),
    ("L'armée malienne a arrêté dix combattants près de Gao.", "arrêté", "L'armée malienne", "dix combattants"),
    ("Bamako et les rebelles touareg ont conclu samedi un accord.", "conclu", "Bamako et les rebelles touareg", None),
    ("Six miliciens ont été tués dans un raid près de Gao.", "raid", None, None),
    ("Le retrait des troupes françaises du Mali a commencé.", "retrait", "troupes françaises", None),
]


@pytest.mark.parametrize(("text", "trigger", "actor", "target"), CASES)
def test_participants(text: str, trigger: str, actor: str | None, target: str | None) -> None:
    reading = read(text, published="2026-02-23", lang="fr")
    claim = next(c for c in reading.claims if c.trigger.of(reading.dispatch.text) == trigger)
    for span, wanted in ((claim.actor, actor), (claim.target, target)):
        said = None if span is None else span.of(reading.dispatch.text)
        assert (said is None) == (wanted is None)
        assert wanted is None or said is None or wanted in said or said in wanted


def test_why_tells_slot_and_score() -> None:
    reading = read("Les rebelles ont attaqué la garnison.", published="2026-02-23", lang="fr")
    (claim,) = (c for c in reading.claims if c.type == "attack")
    assert "scorer" in claim.evidence["actor"].why


BEHIND = [
    ('"Nous condamnons ces tirs", a dit le ministre malien Abdoulaye Keita.', "condamnons", "Abdoulaye Keita"),
    ("L'auteur de l'attentat de Kano est en fuite.", "attentat", "L'auteur"),
    ("Neuf bergers ont été tués dans un bombardement de l'armée.", "tués", "armée"),
    ("Le raid mené par la coalition a provoqué la mort de neuf civils.", "mort", "la coalition"),
    ("Les rebelles ont tué trois gardes dans une embuscade.", "embuscade", "Les rebelles"),
    ("La milice a reconnu être à l'origine de ce bombardement.", "bombardement", "La milice"),
    ("Le groupe à l'origine de l'attentat réclame une rançon.", "attentat", "Le groupe"),
    ("Des tirs de roquettes de l'opposition ont tué deux enfants.", "tirs", "l'opposition"),
    ("Une attaque jihadiste a fait six morts à Djibo.", "attaque", "jihadiste"),
]


@pytest.mark.parametrize(("text", "trigger", "actor"), BEHIND)
def test_who_is_behind_an_event(text: str, trigger: str, actor: str) -> None:
    claim = next(c for c in read(text, published="2026-02-23", lang="fr").claims if c.trigger.of(text) == trigger)
    assert claim.actor is not None
    assert actor in claim.actor.of(text)


def test_who_claims_an_attack_claims_no_toll() -> None:
    text = "L'attentat, revendiqué par le groupe Ansar, a fait douze morts."
    claims = {c.trigger.of(text): c for c in read(text, published="2026-02-23", lang="fr").claims}
    assert claims["attentat"].actor is not None
    assert claims["morts"].actor is None
