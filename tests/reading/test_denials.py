"""What is denied and what is not: a part in a deed, what is not ruled out, what a source says to the contrary; and what
is near, put off or told twice."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from selon import Claim, Reader
from selon.intake.text import dispatched

DAY = date(2026, 3, 3)


@cache
def reader_of(lang: str) -> Reader:
    return Reader(lang)


def claim(lang: str, text: str, trigger: str) -> Claim:
    """The claim of a sentence that hangs on a word."""
    d = dispatched(text, id="x", lang=lang, published=DAY)
    (found,) = [c for c in reader_of(lang).read(d).claims if c.trigger.of(text) == trigger]
    return found


@pytest.mark.parametrize(
    ("lang", "text", "trigger"),
    [
        ("fr", "Le Hezbollah a nié toute implication dans l'attaque.", "attaque"),
        ("fr", "Téhéran nie être à l'origine des frappes sur le port.", "frappes"),
        ("fr", "Le ministre a nié toute implication de ses hommes dans la fusillade de lundi.", "fusillade"),
        ("en", "Hezbollah denied any involvement in the attack.", "attack"),
        ("en", "Tehran denied being behind the strikes on the port.", "strikes"),
    ],
)
def test_who_denies_a_part_does_not_deny_the_deed(lang: str, text: str, trigger: str) -> None:
    c = claim(lang, text, trigger)
    assert not c.negated and c.actor is None and c.source.kind == "narrator"


@pytest.mark.parametrize(
    ("lang", "text", "trigger"),
    [
        ("fr", "L'armée nie avoir bombardé l'hôpital.", "bombardé"),
        ("en", "The army denied bombing the hospital.", "bombing"),
    ],
)
def test_who_denies_the_deed_does(lang: str, text: str, trigger: str) -> None:
    assert claim(lang, text, trigger).negated


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("Israël n'exclut pas de frapper de nouveau.", "frapper", "hypothetical"),
        ("Le Kremlin n'exclut pas de retirer ses troupes.", "retirer", "hypothetical"),
        ("L'artillerie n'a pas cessé de pilonner la ville.", "pilonner", "ongoing"),
    ],
)
def test_two_negations_are_none(text: str, trigger: str, status: str) -> None:
    c = claim("fr", text, trigger)
    assert not c.negated and c.status == status


@pytest.mark.parametrize(
    ("lang", "text", "trigger"),
    [
        ("fr", "Aucun convoi n'a quitté la base depuis samedi, contrairement à ce qu'affirme le ministère.", "quitté"),
        ("en", "No convoy has left the base since Saturday, contrary to what the ministry says.", "left"),
    ],
)
def test_who_says_the_contrary_is_no_source(lang: str, text: str, trigger: str) -> None:
    c = claim(lang, text, trigger)
    assert c.negated and c.source.kind == "narrator"


@pytest.mark.parametrize(
    ("lang", "text", "trigger", "status"),
    [
        ("fr", "Une offensive contre Goma est imminente, selon l'ONU.", "offensive", "planned"),
        ("fr", "Les deux camps sont proches d'un accord, a dit le médiateur.", "accord", "hypothetical"),
        ("fr", "L'armée est en passe de reprendre la ville.", "reprendre", "planned"),
        ("en", "An offensive against Goma is imminent, the UN said.", "offensive", "planned"),
        ("en", "The army is about to retake the city.", "retake", "planned"),
    ],
)
def test_what_is_near_has_not_come(lang: str, text: str, trigger: str, status: str) -> None:
    assert claim(lang, text, trigger).status == status


@pytest.mark.parametrize(
    ("lang", "text", "last"),
    [
        ("fr", "Le retrait a été repoussé à juin.", date(2026, 6, 30)),
        ("fr", "Le retrait a été reporté au 15 avril.", date(2026, 4, 15)),
        ("en", "The withdrawal has been postponed until June.", date(2026, 6, 30)),
    ],
)
def test_an_event_is_moved_to_a_day_ahead(lang: str, text: str, last: date) -> None:
    c = claim(lang, text, "retrait" if lang == "fr" else "withdrawal")
    assert c.time is not None and c.time.last == last


@pytest.mark.parametrize(
    ("lang", "text", "trigger", "last", "negated"),
    [
        ("fr", "Les pourparlers prévus jeudi à Genève ont été annulés.", "pourparlers", date(2026, 3, 5), True),
        ("fr", "Les élections prévues en juin ont été reportées.", "élections", date(2026, 6, 30), False),
        ("fr", "Les élections prévues en février ont été annulées.", "élections", date(2026, 2, 28), True),
        ("en", "Talks scheduled for Thursday in Geneva have been cancelled.", "Talks", date(2026, 3, 5), True),
        ("en", "The talks planned for Thursday were called off.", "talks", date(2026, 3, 5), True),
        ("en", "The council renewed the mandate until 31 December.", "renewed", date(2026, 12, 31), False),
    ],
)
def test_what_was_set_for_a_day_and_called_off(lang: str, text: str, trigger: str, last: date, negated: bool) -> None:
    c = claim(lang, text, trigger)
    assert c.time is not None and c.time.last == last
    assert c.negated == negated


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("L'armée a dépêché dimanche 300 hommes en renfort à Tahoua.", "dépêché"),
        ("Kidal est tombée aux mains des rebelles.", "tombée"),
    ],
)
def test_what_a_verb_told_is_not_told_again(text: str, trigger: str) -> None:
    d = dispatched(text, id="x", lang="fr", published=DAY)
    assert [c.trigger.of(d.text) for c in reader_of("fr").read(d).claims] == [trigger]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Les miliciens sont partis, a dit un habitant, qui a requis l'anonymat par crainte de représailles."),
        ("en", "The town is calm, said a shopkeeper who asked not to be named for fear of reprisals."),
    ],
)
def test_why_a_source_is_not_named_is_no_claim(lang: str, text: str) -> None:
    d = dispatched(text, id="x", lang=lang, published=DAY)
    assert [c.trigger.of(d.text) for c in reader_of(lang).read(d).claims] == (["partis"] if lang == "fr" else [])


@pytest.mark.parametrize(
    ("lang", "text", "trigger", "places"),
    [
        ("fr", "Bagdad a été frappée par deux missiles.", "frappée", ["Bagdad"]),
        ("fr", "L'armée a frappé Khartoum et Omdourman.", "frappé", ["Khartoum", "Omdourman"]),
        ("en", "Damascus was bombed by Israeli jets.", "bombed", ["Damascus"]),
    ],
)
def test_a_place_undergoes_nothing(lang: str, text: str, trigger: str, places: list[str]) -> None:
    c = claim(lang, text, trigger)
    assert c.target is None
    assert [p.span.of(text) for p in c.places] == places


def test_two_subjects_of_one_predicate_act_together() -> None:
    text = "Le gouvernement et les rebelles sont proches d'un accord, a dit leur porte-parole, Aram Khalil."
    c = claim("fr", text, "accord")
    assert c.actor is not None and c.actor.of(text) == "Le gouvernement et les rebelles"


def test_a_term_is_no_agent() -> None:
    assert claim("en", "The pullout must be completed by 15 May at the latest.", "pullout").actor is None


def test_a_denial_leaves_what_is_only_told_of_a_noun() -> None:
    text = "Le maire a démenti que les otages détenus à Kano aient été libérés."
    assert claim("fr", text, "libérés").negated
    assert not claim("fr", text, "détenus").negated


@pytest.mark.parametrize("text", ["La libération des otages a été annoncée.", "Les otages étaient détenus à Kano."])
def test_who_is_freed_or_held_is_no_event(text: str) -> None:
    d = dispatched(text, id="x", lang="fr", published=DAY)
    assert "otages" not in [c.trigger.of(text) for c in reader_of("fr").read(d).claims]


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        (
            "Nos soldats ne quitteront la base que si le gouvernement tombe, a dit un colonel.",
            "quitteront",
            "hypothetical",
        ),
        ("Nos soldats quitteront la base lundi, a dit un colonel.", "quitteront", "planned"),
        ("Le ministre annonce avoir rencontré son homologue.", "rencontré", "occurred"),
        ("Les mineurs sont morts dimanche.", "morts", "occurred"),
    ],
)
def test_what_is_limited_to_a_condition_and_what_is_told_as_done(text: str, trigger: str, status: str) -> None:
    assert claim("fr", text, trigger).status == status


def test_who_declines_to_be_named_names_nobody() -> None:
    text = "The minister will send 300 men there, according to an adviser who declined to be named."
    d = dispatched(text, id="x", lang="en", published=DAY)
    assert [c.trigger.of(text) for c in reader_of("en").read(d).claims] == ["send"]
