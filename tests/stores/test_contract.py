"""What a ledger promises, in every store."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, count
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from tests.readings import readings
from tests.wire import PLACES, made, taken

import selon.ledger
from selon.errors import InputError, LedgerError
from selon.export import format_of
from selon.intake.clean import clean
from selon.intake.refused import Refused
from selon.ledger import Entry, Ledger, Read, ask
from selon.ledger.keys import dispatch_key, paragraph_hash
from selon.model import Claim, Dispatch, Reading, Span, claim_id

NUMBERS = count()


def ids(found: Iterator[Entry]) -> list[str]:
    return [e.claim.id for e in found]


def fill(ledger: Ledger, number: int = 12) -> list[Reading]:
    all_ = [made(i) for i in range(number)]
    assert {a.outcome for a in ledger.add_many(all_)} == {"new"}
    return all_


def exported(ledger: Ledger) -> bytes:
    out = io.BytesIO()
    format_of("jsonl").write(ledger, {}, out)
    return out.getvalue()


# Adding.


def test_what_was_added_comes_back_as_it_was(ledger: Ledger) -> None:
    r = made(1)
    done = ledger.add(r)
    assert (done.outcome, done.given, done.claims) == ("new", "w-1", 2)
    kept = ledger.dispatch("w-1")
    assert replace(kept.dispatch, id="w-1") == r.dispatch
    assert kept.dispatch.id == done.id == dispatch_key(r.dispatch.text, "ALP")
    (back,) = ledger.readings(kept)
    for old, new in zip(r.claims, back.reading.claims, strict=True):
        assert new == replace(old, id=claim_id(done.id, old.trigger, old.type))
    assert list(ledger.check()) == []


def test_adding_again_changes_nothing(ledger: Ledger) -> None:
    fill(ledger)
    before = exported(ledger)
    assert {a.outcome for a in ledger.add_many(made(i) for i in range(12))} == {"known"}
    assert ledger.add(made(3).dispatch).outcome == "known"
    assert exported(ledger) == before


def test_twice_in_one_batch_is_once(ledger: Ledger) -> None:
    assert [a.outcome for a in ledger.add_many([made(1), made(1), made(1).dispatch])] == ["new", "known", "known"]
    assert len(list(ledger.claims())) == 2


def test_one_text_of_two_agencies_is_two_dispatches(ledger: Ledger) -> None:
    first, second = ledger.add(made(1)), ledger.add(made(1, agency="BET"))
    assert (second.outcome, second.other) == ("reprint", first.id)
    assert len(list(ledger.claims(reprints=False))) == 2
    assert len(list(ledger.claims())) == 4


def test_a_dispatch_can_wait_for_its_reading(ledger: Ledger) -> None:
    r = made(1)
    ledger.add(taken(r.dispatch))
    assert [k.given for k in ledger.dispatches(unread=True)] == ["w-1"]
    assert ledger.add(r).outcome == "reread"
    assert list(ledger.dispatches(unread=True)) == []
    assert len(list(ledger.claims())) == 2


def test_origin_and_bytes_are_kept(ledger: Ledger) -> None:
    t = taken(made(1).dispatch, url="https://example.org/1", slug="MALI", authors=("A. B.",), version="2")
    ledger.add(Read(t, made(1)))
    origin = ledger.dispatch("w-1").origin
    assert origin is not None and origin.raw == t.sha256
    assert origin.provenance == t.provenance
    assert ledger.raw(t.sha256) == t.raw
    assert ledger.raw("0" * 64) is None


def test_the_zone_of_an_instant_is_kept(ledger: Ledger) -> None:
    at = datetime.fromisoformat("2026-02-23T18:30:00+05:30")
    ledger.add(taken(made(1).dispatch, published=at, embargo=at + timedelta(hours=1)))
    origin = ledger.dispatch("w-1").origin
    assert origin is not None and origin.provenance.published is not None
    assert origin.provenance.published.isoformat() == at.isoformat()


def test_what_does_not_fit_is_refused_and_the_rest_is_kept(ledger: Ledger) -> None:
    r = made(1)
    outside = replace(r, claims=(replace(r.claims[0], actor=Span(0, 10_000)),))
    twins = replace(made(2), claims=(made(2).claims[0],) * 2)
    dirty = replace(r.dispatch, text="a\r\nb\0")
    outcomes = list(ledger.add_many([outside, made(3), twins, dirty]))
    assert [a.outcome for a in outcomes] == ["refused", "new", "refused", "refused"]
    assert "span 0-10000" in outcomes[0].reason and "two claims" in outcomes[2].reason
    with pytest.raises(InputError, match="not clean"):
        ledger.add(dirty)
    assert len(list(ledger.claims())) == 2


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(r=readings())
def test_any_sound_reading_comes_back(ledger: Ledger, r: Reading) -> None:
    def without_nul(words: str | None) -> str | None:
        return words.replace("\0", "") if words else words

    d = replace(r.dispatch, title=without_nul(r.dispatch.title), agency=f"agency {next(NUMBERS)}")
    sound = replace(r, dispatch=replace(d, id=without_nul(d.id) or "x"), claims=r.claims[:1])
    try:
        done = ledger.add(sound)
    except InputError:
        assert clean(d.text) != d.text or "\\x00" in repr(sound)
        return
    assert done.outcome in ("new", "reprint")
    kept = ledger.dispatch(done.id)
    (back,) = ledger.readings(kept)
    assert [replace(c, id="") for c in back.reading.claims] == [replace(c, id="") for c in sound.claims]
    assert (back.reading.attributions, back.reading.notes) == (sound.attributions, sound.notes)
    assert replace(kept.dispatch, id=sound.dispatch.id) == sound.dispatch


# Asking.


class Stated(NamedTuple):
    """A claim and the dispatch that makes it."""

    claim: Claim
    dispatch: Dispatch

    @property
    def quote(self) -> str:
        return self.claim.quote.of(self.dispatch.text)


FILTERS: list[tuple[dict[str, Any], Any]] = [
    ({}, lambda _: True),
    ({"type": "attack"}, lambda x: x.claim.type == "attack"),
    ({"type": ["attack", "talk"]}, lambda x: x.claim.type in ("attack", "talk")),
    ({"status": "planned"}, lambda x: x.claim.status == "planned"),
    ({"source_kind": "organisation"}, lambda x: x.claim.source.kind == "organisation"),
    ({"place": "deir ez zor"}, lambda x: "Deir ez-Zor" in x.dispatch.text),
    ({"actor": "SOLDATS"}, lambda x: x.claim.actor.of(x.dispatch.text) == "les soldats"),
    ({"source": "gouvernement"}, lambda x: x.claim.source.span.of(x.dispatch.text) == "Le gouvernement"),
    ({"text": "numero 3"}, lambda x: "numéro 3 " in x.quote),
    ({"text": '"quittent Ménaka"'}, lambda x: "quittent Ménaka" in x.quote),
    ({"text": "tombouc*"}, lambda x: "Tombouctou" in x.quote),
    (
        {"text": "départ -kidal"},
        lambda x: "départ" in x.quote and "Kidal" not in x.quote,
    ),
    (
        {"text": "soldats", "place": "Kidal"},
        lambda x: "Kidal" in x.dispatch.text and "soldats" in x.quote,
    ),
    ({"deadline": True}, lambda x: x.claim.deadline),
    ({"deadline": False, "type": "talk"}, lambda x: not x.claim.deadline and x.claim.type == "talk"),
    ({"agency": "ALP", "lang": "fr"}, lambda _: True),
    ({"agency": "BET"}, lambda _: False),
    ({"negated": True}, lambda _: False),
    (
        {"published_between": ("2026-01-03", "2026-01-05")},
        lambda x: date(2026, 1, 3) <= x.dispatch.published <= date(2026, 1, 5),
    ),
    ({"published_between": (None, "2026-01-02")}, lambda x: x.dispatch.published <= date(2026, 1, 2)),
    ({"reviewed": False}, lambda _: True),
    ({"reviewed": True}, lambda _: False),
    ({"as_of": "2020-01-01"}, lambda _: False),
    ({"as_of": "2999-01-01"}, lambda _: True),
]


@pytest.mark.parametrize(("filters", "holds"), FILTERS, ids=[str(f) for f, _ in FILTERS])
def test_filters(ledger: Ledger, filters: dict[str, Any], holds: Any) -> None:
    all_ = fill(ledger)
    wanted = {(r.dispatch.id, c.trigger) for r in all_ for c in r.claims if holds(Stated(c, r.dispatch))}
    found = list(ledger.claims(**filters))
    assert {(e.kept.given, e.claim.trigger) for e in found} == wanted
    assert len(found) == len(wanted)
    days = [e.dispatch.published or date.min for e in found]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("length", [1, 5, 20, 100, 900, 30_000])
def test_happening_is_by_shared_days(ledger: Ledger, length: int) -> None:
    all_ = [made(i, day=date(2020, 1, 1) + timedelta(days=40 * i)) for i in range(60)]
    list(ledger.add_many(all_))
    for start in (date(2019, 11, 20), date(2021, 3, 30), date(2026, 12, 30)):
        end = start + timedelta(days=length - 1)
        wanted = sorted(
            (r.dispatch.id, c.trigger)
            for r in all_
            for c in r.claims
            if c.time
            and (c.time.first is None or c.time.first <= end)
            and (c.time.last is None or c.time.last >= start)
        )
        found = list(ledger.claims(happening_between=(start, end)))
        assert sorted((e.kept.given, e.claim.trigger) for e in found) == wanted
        some = [e for e in found if e.claim.type == "talk"]
        assert ids(ledger.claims(happening_between=(start, end), type="talk")) == [e.claim.id for e in some]


def test_a_stream_goes_on_over_pages(ledger: Ledger) -> None:
    list(ledger.add_many(made(i) for i in range(300)))
    found = ids(ledger.claims())
    assert len(found) == len(set(found)) == 600
    assert len(ids(ledger.claims(place=PLACES[0]))) == 150
    assert len(ids(ledger.claims(text="soldats"))) == 300
    assert len(ids(ledger.claims(happening_between=("2026-01-01", "2026-12-31")))) == 600


@pytest.mark.parametrize("few", [0, 7, 3_000])
def test_every_road_leads_to_the_same_claims(ledger: Ledger, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = [made(i, day=date(2026, 1, 1) + timedelta(days=9 * i)) for i in range(30)]
    flagged = [replace(r, claims=tuple(replace(c, hedged=i % 9 == 0) for c in r.claims)) for i, r in enumerate(kept)]
    list(ledger.add_many(flagged))
    some = next(ledger.claims(type="talk"))
    ledger.review(next(ledger.claims(text="soldats")), "accept", by="Inès")
    asked: list[dict[str, Any]] = [
        *({"type": "talk"}, {"status": "planned"}, {"source_kind": "named"}, {"lang": "fr"}, {"lang": "en"}),
        *({"negated": True}, {"hedged": True}, {"hedged": False}, {"deadline": True}, {"reviewed": True}),
        *({"dispatch": some.dispatch.id}, {"id": some.claim.id}, {"dispatch": "0" * 16}, {"agency": "ALP"}),
        *({"text": "soldats"}, {"text": "mali -soldats"}, {"actor": "soldats"}, {"text": "absent"}),
        *({"place": PLACES[0]}, {"place": "Nulle-Part"}, {"as_of": "2035-01-01"}, {"as_of": "2015-01-01"}),
        *({"happening_between": ("2026-02-01", "2026-03-01")}, {"published_between": ("2026-02-01", None)}),
    ]
    alone = [set(ids(ledger.claims(**one))) for one in asked]
    monkeypatch.setattr(ask, "FEW", few)
    monkeypatch.setattr(type(ledger.store), "claims", replace(ledger.store.claims, probed=few))  # type: ignore[type-var]
    for (one, first), (other, second) in combinations(zip(asked, alone, strict=True), 2):
        if one.keys().isdisjoint(other):
            found = ids(ledger.claims(**one, **other))
            assert set(found) == first & second and len(found) == len(set(found)), (one, other)


def test_a_place_named_twice_comes_once(ledger: Ledger) -> None:
    r = made(1)
    mention = r.claims[0].places[0]
    ledger.add(replace(r, claims=(replace(r.claims[0], places=(mention, mention)),)))
    assert len(list(ledger.claims(place=mention.span.of(r.dispatch.text)))) == 1


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ({"type": "dance"}, "type='dance'"),
        ({"status": "done"}, "status='done'"),
        ({"source_kind": "spy"}, "source_kind='spy'"),
        ({"text": "-mali"}, "nothing to search for"),
        ({"text": "«»"}, "nothing to search for"),
        ({"place": "!"}, "no letters"),
        ({"as_of": "hier"}, "no moment"),
        ({"reviewed": "maybe"}, "reviewed='maybe'"),
        ({"happening_between": ("2026-02-30", None)}, "two days"),
        ({"published_between": ("2026-02-02", "2026-02-01")}, "comes after"),
    ],
)
def test_impossible_filters_say_so(ledger: Ledger, filters: dict[str, Any], words: str) -> None:
    with pytest.raises(LedgerError, match=words):
        next(ledger.claims(**filters))


@pytest.mark.parametrize(
    "query", ["'; DROP TABLE claim; --", "a' OR 1=1", '"unclosed', "%s :x \\", "NEAR(a b)", "a & | !"]
)
def test_searches_cannot_speak_to_the_store(ledger: Ledger, query: str) -> None:
    fill(ledger, 2)
    list(ledger.claims(text=query))
    list(ledger.claims(actor=query, source=query))
    list(ledger.dispatches(text=query))
    assert len(list(ledger.claims())) == 4


def test_dispatches(ledger: Ledger) -> None:
    fill(ledger)
    assert len(list(ledger.dispatches())) == 12
    assert [k.given for k in ledger.dispatches(text='"numéro 7"')] == ["w-7"]
    assert [k.given for k in ledger.dispatches(published_between=("2026-01-02", "2026-01-02"))] == ["w-1"]
    key = ledger.dispatch("w-5").dispatch.id
    assert ledger.dispatch(key[:8]).given == "w-5"
    for name in ("w-99", "w"):
        with pytest.raises(LedgerError, match="no dispatch"):
            ledger.dispatch(name)


def test_unnamed_sources_are_never_put_together(ledger: Ledger) -> None:
    r, other = made(1), made(2)
    same = r.dispatch.text.replace("Un officier numéro 1 ", "Un officier numéro 2 ")
    ledger.add(r)
    ledger.add(other)
    ledger.add(replace(r, dispatch=replace(r.dispatch, id="w-1b", text=same)))
    found = list(ledger.sources())
    named = [s for s in found if s.dispatch is None]
    assert [(s.name, s.claims, s.dispatches) for s in named] == [("gouvernement", 3, 3)]
    unnamed = [s for s in found if s.kind == "unnamed"]
    assert len(unnamed) == 3 and all(s.claims == 1 for s in unnamed)
    assert len({s.dispatch for s in unnamed}) == 3


def test_sources_are_found_by_what_they_are_called(ledger: Ledger) -> None:
    for i in range(3):
        ledger.add(made(i))
    (found,) = ledger.sources(text="GOUVERN*")
    assert (found.kind, found.name, found.claims, found.written) == (
        "organisation",
        "gouvernement",
        3,
        "Le gouvernement",
    )
    assert [s.name for s in ledger.sources(text="officier -2")] == ["Un officier numéro 1", "Un officier numéro 0"]
    assert list(ledger.sources("organisation", text="officier")) == []
    with pytest.raises(LedgerError, match="nothing to search for"):
        ledger.sources(text="-officier")


# Readings over time.


def test_a_reading_under_another_day_is_refused(ledger: Ledger) -> None:
    r = made(1)
    ledger.add(replace(r.dispatch, published=None))
    (undated,) = (k.dispatch for k in ledger.dispatches())
    done = ledger.add(r)
    assert (done.outcome, done.id) == ("refused", undated.id) and "without a publication day" in done.reason
    assert ledger.add(r.dispatch).outcome == "known" and not list(ledger.claims())
    assert ledger.add(replace(r, dispatch=undated)).outcome == "reread"
    assert ledger.held([r.dispatch, made(2).dispatch]) == [undated, None]
    assert [e.dispatch.published for e in ledger.claims()] == [None, None] and list(ledger.check()) == []


def test_a_newer_reader_replaces_nothing_and_keeps_reviews(ledger: Ledger) -> None:
    r = made(1)
    ledger.add(r)
    first = ledger.claim(claim_id(dispatch_key(r.dispatch.text, "ALP"), r.claims[0].trigger, r.claims[0].type))
    ledger.review(first, "accept", by="Inès")
    before = datetime.now(UTC)
    newer = replace(r, reader="made/2", claims=(replace(r.claims[0], status="occurred"),))
    assert ledger.add(newer).outcome == "reread"
    (now,) = ledger.claims()
    assert (now.claim.status, now.reader) == ("occurred", "made/2")
    assert now.review is not None and now.review.by == "Inès"
    assert {(e.claim.status, e.reader) for e in ledger.claims(as_of=before)} == {
        ("ongoing", "made/1"),
        ("planned", "made/1"),
    }
    assert ledger.add(replace(r, reader="made/1", claims=r.claims[:1])).outcome == "reread"
    assert len(ids(ledger.claims())) == 1, "an older reader's reading is never current"
    assert ledger.add(replace(newer, reader="made/10", claims=())).outcome == "reread"
    assert ids(ledger.claims()) == []
    assert len(ledger.readings(ledger.dispatch("w-1"))) == 4
    assert list(ledger.check()) == []


def test_a_dispatch_published_after_it_came_is_there_as_of_then(ledger: Ledger) -> None:
    ledger.add(made(1, day=date(2050, 1, 1)))
    now = datetime.now(UTC)
    assert len(ids(ledger.claims(as_of=now))) == 2
    assert len(ids(ledger.claims(as_of=now, published_between=("2050-01-01", None)))) == 2


# Reviews.


def test_reviews_stand_until_undone(ledger: Ledger) -> None:
    fill(ledger, 1)
    entry = next(ledger.claims(type="withdraw"))
    moments = [datetime.now(UTC)]
    for verdict in ("accept", "reject", "undo", "undo"):
        ledger.review(entry, verdict, by="Inès", note=verdict)
        moments.append(datetime.now(UTC))
    stood = [next(ledger.claims(id=entry.claim.id, as_of=m)).review for m in moments]
    assert [r.verdict if r else None for r in stood] == [None, "accept", "reject", "accept", None]
    assert [r.verdict for r in ledger.reviews()] == ["accept", "reject", "undo", "undo"]
    with pytest.raises(LedgerError, match="none to undo"):
        ledger.review(entry, "undo", by="Inès")


def test_reviewed_filters(ledger: Ledger) -> None:
    fill(ledger, 3)
    first, second, third, *_ = ledger.claims()
    ledger.review(first, "accept", by="a")
    ledger.review(second, "reject", by="a")
    ledger.review(third, "unsure", by="a")
    assert len(ids(ledger.claims(reviewed=True))) == 3
    assert len(ids(ledger.claims(reviewed=False))) == 3
    assert ids(ledger.claims(reviewed="reject")) == [second.claim.id]
    assert len(ids(ledger.claims(reviewed="standing"))) == 5


def test_amendments_are_asked_for_like_readings(ledger: Ledger) -> None:
    fill(ledger, 4)
    entry = next(ledger.claims(type="attack"))
    text = entry.dispatch.text
    who = [text.index("Un officier"), text.index(" affirme")]
    fields = {"type": "talk", "actor": who, "time": ["2024-05-01", "2024-05-31"], "places": []}
    ledger.review(entry, "amend", by="Inès", amendments=fields)
    assert ids(ledger.claims(type="attack")) == []
    (now,) = ledger.claims(happening_between=("2024-05-10", "2024-05-10"), type="talk")
    assert now.claim.id == entry.claim.id and now.words(now.claim.actor) == "Un officier numéro 1"
    assert entry.claim.id in ids(ledger.claims(actor="officier"))
    assert entry.claim.id not in ids(ledger.claims(place=PLACES[1]))
    assert len(ids(ledger.claims())) == 8
    assert list(ledger.check()) == []
    ledger.review(entry, "undo", by="Inès")
    assert ids(ledger.claims(type="attack")) == [entry.claim.id]
    assert list(ledger.check()) == []


def test_an_amendment_survives_a_newer_reading(ledger: Ledger) -> None:
    r = made(0)
    ledger.add(r)
    entry = next(ledger.claims(deadline=True))
    ledger.review(entry, "amend", by="Inès", amendments={"deadline": False})
    ledger.add(replace(r, reader="made/2"))
    assert ids(ledger.claims(deadline=True)) == []
    assert next(ledger.claims(id=entry.claim.id)).claim.deadline is False


@pytest.mark.parametrize(
    ("verdict", "more", "words"),
    [
        ("praise", {}, "no verdict"),
        ("accept", {"by": " "}, "nobody"),
        ("amend", {}, "amendments go with"),
        ("accept", {"amendments": {"status": "planned"}}, "amendments go with"),
        ("amend", {"amendments": {"trigger": [0, 1]}}, "cannot be amended"),
        ("amend", {"amendments": {"status": "done"}}, "makes no claim"),
        ("amend", {"amendments": {"actor": [0, 99_999]}}, "makes no claim"),
        ("amend", {"amendments": {"time": "soon"}}, "makes no claim"),
    ],
)
def test_impossible_reviews_say_so(ledger: Ledger, verdict: str, more: dict[str, Any], words: str) -> None:
    fill(ledger, 1)
    with pytest.raises(LedgerError, match=words):
        ledger.review(next(ledger.claims()), verdict, **{"by": "Inès", **more})
    with pytest.raises(LedgerError, match="no claim has this id"):
        ledger.review("0" * 16, "accept", by="Inès")
    assert list(ledger.reviews()) == []


# Refused input.


def test_quarantine(ledger: Ledger) -> None:
    bad = Refused("a.txt", "empty: there is nothing to read", b"\n", "text")
    lost = Refused("b\0.txt", "no such file")
    assert ledger.refuse([bad, bad, lost]) == ledger.refuse([bad, lost])
    first, second = ledger.quarantine()
    assert (first.name, first.sha256, first.format) == ("a.txt", bad.sha256, "text")
    assert first.sha256 and ledger.raw(first.sha256) == b"\n"
    assert (second.name, second.sha256) == ("b\\0.txt", None)
    ledger.tried(first.id, taken=False, reason="still empty")
    assert len(list(ledger.quarantine())) == 2
    ledger.tried(first.id, taken=True)
    assert [c.name for c in ledger.quarantine()] == ["b\\0.txt"]
    assert [c.name for c in ledger.quarantine(settled=True)] == ["a.txt"]
    ledger.refuse([bad])
    assert [c.name for c in ledger.quarantine()] == ["a.txt", "b\\0.txt"], "refused once more, it waits once more"
    assert list(ledger.quarantine(settled=True)) == []
    assert ledger.refuse([replace(bad, reason="another")]) == [first.id]
    ledger.tried(second.id, taken=False, reason="gone")
    assert [c.reason for c in ledger.quarantine()] == ["another", "gone"]
    ledger.tried(first.id, taken=True)
    with pytest.raises(LedgerError, match="no refused input"):
        ledger.tried("x", taken=True)
    assert list(ledger.check()) == []


# From one ledger to another.


def test_export_import_export_is_the_same_to_the_byte(ledger: Ledger, tmp_path: Any) -> None:
    fill(ledger, 30)
    ledger.add(Read(taken(made(31).dispatch, url="https://example.org", slug="MALI"), made(31)))
    ledger.add(made(40).dispatch)
    ledger.add(made(2, agency="BET"))
    ledger.add(replace(made(3), reader="made/2", claims=made(3).claims[:1]))
    ledger.add(replace(made(3), reader="made/1", claims=made(3).claims[:1]))
    some = list(ledger.claims())[:6]
    for entry, verdict in zip(some, ("accept", "reject", "unsure", "accept", "undo", "reject"), strict=True):
        if verdict != "undo":
            ledger.review(entry, verdict, by="Inès", note="« oui »")
    ledger.review(some[0], "undo", by="Jean")
    ledger.review(some[1], "amend", by="Jean", amendments={"status": "hypothetical", "time": [None, "2026-05-05"]})
    before = exported(ledger)
    with selon.ledger.open(tmp_path / "other.db") as other:
        assert {a.outcome for a in other.restore(io.BytesIO(before))} == {"new"}
        assert exported(other) == before
        assert {a.outcome for a in other.restore(io.BytesIO(before))} == {"known"}
        assert exported(other) == before
        assert list(other.check()) == []
        assert [e.claim for e in other.claims(status="hypothetical")] == [
            e.claim for e in ledger.claims(status="hypothetical")
        ]
    assert {a.outcome for a in ledger.restore(io.BytesIO(before))} == {"known"}
    assert exported(ledger) == before


def test_changed_lines_are_refused(ledger: Ledger) -> None:
    fill(ledger, 3)
    lines = exported(ledger).splitlines(keepends=True)
    forged = lines[0].replace(b"Mali", b"Niger")
    outcomes = list(ledger.restore([forged, b"{}\n", b"nonsense\n", b"\n", lines[1]], "x.jsonl"))
    assert [a.outcome for a in outcomes] == ["refused", "refused", "refused", "known"]
    assert outcomes[0].reason.startswith("x.jsonl:1: ")


# Reprints and later takes.


def test_paragraphs_are_found_again(ledger: Ledger) -> None:
    r = made(1)
    ledger.add(r)
    words = r.dispatch.blocks[1].span.of(r.dispatch.text)
    found = ledger.paragraphs([paragraph_hash(words), paragraph_hash("other")])
    assert found == {paragraph_hash(words): [(ledger.dispatch("w-1").dispatch.id, r.dispatch.blocks[1].span)]}


def test_a_version_supersedes(ledger: Ledger) -> None:
    r = made(1)
    later = replace(r.dispatch, text=r.dispatch.text + "\n\nFin.")
    ledger.add(Read(taken(r.dispatch, provider_id="urn:1", version="1"), r))
    done = ledger.add(taken(later, provider_id="urn:1", version="2"))
    assert (done.outcome, done.other) == (
        "supersedes",
        ledger.dispatch(dispatch_key(r.dispatch.text, "ALP")).dispatch.id,
    )
    assert len(ids(ledger.claims(superseded=True))) == 2
    assert ids(ledger.claims(superseded=False)) == []
    (link,) = ledger.links()
    assert (link.kind, link.later, link.earlier) == ("supersedes", done.id, done.other)


def test_a_reprint_points_at_the_earliest_copy_whenever_it_comes(ledger: Ledger) -> None:
    copies = [made(1, day=date(2026, 1, d), agency=a) for d, a in ((9, "C"), (8, "B"), (5, "A"))]
    for r in copies:
        ledger.add(r)
    keys = {r.dispatch.agency: dispatch_key(r.dispatch.text, r.dispatch.agency) for r in copies}
    pointing = {link.later: link.earlier for link in ledger.links()}
    assert pointing == {keys["C"]: keys["A"], keys["B"]: keys["A"]}
    ledger.add(made(1, day=date(2026, 1, 20), agency="D"))
    assert ledger.links()[-1].earlier == keys["A"]
