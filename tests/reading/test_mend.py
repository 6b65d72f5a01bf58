"""Trees that the parser gets wrong and the reader sets right, as claims show."""

import pytest

from selon import Claim, read

SUBJECTS = [
    ("fr", "Damas et les Kurdes ont conclu samedi un cessez-le-feu.", "agree", "Damas et les Kurdes"),
    ("fr", "Tripoli et l'ANL ont conclu dimanche un accord.", "agree", "Tripoli et l'ANL"),
    ("fr", "Mali: Bamako et les rebelles touareg concluent une trêve", "agree", "Bamako et les rebelles touareg"),
    ("fr", "RDC: Kinshasa et le M23 signent un accord", "agree", "Kinshasa et le M23"),
    ("fr", "Ukraine: Moscou revendique la prise d'un village", "control", "Moscou"),
    ("fr", "Bamako et les rebelles, soutenus par Alger, ont signé lundi une trêve.", "agree", "Bamako et les rebelles"),
    ("fr", "Les gendarmes ont riposté, blessant deux passeurs et en capturant trois.", "detain", "Les gendarmes"),
    ("fr", "La garde a repoussé les intrus, blessant un guide.", "casualty", "La garde"),
    ("fr", "Idriss Bello, l'organisateur présumé du putsch, est toujours en fuite.", "displace", "Idriss Bello"),
    ("en", "Mali: army and rebels agree truce", "agree", "army and rebels"),
    ("fr", "Une trêve entre Kinshasa et le M23 est entrée en vigueur dimanche.", "agree", "Kinshasa et le M23"),
    ("fr", "Libye: accord de trêve entre Tripoli et les milices zintan", "agree", "Tripoli et les milices zintan"),
    ("fr", "Les combats entre l'armée et le M23 ont repris lundi.", "fight", "l'armée et le M23"),
    ("fr", "Une résolution charge l'Union africaine de déployer des gendarmes.", "deploy", "l'Union africaine"),
    ("fr", "Ankara dément tout bombardement du port.", "reject", "Ankara"),
    ("fr", "Les FSR ont affirmé avoir tué onze soldats.", "casualty", "Les FSR"),
    ("fr", "La trêve a permis à huit familles de quitter Sinjar.", "displace", "huit familles"),
    ("fr", "Le Tchad compte envoyer deux bataillons à Diffa.", "deploy", "Le Tchad"),
    ("fr", "Le chef du JNIM revendique aussi des attaques contre deux casernes.", "attack", "Le chef du JNIM"),
    ("fr", "Du minaret, à la pointe sud, deux soldats ont vu la foule attaquer la mairie.", "attack", "la foule"),
    ("en", "The Red Cross called on both sides to respect the truce.", "agree", "both sides"),
    ("en", "The ministry accused the rebels of breaking the truce.", "reject", "the rebels"),
    ("en", "The Saudi-led coalition attacked the port.", "attack", "The Saudi-led coalition"),
]


def by_trigger(text: str, lang: str = "fr") -> dict[str, Claim]:
    """The claims of a text by the word that each hangs on."""
    return {c.trigger.of(text): c for c in read(text, published="2026-03-11", lang=lang).claims}


@pytest.mark.parametrize(("lang", "text", "kind", "actor"), SUBJECTS)
def test_who_does_it(lang: str, text: str, kind: str, actor: str) -> None:
    claims = [c for c in read(text, published="2026-03-11", lang=lang).claims if c.type == kind]
    assert actor in [c.actor.of(text) for c in claims if c.actor is not None]


def test_what_is_told_is_parted_from_who_tells_it() -> None:
    text = "A convoy of about 40 trucks crossed into Iraq overnight, two Iraqi border officials said."
    claims = by_trigger(text, "en")
    crossed = claims["crossed"]
    assert crossed.source.span is not None
    assert crossed.source.span.of(text) == "two Iraqi border officials"
    assert crossed.actor is not None
    assert crossed.actor.of(text) == "A convoy of about 40 trucks"


TAKEN = [
    ("L'armée a repris Tessalit lundi.", "repris", "control", "L'armée"),
    ("L'armée avait affirmé avoir repris Bara.", "repris", "control", "L'armée"),
    ("L'armée encercle Kidal, selon deux habitants.", "encercle", "control", "L'armée"),
    ("Une milice attaque Menaka, au Mali", "attaque", "attack", "Une milice"),
    ("La ville de Bouar est tombée lundi aux mains des rebelles.", "tombée", "control", "des rebelles"),
    ("Les rebelles ont repris Alep.", "repris", "control", "Les rebelles"),
    ("Les paramilitaires garderont Nyala.", "garderont", "control", "Les paramilitaires"),
    ("Moscou avait établi à partir de 2016 des camps dans le nord du pays.", "établi", "deploy", "Moscou"),
    ("Nos unités sont entrées dans la base de Tessit à l'aube.", "entrées", "deploy", "Nos unités"),
]


@pytest.mark.parametrize(("text", "trigger", "kind", "actor"), TAKEN)
def test_what_is_taken_or_set_up(text: str, trigger: str, kind: str, actor: str) -> None:
    claims = by_trigger(text)
    claim = claims[trigger]
    assert claim.type == kind
    assert claim.actor is not None
    assert claim.actor.of(text) == actor


def test_a_truce_that_was_agreed_is_one_claim() -> None:
    text = "La trêve conclue à Djeddah le 20 février a pris fin dimanche, selon l'ONU."
    claims = read(text, published="2026-03-03", lang="fr").claims
    assert [c.trigger.of(text) for c in claims if c.type == "agree"] == ["trêve"]


STATES = [
    ("Le Tchad compte envoyer deux bataillons à Diffa.", "envoyer", "planned"),
    ("La trêve a permis à huit familles de quitter Sinjar.", "quitter", "occurred"),
    ("Les rebelles ont accepté de laisser partir les civils.", "partir", "planned"),
    ("Le roi a accéléré le calendrier, en ordonnant le retrait de deux brigades.", "retrait", "planned"),
    ('"Nous serons 80 à la base de Ménaka lundi soir", a dit un capitaine.', "serons", "planned"),
    ("Le ministre n'a pas démenti l'envoi de soldats à Gao.", "envoi", "occurred"),
]


@pytest.mark.parametrize(("text", "trigger", "status"), STATES)
def test_the_verb_above_and_the_ending_tell_the_status(text: str, trigger: str, status: str) -> None:
    claims = by_trigger(text)
    assert claims[trigger].status == status


def test_a_promise_is_told_by_who_makes_it() -> None:
    text = "Conakry promet 400 soldats d'ici avril"
    claims = by_trigger(text)
    promise = claims["promet"]
    assert promise.source.span is not None
    assert promise.source.span.of(text) == "Conakry"
    assert promise.deadline
