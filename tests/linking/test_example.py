"""The example dispatch: a withdrawal begun, two before it, one promised by two terms."""

from __future__ import annotations

from datetime import date

import pytest
from tests.linking.qasrak import read

from selon.linking import Linker, link
from selon.linking.reasons import said


@pytest.fixture(scope="module")
def linker() -> Linker:
    return link([read()])


def test_who_speaks(linker: Linker) -> None:
    unnamed = {v.name: v for v in linker.voices() if v.kind == "unnamed"}
    officials = unnamed["trois responsables"]
    assert (officials.least, officials.most) == (3, 3)
    kurd = unnamed["un cadre de l'administration kurde"]
    assert [m.words for m in kurd.mentions] == ["un cadre de l'administration kurde", "Le cadre kurde"]
    assert kurd.id in officials.may_include


def test_what_is_one_thing(linker: Linker) -> None:
    groups = {frozenset(t.id for t in h.tolds) for h in linker.happenings()}
    assert groups == {
        frozenset({"begun", "kurd"}),
        frozenset({"month", "march", "sooner"}),
        frozenset({"left"}),
        frozenset({"strength"}),
    }


def test_qasrak_is_backed_by_three_or_four(linker: Linker) -> None:
    backed = linker.independence(linker.happening("begun"))
    assert str(backed) == "[3, 4]"
    assert "«trois responsables» may include «un cadre de l'administration kurde»" in said(backed.why)


def test_the_terms_differ(linker: Linker) -> None:
    found = {(k.claim, k.relation, k.other) for k in linker.links(linker.happening("month"))}
    assert found == {
        ("march", "corroborates", "month"),
        ("sooner", "differs", "month"),
        ("sooner", "differs", "march"),
    }


def test_the_kurdish_official_expects_the_same_timetable(linker: Linker) -> None:
    assert linker.told("sooner").endorsed == (linker.told("kurd").voice,)
    assert linker.told("month").endorsed == ()


def test_how_things_stand(linker: Linker) -> None:
    states = {s.spot.label: s for s in linker.situation(date(2026, 2, 23), kind="presence") if s.spot}
    assert states["Qasrak"].value == "leaving"
    for camp in ("al-Tanf", "al-Chaddadi"):
        assert states[camp].value == "gone"
        assert states[camp].current[0].since.edtf == "2026-02-09/2026-02-23"


def test_overdue_by_one_term_and_open_by_the_other(linker: Linker) -> None:
    (found,) = linker.due(date(2026, 3, 16))
    assert found.status == "overdue"
    assert [(d.due.voice.name, d.status) for d in found.by] == [
        ("Un diplomate occidental", "overdue"),
        ("un cadre de l'administration kurde", "overdue"),
        ("trois responsables", "open"),
        ("un membre du gouvernement syrien", "open"),
    ]
