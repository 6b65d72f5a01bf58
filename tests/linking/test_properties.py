"""What holds for any reports: the order they come in leaves no trace, reprints add nobody, sources never subtract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.linking.made import ANSONGO, GAO, MALI, MENAKA, NIAMEY, Says, report

from selon.linking import Linker, link
from selon.linking.model import SYMMETRIC, Decision, Report
from selon.linking.profile import profile
from selon.linking.relations import relation
from selon.linking.stories import stories
from selon.model import Relative, Source, Span

DAYS = ("2026-02-20", "2026-02-21", "2026-02-23", "2026-03-02")
NORTH = replace(MALI, relative=Relative("Mali", 0.0))
SAID = st.builds(
    Says,
    type=st.sampled_from(
        [
            "withdraw",
            "withdraw",
            "presence",
            "deploy",
            "move",
            "attack",
            "casualty",
            "accuse",
            "agree",
            "release",
            "detain",
        ]
    ),
    status=st.sampled_from(["occurred", "ongoing", "planned"]),
    actor=st.sampled_from(
        [
            "les forces maliennes",
            "Bamako",
            "le Mali et le Jnim",
            "des rebelles maliens",
            "les forces russes",
            "l'armée",
            "",
        ]
    ),
    target=st.sampled_from(["", "", "des civils maliens", "leurs prisonniers", "des soldats du Jnim"]),
    at=st.sampled_from([MENAKA, MENAKA, ANSONGO, GAO, MALI, NORTH, NIAMEY, None]),
    role=st.just("at"),
    source=st.sampled_from(["narrator", "unnamed"]),
    who=st.just(""),
    time=st.sampled_from([None, *((d, d) for d in DAYS), ("2026-02-18", "2026-02-23"), ("", "2026-03-15")]),
    number=st.sampled_from([None, None, (12, 12), (17, 17), (10, None)]),
    negated=st.sampled_from([False, False, False, True]),
    ends=st.sampled_from(["", "", "mettant fin à"]),
    confidence=st.sampled_from([0.9, 0.9, 0.4]),
    trigger=st.sampled_from(["agit", "morts", "blessés", "l'attentat", "échange"]),
    more=st.sampled_from(["", "", "ont conclu une trêve", "la trêve a pris fin", "à Ansongo"]),
)
VOICES = (
    ("narrator", "", None),
    ("unnamed", "un officier", 1),
    ("unnamed", "un responsable", 1),
    ("unnamed", "trois sources", 3),
    ("unnamed", "des diplomates", None),
    ("unnamed", "un porte-parole de l'armée malienne", 1),
    ("named", "Adama Koné", None),
    ("named", "Issa Koné, porte-parole de l'armée malienne", None),
    ("organisation", "le ministère malien de la Défense", None),
    ("organisation", "la présidence malienne", None),
    ("organisation", "l'armée malienne", None),
    ("organisation", "le Mali et le Jnim", None),
    ("organisation", "les deux camps", 2),
    ("organisation", "le ministère", None),
    ("organisation", "une ONG locale", None),
    ("document", "un bilan du ministère malien de la Défense", None),
    ("witness", "des habitants", None),
)


@st.composite
def said(draw: st.DrawFn) -> Says:
    kind, who, count = draw(st.sampled_from(VOICES))
    made = draw(SAID)
    return replace(made, source=kind, who=who, count=count)  # type: ignore[arg-type]


@st.composite
def several(draw: st.DrawFn, most: int = 6) -> list[Report]:
    """Reports of three agencies, some of them reprints or later takes of one before."""
    made: list[Report] = []
    for n in range(draw(st.integers(1, most))):
        agency = draw(st.sampled_from(["ALP", "BET", "GAM"]))
        day = draw(st.sampled_from(DAYS))
        says = draw(st.lists(said(), min_size=1, max_size=4))
        what = draw(st.sampled_from(["new", "new", "new", "copy", "take"]))
        if what == "copy" and made:
            of = draw(st.sampled_from(made))
            copied = [replace(c, id=f"d{n}-{i}") for i, c in enumerate(of.claims)]
            d = replace(of.dispatch, id=f"d{n}", agency="Relais")
            made.append(Report(d, tuple(copied), of.attributions, of.reprints or of.dispatch.id))
            continue
        made.append(report(f"d{n}", day, *says, agency=agency))
        if what == "take" and n:
            i = draw(st.integers(0, n - 1))
            made[i] = replace(made[i], superseded_by=f"d{n}")
    return made


def outcome(linker: Linker) -> object:
    """All that a linker derives."""
    on = date(2026, 3, 5)
    happenings = linker.happenings()
    return (
        [h.to_json() for h in happenings],
        [[k.to_json() for k in linker.links(h)] for h in happenings],
        [linker.independence(h).to_json() for h in happenings],
        [linker.credibility(h) for h in happenings],
        [v.to_json() for v in linker.voices()],
        [c.to_json() for c in linker.due(on)],
        [s.to_json() for s in linker.situation(on)],
        [f.to_json() for f in linker.history(MALI.id)],
        [s.to_json() for s in stories(happenings)],
    )


@settings(deadline=None, max_examples=80)
@given(several(), st.randoms(use_true_random=False))
def test_the_order_of_adding_leaves_no_trace(reports: list[Report], chance: object) -> None:
    shuffled = list(reports)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one_by_one = Linker()
    for r in shuffled:
        one_by_one.add(r)
    assert outcome(one_by_one) == outcome(link(reports))


@settings(deadline=None, max_examples=40)
@given(several())
def test_adding_twice_is_adding_once(reports: list[Report]) -> None:
    linker = link(reports)
    before = outcome(linker)
    linker.add(*reports)
    assert outcome(linker) == before


@settings(deadline=None, max_examples=60)
@given(several(), st.data())
def test_taking_out_again_is_never_having_added(reports: list[Report], data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from([r.dispatch.id for r in reports])))
    linker = link(reports)
    linker.remove(*gone)
    assert outcome(linker) == outcome(link(r for r in reports if r.dispatch.id not in gone))


@settings(deadline=None, max_examples=60)
@given(several())
def test_a_reprint_changes_no_independence(reports: list[Report]) -> None:
    linker = link(reports)
    before = {m.told.id: str(linker.independence(h)) for h in linker.happenings() for m in h.members}
    for r in [r for r in reports if r.superseded_by is None and r.reprints is None]:
        copied = tuple(replace(c, id=f"copy-{c.id}") for c in r.claims)
        d = replace(r.dispatch, id=f"copy-{r.dispatch.id}", agency="Relais")
        linker.add(Report(d, copied, r.attributions, r.dispatch.id))
    after = {c: str(linker.independence(linker.happening(c))) for c in before}
    assert after == before


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(VOICES), min_size=1, max_size=5), st.sampled_from(VOICES), st.booleans())
def test_one_more_source_never_lowers(
    voices: Sequence[tuple[str, str, int | None]], more: tuple[str, str, int | None], beside: bool
) -> None:
    when = ("2026-02-23", "2026-02-23")
    told = [Says(source=k, who=w, count=c, time=when) for k, w, c in voices]  # type: ignore[arg-type]
    new = Says(source=more[0], who=more[1], count=more[2], time=when, id="new")  # type: ignore[arg-type]
    before = link([report("a", "2026-02-23", *told)])
    after = link(
        [report("a", "2026-02-23", *told, new)]
        if beside
        else [report("a", "2026-02-23", *told), report("b", "2026-02-24", new, agency="BET")]
    )
    low, high = (x.independence(x.happening("a-0")) for x in (before, after))
    assert low.at_least <= high.at_least
    assert high.at_most is None or (low.at_most is not None and low.at_most <= high.at_most)
    assert high.at_most is None or high.at_least <= high.at_most


@settings(deadline=None, max_examples=60)
@given(several(), st.data())
def test_the_same_told_by_one_more_source_never_lowers(reports: list[Report], data: st.DataObject) -> None:
    linker = link(reports)
    told = [t for t in linker.tolds() if t.copy_of is None and not t.denied]
    assume(told)
    t = data.draw(st.sampled_from(told))
    d = t.dispatch
    text = f"{d.text}\n\nun marchand"
    source = Source("unnamed", Span(len(d.text) + 2, len(text)), 1)
    claim = replace(t.claim, id="new", source=source)
    later = Report(replace(d, id="new", text=text, agency="NEU"), (claim,))
    before = linker.independence(linker.happening(t.id))
    linker.add(later)
    assume(profile(linker.told("new")) == profile(t))
    after = linker.independence(linker.happening(t.id))
    assert before.at_least <= after.at_least
    assume("new" in {m.told.id for m in linker.happening(t.id).members})  # else it says too little to be known by
    assert after.at_most is None or (before.at_most is not None and before.at_most < after.at_most)


@settings(deadline=None, max_examples=60)
@given(several())
def test_symmetric_relations_hold_both_ways_and_no_claim_is_on_two_happenings(reports: list[Report]) -> None:
    linker = link(reports)
    voices = {t.voice: linker.voice(t.voice) for t in linker.tolds()}
    seen: list[str] = []
    for h in linker.happenings():
        seen += [t.id for t in h.tolds]
        for k in linker.links(h):
            a, b = linker.told(k.claim), linker.told(k.other)
            assert {a.id, b.id} <= {t.id for t in h.tolds}
            if k.relation in SYMMETRIC and a.published == b.published:
                flipped = relation(a, b, voices)
                assert flipped is not None and flipped.relation == k.relation
    assert sorted(seen) == sorted(t.id for t in linker.tolds())


@settings(deadline=None, max_examples=60)
@given(several(), st.data())
def test_decisions_hold_and_leave_no_trace_of_when_they_came(reports: list[Report], data: st.DataObject) -> None:
    claims = sorted(t.id for t in link(reports).tolds())
    if len(claims) < 2:
        return
    one, other = data.draw(st.lists(st.sampled_from(claims), min_size=2, max_size=2, unique=True))
    kind = data.draw(st.sampled_from(["merge", "split", "pin"]))
    at = datetime(2026, 3, 1, tzinfo=UTC)
    made = (
        Decision("1", "split", (one,), "ana", at, (other,))
        if kind == "split"
        else Decision("1", kind, (one, other), "ana", at)  # type: ignore[arg-type]
    )
    first, later = link(reports, [made]), Linker()
    for r in reversed(reports):
        later.add(r)
    later.decide([made])
    assert outcome(first) == outcome(later)
    together = first.happening(one).id == first.happening(other).id
    assert together == (kind != "split")
    if kind == "pin":
        assert {t.id for t in first.happening(one).tolds} == {one, other}
    later.decide([])
    assert outcome(later) == outcome(link(reports))
