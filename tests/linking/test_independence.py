"""How many independent sources stand behind a happening."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.linking.made import Says, official, report

from selon.linking import link
from selon.linking.model import Independence, Report
from selon.linking.reasons import said
from selon.model import Attribution, Source, Span

DAY = ("2026-02-23", "2026-02-23")


def backed(*reports: Report) -> Independence:
    """The interval of the happening that the first claim is about; all claims are about it."""
    linker = link(reports)
    (h,) = linker.happenings()
    return linker.independence(h)


def one(who: str, count: int | None = None) -> Says:
    return official(who, count=count, time=DAY)


def test_a_group_and_the_official_beside_it_overlap() -> None:
    n = backed(report("a", "2026-02-23", one("trois sources", 3), one("un responsable kurde")))
    assert str(n) == "[3, 4]"
    assert "«trois sources» may include «un responsable kurde»" in said(n.why)


def test_witnesses_are_not_of_a_group_of_sources() -> None:
    habitants = replace(one("un habitant"), source="witness")
    assert str(backed(report("a", "2026-02-23", one("trois sources", 3), habitants))) == "[4, 4]"


def test_a_writer_who_quotes_adds_nobody() -> None:
    n = backed(report("a", "2026-02-23", Says(time=DAY), one("un officier")))
    assert str(n) == "[1, 1]"
    assert [(c.voice.kind, c.most) for c in n.voices] == [("narrator", 0), ("unnamed", 1)]


def test_two_agencies_that_quote_nobody() -> None:
    n = backed(report("a", "2026-02-23", Says(time=DAY)), report("b", "2026-02-23", Says(time=DAY), agency="BET"))
    assert str(n) == "[1, 2]"


def test_unnamed_ones_of_two_dispatches_may_be_the_same() -> None:
    n = backed(
        report("a", "2026-02-23", one("un officier")), report("b", "2026-02-24", one("un officier"), agency="BET")
    )
    assert str(n) == "[1, 2]"


def test_a_team_that_saw_it_is_nobody_unnamed() -> None:
    team = Says(source="witness", who="une équipe de l'ALP", time=DAY)
    n = backed(report("a", "2026-02-23", one("un officier")), report("b", "2026-02-24", team))
    assert str(n) == "[2, 2]"


def test_a_name_counts_once_wherever_it_speaks() -> None:
    named = Says(source="named", who="Adama Koné", time=DAY)
    n = backed(report("a", "2026-02-23", named), report("b", "2026-02-24", named, agency="BET"))
    assert str(n) == "[1, 1]"


def test_bodies_of_one_state_are_one_at_least() -> None:
    n = backed(
        report("a", "2026-02-23", Says(source="organisation", who="le ministère malien de la Défense", time=DAY)),
        report("b", "2026-02-23", Says(source="organisation", who="la présidence malienne", time=DAY), agency="BET"),
    )
    assert str(n) == "[1, 2]"


def test_an_open_number_has_no_upper_end() -> None:
    n = backed(report("a", "2026-02-23", one("des diplomates")))
    assert (n.at_least, n.at_most) == (2, None)


def test_denials_stand_behind_nothing() -> None:
    n = backed(report("a", "2026-02-23", one("un officier"), replace(one("un ministre"), negated=True)))
    assert str(n) == "[1, 1]"


def test_confirming_is_backing() -> None:
    n = backed(report("a", "2026-02-23", one("un diplomate"), confirms=("Un responsable kurde", "ces informations")))
    assert str(n) == "[2, 2]"


@pytest.mark.parametrize("reprints", [1, 3])
def test_reprints_change_nothing(reprints: int) -> None:
    said = (one("trois sources", 3), one("un responsable kurde"))
    copies = [report(f"r{i}", "2026-02-24", *said, agency="Relais", reprints="a") for i in range(reprints)]
    assert str(backed(report("a", "2026-02-23", *said), *copies)) == "[3, 4]"


def test_a_reprint_says_it_no_more_often() -> None:
    made = [report("a", "2026-02-23", one("un officier")), report("r", "2026-02-24", one("un officier"), reprints="a")]
    (counted,) = backed(*made).voices
    assert str(counted.why) == "not named: says so once"


def test_both_sides_are_two_bodies() -> None:
    both = replace(one("les deux camps", 2), source="organisation")
    (counted,) = backed(report("a", "2026-02-23", both)).voices
    assert str(counted.why) == "2 bodies, say so once"


BOTH = Says(type="agree", actor="Bamako et le Jnim", source="organisation", who="les deux camps", time=DAY)


def test_both_sides_are_those_that_are_heard_by_themselves() -> None:
    """Neither side counts twice, and one that only speaks with the other counts with it."""
    bamako = replace(BOTH, who="le gouvernement malien")
    both = report("a", "2026-02-23", BOTH)
    assert str(backed(both)) == "[2, 2]"
    assert str(backed(both, report("b", "2026-02-23", bamako, agency="BET"))) == "[2, 2]"
    jnim = replace(BOTH, who="le Jnim")
    n = backed(both, report("b", "2026-02-23", bamako, jnim, agency="BET"))
    assert str(n) == "[2, 2]"
    assert str(n.voices[0].why) == "each of them is heard by itself"


def test_who_is_only_heard_through_another_one_is_no_more_than_that_one() -> None:
    """ "Les deux camps se sont engagés …, a précisé le ministère": the ministry says so, of two."""
    made = report("a", "2026-02-23", BOTH)
    d, (claim,) = made.dispatch, made.claims
    text = f"{d.text}, a précisé le ministère malien de la Défense"
    at = text.index("le ministère")
    ministry = Source("organisation", Span(at, len(text)))
    said = Attribution(ministry, Span(at - 8, at - 1), (claim.quote,), "indirect")
    relayed = replace(made, dispatch=replace(d, text=text), attributions=(said,))
    assert str(backed(relayed)) == "[1, 2]"
    assert str(backed(relayed, report("b", "2026-02-23", BOTH, agency="BET"))) == "[2, 2]"


def test_a_spokesman_beside_his_body_adds_nobody() -> None:
    army = Says(source="organisation", who="l'armée malienne", time=DAY)
    n = backed(report("a", "2026-02-23", army, one("un porte-parole de l'armée malienne")))
    assert str(n) == "[1, 1]"
    assert str(n.voices[1].why) == "speaks for «l'armée malienne», which is heard too"


def test_until_a_day() -> None:
    linker = link(
        [report("a", "2026-02-23", one("un officier")), report("b", "2026-02-25", one("un chef"), agency="BET")]
    )
    (h,) = linker.happenings()

    assert str(linker.independence(h, until=date(2026, 2, 24))) == "[1, 1]"


CREDIBLE = [
    (1, [report("a", "2026-02-23", one("trois sources", 3))]),
    (2, [report("a", "2026-02-23", one("un officier")), report("b", "2026-02-23", one("un chef"), agency="BET")]),
    (3, [report("a", "2026-02-23", one("un officier"))]),
    (4, [report("a", "2026-02-23", one("un officier"), replace(one("un ministre"), negated=True))]),
    (4, [report("a", "2026-02-23", replace(one("un officier"), hedged=True))]),
    (5, [report("a", "2026-02-23", one("un officier"), replace(one("deux ministres", 2), negated=True))]),
    (6, [report("a", "2026-02-23", official("un officier", status="planned", time=("", "2026-03-01"), deadline=True))]),
]


@pytest.mark.parametrize(("grade", "reports"), CREDIBLE)
def test_credibility(grade: int, reports: list[Report]) -> None:
    linker = link(reports)
    (h,) = linker.happenings()
    assert linker.credibility(h).grade == grade


def test_who_speaks_for_a_body_is_not_independent_of_it() -> None:
    """The ministry and its spokesman are one at least, two at most."""
    ministry = Says(source="organisation", who="le ministère malien de la Défense")
    spoken = Says(source="named", who="le porte-parole de l'armée malienne, Issa Koné")
    found = backed(report("a", "2026-02-23", ministry), report("b", "2026-02-24", spoken, agency="BET"))
    assert (found.at_least, found.at_most) == (1, 2)
    expert = Says(source="named", who="la chercheuse malienne Awa Diop")
    found = backed(report("a", "2026-02-23", ministry), report("b", "2026-02-24", expert, agency="BET"))
    assert (found.at_least, found.at_most) == (2, 2)


def test_an_office_is_told_behind_the_name() -> None:
    made = report("b", "2026-02-24", Says(source="named", who="Issa Koné"), agency="BET")
    text = made.dispatch.text + ", porte-parole de l'armée malienne, jeudi."
    made = replace(made, dispatch=replace(made.dispatch, text=text))
    ministry = Says(source="organisation", who="le ministère malien de la Défense")
    assert backed(report("a", "2026-02-23", ministry), made).at_least == 1


def test_a_spokesman_who_may_be_of_a_group_lowers_nothing() -> None:
    group, body = one("trois sources", 3), replace(one("la présidence malienne"), source="organisation")
    assert str(backed(report("a", "2026-02-23", group, body))) == "[4, 4]"
    spokesman = one("un porte-parole de l'armée malienne")
    assert str(backed(report("a", "2026-02-23", group, body, spokesman))) == "[4, 5]"
