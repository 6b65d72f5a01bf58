"""Which claims are about one happening, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.linking.made import ANSONGO, GAO, MALI, NIAMEY, Says, report

from selon.linking import link

DAY = Says(time=("2026-02-23", "2026-02-23"))
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
