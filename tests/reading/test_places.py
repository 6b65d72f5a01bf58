"""Which claim a place belongs to, and the part it plays there."""

import pytest

from selon import Reader
from selon.intake.text import dispatched

SENTENCES: dict[str, dict[str, set[tuple[str, str]]]] = {
    "Les soldats ont quitté Ménaka lundi en direction de Gao.": {"quitté": {("Ménaka", "from"), ("Gao", "to")}},
    "A Kirkouk, deux policiers ont été tués.": {"tués": {("Kirkouk", "at")}},
    "Une bombe a explosé dans un hôpital de la région de Mossoul.": {"explosé": {("Mossoul", "at")}},
    "L'armée a pilonné les faubourgs de Tripoli, selon le ministère de la Défense.": {"pilonné": {("Tripoli", "at")}},
    "La ville de Ménaka est calme. Les soldats ont quitté la ville lundi.": {"quitté": {("Ménaka", "from")}},
    "L'ONU opère au Mali. Les soldats doivent quitter le pays en mai.": {"quitter": {("Mali", "from")}},
    "Des tirs ont éclaté à Gao. Deux civils ont été tués sur place.": {"tués": {("Gao", "at")}},
    "Des habitants vivent à Ménaka. Un convoi y est arrivé dimanche.": {"arrivé": {("Ménaka", "to")}},
    "Gao et Ménaka sont menacées. Les soldats ont quitté la ville lundi.": {"quitté": set()},
    "Dix soldats ont été tués à Gao, a affirmé le bureau de l'ONU à Bamako.": {"tués": {("Gao", "at")}},
    "Dix soldats ont été tués, a affirmé le bureau de l'ONU à Bamako.": {"tués": set()},
    "Syrie: dix soldats tués à Alep\n\nRien de plus.": {"tués": {("Alep", "at")}},
    "Un obus a visé l'ambassade de France.": {"visé": set()},
    "Un convoi venu de Tartous est arrivé vendredi à Alep.": {
        "venu": {("Tartous", "from")},
        "arrivé": {("Alep", "to")},
    },
}


@pytest.fixture(scope="module")
def placed(reader: Reader) -> dict[str, dict[str, set[tuple[str, str]]]]:
    """Sentence → trigger → places with their parts."""
    dispatches = [dispatched(x, id=f"place-{n}", lang="fr") for n, x in enumerate(SENTENCES)]
    return {
        d.text: {c.trigger.of(d.text): {(p.span.of(d.text), p.role) for p in c.places} for c in r.claims}
        for d, r in zip(dispatches, reader.read_many(dispatches), strict=True)
    }


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_places_of_each_claim(sentence: str, placed: dict[str, dict[str, set[tuple[str, str]]]]) -> None:
    for trigger, places in SENTENCES[sentence].items():
        assert placed[sentence][trigger] == places


def test_words_that_take_a_place_up_are_its_evidence(reader: Reader) -> None:
    d = dispatched("La ville de Ménaka est calme. Les soldats ont quitté la ville lundi.", id="up", lang="fr")
    claim = next(c for c in reader.read(d).claims if c.trigger.of(d.text) == "quitté")
    evidence = claim.evidence["places"]
    assert [s.of(d.text) for s in evidence.spans] == ["la ville", "Ménaka"]
    assert "takes up" in evidence.why


def test_a_place_of_a_claim_carries_what_it_stands_for(reader: Reader) -> None:
    d = dispatched("Les soldats ont quitté Simferopol et un village nommé Zourbatane.", id="place", lang="fr")
    mention = reader.read(d).claims[0].places[0]
    assert mention.place is not None and mention.place.claimants == ("UA", "RU")
    assert mention.place.kind == "city" and mention.place.where_prec == 1 and mention.place.within
