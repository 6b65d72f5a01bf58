"""Texts in runs: nothing lost, nothing doubled, offsets in both ways of counting, overlapping claims told apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.readings import TEXT, reading, readings

from selon.desk.runs import Marked, Units, cut, marked
from selon.desk.views import Mark
from selon.model import Reading, Span

WIDE = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("🧭𝔄👩\u202e"), min_size=1, max_size=60)


@given(WIDE, st.data())
def test_offsets_are_those_of_a_browser(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assert Units(text).utf16(at) == len(text[:at].encode("utf-16-le")) // 2


@given(readings())
def test_runs_are_the_text(r: Reading) -> None:
    text = r.dispatch.text
    units, whole = Units(text), Span(0, len(text))
    marks = [m for c in r.claims for m in marked(c)]
    runs = cut(units, whole, marks)
    assert "".join(run.text for run in runs) == text
    for run in runs:
        span = Span(run.at.start, run.at.end)
        assert run.text == span.of(text)
        assert run.text.encode("utf-16-le") == text.encode("utf-16-le")[2 * run.at.start16 : 2 * run.at.end16]
        over = {m.mark for m in marks if m.span.covers(span) and m.mark.field != "sentence"}
        assert set(run.marks) == over
        assert not any(m.span.overlaps(span) and not m.span.covers(span) for m in marks)


def test_overlapping_claims_are_both_marked() -> None:
    marks = [
        Marked(Span(0, 6), Mark("a", "actor"), "named"),
        Marked(Span(4, 9), Mark("b", "trigger"), "unnamed"),
    ]
    runs = cut(Units("0123456789"), Span(0, 10), marks)
    assert [(r.text, r.tokens) for r in runs] == [
        ("0123", "a:actor"),
        ("45", "a:actor b:trigger"),
        ("678", "b:trigger"),
        ("9", ""),
    ]
    assert runs[1].kinds == ("named", "unnamed")


def test_what_was_amended_has_no_evidence_of_the_reader() -> None:
    claim = reading().claims[0]
    assert any(m.mark.field == "time" for m in marked(claim))
    assert not any(m.mark.field == "time" for m in marked(claim, ["time"]))
    assert TEXT[claim.trigger.start : claim.trigger.end] == "évacuer"
