"""Stories, commitments and queues on the example story."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.linking.story.told import ledger

from selon.desk import dues, storytelling
from selon.desk.dues import due_screen, overdue
from selon.desk.locale import strings
from selon.desk.office import Office
from selon.desk.pages import environment
from selon.desk.queues.screen import KINDS, screen
from selon.desk.state import Position, State
from selon.desk.storytelling import Wanted, stretch
from selon.desk.views import StoryView, User
from selon.model import Period

from .conftest import adder, client_of

ON = date(2026, 3, 16)
INES = User("ines", "reviewer", alone=False)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A desk on the example story, linked."""
    opened = ledger(tmp_path_factory.mktemp("story") / "ledger.db")
    made = Office.open(opened, adder, State(":memory:"), environment(None), program="1")
    made.linked.refresh()
    yield made
    opened.close()


@pytest.fixture(scope="module")
def story(office: Office) -> StoryView:
    """The one of its stories that gives most figures."""
    with office.linked.linker() as linker:
        assert linker is not None
        across = office.linked.across
        views = [storytelling.story_view(linker, s, "fr", ON, beside=across.beside) for s in across.stories]
        return max(views, key=lambda v: len(v.figures))


def test_every_part_of_a_story_speaks_of_its_claims(story: StoryView) -> None:
    claims = {r.claim for r in story.rows}
    assert len(claims) == len(story.rows)
    assert {r.lane for r in story.rows} == {lane.id for lane in story.lanes}
    assert sum(lane.claims for lane in story.lanes) == len(claims)
    assert sorted(c for g in story.groups for c in g.claims) == sorted(claims)
    assert {r.happening for r in story.rows} == {g.id for g in story.groups}
    assert {c for s in story.shapes for c in s.claims} <= claims
    assert {p for r in story.rows for p in r.places} == {s.id for s in story.shapes}
    assert {c for b in story.bands for c in b.claims} <= claims
    assert {f.claim for f in story.figures} <= claims
    assert all(x.one in claims and x.other in claims for g in story.groups for x in g.links)
    assert all(g.at_most is None or g.at_least <= g.at_most for g in story.groups)


def test_days_hold_everything_that_is_drawn(story: StoryView) -> None:
    assert story.first is not None
    assert story.last is not None
    for r in story.rows:
        for day in (r.when.first, r.when.last) if r.when else ():
            assert day is None or story.first <= day <= story.last


def test_figures_compete(story: StoryView) -> None:
    dead = [f for f in story.figures if f.what.startswith("bilan")]
    assert len({(f.low, f.high) for f in dead}) > 1
    assert all(f.low is not None or f.high is not None for f in story.figures)


def test_uncertain_ends_are_soft() -> None:
    def soft(p: Period) -> tuple[bool, bool]:
        s = stretch(p, "fr")
        return s.soft_first, s.soft_last

    assert soft(Period(ON, ON)) == (False, False)
    assert soft(Period(None, ON)) == (True, False)
    assert soft(Period(ON, None)) == (False, True)
    assert soft(Period(date(2026, 3, 1), date(2026, 3, 31), "month")) == (True, True)
    assert soft(Period(ON, ON, "day", approximate=True)) == (True, True)


def test_overdue_ones_come_first(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    states = office.dues(ON)
    view = due_screen(states, ON, "fr")
    assert [d.when for d in view.days] == sorted((d.when for d in view.days), key=("overdue", "today", "coming").index)
    assert view.days[0].when == "overdue"
    assert view.days[0].day == "2026-03-15"
    assert (
        dict(view.counts)["overdue"]
        == sum(i.status == "overdue" for d in view.days for i in d.items)
        == overdue(states)
    )
    assert all(i.status in ("begun", "kept", "dropped") for i in view.settled)
    assert (view.hidden, view.all_url) == (0, None)
    monkeypatch.setattr(dues, "MOST", 1)
    short = due_screen(states, ON, "fr")
    whole = due_screen(states, ON, "fr", whole=True)
    assert short.counts == view.counts
    assert short.hidden > 0
    assert short.days[0] == view.days[0]
    assert whole.days == view.days
    assert due_screen((), ON, "fr").days == ()
    assert due_screen((), date.max, "fr").on == "9999-12-31"


@pytest.mark.parametrize("kind", [*KINDS])
def test_queues_go_on_page_by_page(office: Office, kind: str) -> None:
    t = strings("fr")
    seen: list[str] = []
    cursor: str | None = None
    while True:
        view = screen(office, INES, t, kind, cursor, begin=True)
        seen += [item.id for item in view.items]
        if view.next_url is None:
            break
        cursor = view.next_url.partition("cursor=")[2]
    (queue,) = (q for q in view.queues if q.chosen)
    assert len(seen) == len(set(seen)) == queue.count
    for item in view.items:
        assert all(item.reasons)
        assert not any(r.startswith("reasons.") for r in item.reasons)


def test_the_queue_goes_on_where_it_was_left(office: Office) -> None:
    t = strings("en")
    every = screen(office, INES, t, "contradictions").items
    assert len(every) > 3
    office.state.leave("ines", "review", Position("contradictions", every[2].id))
    view = screen(office, INES, t)
    assert (view.kind, view.resumed, view.items[0].id) == ("contradictions", every[2].id, every[2].id)
    assert view.first_url == "/review?kind=contradictions&begin=1"
    assert screen(office, INES, t, begin=True).items[0].id == every[0].id


def test_cards_lead_to_their_story(office: Office, story: StoryView) -> None:
    row = story.rows[0]
    card = client_of(office).get(f"/api/v1/claims/{row.claim}/card").json()
    assert (card["happening"], card["story"]) == (row.happening, story.id)


def test_story_pages(office: Office, story: StoryView) -> None:
    client = client_of(office)
    assert f"/stories/{story.id}" in client.get("/stories").text
    for path in (story.url, story.data_url, story.brief_url, f"{story.url}/map.json"):
        assert client.get(path).status_code == 200, path
    box = client.get(f"{story.url}/map.json").json()["box"]
    assert box[0][0] < 36.5 < box[1][0]
    assert client.get("/stories/none").status_code == 404
    assert client.get("/review?kind=contradictions").status_code == 200
    assert client.get("/due?on=2026-03-16").status_code == 200


def test_merging_by_form(tmp_path: Path) -> None:
    with ledger(tmp_path / "ledger.db") as opened:
        office = Office.open(opened, adder, State(":memory:"), environment(None), alone="ines", program="1")
        office.linked.refresh()
        with office.linked.linker() as linker:
            assert linker is not None
            one, other = (h.members[0].told.id for h in linker.happenings()[:2])
        client: TestClient = client_of(office)
        answer = client.post("/happenings/merge", data={"claims": [one, other], "to": "/review?kind=merges"})
        assert answer.headers["location"] == "/review?kind=merges"
        office.linked.refresh()
        with office.linked.linker() as linker:
            assert linker is not None
            assert linker.happening(one).id == linker.happening(other).id
        assert client.post("/happenings/split", data={"claims": [one], "others": [other]}).status_code == 303
        office.linked.refresh()
        with office.linked.linker() as linker:
            assert linker is not None
            assert linker.happening(one).id != linker.happening(other).id
        assert client.post("/happenings/none", data={"claims": [one]}).status_code == 404
        assert client.post("/happenings/pin", data={"claims": ["none"]}).status_code == 400


def test_a_long_story_comes_in_parts(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storytelling, "SHOWN", 15)
    s = office.linked.across.stories[0]
    beside = office.linked.across.beside
    seen: list[str] = []
    with office.linked.linker() as linker:
        assert linker is not None
        for skip in range(0, len(s.tolds) + 15, 15):
            view = storytelling.story_view(linker, s, "fr", ON, beside=beside, wanted=Wanted(skip=skip))
            assert view.part is not None
            assert (view.part.shown, view.part.total) == (len(view.rows), len(s.tolds))
            assert (view.part.later_url is None) == (skip == 0)
            assert (view.part.earlier_url is None) == (skip + 15 >= len(s.tolds))
            assert {c for shape in view.shapes for c in shape.claims} <= {r.claim for r in view.rows}
            seen = [r.claim for r in view.rows] + seen
            assert sum(x.claims for x in view.part.stretches) == len(s.tolds)
    assert seen == [t.id for t in s.tolds]


def test_a_part_of_a_story_by_days(office: Office) -> None:
    s = office.linked.across.stories[0]
    client = client_of(office)
    part = client.get(f"/stories/{s.id}/view.json?from=2026-03-01&to=2026-03-10").json()
    assert {r["published"] for r in part["rows"]} <= {f"2026-03-{n:02}" for n in range(1, 11)}
    assert part["part"]["all_url"] == f"/stories/{s.id}"
    assert part["map_url"].endswith("?from=2026-03-01&to=2026-03-10")
    assert client.get(f"/stories/{s.id}/brief?from=2026-03-01&to=2026-03-10").status_code == 200
    assert client.get(f"/stories/{s.id}?from=soon").status_code == 422


def test_rulings_are_looked_at_made_and_taken_back_together(tmp_path: Path) -> None:
    with ledger(tmp_path / "ledger.db") as opened:
        office = Office.open(opened, adder, State(":memory:"), environment(None), alone="ines", program="1")
        office.linked.refresh()
        client: TestClient = client_of(office)
        item = screen(office, INES, strings("en"), "merges").items[0]
        assert item.left and item.right
        pair = [item.left.card.id, item.right.card.id]
        asked = {"ruling": "merge", "items": [{"claims": pair}]}
        (change,) = client.post("/api/v1/groupings/preview", json=asked).json()["changes"]
        assert (change["claim"], change["before"], change["after"]) == (pair[0], "apart", "together")
        made = client.post("/api/v1/groupings", json=asked)
        assert made.status_code == 201
        # It is off the screen at once, before anything is linked anew.
        assert item.id not in [i.id for i in screen(office, INES, strings("en"), "merges").items]
        office.linked.refresh()
        with office.linked.linker() as linker:
            assert linker is not None
            assert linker.happening(pair[0]).id == linker.happening(pair[1]).id
        assert "réunies (1 rapprochement)" in client.get("/review").text
        assert client.post(f"/api/v1/decisions/{made.json()['id']}/undo").status_code == 200
        assert client.post(f"/api/v1/decisions/{made.json()['id']}/undo").status_code == 404
        office.linked.refresh()
        assert item.id in [i.id for i in screen(office, INES, strings("en"), "merges").items]
        bad = {"ruling": "split", "items": [{"claims": pair}, {"claims": ["none", "other"]}]}
        assert client.post("/api/v1/groupings", json=bad).status_code == 422
        assert client.post("/api/v1/groupings/preview", json=bad).status_code == 404
        # Of several, none is decided where one cannot be.
        assert item.id in [i.id for i in screen(office, INES, strings("en"), "merges").items]


def test_doubts_are_told_in_words(office: Office) -> None:
    reasons = [r for item in screen(office, INES, strings("fr"), "doubtful").items for r in item.reasons]
    assert reasons[0].startswith("le lecteur est sûr à ")
    assert any(r.startswith("statut : «\u00a0") and r.endswith("%") for r in reasons)
    assert not any("=" in r for r in reasons)
