"""What screens across dispatches show before all is linked: what they showed last, else what is linked of it."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from tests.linking.story.told import ledger as example

from selon.desk import linked
from selon.desk.office import Office
from selon.desk.pages import environment
from selon.desk.shown import Shown
from selon.desk.state import State
from selon.desk.views import StoryItem, StoryList
from selon.ledger import Ledger
from selon.linking.reports import LedgerLinker

from .conftest import adder, client_of

PATHS = ("/stories", "/due", "/review?kind=contradictions", "/review?kind=merges", "/review?kind=due")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The example story."""
    with example(tmp_path_factory.mktemp("shown") / "ledger.db") as opened:
        yield opened


def _office(ledger: Ledger, state: State) -> Office:
    return Office.open(ledger, adder, state, environment(None), alone="ines", program="1")


def test_a_desk_that_opens_again_shows_what_it_showed(ledger: Ledger, tmp_path: Path) -> None:
    state = State(tmp_path / "desk.db")
    before = _office(ledger, state)
    before.linked.refresh()
    story = before.linked.across.stories[0]
    other = before.linked.across.stories[1]
    first = client_of(before)
    paths = (*PATHS, f"/stories/{story.id}", f"/stories/{story.id}/view.json")
    shown = {path: first.get(path) for path in paths}
    assert first.get("/stories").text.count("stories/") >= 2
    again = client_of(_office(ledger, state))
    for path in paths:
        answer = again.get(path)
        assert answer.status_code == 200, path
        if path.endswith(".json"):
            assert answer.json() == shown[path].json()
            continue
        assert "Tel que c'était le " in unescape(answer.text), path
        assert "Tel que c'était le " not in unescape(shown[path].text)
    assert story.id in again.get("/stories").text
    badge = '<span class="badge">2</span>'
    assert (badge in again.get("/add").text) == (badge in first.get("/add").text)
    waiting = again.get(f"/stories/{other.id}")
    assert waiting.status_code == 503
    assert "n'est pas encore prêt" in unescape(waiting.text)
    assert again.get(f"/stories/{story.id}/brief").status_code == 503
    assert again.get("/api/v1/commitments").status_code == 503
    state.close()


def test_the_newest_dispatches_make_a_beginning(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linked, "FIRST", 8)
    office = _office(ledger, State(":memory:"))
    client = client_of(office)
    assert "en cours de calcul" in client.get("/stories").text
    seen: list[tuple[bool, int, str, int]] = []
    publish = office.linked._publish

    def watched(linker: LedgerLinker, progress: linked.Progress) -> None:
        publish(linker, progress)
        status = client.get("/api/v1/stories").status_code
        seen.append((office.linked.ready, progress.done, client.get("/stories").text, status))

    monkeypatch.setattr(office.linked, "_publish", watched)
    office.linked.refresh()
    (partly, done, text, status), (whole, every, all_, ready) = seen
    assert (partly, done, status) == (False, 8, 503)
    assert "8 dépêches les plus récentes sur 22" in text
    assert 'href="/stories/' in text
    assert (whole, every, ready) == (True, 22, 200)
    assert "en cours de calcul" not in all_
    # A story that had another id meanwhile is found by it.
    moved = [id_ for id_ in office.linked.moved if office.linked.across.story(id_) is None]
    for id_ in moved:
        assert client.get(f"/stories/{id_}").status_code == 303


def test_a_story_is_found_by_what_it_showed_last(ledger: Ledger) -> None:
    state = State(":memory:")
    office = _office(ledger, state)
    office.linked.refresh()
    story = office.linked.across.stories[0]
    client = client_of(office)
    assert client.get(f"/stories/{story.id}").status_code == 200
    old = state.kept(office.label, f'["story", "{story.id}", "fr"]')
    assert old is not None
    state.keep(office.label, '["story", "former", "fr"]', *old)
    answer = client.get("/stories/former")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/stories/{story.id}")
    assert client.get("/stories/never").status_code == 404


def test_views_are_kept_by_ledger_and_name() -> None:
    state = State(":memory:")
    shown = Shown(state, "a.db")
    assert shown.before("stories", StoryList) is None
    view = StoryList((StoryItem("x", "/stories/x", "Un dossier", None, "2026-02-23", "le 23", 1, 2, 3),), 1)
    shown.keep("stories", StoryList, view)
    found = shown.before("stories", StoryList)
    assert found is not None
    assert found.view == view
    assert Shown(state, "b.db").before("stories", StoryList) is None
    # What another version kept in another shape is as good as nothing.
    assert shown.before("stories", int) is None
    state.keep("a.db", '"stories"', "2026-01-01T00:00:00+00:00", b"damaged")
    assert shown.before("stories", StoryList) is None
