"""Times go to the claims that they belong to."""

from datetime import date

import pytest

from selon import Reader
from selon.intake.text import dispatched

SENTENCES = {
    "Depuis le début de la bataille, le 31 janvier, 600 combattants ont été tués à Tinzar.": {
        "tués": "2026-01-31/..",
    },
    "Le pays est livré aux combats depuis la chute du régime en 2011.": {"chute": "2011"},
    "L'armée quittera Tinzar d'ici un mois.": {"quittera": "../2026-03-23"},
    "Le porte-parole a annoncé jeudi que 300 soldats quitteraient Tinzar samedi.": {"quitteraient": "2026-02-28"},
    "D'ici un mois, le contingent aura quitté Tinzar et il n'y aura plus aucune présence militaire dans le pays.": {
        "quitté": "../2026-03-23",
        "présence": "../2026-03-23",
    },
    "L'otage, enlevé en 2023, a été libéré dimanche.": {"enlevé": "2023", "libéré": "2026-02-22"},
}


@pytest.fixture(scope="module")
def times() -> dict[str, dict[str, str | None]]:
    """Sentence → trigger → period."""
    found: dict[str, dict[str, str | None]] = {}
    reader = Reader("fr")
    for n, text in enumerate(SENTENCES):
        d = dispatched(text, id=f"time-{n}", lang="fr", published=date(2026, 2, 23))
        found[text] = {c.trigger.of(text): c.time.edtf if c.time else None for c in reader.read(d).claims}
    return found


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_time_of_each_claim(sentence: str, times: dict[str, dict[str, str | None]]) -> None:
    for trigger, period in SENTENCES[sentence].items():
        assert times[sentence][trigger] == period


MOVED = [
    ("en", "Talks due on Monday have been postponed until April, the ministry said.", "Talks"),
    ("fr", "Les pourparlers prévus lundi à Doha ont été reportés à avril.", "pourparlers"),
]


@pytest.mark.parametrize(("lang", "text", "trigger"), MOVED)
def test_what_is_postponed_is_dated_by_its_new_day(lang: str, text: str, trigger: str) -> None:
    d = dispatched(text, id="moved", lang=lang, published=date(2026, 2, 23))
    claims = {c.trigger.of(text): c for c in Reader(lang).read(d).claims}
    time = claims[trigger].time
    assert time is not None
    assert "2026-04" in time.edtf
