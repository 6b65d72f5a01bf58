"""How two claims on one happening stand to each other: a case for each line of the table in docs/linking.md."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.linking.made import GAO, Says, official, report

from selon.linking import link
from selon.linking.model import SYMMETRIC, Relation
from selon.linking.relations import relation

PLAN = Says(status="planned", time=("", "2026-03-23"), deadline=True)
DAY = Says(time=("2026-02-23", "2026-02-23"))
TOLL = Says(
    type="casualty", role="at", trigger="morts", unit="mort", number=(12, 12), time=("2026-02-22", "2026-02-22")
)


def days(first: str, last: str) -> Says:
    """The departure within some days of February."""
    return replace(DAY, time=(f"2026-02-{first}", f"2026-02-{last}"))


def counted(low: float | None, high: float | None) -> Says:
    """The toll with another number."""
    return replace(TOLL, number=(low, high))


def other(said: Says) -> Says:
    """The same, told by another."""
    return replace(said, source="unnamed", who="un officier")


NEARER = replace(PLAN, time=("", "2026-03-15"))
TERM = {"status": "planned", "time": ("", "2026-03-23"), "deadline": True}
NEAR = TERM | {"time": ("", "2026-03-15")}
BEGUN = replace(DAY, status="ongoing", time=("2026-03-01", "2026-03-01"))
DONE = replace(DAY, time=("2026-03-20", "2026-03-20"))
THERE = replace(DAY, type="presence", status="ongoing", role="at", number=(600, 600))
LATER = ("2026-02-27", "2026-02-27")
FEWER = replace(THERE, number=(300, 300))
FLED = Says(type="displace", actor="des habitants", at=None, unit="habitant", number=(200, 999))
CASES: list[tuple[str, Says, Says, str, Relation, str]] = [
    # what it is, the earlier claim, the later one, publication of the later, relation, which of the two has it
    ("two voices, one day", DAY, other(DAY), "2026-02-24", "corroborates", "later"),
    ("a term and a nearer term", PLAN, other(NEARER), "2026-02-24", "differs", "later"),
    ("a stretch and a day in it", days("09", "23"), other(days("20", "20")), "2026-02-24", "refines", "later"),
    ("a day and a stretch around it", DAY, other(days("20", "24")), "2026-02-24", "refines", "earlier"),
    ("stretches that overlap", days("09", "20"), other(days("15", "23")), "2026-02-24", "differs", "later"),
    ("two days", DAY, other(days("24", "24")), "2026-02-25", "contradicts", "later"),
    ("no time, then a day", replace(DAY, time=None), other(DAY), "2026-02-24", "refines", "later"),
    ("a range and an exact number", counted(20, 99), other(counted(34, 34)), "2026-02-24", "refines", "later"),
    ("two exact numbers", counted(12, 12), other(counted(17, 17)), "2026-02-23", "contradicts", "later"),
    ("a higher count the day after", counted(12, 12), other(counted(17, 17)), "2026-02-24", "differs", "later"),
    ("a lower count the day after", counted(17, 17), other(counted(12, 12)), "2026-02-24", "contradicts", "later"),
    ("more than, and a range", counted(30, None), other(counted(20, 99)), "2026-02-24", "differs", "later"),
    (
        "there on one day, and on another",
        THERE,
        other(replace(THERE, time=LATER)),
        "2026-02-28",
        "corroborates",
        "later",
    ),
    ("fewer on another day", THERE, other(replace(FEWER, time=LATER)), "2026-02-28", "differs", "later"),
    ("fewer on the same day", THERE, other(FEWER), "2026-02-24", "contradicts", "later"),
    ("fled, from nobody says where", FLED, other(replace(FLED, number=(3000, 3000))), "2026-02-23", "differs", "later"),
    ("what is denied", DAY, other(replace(DAY, negated=True)), "2026-02-24", "contradicts", "later"),
    ("planned, then begun", PLAN, BEGUN, "2026-03-02", "updates", "later"),
    ("planned, then done", PLAN, DONE, "2026-03-21", "updates", "later"),
    ("begun, then done", replace(DAY, status="ongoing"), other(DAY), "2026-02-25", "updates", "later"),
]


@pytest.mark.parametrize(("_what", "a", "b", "day", "expected", "which"), CASES, ids=[c[0] for c in CASES])
def test_two_agencies(_what: str, a: Says, b: Says, day: str, expected: Relation, which: str) -> None:
    linker = link([report("a", "2026-02-23", a), report("b", day, b, agency="BET")])
    first, second = linker.told("a-0"), linker.told("b-0")
    found = relation(first, second, {v.id: v for v in linker.voices()})
    assert found is not None
    assert found.relation == expected
    assert found.claim == {"later": "b-0", "earlier": "a-0"}[which]
    assert found.why


def test_a_toll_that_rises_in_one_agency_updates() -> None:
    linker = link([report("a", "2026-02-22", TOLL), report("b", "2026-02-23", replace(TOLL, number=(17, 17)))])
    (found,) = linker.links(linker.happening("a-0"))
    assert (found.claim, found.relation, found.other) == ("b-0", "updates", "a-0")


def test_the_same_voice_twice_repeats() -> None:
    who = Says(source="named", who="Adama Koné", time=("2026-02-22", "2026-02-22"))
    linker = link([report("a", "2026-02-22", who), report("b", "2026-02-23", who, agency="BET")])
    (found,) = linker.links(linker.happening("a-0"))
    assert found.relation == "repeats"


def test_an_agency_confirms_nobody_whom_it_quotes() -> None:
    linker = link([report("a", "2026-02-23", DAY, other(DAY)), report("b", "2026-02-24", DAY, agency="BET")])
    found = {(k.claim, k.other): (k.relation, str(k.why[-1])) for k in linker.links(linker.happening("a-0"))}
    assert found["a-1", "a-0"] == ("repeats", "tells what those it quotes say")
    assert found["b-0", "a-0"] == found["b-0", "a-1"] == ("corroborates", "another voice")
    assert of_one_agency(other(PLAN), PLAN)[0] == "repeats"
    assert of_one_agency(PLAN, other(PLAN))[0] == "corroborates"


def test_a_reprint_repeats_its_original_alone() -> None:
    linker = link(
        [
            report("a", "2026-02-23", official(time=("2026-02-22", "2026-02-22"))),
            report("b", "2026-02-24", official(time=("2026-02-22", "2026-02-22")), agency="Relais", reprints="a"),
            report("c", "2026-02-24", official("un officier", time=("2026-02-22", "2026-02-22")), agency="BET"),
        ]
    )
    found = {(k.claim, k.relation, k.other) for k in linker.links(linker.happening("a-0"))}
    assert found == {("b-0", "repeats", "a-0"), ("c-0", "corroborates", "a-0")}


def test_a_voice_that_takes_back_updates() -> None:
    who = Says(source="named", who="Adama Koné", time=("2026-02-22", "2026-02-22"))
    linker = link([report("a", "2026-02-22", who), report("b", "2026-02-23", replace(who, negated=True), agency="BET")])
    (found,) = linker.links(linker.happening("a-0"))
    assert found.relation == "updates"


def test_voices_that_may_be_one_are_marked() -> None:
    same = ("2026-02-23", "2026-02-23")
    made = report("a", "2026-02-23", official("trois sources", count=3, time=same), official("un officier", time=same))
    linker = link([made])
    (found,) = linker.links(linker.happening("a-0"))
    assert (found.relation, found.maybe_one) == ("corroborates", True)


@pytest.mark.parametrize("case", CASES, ids=[c[0] for c in CASES])
def test_symmetric_relations_are_symmetric(case: tuple[str, Says, Says, str, Relation, str]) -> None:
    _, a, b, _, expected, _ = case
    if expected not in SYMMETRIC:
        return
    found = []
    for first, second in ((a, b), (b, a)):
        linker = link([report("a", "2026-02-25", first), report("b", "2026-02-25", second, agency="BET")])
        made = relation(linker.told("a-0"), linker.told("b-0"), {v.id: v for v in linker.voices()})
        found.append(made.relation if made else None)
    assert found[0] == found[1] in SYMMETRIC


def between(a: Says, b: Says, day: str) -> set[str]:
    """The relations between claims of two agencies, whatever the happening."""
    linker = link([report("a", "2026-02-23", a), report("b", day, b, agency="BET")])
    return {k.relation for h in linker.happenings() for k in linker.links(h)}


def test_what_is_not_yet_so_may_be_so_later() -> None:
    """A departure that is denied one day and told the next is no contradiction; of an attack it is one."""
    denied = replace(DAY, negated=True, time=None)
    assert between(denied, replace(DAY, time=("2026-02-24", "2026-02-24")), "2026-02-25") == {"updates"}
    assert between(denied, replace(DAY, time=("2026-02-20", "2026-02-20")), "2026-02-25") == {"contradicts"}
    strike = replace(DAY, type="attack", role="at")
    assert between(replace(strike, negated=True), strike, "2026-02-25") == {"contradicts"}


def test_numbers_at_other_places_are_not_compared() -> None:
    here = Says(type="presence", status="ongoing", role="at", number=(600, 600), time=("2026-02-23", "2026-02-23"))
    assert "contradicts" in between(here, replace(here, number=(300, 300)), "2026-02-24")
    assert "contradicts" not in between(replace(here, at=GAO), replace(here, number=(300, 300)), "2026-02-24")


def of_one_agency(a: Says, b: Says) -> tuple[str, bool]:
    """How a later claim of the same agency stands to an earlier one, and whether it is the later one that has it."""
    linker = link([report("a", "2026-02-23", a), report("b", "2026-02-25", b)])
    (found,) = linker.links(linker.happening("a-0"))
    return found.relation, found.claim == "b-0"


def test_another_source_updates_neither_a_term_nor_a_denial() -> None:
    """That one agency tells both makes neither of two sources right."""
    assert of_one_agency(official("un diplomate", **TERM), official("un ministre", **NEAR)) == ("differs", True)
    assert of_one_agency(official("un chef", time=DAY.time), other(replace(DAY, negated=True))) == ("contradicts", True)
    named = replace(PLAN, source="named", who="Adama Koné")
    assert of_one_agency(named, replace(named, time=NEARER.time)) == ("updates", True)


def test_the_last_day_of_a_plan_is_a_term_whatever_it_is_called() -> None:
    before = replace(NEARER, deadline=False)
    assert between(PLAN, other(before), "2026-02-24") == {"differs"}
