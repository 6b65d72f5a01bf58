"""Trees that the parser gets wrong and the reader sets right, as claims show."""

import pytest

from selon import read

SUBJECTS = [
    ("fr", "Damas et les Kurdes ont conclu samedi un cessez-le-feu.", "cessez-le-feu", "Damas et les Kurdes"),
    ("fr", "Tripoli et l'ANL ont conclu dimanche un accord.", "accord", "Tripoli et l'ANL"),
    ("fr", "Mali: Bamako et les rebelles touareg concluent une trêve", "trêve", "Bamako et les rebelles touareg"),
    ("fr", "RDC: Kinshasa et le M23 signent un accord", "accord", "Kinshasa et le M23"),
    ("fr", "Ukraine: Moscou revendique la prise d'un village", "prise", "Moscou"),
    ("fr", "Bamako et les rebelles, soutenus par Alger, ont signé lundi une trêve.", "trêve", "Bamako et les rebelles"),
    ("fr", "Une résolution charge l'Union africaine de déployer des gendarmes.", "déployer", "l'Union africaine"),
    ("fr", "Ankara dément tout bombardement du port.", "dément", "Ankara"),
    ("en", "Mali: army and rebels agree truce", "agree", "army and rebels"),
    ("fr", "Une trêve entre Kinshasa et le M23 est entrée en vigueur dimanche.", "trêve", "Kinshasa et le M23"),
    ("fr", "Libye: accord de trêve entre Tripoli et les milices zintan", "accord", "Tripoli et les milices zintan"),
    ("fr", "Les combats entre l'armée et le M23 ont repris lundi.", "combats", "l'armée et le M23"),
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
