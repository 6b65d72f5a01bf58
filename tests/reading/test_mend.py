"""Trees that the parser gets wrong and the reader sets right, as claims show."""

import pytest

from selon import read

SUBJECTS = [
    ("fr", "Damas et les Kurdes ont conclu samedi un cessez-le-feu.", "conclu", "Damas et les Kurdes"),
    ("fr", "Tripoli et l'ANL ont conclu dimanche un accord.", "conclu", "Tripoli et l'ANL"),
    ("en", "The Red Cross called on both sides to respect the truce.", "respect", "both sides"),
    ("en", "The ministry accused the rebels of breaking the truce.", "breaking", "the rebels"),
    ("en", "The Saudi-led coalition attacked the port.", "attacked", "The Saudi-led coalition"),
]


@pytest.mark.parametrize(("lang", "text", "trigger", "actor"), SUBJECTS)
def test_who_does_it(lang: str, text: str, trigger: str, actor: str) -> None:
    claim = next(c for c in read(text, published="2026-03-11", lang=lang).claims if c.trigger.of(text) == trigger)
    assert claim.actor is not None
    assert claim.actor.of(text) == actor


def test_what_is_told_is_parted_from_who_tells_it() -> None:
    text = "A convoy of about 40 trucks crossed into Iraq overnight, two Iraqi border officials said."
    claims = {c.trigger.of(text): c for c in read(text, published="2026-03-11", lang="en").claims}
    crossed = claims["crossed"]
    assert crossed.source.span is not None
    assert crossed.source.span.of(text) == "two Iraqi border officials"
    assert crossed.actor is not None
    assert crossed.actor.of(text) == "A convoy of about 40 trucks"


TAKEN = [
    ("L'armée a repris Tessalit lundi.", "repris", "control", "L'armée"),
    ("Les rebelles ont repris Alep.", "repris", "control", "Les rebelles"),
    ("Les paramilitaires garderont Nyala.", "garderont", "control", "Les paramilitaires"),
    ("Moscou avait établi à partir de 2016 des camps dans le nord du pays.", "établi", "deploy", "Moscou"),
    ("Nos unités sont entrées dans la base de Tessit à l'aube.", "entrées", "deploy", "Nos unités"),
]


@pytest.mark.parametrize(("text", "trigger", "kind", "actor"), TAKEN)
def test_what_is_taken_or_set_up(text: str, trigger: str, kind: str, actor: str) -> None:
    claims = {c.trigger.of(text): c for c in read(text, published="2026-03-11", lang="fr").claims}
    claim = claims[trigger]
    assert claim.type == kind
    assert claim.actor is not None
    assert claim.actor.of(text) == actor
