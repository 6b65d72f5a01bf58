"""What was promised by when, and how it stands on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.linking.made import ANSONGO, MALI, Says, official, report

from selon.linking import Linker, link
from selon.linking.model import CommitmentOn, Report
from selon.model import Attribution, Block, Source, Span

MONTH = official("un ministre malien", status="planned", time=("", "2026-03-23"), deadline=True)
NEARER = official("un diplomate", status="planned", time=("", "2026-03-15"), deadline=True)
MADE = report("a", "2026-02-23", MONTH, NEARER)


def on(day: str, *reports: Report) -> CommitmentOn:
    """How the only commitment stands."""
    (found,) = link(reports).due(date.fromisoformat(day))
    return found


def terms(c: CommitmentOn) -> list[tuple[str, str, str]]:
    """Each term: its voice, its last day, its status."""
    return [(d.due.voice.name, d.due.period.edtf if d.due.period else "", d.status) for d in c.by]


def after(day: str, **changes: object) -> Report:
    """A later report on it by another agency."""
    return report("b", day, replace(Says(), **changes), agency="BET")  # type: ignore[arg-type]


def test_before_it_was_made_there_is_none() -> None:
    assert link([MADE]).due(date(2026, 2, 22)) == []


def test_open() -> None:
    assert on("2026-03-01", MADE).status == "open"


def test_due_on_its_last_day() -> None:
    found = on("2026-03-15", MADE)
    assert terms(found) == [("un diplomate", "../2026-03-15", "due"), ("un ministre malien", "../2026-03-23", "open")]
    assert found.status == "due"


def test_overdue_by_one_term_and_open_by_the_other() -> None:
    found = on("2026-03-16", MADE)
    assert terms(found) == [
        ("un diplomate", "../2026-03-15", "overdue"),
        ("un ministre malien", "../2026-03-23", "open"),
    ]
    assert "no report" in str(found.by[0].why)


def test_due_from_the_first_day_of_a_stretch() -> None:
    stretch = official("un ministre malien", status="planned", time=("2026-03-10", "2026-03-15"))
    assert on("2026-03-11", report("a", "2026-02-23", stretch)).status == "due"
    assert on("2026-03-09", report("a", "2026-02-23", stretch)).status == "open"


def test_begun() -> None:
    found = on("2026-03-02", MADE, after("2026-03-01", status="ongoing", time=("2026-03-01", "2026-03-01")))
    assert found.status == "begun"
    assert [t.id for t in found.by[0].evidence] == ["b-0"]


def test_begun_and_not_done_is_overdue_in_the_end() -> None:
    found = on("2026-03-24", MADE, after("2026-03-01", status="ongoing", time=("2026-03-01", "2026-03-01")))
    assert {d.status for d in found.by} == {"overdue"}


def test_kept_in_time_by_one_term_and_late_by_the_other() -> None:
    found = on("2026-03-21", MADE, after("2026-03-20", time=("2026-03-18", "2026-03-18")))
    assert [(d.status, d.late) for d in found.by] == [("kept", 3), ("kept", None)]
    assert str(found.by[0].why) == "done by 2026-03-18, 3 days late"
    assert [t.id for t in found.by[0].evidence] == ["b-0"]


def test_kept_on_a_day_that_may_be_before_the_term_or_after() -> None:
    found = on("2026-03-21", MADE, after("2026-03-20", time=("2026-03-12", "2026-03-18")))
    assert found.by[0].status == "kept"
    assert found.by[0].late is None
    assert "whether in time is not told" in str(found.by[0].why)


def test_a_report_that_was_not_yet_published_is_not_known() -> None:
    assert on("2026-03-19", MADE, after("2026-03-20", time=("2026-03-18", "2026-03-18"))).by[0].status == "overdue"


def test_dropped_and_taken_up_again() -> None:
    dropped = after("2026-03-05", status="planned", negated=True, time=("", "2026-03-23"), deadline=True)
    assert on("2026-03-06", MADE, dropped).status == "dropped"
    again = report("c", "2026-03-08", replace(MONTH, time=("", "2026-03-30")), agency="BET")
    assert on("2026-03-09", MADE, dropped, again).status == "open"


def test_what_another_foretold_is_denied_and_not_given_up() -> None:
    denial = after("2026-03-10", status="planned", negated=True)
    who = {str(d.due.voice.name): str(d.why) for d in on("2026-03-12", MADE, denial).by}
    assert who == {
        "un diplomate": "denied, by a report of 2026-03-10",
        "un ministre malien": "given up, by a report of 2026-03-10",
    }


def test_doubt_keeps_no_promise() -> None:
    found = on("2026-03-21", MADE, after("2026-03-20", time=("2026-03-18", "2026-03-18"), hedged=True))
    assert {d.status for d in found.by} == {"overdue", "open"}


def test_what_the_dispatch_of_the_plan_tells_as_under_way_is_part_of_the_plan() -> None:
    begun = official("un officier", status="ongoing", time=("2026-02-23", "2026-02-23"))
    assert on("2026-03-01", report("a", "2026-02-23", MONTH, begun)).status == "open"


def test_nobody_who_acts_commits_nobody() -> None:
    linker = link([report("a", "2026-02-23", replace(MONTH, actor=""))])
    assert linker.commitments() == []


def test_who_confirms_a_term_has_it_too() -> None:
    made = report("a", "2026-02-23", MONTH, NEARER, confirms=("Un responsable kurde", "le même calendrier"))
    found = [name for name, last, _ in terms(on("2026-03-01", made)) if last == "../2026-03-15"]
    assert found == ["un diplomate", "Un responsable kurde"]


def test_within_a_span_of_days() -> None:
    linker: Linker = link([MADE])
    assert len(linker.due(date(2026, 3, 1), within=14)) == 1
    assert linker.due(date(2026, 3, 1), within=10) == []


def test_done_by_a_report_without_a_day_may_have_been_in_time() -> None:
    """Published the day after the term, and not told when: nobody says that it was late."""
    found = on("2026-03-24", MADE, after("2026-03-24"))
    assert [(d.status, d.late) for d in found.by] == [("kept", None), ("kept", None)]
    assert "whether in time is not told" in str(found.by[0].why)


def test_what_the_writer_expects_is_no_promise() -> None:
    assert link([report("a", "2026-02-23", Says(status="planned"))]).due(date(2026, 3, 1)) == []
    assert len(link([report("a", "2026-02-23", official(status="planned"))]).due(date(2026, 3, 1))) == 1


STAYS = official("un ministre malien", type="presence", role="at", status="planned", time=("2026-03-23", "2026-03-23"))


def test_who_was_to_stay_and_leaves_gave_it_up() -> None:
    kept = report("a", "2026-02-23", STAYS)
    assert on("2026-03-10", kept).status == "open"
    found = link([kept, after("2026-03-12")]).due(date(2026, 3, 13))
    (stay,) = [c for c in found if c.commitment.happening.family == "come"]
    assert (stay.status, [t.id for t in stay.by[0].evidence]) == ("dropped", ["b-0"])
    elsewhere = link([kept, after("2026-03-12", at=ANSONGO)]).due(date(2026, 3, 13))
    assert [c.status for c in elsewhere if c.commitment.happening.family == "come"] == ["open"]


FREE = Says(type="release", actor="le Jnim", target="otages", at=None, unit="otage")
TEN = replace(
    FREE, status="planned", number=(10, 10), time=("", "2026-03-12"), deadline=True, source="unnamed", who="un chef"
)


def freed(id_: str, day: str, number: int, agency: str = "ALP", **more: str) -> Report:
    """A report that so many were set free on its day."""
    return report(id_, day, replace(FREE, number=(number, number), time=(day, day), **more), agency=agency)  # type: ignore[arg-type]


def test_a_number_promised_is_kept_in_several_deeds() -> None:
    made = [report("a", "2026-03-01", TEN), freed("b", "2026-03-10", 6)]
    found = on("2026-03-11", *made)
    assert (found.status, str(found.by[0].why)) == ("begun", "6 of 10 so far")
    again = freed("c", "2026-03-10", 6, agency="BET", target="hostages", unit="hostage")
    assert str(on("2026-03-11", *made, again).by[0].why) == "6 of 10 so far"
    late = on("2026-03-13", *made)
    assert (late.status, str(late.by[0].why)) == ("overdue", "due by 2026-03-12: 6 of 10 so far")
    done = on("2026-03-16", *made, freed("d", "2026-03-15", 4))
    assert (done.status, done.by[0].late, [t.id for t in done.by[0].evidence]) == ("kept", 3, ["d-0", "b-0"])


@pytest.mark.parametrize(("cue", "terms_"), [("a confirmé", 2), ("n'a pas confirmé", 1), ("refused to confirm", 1)])
def test_who_does_not_confirm_a_term_has_none(cue: str, terms_: int) -> None:
    claim = official("un chef malien", status="planned", time=("", "2026-03-12"), deadline=True)
    made = report("a", "2026-03-01", claim)
    before = f"{made.dispatch.text}\n\nle général "
    text = f"{before}{cue} ce calendrier."
    who, at = Span(len(made.dispatch.text) + 2, len(before) - 1), Span(len(before), len(before) + len(cue))
    told = Attribution(Source("unnamed", who), at, (Span(at.end + 1, len(text) - 1),), "indirect")
    blocks = (*made.dispatch.blocks, Block("paragraph", Span(who.start, len(text))))
    made = replace(made, dispatch=replace(made.dispatch, text=text, blocks=blocks), attributions=(told,))
    assert len(on("2026-03-02", made).by) == terms_


BOTH = Says(
    "release",
    "planned",
    "Bamako et le Jnim",
    "leurs prisonniers",
    at=None,
    time=("", "2026-03-12"),
    deadline=True,
    source="unnamed",
    who="un médiateur",
    unit="prisonnier",
)
ONE = replace(FREE, actor="Bamako", target="des combattants du Jnim", time=("2026-03-10", "2026-03-10"))
OTHER = replace(FREE, actor="le Jnim", target="des soldats maliens", time=("2026-03-11", "2026-03-11"))
SWAP = replace(FREE, actor="Bamako", target="des prisonniers", trigger="échange", time=("2026-03-10", "2026-03-10"))


def of_both(day: str, *deeds: Says, promise: Says = BOTH) -> CommitmentOn:
    """How what both sides promised stands, each deed told in a dispatch of its own."""
    told = [report(f"b{n}", f"2026-03-{11 + n}", s) for n, s in enumerate(deeds)]
    found = link([report("a", "2026-03-01", promise), *told]).due(date.fromisoformat(day))
    return next(c for c in found if c.commitment.happening.family == "release")


def test_what_both_sides_promised_one_begins_and_both_keep() -> None:
    begun = of_both("2026-03-11", ONE)
    assert (begun.status, str(begun.by[0].why)) == ("begun", "by one side so far: «Bamako»")
    late = of_both("2026-03-14", ONE)
    assert (late.status, str(late.by[0].why)) == ("overdue", "due by 2026-03-12: by one side so far: «Bamako»")
    kept = of_both("2026-03-14", ONE, OTHER)
    assert (kept.status, [t.id for t in kept.by[0].evidence]) == ("kept", ["b1-0", "b0-0"])


def test_an_exchange_is_a_deed_of_both_sides() -> None:
    assert of_both("2026-03-14", SWAP).status == "kept"


def test_a_deed_of_one_side_at_a_place_that_both_were_to_leave() -> None:
    promise = replace(BOTH, type="withdraw", at=ANSONGO, target="", actor="l'armée malienne et le Jnim")
    one = Says(actor="l'armée malienne", at=ANSONGO, time=("2026-03-10", "2026-03-10"))
    for deeds, status in (((one,), "begun"), ((one, replace(one, actor="le Jnim")), "kept")):
        told = [report(f"b{n}", "2026-03-11", s, agency=f"A{n}") for n, s in enumerate(deeds)]
        found = link([report("a", "2026-03-01", promise), *told]).due(date(2026, 3, 11))
        assert [c.status for c in found if c.commitment.happening.family == "leave"] == [status]


def test_who_was_to_free_all_and_holds_others_still_freed_a_part() -> None:
    held = Says("detain", "ongoing", "Bamako et le Jnim", "120 prisonniers", at=None)
    found = of_both("2026-03-14", SWAP, held)
    assert (found.status, str(found.by[0].why)) == (
        "overdue",
        "due by 2026-03-12: others are still held, by a report of 2026-03-12",
    )
    assert [t.id for t in found.by[0].evidence] == ["b1-0", "b0-0"]
    some = replace(BOTH, target="des prisonniers")
    assert of_both("2026-03-14", SWAP, held, promise=some).status == "kept"


def test_what_each_side_did_on_a_day_is_within_what_both_did() -> None:
    promise = replace(BOTH, number=(100, 100))
    deeds = [replace(SWAP, number=(80, 80)), *(replace(s, number=(40, 40), unit="prisonnier") for s in (ONE, OTHER))]
    deeds = [replace(s, time=("2026-03-10", "2026-03-10")) for s in deeds]
    assert str(of_both("2026-03-12", *deeds, promise=promise).by[0].why) == "due by 2026-03-12: 80 of 100 so far"


def test_what_was_read_with_little_confidence_keeps_no_promise() -> None:
    done = after("2026-03-10", time=("2026-03-09", "2026-03-09"), confidence=0.45)
    assert {d.status for d in on("2026-03-14", MADE, done).by} == {"open"}


def test_a_country_left_and_promised_to_be_left_again_was_left_in_part() -> None:
    month = replace(MONTH, at=MALI)
    made = report("a", "2026-02-23", month)
    done = report("b", "2026-03-01", replace(Says(), at=MALI), agency="BET")
    again = report("c", "2026-03-05", month)
    assert on("2026-03-04", made, done).status == "kept"
    found = on("2026-03-10", made, done, again)
    assert [d.status for d in found.by] == ["begun", "open"]
    assert str(found.by[0].why) == "told as done, and promised again by a report of 2026-03-05"
    last = report("b", "2026-03-01", replace(Says(), at=MALI, actor="les dernières forces maliennes"), agency="BET")
    assert on("2026-03-10", made, last, again).by[0].status == "kept"
