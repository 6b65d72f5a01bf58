"""What a source leaves open is no claim: how many, whether."""

import pytest

from selon import read

OPEN = [
    ("fr", "Le ministère n'a pas précisé combien de soldats étaient restés dans le pays."),
    ("fr", "Le gouverneur n'a pas dit si les rebelles avaient quitté la ville."),
    ("fr", "La porte-parole n'a pas souhaité indiquer combien de civils avaient été tués."),
    ("en", "The spokeswoman declined to say how many soldiers remained in the country."),
    ("en", "The army would not say whether its soldiers had left the town."),
]
KNOWN = [
    ("fr", "Le maire a salué la médiation, sans dire si la trêve serait prolongée.", "médiation", None),
    ("fr", "Les rebelles ont évacué jeudi la cité minière de Rubaya.", "évacué", None),
    ("fr", "Le colonel a dit combien de soldats avaient été tués.", "tués", "Le colonel"),
    ("en", "The ministry refused to confirm that the convoy had crossed the border.", "crossed", None),
    ("en", "The army said that its soldiers had left the town.", "left", "The army"),
]


@pytest.mark.parametrize(("lang", "text"), OPEN)
def test_a_question_that_is_left_open_tells_of_no_event(lang: str, text: str) -> None:
    assert not read(text, published="2026-03-11", lang=lang).claims


@pytest.mark.parametrize(("lang", "text", "trigger", "source"), KNOWN)
def test_what_is_known_or_told_is_a_claim(lang: str, text: str, trigger: str, source: str | None) -> None:
    claim = next(c for c in read(text, published="2026-03-11", lang=lang).claims if c.trigger.of(text) == trigger)
    span = claim.source.span
    assert (span.of(text) if span is not None else None) == source
