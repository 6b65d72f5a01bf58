"""Reprints add nothing, neither by their sentences nor by their headlines; notes of correction tell no news."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.linking.made import ANSONGO, Says, official, report

from selon.linking import link
from selon.linking.corrections import corrections
from selon.linking.model import Decision, Report
from selon.linking.news import news
from selon.model import Block, Claim, Dispatch, Span

LEFT = official("un responsable", time=("2026-02-23", "2026-02-23"), trigger="quittent")
ORIGINAL = report("a", "2026-02-23", LEFT)


def reprint(*said: Says, title: str = "") -> Report:
    """A reprint of the original a day later, under a headline of its own that makes a claim where one is given."""
    copy = report("r", "2026-02-24", *said, agency="Relais", reprints="a")
    if not title:
        return copy
    head = Claim("head", Span(0, len(title)), "withdraw", "ongoing", Span(0, len(title)), actor=Span(0, len(title)))
    text = title + copy.dispatch.text[len("Titre de r") :]
    shift = len(title) - len("Titre de r")
    claims = tuple(_moved(c, shift) for c in copy.claims)
    blocks = (
        Block("title", Span(0, len(title))),
        *(Block(b.kind, _by(b.span, shift)) for b in copy.dispatch.blocks[1:]),
    )
    return replace(copy, dispatch=replace(copy.dispatch, text=text, blocks=blocks), claims=(head, *claims))


def _by(s: Span, n: int) -> Span:
    return Span(s.start + n, s.end + n)


def _moved(c: Claim, n: int) -> Claim:
    places = tuple(replace(p, span=_by(p.span, n)) for p in c.places)
    source = replace(c.source, span=_by(c.source.span, n) if c.source.span else None)
    actor = _by(c.actor, n) if c.actor else None
    return replace(c, trigger=_by(c.trigger, n), quote=_by(c.quote, n), places=places, actor=actor, source=source)


def test_a_copy_goes_where_the_original_is_whatever_its_day() -> None:
    bare = replace(LEFT, time=None, at=None, actor="")
    linker = link([report("a", "2026-02-23", bare), report("r", "2026-02-25", bare, reprints="a")])
    (h,) = linker.happenings()
    assert [t.id for t in h.tolds] == ["a-0", "r-0"]
    assert str(h.members[1].why[0]) == "a reprint of a-0"


def test_the_headline_of_a_reprint_is_no_fact_of_its_own() -> None:
    linker = link([ORIGINAL, reprint(LEFT, title="les soldats partent")])
    assert [t.id for t in linker.tolds()] == ["a-0", "r-0"]
    assert [f.told.id for f in linker.facts()] == ["a-0"]
    assert str(linker.independence(linker.happening("a-0"))) == "[1, 1]"


def test_what_an_outlet_adds_is_its_own() -> None:
    added = replace(LEFT, at=ANSONGO, who="un député")
    linker = link([ORIGINAL, reprint(LEFT, added)])
    assert {t.id: t.copy_of for t in linker.tolds()} == {"a-0": None, "r-0": "a-0", "r-1": None}


def test_a_sentence_read_otherwise_in_the_reprint_adds_nothing() -> None:
    linker = link([ORIGINAL, reprint(replace(LEFT, type="move"))])
    assert [(t.id, t.copy_of) for t in linker.tolds()] == [("a-0", None), ("r-0", "a-0")]
    assert [t.id for t in link([replace(ORIGINAL, claims=()), reprint(LEFT)]).tolds()] == []


def test_a_reprint_of_what_was_corrected_repeats_no_error() -> None:
    wrong = replace(LEFT, more="dimanche")
    first = report("a", "2026-02-23", wrong, superseded_by="b")
    made = [first, report("b", "2026-02-23", replace(LEFT, more="lundi")), reprint(wrong)]
    for order in (made, made[::-1]):
        assert [t.id for t in link(order).tolds()] == ["b-0"]


def test_a_decision_on_a_copy_is_on_the_copy() -> None:
    from datetime import UTC, datetime

    apart = Decision("d", "split", ("r-0",), "ana", datetime(2026, 3, 1, tzinfo=UTC), ("a-0",))
    linker = link([ORIGINAL, reprint(LEFT)], [apart])
    assert linker.happening("a-0").id != linker.happening("r-0").id
    linker.decide([])
    assert linker.happening("a-0") == linker.happening("r-0")


# Corrections.


@pytest.mark.parametrize(
    ("paragraph", "note"),
    [
        ("(Corrige, au deuxième paragraphe, le jour: lundi)", True),
        ("Corrige le nombre de camions: 24 et non 42.", True),
        ("Correction: an earlier version gave another number.", True),
        ("(Corrects number of trucks in paragraph 2)", True),
        ("This story has been corrected to say Monday.", True),
        ("Correction officers were attacked on Monday.", False),
        ("La correction du budget est attendue lundi.", False),
        ("Les forces corrigent le tir.", False),
    ],
)
def test_what_is_a_note_of_correction(paragraph: str, note: bool) -> None:
    blocks = (Block("title", Span(0, 5)), Block("paragraph", Span(7, 7 + len(paragraph))))
    d = Dispatch("d", f"Titre\n\n{paragraph}", "fr", blocks=blocks)
    assert bool(corrections(d)) == note


def test_a_note_tells_no_news() -> None:
    note = Says(actor="Corrige", trigger="le départ", at=ANSONGO, role="at", more="et non Ménaka")
    linker = link([report("a", "2026-02-23", LEFT, note)])
    assert [t.id for t in linker.tolds()] == ["a-0"]
    (found,) = linker.corrections()
    assert [found.told.words(n) for n in found.notes] == ["Corrige le départ Ansongo et non Ménaka"]


def test_what_a_correction_brought() -> None:
    first = report("a", "2026-02-23", replace(LEFT, more="lundi"), replace(LEFT, at=ANSONGO), superseded_by="b")
    later = replace(LEFT, more="mardi", time=("2026-02-24", "2026-02-24"))
    linker = link([first, report("b", "2026-02-24", later, replace(LEFT, at=ANSONGO))])
    assert [t.id for t in (linker.earlier_take("b-0"), linker.earlier_take("b-1")) if t] == ["a-0", "a-1"]
    found = {n.change: ([t.id for t in n.tolds], [t.id for t in n.before]) for n in news(linker, ["b"])}
    assert found == {"corrected": (["b-0"], ["a-0"]), "again": (["b-1"], [])}


def test_what_a_later_take_adds_is_new() -> None:
    first = report("a", "2026-02-23", LEFT, superseded_by="b")
    linker = link([first, report("b", "2026-02-24", LEFT, replace(LEFT, type="attack", trigger="attaque", role="at"))])
    assert {n.change: [t.id for t in n.tolds] for n in news(linker, ["b"])} == {"new": ["b-1"], "again": ["b-0"]}


def test_a_copy_of_a_correction_is_said_once() -> None:
    note = Says(actor="Corrige", trigger="le départ", at=None)
    made = [report("a", "2026-02-23", LEFT, note), report("r", "2026-02-23", LEFT, note, reprints="a")]
    assert len(link(made).corrections()) == 1
    assert date(2026, 2, 23) == made[0].dispatch.published


def test_a_sentence_that_is_said_twice_is_copied_twice() -> None:
    said = official(time=("2026-02-23", "2026-02-23"))
    twice = (said, replace(said, status="ongoing"))
    linker = link([report("a", "2026-02-23", *twice), report("b", "2026-02-24", *twice, agency="Relais", reprints="a")])
    assert [linker.told(c).copy_of for c in ("b-0", "b-1")] == ["a-0", "a-1"]
