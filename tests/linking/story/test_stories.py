"""Which happenings make one story."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from tests.linking.story.made import ARMY, GAO, QASRAK, RMEILAN, SDF, US, Known, by, happening, on, told

from selon.errors import LedgerError
from selon.linking.model import Happening
from selon.linking.stories import Story, state, stories, story

QASRAK_LEFT = happening(told("a", "Ils ont quitté Qasrak.", "quitté", when=on("2026-02-26"), day="2026-02-27"))
RMEILAN_LEFT = happening(
    told("b", "Ils ont quitté Rmeilan.", "quitté", spot=RMEILAN, when=on("2026-03-13"), day="2026-03-13")
)
TAKEN = happening(
    told("c", "L'armée tient Qasrak.", "tient", family="control", actor=ARMY, when=on("2026-02-27"), day="2026-02-27")
)
FIGHTS = happening(
    told(
        "d",
        "Des combats à Gao.",
        "combats",
        family="force",
        actor=None,
        spot=GAO,
        when=on("2026-03-01"),
        day="2026-03-01",
    )
)


def ids(found: Sequence[Story]) -> set[frozenset[str]]:
    return {frozenset(h.id for h in s.happenings) for s in found}


def test_one_actor_in_one_country_makes_a_story_across_places() -> None:
    assert ids(stories([QASRAK_LEFT, RMEILAN_LEFT])) == {frozenset("ab")}


def test_what_follows_at_one_spot_is_of_the_story_whoever_does_it() -> None:
    assert ids(stories([QASRAK_LEFT, TAKEN])) == {frozenset("ac")}


def test_another_country_is_another_story() -> None:
    assert ids(stories([QASRAK_LEFT, FIGHTS])) == {frozenset("a"), frozenset("d")}


def test_a_long_silence_ends_a_story() -> None:
    later = happening(told("e", "Ils ont quitté Qasrak.", "quitté", when=on("2026-09-01"), day="2026-09-01"))
    assert ids(stories([QASRAK_LEFT, later])) == {frozenset("a"), frozenset("e")}


def test_two_parties_make_a_story_of_whatever_is_between_them() -> None:
    fight = happening(
        told("f", "Combats à Qasrak.", "Combats", family="force", actor=ARMY, target=SDF, when=on("2026-03-05"))
    )
    truce = happening(
        told("g", "Trêve à Qasrak.", "Trêve", family="agree", actor=SDF, target=ARMY, when=on("2026-03-07"))
    )
    assert ids(stories([fight, truce])) == {frozenset("fg")}


def test_what_a_dispatch_tells_in_passing_goes_with_what_it_is_about() -> None:
    tolds = [told(x, "Ils ont quitté Qasrak.", "quitté", dispatch="one", when=on("2026-02-23")) for x in ("h", "i")]
    aside = happening(told("j", "Un accord existe.", "accord", family="agree", actor=None, spot=None, dispatch="one"))
    assert ids(stories([happening(*tolds), aside])) == {frozenset("hj")}


def test_a_plan_begins_when_it_is_told() -> None:
    plan = happening(
        told("k", "Ils quitteront Qasrak.", "quitteront", when=by("2026-06-30"), status="planned", day="2026-02-23")
    )
    assert ids(stories([plan, QASRAK_LEFT])) == {frozenset("ka")}


def test_order_does_not_matter() -> None:
    all_: list[Happening] = [QASRAK_LEFT, RMEILAN_LEFT, TAKEN, FIGHTS]
    expected = stories(all_)
    for seed in range(20):
        shuffled = all_[:]
        random.Random(seed).shuffle(shuffled)
        assert stories(shuffled) == expected


def test_every_happening_is_of_one_story() -> None:
    found = stories([QASRAK_LEFT, RMEILAN_LEFT, TAKEN, FIGHTS])
    assert sorted(h.id for s in found for h in s.happenings) == ["a", "b", "c", "d"]


def test_the_latest_comes_first_and_happenings_are_in_sequence() -> None:
    found = stories([RMEILAN_LEFT, FIGHTS, TAKEN, QASRAK_LEFT])
    assert [s.last.isoformat() for s in found if s.last] == ["2026-03-13", "2026-03-01"]
    assert [h.id for h in found[0].happenings] == ["a", "c", "b"]
    assert [p.key for p in found[0].parties] == [US.key, ARMY.key]
    assert [s.id for s in found[0].spots] == [QASRAK.id, RMEILAN.id]


def test_a_story_is_found_by_any_id_in_it() -> None:
    all_ = [QASRAK_LEFT, RMEILAN_LEFT, FIGHTS]
    assert story(all_, "b") == story(all_, "a")
    with pytest.raises(LedgerError, match="no story"):
        story(all_, "z")
    with pytest.raises(LedgerError, match="no story"):
        story(all_, "")


def test_a_beginning_that_fits_several_is_refused() -> None:
    one = happening(told("x1", "Ils ont quitté Qasrak.", "quitté"))
    other = happening(told("x2", "Des combats à Gao.", "combats", family="force", actor=None, spot=GAO))
    with pytest.raises(LedgerError, match="2 stories"):
        story([one, other], "x")


def test_a_story_on_a_day_knows_nothing_later() -> None:
    (found,) = stories([QASRAK_LEFT, RMEILAN_LEFT])
    day = on("2026-03-01").first
    assert day is not None
    stood = state(Known([QASRAK_LEFT, RMEILAN_LEFT]), found, day)
    assert [h.id for h in stood.happenings] == ["a"]
    assert stood.silent == 2
