"""Which claims are about one happening, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.linking.made import ANSONGO, GAO, MALI, NIAMEY, Says, ids, report

from selon.linking import link
from selon.model import PlaceMention, Relative

DAY = Says(time=("2026-02-23", "2026-02-23"))
NORTH = replace(MALI, relative=Relative("Mali", 0.0))
STRIKE = replace(DAY, type="attack", role="at", actor="des jihadistes", target="l'armée malienne")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (DAY, replace(DAY, actor="le Mali")),
        (DAY, replace(DAY, actor="Bamako", time=("2026-02-24", "2026-02-24"))),
        (DAY, replace(DAY, time=None)),
        (DAY, replace(DAY, at=GAO)),
        (DAY, replace(DAY, type="presence", negated=True, role="at", trigger="ne sont plus là")),
        (DAY, replace(DAY, type="move")),
        (DAY, replace(DAY, status="planned", time=("", "2026-02-28"), deadline=True)),
        (STRIKE, replace(STRIKE, type="fight")),
        (STRIKE, replace(STRIKE, time=("2026-02-20", "2026-02-24"), grain="week")),
    ],
)
def test_one_happening(a: Says, b: Says) -> None:
    linker = link([report("a", "2026-02-23", a), report("b", "2026-02-24", b, agency="BET")])
    h = linker.happening("a-0")
    assert {m.told.id for m in h.members} == {"a-0", "b-0"}
    assert all(0.6 < m.score <= 1 and m.why for m in h.members)
    assert linker.happening(h.id) == h


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (DAY, replace(DAY, at=ANSONGO)),
        (replace(DAY, at=MALI), replace(DAY, at=NORTH, time=None)),
        (DAY, replace(DAY, at=NIAMEY)),
        (DAY, replace(DAY, at=MALI, time=("2026-02-01", "2026-03-20"))),
        (DAY, replace(DAY, actor="les forces russes")),
        (DAY, replace(DAY, actor="les rebelles maliens")),
        (DAY, replace(DAY, time=("2026-01-12", "2026-01-12"))),
        (DAY, replace(DAY, type="deploy", role="to")),
        (STRIKE, replace(STRIKE, target="des civils maliens")),
        (STRIKE, replace(STRIKE, type="casualty", trigger="morts")),
        (
            replace(STRIKE, type="casualty", trigger="morts"),
            replace(STRIKE, type="casualty", trigger="blessés"),
        ),
    ],
)
def test_two_happenings(a: Says, b: Says) -> None:
    linker = link([report("a", "2026-02-23", a), report("b", "2026-02-24", b, agency="BET")])
    assert linker.happening("a-0").id != linker.happening("b-0").id


def test_a_contradiction_in_identity_is_not_bridged() -> None:
    """Two bases left on one day are two, though a third claim that names the region is like both."""
    linker = link(
        [
            report("a", "2026-02-23", DAY),
            report("b", "2026-02-23", replace(DAY, at=ANSONGO), agency="BET"),
            report("c", "2026-02-23", replace(DAY, at=GAO), agency="GAM"),
        ]
    )
    assert linker.happening("a-0").id != linker.happening("b-0").id


def test_sites_that_one_claim_tells_of_together_are_one_happening() -> None:
    """ "Retirées des bases de Ménaka et d'Ansongo": who tells of one of them tells of the same."""
    weeks = replace(DAY, time=("2026-02-09", "2026-02-23"))
    both = report("a", "2026-02-23", weeks)
    (claim,) = both.claims
    ansongo = PlaceMention(claim.places[0].span, "from", ANSONGO)
    both = replace(both, claims=(replace(claim, places=(*claim.places, ansongo)),))
    menaka = report("b", "2026-02-24", replace(DAY, time=("2026-02-01", "2026-02-28"), grain="month"), agency="BET")
    later = report("c", "2026-03-01", replace(weeks, at=ANSONGO, time=("2026-02-11", "2026-02-20")), agency="BET")
    linker = link([both, menaka, later])
    h = linker.happening("a-0")
    assert {m.told.id for m in h.members} == {"a-0", "b-0", "c-0"}
    assert (h.first, h.last) == (date(2026, 2, 1), date(2026, 2, 24))
    assert str(linker.independence(h)) == "[1, 2]"
    assert {frozenset((k.claim, k.other)) for k in linker.links(h)} == ids([["a-0", "b-0"], ["a-0", "c-0"]])
    apart = report("c", "2026-03-01", replace(weeks, at=ANSONGO, time=("2026-03-01", "2026-03-01")), agency="BET")
    assert link([both, menaka, apart]).happening("c-0").id != h.id


def test_claims_that_name_nothing_are_not_thrown_together() -> None:
    bare = Says(actor="", at=None)
    linker = link([report("a", "2026-02-23", bare), report("b", "2026-02-23", bare, agency="BET")])
    assert linker.happening("a-0").id != linker.happening("b-0").id


def test_speech_is_known_by_its_words() -> None:
    one = Says(type="demand", actor="Paris", at=None, more="réclame la libération immédiate des otages détenus")
    like = replace(one, actor="la France", more="demande la libération des otages détenus depuis un mois")
    other = replace(one, more="exige une enquête sur le naufrage du ferry")
    linker = link(
        [
            report("a", "2026-02-23", one),
            report("b", "2026-02-23", like, agency="BET"),
            report("c", "2026-02-23", other, agency="GAM"),
        ]
    )
    assert linker.happening("a-0").id == linker.happening("b-0").id != linker.happening("c-0").id


def test_a_superseded_dispatch_counts_for_nothing() -> None:
    first = report("a", "2026-02-23", DAY, superseded_by="b")
    linker = link([first, report("b", "2026-02-23", DAY)])
    assert [t.id for t in linker.tolds()] == ["b-0"]
    assert linker.told("b-0").lineage == "a"


def test_what_is_asked_for_and_is_not_there_is_one_error() -> None:
    from selon.errors import LedgerError

    linker = link([report("a", "2026-02-23", DAY)])
    for ask in (linker.told, linker.voice, linker.happening):
        with pytest.raises(LedgerError, match="zz: no"):
            ask("zz")


BEGUN = Says(status="ongoing", time=("2026-02-20", "2026-02-20"))
OVER = Says(time=("2026-03-02", "2026-03-02"))


def one(*said: Says) -> bool:
    """Whether claims of as many dispatches of as many agencies are about one happening."""
    made = [report(f"d{i}", f"2026-03-0{i + 1}", s, agency=f"A{i}") for i, s in enumerate(said)]
    linker = link(made)
    return len({linker.happening(f"d{i}-0").id for i in range(len(said))}) == 1


def test_what_is_begun_is_done_later() -> None:
    assert one(BEGUN, OVER)
    assert one(BEGUN, replace(BEGUN, time=("2026-02-27", "2026-02-27")), OVER)
    assert not one(BEGUN, replace(OVER, time=("2026-05-02", "2026-05-02")))
    assert not one(BEGUN, replace(OVER, at=ANSONGO))
    assert not one(replace(OVER, time=("2026-02-20", "2026-02-20")), OVER)


def test_a_part_that_left_is_begun() -> None:
    some = replace(OVER, actor="une colonne de soldats maliens", time=("2026-02-20", "2026-02-20"))
    assert one(some, OVER)
    assert not one(replace(some, actor="les soldats maliens"), OVER)


def test_the_last_base_is_not_the_country_that_was_promised() -> None:
    """A plan goes with the deed on the country, not with that on a base of the same day."""
    plan = Says(status="planned", at=MALI, time=("", "2026-03-10"), deadline=True)
    gone = replace(OVER, at=MALI)
    linker = link([report("p", "2026-02-01", plan), report("a", "2026-03-03", gone, replace(OVER, at=ANSONGO))])
    assert linker.happening("p-0") == linker.happening("a-0")
    assert linker.happening("a-1") != linker.happening("a-0")


INTEGRATED = Says(type="integrate", status="planned", actor="", target="le FLA", at=None, deadline=True)


def test_one_commitment_with_two_dates() -> None:
    april = replace(INTEGRATED, time=("", "2026-04-15"))
    may = replace(INTEGRATED, actor="le FLA", target="", time=("", "2026-05-31"))
    linker = link([report("a", "2026-03-01", april), report("b", "2026-03-02", may, agency="BET")])
    (h,) = linker.happenings()
    assert [k.relation for k in linker.links(h)] == ["differs"]
    leave = Says(status="planned", deadline=True, time=("", "2026-04-15"))
    assert one(leave, replace(leave, time=("", "2026-04-30")))


TRUCE = Says(type="agree", actor="Bamako et le FLA", at=None, more="ont conclu une trêve")


def test_a_truce_is_one_in_two_languages() -> None:
    there = replace(BEGUN, type="presence", role="at")  # what tells the country of the dispatch
    english = replace(TRUCE, actor="Mali and the FLA", more="agreed to a ceasefire")
    bare = replace(TRUCE, actor="", more="accord de cessez-le-feu signé")
    linker = link(
        [
            report("a", "2026-03-01", TRUCE, there),
            report("b", "2026-03-01", english, there, agency="BET"),
            report("c", "2026-03-02", bare, there, agency="GAM"),
        ]
    )
    assert linker.happening("a-0") == linker.happening("b-0") == linker.happening("c-0")


@pytest.mark.parametrize("more", ["la trêve est entrée en vigueur", "la trêve a pris fin", "ils ont violé la trêve"])
def test_what_becomes_of_a_truce_is_another_happening(more: str) -> None:
    assert not one(TRUCE, replace(TRUCE, more=more))


THERE = Says(type="presence", status="ongoing", role="at")
"""What tells the country of a dispatch."""
IN_FORCE = replace(TRUCE, actor="", more="la trêve est entrée en vigueur", time=("2026-03-09", "2026-03-09"))


def test_a_truce_in_force_told_again_is_one_and_no_contradiction() -> None:
    kept = replace(
        TRUCE, more="la trêve était respectée", status="ongoing", time=("2026-03-16", "2026-03-16"), source="witness",
        who="des habitants",
    )  # fmt: skip
    linker = link([report("a", "2026-03-11", IN_FORCE, THERE), report("b", "2026-03-16", kept, THERE, agency="BET")])
    h = linker.happening("a-0")
    assert h == linker.happening("b-0")
    assert [(k.relation, str(k.why[0])) for k in linker.links(h)] == [("corroborates", "a state, some time later")]
    months = replace(kept, time=("2026-05-16", "2026-05-16"))
    linker = link([report("a", "2026-03-11", IN_FORCE, THERE), report("b", "2026-05-16", months, THERE)])
    assert linker.happening("a-0") != linker.happening("b-0")


def test_who_breaks_a_truce_is_told_with_what_becomes_of_it() -> None:
    act = Says(type="reject", actor="l'armée malienne", at=None, trigger="a violé", more="la trêve")
    said = replace(TRUCE, actor="Bamako", trigger="la trêve", more="que Bamako est accusé de rompre")
    linker = link([report("a", "2026-03-11", act, THERE), report("b", "2026-03-11", said, THERE, agency="BET")])
    assert linker.happening("a-0") == linker.happening("b-0")
    assert linker.told("a-0").family == "agree"
    refused = replace(act, trigger="a rejeté")
    assert link([report("a", "2026-03-11", refused, THERE)]).told("a-0").family == "reject"


def test_who_is_only_said_not_to_have_done_it_is_not_its_actor() -> None:
    denied = replace(STRIKE, actor="l'armée malienne", target="", negated=True)
    told = replace(STRIKE, actor="", target="")
    linker = link([report("a", "2026-02-23", told), report("b", "2026-02-23", denied, agency="BET")])
    h = linker.happening("a-0")
    assert (h == linker.happening("b-0"), h.actor) == (True, None)


def test_a_question_tells_nothing() -> None:
    asked = replace(THERE, actor="combien de soldats", at=MALI)
    assert list(link([report("a", "2026-02-23", asked)]).tolds()) == []


def test_two_truces_are_two() -> None:
    assert not one(TRUCE, replace(TRUCE, actor="Bamako et le Jnim"))


def test_an_attack_is_not_the_fighting_around_it() -> None:
    fight = replace(STRIKE, type="fight", status="ongoing", time=("2026-02-20", ""), actor="", target="")
    assert not one(fight, replace(STRIKE, actor="", target="", time=("2026-02-23", "2026-02-23")))


DEAD = Says(type="casualty", trigger="morts", actor="", role="at", number=(12, 12), time=("2026-02-23", "2026-02-23"))


def test_tolls_of_two_attacks_are_two() -> None:
    assert one(DEAD, replace(DEAD, number=(17, 17)))
    assert not one(DEAD, replace(DEAD, number=(40, None), time=("2026-02-18", "2026-02-21")))
    assert not one(replace(DEAD, target="des soldats"), replace(DEAD, target="des civils"))


FREED = Says(type="release", actor="le Jnim", target="six otages", at=None, number=(6, 6), unit="otage")
SATURDAY, MONDAY = ("2026-02-21", "2026-02-21"), ("2026-02-23", "2026-02-23")


def test_some_freed_and_others_later_are_two() -> None:
    six, four = replace(FREED, time=SATURDAY), replace(FREED, time=MONDAY, target="quatre otages", number=(4, 4))
    assert not one(six, four)
    assert one(six, replace(six, target="six hostages"))
    assert not one(six, replace(six, target="200 prisonniers", number=(200, 200)))


def test_a_plan_without_a_term_needs_one_place_and_party() -> None:
    purpose = replace(
        STRIKE, type="fight", status="planned", actor="la France", target="des jihadistes", at=None, time=None
    )
    assert not one(purpose, replace(STRIKE, actor="des jihadistes", target=""))


def test_a_headline_has_the_day_of_its_text() -> None:
    made = report("a", "2026-02-24", Says(), DAY)
    d = made.dispatch
    head = replace(d.blocks[1], kind="title")
    told = list(link([replace(made, dispatch=replace(d, blocks=(head, d.blocks[2])))]).tolds())
    assert [t.when.edtf if t.when else None for t in told] == ["2026-02-23", "2026-02-23"]


def test_a_headline_without_a_place_is_where_its_text_says() -> None:
    fights = Says(type="fight", status="ongoing", actor="", role="at", time=("2026-02-24", "2026-02-24"))
    made = report("a", "2026-02-24", replace(fights, at=None, time=None), fights, THERE)
    d = made.dispatch
    head = replace(d.blocks[1], kind="title")
    linker = link([replace(made, dispatch=replace(d, blocks=(head, *d.blocks[2:])))])
    assert [(s.label, s.inferred) for s in linker.told("a-0").spots] == [("Ménaka", True)]
    assert linker.happening("a-0") == linker.happening("a-1")


ACCUSES = Says(type="accuse", actor="Bamako", target="le Jnim", at=None)


def test_two_accusations_days_apart_are_of_one_matter_or_two() -> None:
    first = replace(ACCUSES, more="d'avoir bombardé un marché")
    for more, one in (("d'avoir enlevé des otages", False), ("d'avoir bombardé le marché", True)):
        linker = link([report("a", "2026-03-02", first), report("b", "2026-03-11", replace(ACCUSES, more=more))])
        assert (linker.happening("a-0").id == linker.happening("b-0").id) is one


def test_what_takes_up_an_attack_is_where_that_was() -> None:
    attack = replace(STRIKE, trigger="attentat", actor="un attentat", target="", time=None)
    claimed = replace(attack, actor="le Jnim a revendiqué l'", at=None)
    linker = link([report("a", "2026-02-23", attack, replace(attack, at=ANSONGO, type="fight"), claimed)])
    told = linker.told("a-2")
    assert [(s.label, s.inferred) for s in told.spots] == [("Ménaka", True)]
    assert linker.happening("a-0").id == linker.happening("a-2").id
    another = replace(claimed, actor="le Jnim a revendiqué un")
    linker = link([report("a", "2026-02-23", attack, replace(attack, at=ANSONGO, type="fight"), another)])
    assert not any(s.exact for s in linker.told("a-2").spots)
