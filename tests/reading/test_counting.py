"""Counts go to the claims that they belong to, and to no others."""

import pytest

from selon import Reader
from selon.intake.text import dispatched

SENTENCES: dict[str, dict[str, object]] = {
    "Deux cents soldats ont quitté la base de Tinzar lundi.": {"quitté": (200, 200, "soldat")},
    "L'armée a arrêté plus de trente miliciens près de Tinzar.": {"arrêté": (30, None, "milicien")},
    "Au moins 12 civils ont été tués et 34 blessés dans le bombardement du marché.": {
        "tués": (12, None, "civil"),
        "blessés": (34, 34, "blessé"),
    },
    "Un journaliste a vu une file de dizaines de camions, chargés de tentes, se dirigeant vers la frontière.": {
        "dirigeant": (20, 99, "camion")
    },
    "Un policier a été tué à Tinzar.": {"tué": (1, 1, "policier")},
    "Un bataillon a quitté Tinzar.": {"quitté": None},
    "Washington a gelé 40 millions d'euros d'aide à la junte.": {"gelé": (40e6, 40e6, "EUR")},
    "La trêve a permis la libération de 17 otages et de 900 prisonniers.": {"libération": None},
    "Le ministère a salué la libération d'une dizaine d'otages.": {"libération": (10, 10, "otage")},
}


@pytest.fixture(scope="module")
def counted() -> dict[str, dict[str, object]]:
    """Sentence → trigger → bounds and unit."""
    dispatches = [dispatched(x, id=f"count-{n}", lang="fr") for n, x in enumerate(SENTENCES)]
    found: dict[str, dict[str, object]] = {}
    for d, r in zip(dispatches, Reader("fr").read_many(dispatches), strict=True):
        found[d.text] = {
            c.trigger.of(d.text): (c.quantity.low, c.quantity.high, c.quantity.unit) if c.quantity else None
            for c in r.claims
        }
    return found


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_count_of_each_claim(sentence: str, counted: dict[str, dict[str, object]]) -> None:
    for trigger, quantity in SENTENCES[sentence].items():
        assert counted[sentence][trigger] == quantity
