"""The words of actors and targets: without the time and place of what they take part in."""

import pytest

from selon import read

CASES = [
    ("fr", "La police a interpellé quatre hommes mardi à Bamako.", "interpellé", "target", "quatre hommes"),
    ("fr", "Les deux camps échangeront leurs otages d'ici le 20 mai.", "échangeront", "target", "leurs otages"),
    ("fr", "Ils ont libéré 60 détenus près de Ménaka.", "libéré", "target", "60 détenus"),
    ("fr", "La junte a expulsé 40 gendarmes en janvier.", "expulsé", "target", "40 gendarmes"),
    ("fr", "Les rebelles ont capturé onze soldats dans le nord du pays.", "capturé", "target", "onze soldats"),
    ("fr", "Les miliciens ont tué le maire de Gao.", "tué", "target", "le maire de Gao"),
    ("fr", "Les rebelles ont enlevé le consul à Benghazi.", "enlevé", "target", "le consul à Benghazi"),
    ("fr", "Ankara a bombardé les forces kurdes de Syrie.", "bombardé", "target", "les forces kurdes de Syrie"),
    ("fr", "La mission de l'ONU au Mali a quitté Kidal.", "quitté", "actor", "La mission de l'ONU au Mali"),
    ("fr", "L'explosion a tué les quatre marins à bord.", "tué", "target", "les quatre marins à bord"),
    (
        "fr",
        "Le ministre de la Défense, Ousmane Kaba, a condamné ces tirs.",
        "condamné",
        "actor",
        "Le ministre de la Défense, Ousmane Kaba",
    ),
    ("fr", "Les militaires au pouvoir ont arrêté un juge.", "pouvoir", "actor", "Les militaires"),
    ("en", "Turkish jets struck rebel positions near Azaz.", "struck", "target", "rebel positions"),
    (
        "en",
        "The bomb killed at least nine people in the Syrian town of Manbij.",
        "killed",
        "target",
        "at least nine people",
    ),
    ("en", "Police arrested four men in Gao on Tuesday.", "arrested", "target", "four men"),
    ("en", "Gunmen killed the mayor of Gao.", "killed", "target", "the mayor of Gao"),
    ("en", "The UN mission in Mali left Kidal.", "left", "actor", "The UN mission in Mali"),
]


@pytest.mark.parametrize(("lang", "text", "trigger", "role", "words"), CASES)
def test_words_of_a_participant(lang: str, text: str, trigger: str, role: str, words: str) -> None:
    claim = next(c for c in read(text, published="2026-03-11", lang=lang).claims if c.trigger.of(text) == trigger)
    span = claim.actor if role == "actor" else claim.target
    assert span is not None
    assert span.of(text) == words
