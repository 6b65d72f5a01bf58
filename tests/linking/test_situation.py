"""How things stand on a day: each state with its evidence, conflicting reports side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.linking.made import ANSONGO, MALI, Says, official, report

from selon.linking import link
from selon.linking.model import Report, Standing

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
    assert found.why.startswith("reports conflict")


def test_plans_and_possibilities_change_nothing() -> None:
    plans = [replace(GONE, status="planned"), replace(GONE, status="hypothetical")]
    found = standing("2026-03-06", STAY[0], *(report(f"p{i}", "2026-02-01", p) for i, p in enumerate(plans)))
    assert found.value == "present"


def test_a_country_left_in_part_is_being_left() -> None:
    part = replace(GONE, at=MALI, time=None)
    more = replace(part, status="planned", time=("", "2026-04-01"), deadline=True)
    assert standing("2026-03-06", report("a", "2026-03-05", part, more)).value == "leaving"
    assert standing("2026-03-06", report("a", "2026-03-05", part)).value == "gone"


def test_doubt_is_told() -> None:
    found = standing("2026-03-06", report("a", "2026-03-05", replace(GONE, hedged=True)))
    assert found.why.endswith("told with doubt")


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


def test_a_truce_that_is_broken() -> None:
    truce = Says(type="agree", actor="Bamako", role="at", more="une trêve", time=("2026-02-01", "2026-02-01"))
    broken = replace(truce, type="reject", trigger="rompt", more="la trêve", time=("2026-02-09", "2026-02-09"))
    made = (report("a", "2026-02-02", truce), report("b", "2026-02-10", broken, agency="BET"))
    assert standing("2026-02-05", *made, kind="agreement").value == "in force"
    assert standing("2026-02-10", *made, kind="agreement").value == "ended"


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
    assert (found.value, found.why) == ("detained", "detained 3; released 1")


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
