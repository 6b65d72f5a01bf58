"""The tables of linking load, list nothing twice, and each kind of word does what it is there for."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args

import pytest

from selon.linking.extent import in_part, last, no_longer
from selon.linking.model import Family
from selon.linking.parties import Role
from selon.linking.tables import concepts, groups, table
from selon.linking.truces import truce_value
from selon.linking.words import folded, stem, words
from selon.model import Claim, Quantity, Span

WORDS = table("words")


def twice(found: list[str]) -> list[str]:
    return [w for w, n in Counter(found).items() if n > 1]


def test_groups_share_no_name() -> None:
    assert twice([f for g in groups().values() for f in {folded(x) for x in (g.fr, g.en, *g.forms)}]) == []


def test_a_word_has_one_concept() -> None:
    stems: dict[str, set[str]] = {}
    for word, concept in concepts().items():
        stems.setdefault(stem(folded(word).replace(" ", "-")), set()).add(concept)
    assert {w: c for w, c in stems.items() if len(c) > 1} == {}


def test_roles_are_roles_of_parties() -> None:
    assert set(words().roles.values()) <= set(get_args(Role)) | {"body"}


@pytest.mark.parametrize("name", ["before", "nobody", "asks", "mine", "theirs", "negations", "offices", "generic"])
def test_words_are_listed_once_and_folded(name: str) -> None:
    assert twice(WORDS[name]) == []
    assert [w for w in WORDS[name] if folded(w) != w] == []


def test_phrases_are_regular_expressions_of_folded_words() -> None:
    truce = [p for said, found in WORDS["truce"].items() if said != "before" for p in found]
    for phrase in (*WORDS["sites"], *WORDS["both_sides"], *truce):
        re.compile(phrase)
        assert phrase == phrase.casefold() and phrase.isascii(), phrase


SAID = {
    "agreed": [
        "Bamako et le FLA ont conclu lundi une trêve",
        "Une trêve a été signée à Alger",
        "The sides agreed to a ceasefire",
        "Trêve entre Bamako et le FLA",
        "Le cessez-le-feu conclu le 7 mars",
    ],
    "in force": [
        "La trêve est entrée en vigueur à minuit",
        "Le cessez-le-feu avait pris effet lundi",
        "La trêve était respectée jeudi matin",
        "The ceasefire took effect at midnight",
        "The truce is holding",
        "Truce takes hold in Gao",
        "La trêve doit entrer en vigueur mercredi",
    ],
    "broken": [
        "L'armée a violé le cessez-le-feu",
        "Le FLA accuse Bamako de rompre la trêve",
        "Shelling breaks truce in Gao",
        "The army violated the ceasefire this morning",
    ],
    "ended": [
        "Le cessez-le-feu a pris fin lundi",
        "La trêve expire dimanche",
        "The truce expired at midnight",
        "The ceasefire is over",
        "Truce collapses in Gao",
        "La fin de la trêve a été annoncée",
    ],
    None: [
        "L'attaque a eu lieu avant la trêve",
        "Le marché a été visé avant que la trêve ne soit entrée en vigueur",
        "Hours before a truce took effect",
        "La trêve a mis fin aux combats",
        "L'accord est signé",
    ],
}


@pytest.mark.parametrize(("said", "sentence"), [(s, x) for s, found in SAID.items() for x in found])
def test_what_is_said_of_a_truce(said: str | None, sentence: str) -> None:
    claim = Claim("c", Span(0, 1), "agree", "occurred", Span(0, len(sentence)))
    assert truce_value(claim, sentence) == said


@pytest.mark.parametrize(
    ("act", "said"), [("violé", "broken"), ("fin", "ended"), ("collapses", "ended"), ("dénoncé", None)]
)
def test_what_an_act_makes_of_a_truce(act: str, said: str | None) -> None:
    sentence = f"La trêve: ils ont {act} hier" if act != "fin" else "La trêve conclue le 7 mars a pris fin lundi"
    at = sentence.index(act)
    claim = Claim("c", Span(at, at + len(act)), "reject", "occurred", Span(0, len(sentence)))
    assert truce_value(claim, sentence) == said


def test_who_denies_having_broken_a_truce_says_nothing_of_it() -> None:
    sentence = "Le FLA a rejeté l'accusation d'avoir rompu la trêve"
    at = sentence.index("rejeté")
    claim = Claim("c", Span(at, at + 6), "reject", "occurred", Span(0, len(sentence)))
    assert truce_value(claim, sentence) is None


def claim_of(actor: str, rest: str = "ont quitté Gao", counted: str = "") -> tuple[Claim, str]:
    """A claim with its actor at the head of the sentence."""
    text = f"{actor} {rest}"
    at = text.index(rest)
    q = Quantity(Span(text.index(counted), text.index(counted) + len(counted)), 300, 300, "soldat") if counted else None
    trigger, who = Span(at, at + len(rest)), Span(0, len(actor))
    return Claim("c", trigger, "withdraw", "occurred", Span(0, len(text)), actor=who, quantity=q), text


@pytest.mark.parametrize(
    ("actor", "counted", "part"),
    [
        ("les forces maliennes", "", False),
        ("U.S. troops", "", False),
        ("les 300 soldats", "300", False),
        ("les derniers soldats", "", False),
        ("the last of the troops", "", False),
        ("aucun soldat", "", False),
        ("des chars", "", True),
        ("une centaine de pick-up", "", True),
        ("300 soldats", "300", True),
        ("some troops", "", True),
        ("une première brigade", "", True),
    ],
)
def test_how_much_of_a_force(actor: str, counted: str, part: bool) -> None:
    claim, text = claim_of(actor, counted=counted)
    assert in_part(claim, text) == part


def test_which_are_the_last() -> None:
    assert last(*claim_of("le dernier convoi"))
    assert not last(*claim_of("le convoi"))


@pytest.mark.parametrize(
    ("rest", "was"),
    [
        ("ne sont plus présents", True),
        ("n'y sont désormais plus", True),
        ("are no longer there", True),
        ("ne sont pas encore entrés", False),
        ("have not entered", False),
        ("ne comptent plus de 300 hommes", False),
    ],
)
def test_what_was_so_before(rest: str, was: bool) -> None:
    assert no_longer(*claim_of("les soldats", rest)) == was


def test_families_are_covered() -> None:
    from selon.linking.telling import FAMILIES

    assert set(FAMILIES.values()) | {"leave"} == set(get_args(Family))
