"""How things stand on a day: each state with its evidence, conflicting reports side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.linking.made import ANSONGO, MALI, Says, official, report

from selon.linking import link
from selon.linking.brief_words import BriefWords
from selon.linking.model import Report, Standing
from selon.linking.reasons import said
from selon.model import PlaceMention, Relative

HERE = Says(type="presence", status="ongoing", role="at", time=("2026-01-05", ""))
LEAVING = Says(status="ongoing", time=("2026-02-20", "2026-02-20"))
GONE = Says(time=("2026-03-01", "2026-03-04"))


def standing(day: str, *reports: Report, kind: str = "presence") -> Standing:
    """The only state of a kind."""
    (found,) = link(reports).situation(date.fromisoformat(day), kind=kind)  # type: ignore[arg-type]
    return found


STAY = (
    report("a", "2026-01-06", HERE),
    report("b", "2026-02-21", LEAVING, agency="BET"),
    report("c", "2026-03-05", GONE),
)


def test_a_stay_day_by_day() -> None:
    states = {day: standing(day, *STAY) for day in ("2026-01-06", "2026-02-19", "2026-02-21", "2026-03-05")}
    assert {day: s.value for day, s in states.items()} == {
        "2026-01-06": "present",
        "2026-02-19": "present",
        "2026-02-21": "leaving",
        "2026-03-05": "gone",
    }
    assert [f.told.id for f in states["2026-03-05"].current] == ["c-0"]
    assert {f.told.id for f in states["2026-03-05"].earlier} == {"a-0", "b-0"}


def test_before_anything_is_said_nothing_stands() -> None:
    assert link(STAY).situation(date(2026, 1, 4)) == []


def test_what_is_known_later_of_a_day() -> None:
    (found,) = link(STAY).situation(date(2026, 1, 2), known=date(2026, 3, 5))
    assert (found.value, found.current) == ("unknown", ())


def test_a_day_within_the_change() -> None:
    (found,) = link(STAY).situation(date(2026, 3, 2), known=date(2026, 3, 5))
    assert found.changing


def test_reports_that_conflict_stand_side_by_side() -> None:
    still = report("d", "2026-03-05", replace(HERE, time=("2026-03-04", "2026-03-04")), agency="BET")
    found = standing("2026-03-06", *STAY, still)
    assert found.value == "disputed"
    assert {f.value for f in found.current} == {"gone", "present"}
    assert said(found.why)[0].startswith("reports conflict")


def test_plans_and_possibilities_change_nothing() -> None:
    plans = [replace(GONE, status="planned"), replace(GONE, status="hypothetical")]
    found = standing("2026-03-06", STAY[0], *(report(f"p{i}", "2026-02-01", p) for i, p in enumerate(plans)))
    assert found.value == "present"


def test_a_country_left_in_part_is_being_left() -> None:
    part = replace(GONE, at=MALI, time=None)
    more = replace(part, status="planned", time=("", "2026-04-01"), deadline=True)
    assert standing("2026-03-06", report("a", "2026-03-05", part, more)).value == "leaving"
    assert standing("2026-03-06", report("a", "2026-03-05", part)).value == "gone"


def test_what_another_is_to_leave_leaves_nothing_to_go() -> None:
    gone = replace(GONE, at=MALI, time=None)
    other = replace(gone, actor="les forces russes", status="planned", time=("", "2026-04-01"), deadline=True)
    found = link([report("a", "2026-03-05", gone, other)]).situation(date(2026, 3, 6), kind="presence")
    assert [s.value for s in found] == ["gone"]


def test_doubt_is_told() -> None:
    found = standing("2026-03-06", report("a", "2026-03-05", replace(GONE, hedged=True)))
    assert said(found.why)[0].endswith("told with doubt")


def test_strength() -> None:
    found = standing("2026-02-01", report("a", "2026-01-06", replace(HERE, number=(1000, 1000))), kind="strength")
    assert [f.quantity.low for f in found.current if f.quantity] == [1000]


def test_control_changes_hands() -> None:
    held = Says(type="control", role="at", status="ongoing", time=("2026-01-05", ""))
    taken = replace(held, actor="des rebelles maliens", status="occurred", time=("2026-02-10", "2026-02-10"))
    found = standing(
        "2026-02-12", report("a", "2026-01-06", held), report("b", "2026-02-11", taken, agency="BET"), kind="control"
    )
    assert (found.value, found.actor and found.actor.label) == ("held", "des rebelles maliens")


TRUCE = Says(type="agree", actor="Bamako", target="les FLA", role="at", more="ont conclu une trêve")
CALLED = replace(TRUCE, at=None, more="la trêve", time=None)


def truce(day: str, *reports: Report) -> str:
    """What stands of the only truce."""
    return standing(day, *reports, kind="agreement").value


def test_a_truce_is_agreed_then_in_force_then_broken_and_over() -> None:
    made = [report("a", "2026-02-02", replace(TRUCE, time=("2026-02-01", "2026-02-01")), HERE)]
    assert truce("2026-02-05", *made) == "agreed"
    begun = replace(CALLED, more="la trêve est entrée en vigueur", time=("2026-02-06", "2026-02-06"))
    made.append(report("b", "2026-02-07", begun, HERE))
    assert truce("2026-02-08", *made) == "in force"
    broken = replace(
        CALLED, type="reject", trigger="rompt", actor="les FLA", target="", time=("2026-02-09", "2026-02-09")
    )
    made.append(report("c", "2026-02-10", broken, HERE, agency="BET"))
    assert truce("2026-02-10", *made) == "broken"
    over = replace(CALLED, more="la trêve a pris fin", actor="", target="", time=("2026-02-11", "2026-02-11"))
    made.append(report("d", "2026-02-12", over, HERE))
    assert truce("2026-02-12", *made) == "ended"


def test_two_truces_in_one_country_are_two() -> None:
    other = replace(TRUCE, target="le Jnim")
    found = link([report("a", "2026-02-02", TRUCE, other)]).situation(date(2026, 2, 3), kind="agreement")
    assert len(found) == 2


@pytest.mark.parametrize(
    "words",
    [
        "avant la trêve",
        "avant que la trêve ne soit entrée en vigueur",
        "avant l'entrée en vigueur de la trêve",
        "a mis fin aux combats",
        "n'a pas commenté la trêve",
    ],
)
def test_what_says_nothing_of_a_truce(words: str) -> None:
    made = report("a", "2026-02-02", replace(CALLED, more=words), HERE)
    assert link([made]).situation(date(2026, 2, 3), kind="agreement") == []


def test_a_truce_that_came_into_force_is_in_force() -> None:
    after = replace(
        CALLED, more="quatre jours après l'entrée en vigueur de la trêve", time=("2026-02-01", "2026-02-01")
    )
    assert truce("2026-02-05", report("a", "2026-02-05", after, HERE)) == "in force"


STUDENTS = Says(
    type="detain",
    role="at",
    target="des étudiants maliens",
    number=(3, 3),
    unit="étudiant",
    time=("2026-02-01", "2026-02-01"),
)


def test_detained_and_some_released() -> None:
    free = replace(STUDENTS, type="release", number=(1, 1), time=("2026-02-09", "2026-02-09"))
    made = (report("a", "2026-02-02", STUDENTS), report("b", "2026-02-10", free, agency="BET"))
    assert standing("2026-02-05", *made, kind="detainees").value == "detained"
    found = standing("2026-02-10", *made, kind="detainees")
    assert (found.value, said(found.why)) == ("detained", ["detained 3", "released 1"])


def test_all_released() -> None:
    free = replace(STUDENTS, type="release", time=("2026-02-09", "2026-02-09"))
    made = (report("a", "2026-02-02", STUDENTS), report("b", "2026-02-10", free, agency="BET"))
    assert standing("2026-02-10", *made, kind="detainees").value == "released"


def test_of_an_actor_and_at_a_place() -> None:
    linker = link([*STAY, report("d", "2026-02-01", replace(HERE, actor="les forces russes", at=ANSONGO))])
    day = date(2026, 3, 6)
    assert {s.spot.label for s in linker.situation(day, place="Menaka") if s.spot} == {"Ménaka"}
    assert {s.actor.label for s in linker.situation(day, actor="Moscou") if s.actor} == {"les forces russes"}
    assert {s.spot.label for s in linker.situation(day, place="Mali") if s.spot} == {"Ménaka", "Ansongo"}


def test_the_history_of_a_place() -> None:
    found = link(STAY).history("Ménaka")
    assert [(f.value, f.told.id) for f in found] == [("present", "a-0"), ("leaving", "b-0"), ("gone", "c-0")]
    assert found == link(STAY).history(MALI.id)


def test_a_reprint_adds_no_evidence() -> None:
    copy = report("r", "2026-03-05", GONE, agency="Relais", reprints="c")
    assert standing("2026-03-06", *STAY, copy) == standing("2026-03-06", *STAY)


def test_a_denied_departure_is_a_presence() -> None:
    denied = report("d", "2026-02-22", official("un officier", negated=True, status="ongoing"), agency="GAM")
    found = standing("2026-02-23", STAY[1], denied)
    assert found.value == "disputed"


AWAY = replace(GONE, at=MALI, time=("2026-03-02", "2026-03-02"))


def test_who_left_a_country_left_each_place_in_it() -> None:
    many = replace(HERE, number=(300, 300))
    linker = link([report("a", "2026-01-06", many), report("b", "2026-03-03", AWAY, agency="BET")])
    found = {(s.kind, s.spot.label): s for s in linker.situation(date(2026, 3, 4)) if s.spot}
    assert {key: s.value for key, s in found.items()} == {
        ("presence", "Mali"): "gone",
        ("presence", "Ménaka"): "gone",
        ("strength", "Ménaka"): "gone",
    }
    (fact,) = found["presence", "Ménaka"].current
    assert (fact.told.id, str(fact.why)) == ("b-0", "gone from Mali, where it lies")
    assert {s.value for s in linker.situation(date(2026, 3, 1), place="Ménaka")} == {"present"}


def test_who_is_leaving_a_country_is_still_at_its_places() -> None:
    leaving = replace(AWAY, status="ongoing")
    found = link([report("a", "2026-01-06", HERE), report("b", "2026-03-03", leaving, agency="BET")])
    assert {s.spot.label: s.value for s in found.situation(date(2026, 3, 4)) if s.spot} == {
        "Mali": "leaving",
        "Ménaka": "present",
    }


def test_another_force_of_the_country_stays() -> None:
    other = replace(HERE, actor="les forces russes")
    linker = link([report("a", "2026-01-06", other), report("b", "2026-03-03", AWAY, agency="BET")])
    (found,) = linker.situation(date(2026, 3, 4), place="Ménaka")
    assert found.value == "present"


def test_who_is_told_to_be_at_a_place_later_is_in_the_country() -> None:
    still = replace(HERE, time=("2026-03-10", "2026-03-10"))
    linker = link([report("b", "2026-03-03", AWAY), report("c", "2026-03-10", still, agency="BET")])
    found = {s.spot.label: s.value for s in linker.situation(date(2026, 3, 11)) if s.spot}
    assert found == {"Mali": "present", "Ménaka": "present"}


@pytest.mark.parametrize(
    ("actor", "state"),
    [
        ("les forces maliennes", "gone"),
        ("les derniers soldats maliens", "gone"),
        ("des chars maliens", "leaving"),
        ("une centaine de soldats maliens", "leaving"),
    ],
)
def test_a_part_that_leaves_has_not_left(actor: str, state: str) -> None:
    assert standing("2026-03-06", report("a", "2026-03-05", replace(GONE, actor=actor))).value == state


def test_who_is_said_not_to_be_there_has_not_left() -> None:
    absent = replace(HERE, negated=True, trigger="ne sont pas entrées")
    assert standing("2026-01-07", report("a", "2026-01-06", absent)).value == "absent"
    away = replace(HERE, negated=True, trigger="ne sont plus là")
    assert standing("2026-01-07", report("a", "2026-01-06", away)).value == "gone"


def test_strengths_are_numbers_of_one_party() -> None:
    """Whatever the words: "quelque 300 militaires maliens" and "les forces maliennes" are one."""
    some = replace(HERE, actor="quelque 300 militaires maliens", number=(300, 300))
    linker = link([report("a", "2026-01-06", some), report("b", "2026-01-07", HERE, agency="BET")])
    found = linker.situation(date(2026, 1, 8))
    assert [(s.kind, s.actor and s.actor.key) for s in found] == [("presence", "ML"), ("strength", "ML")]


def test_people_hold_no_place() -> None:
    assert link([report("a", "2026-01-06", replace(HERE, actor="des habitants"))]).situation(date(2026, 1, 8)) == []


def test_who_holds_whom() -> None:
    six = replace(STUDENTS, actor="le Jnim", target="six otages", number=(6, 6), unit="otage", at=None)
    free = replace(six, type="release", target="quatre otages", number=(4, 4), time=("2026-02-09", "2026-02-09"))
    english = replace(free, actor="JNIM", target="four hostages")
    made = (
        report("a", "2026-02-02", six),
        report("b", "2026-02-10", free),
        report("c", "2026-02-10", english, agency="B"),
    )
    found = standing("2026-02-10", *made, kind="detainees")
    assert (found.by and found.by.key, found.value, said(found.why)) == (
        "jnim",
        "detained",
        ["detained 6", "released 4"],
    )


def test_how_many_were_there_is_past_once_they_left_the_country_and_still_is_a_strength() -> None:
    many = replace(HERE, number=(300, 300), time=("2026-03-02", ""))
    gone = replace(GONE, at=MALI, time=("2026-02-01", "2026-02-03"))
    found = standing("2026-03-06", report("a", "2026-02-04", gone), report("b", "2026-03-02", many), kind="strength")
    assert found.kind == "strength"


def test_a_part_of_a_country_is_not_the_country() -> None:
    north = replace(MALI, relative=Relative("Mali", 0.0))
    assert link([report("a", "2026-03-05", replace(GONE, at=north))]).situation(date(2026, 3, 6)) == []
    assert standing("2026-03-06", report("a", "2026-03-05", replace(GONE, at=MALI))).value == "gone"


def test_what_was_read_with_little_confidence_sets_no_state() -> None:
    unsure = replace(GONE, confidence=0.45)
    assert standing("2026-03-06", STAY[0], report("b", "2026-03-05", unsure)).value == "present"


@pytest.mark.parametrize(
    ("says", "state"),
    [
        (Says(ends="mettent fin à"), "gone"),
        (Says(ends="n'ont pas mis fin à"), "present"),
        (Says(ends="ne"), "present"),
        (Says(type="presence", role="at", ends="mettent fin à"), "gone"),
        (Says(type="presence", role="at", ends="ne"), "absent"),
    ],
)
def test_the_end_of_a_presence_is_a_departure_and_denies_none(says: Says, state: str) -> None:
    found = standing("2026-03-06", report("a", "2026-03-05", replace(says, negated=True)))
    assert found.value == state


def test_the_end_of_a_presence_contradicts_no_departure() -> None:
    end = replace(GONE, ends="mettant fin à", negated=True)
    linker = link([report("a", "2026-03-05", GONE, end)])
    (happening,) = linker.happenings()
    assert [k.relation for k in linker.links(happening)] == ["repeats"]


def test_how_many_are_at_several_places_is_no_more_than_at_all_of_them() -> None:
    made = report("a", "2026-03-02", replace(HERE, number=(600, 600)))
    both = replace(made.claims[0], places=(*made.claims[0].places, PlaceMention(made.claims[0].trigger, "at", ANSONGO)))
    found = link([replace(made, claims=(both,))]).situation(date(2026, 3, 2), kind="strength")
    assert len(found) == 2
    assert {(f.quantity.low, f.quantity.high) for s in found for f in s.current if f.quantity} == {(None, 600)}
    assert "together" in said(found[0].why)[0]


def test_who_holds_them_is_not_who_is_held() -> None:
    held = replace(STUDENTS, actor="la police malienne", target="")
    found = standing("2026-02-03", report("a", "2026-02-02", held), kind="detainees")
    assert "aux mains de : Mali (forces)" in BriefWords.of("fr").subject(found)


def test_what_some_claims_bear_on_is_what_all_say_of_it() -> None:
    still = replace(HERE, time=("2026-03-10", "2026-03-10"))
    other = replace(HERE, actor="les forces russes", at=ANSONGO)
    linker = link(
        [
            report("a", "2026-01-06", HERE),
            report("b", "2026-03-03", AWAY, agency="BET"),
            report("c", "2026-03-10", still, agency="BET"),
            report("d", "2026-03-10", other),
        ]
    )
    for day in (date(2026, 1, 7), date(2026, 3, 4), date(2026, 3, 11)):
        every = linker.situation(day)
        for claim in ("a-0", "b-0", "c-0", "d-0"):
            bears = [s for s in every if any(f.told.id == claim for f in (*s.current, *s.earlier))]
            assert linker.situation(day, claims={claim}) == bears
