"""Stories, review, dues and adding, by keys alone and by mouse; what axe and narrow windows make of every screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from tests.browser.conftest import Desk, violations

from selon.desk import storytelling

Opener = Callable[..., Page]


def _story(desk: Desk) -> str:
    return f"{desk.url}/stories/{desk.office.linked.across.stories[0].id}"


def _paths(desk: Desk) -> dict[str, str]:
    story = f"/stories/{desk.office.linked.across.stories[0].id}"
    key = next(iter(desk.ledger.dispatches())).dispatch.id
    return {
        "list": "/dispatches?q=retrait",
        "dispatch": f"/dispatches/{key}",
        "stories": "/stories",
        "story": story,
        "brief": f"{story}/brief",
        "doubtful": "/review?kind=doubtful",
        "contradictions": "/review?kind=contradictions",
        "merges": "/review?kind=merges",
        "quarantine": "/review?kind=quarantine",
        "due": "/due?on=2026-03-24",
        "add": "/add",
        "problem": "/nowhere",
    }


@pytest.mark.parametrize(("lang", "dark", "width"), [("fr", False, 1400), ("en", True, 400)])
def test_every_screen_is_accessible_and_fits(desk: Desk, opened: Opener, lang: str, dark: bool, width: int) -> None:
    page = opened(desk.url, lang=lang, dark=dark, width=width)
    found = []
    for name, path in _paths(desk).items():
        page.goto(desk.url + path)
        if name == "story":
            expect(page.locator("#map .leaflet-interactive").first).to_be_attached()
        expect(page.locator("html")).to_have_attribute("lang", lang)
        found += [f"{name}: {v}" for v in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{name}: wider than the window")
    page.goto(desk.url)
    page.keyboard.press("?")
    found += [f"help: {v}" for v in violations(page)]
    assert not found, "\n".join(found)


def test_text_twice_as_large_fits(desk: Desk, opened: Opener) -> None:
    # A zoom of 200 % is a window of half as many CSS pixels.
    page = opened(desk.url, width=640)
    for path in _paths(desk).values():
        page.goto(desk.url + path)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path


def test_a_story_follows_the_days_that_keys_choose(desk: Desk, opened: Opener) -> None:
    page = opened(_story(desk))
    rows = page.locator("table.rows tbody tr:visible")
    expect(page.locator("#timeline svg")).to_be_visible()
    whole = rows.count()
    page.locator("#days input[name=from]").fill("2026-03-20")
    page.keyboard.press("Tab")
    expect(page.locator("#shown")).to_contain_text("hidden by the days chosen")
    assert rows.count() < whole
    expect(page.locator("#timeline g.out").first).to_be_attached()
    assert page.url.endswith("#days=2026-03-20..")
    page.reload()
    expect(page.locator("#shown")).to_contain_text("hidden by the days chosen")
    page.locator("#days button[type=reset]").press("Enter")
    expect(rows).to_have_count(whole)
    page.locator("h1").click()
    page.keyboard.press("j")
    expect(page.locator("table.rows tr.current a").first).to_be_focused()
    page.keyboard.press("g")
    page.wait_for_url("**/dispatches/**")


def test_a_brush_moves_every_part_of_a_story(desk: Desk, opened: Opener) -> None:
    page = opened(_story(desk))
    expect(page.locator("#map .spot").first).to_be_attached()
    page.evaluate("document.querySelector('#map-title').scrollIntoView({block: 'end'})")
    box = page.locator("#timeline .overlay").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.02, box["y"] + box["height"] - 3)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] - 3, steps=4)
    page.mouse.up()
    expect(page.locator("#shown")).to_contain_text("hidden by the days chosen")
    for part in ("#timeline g.out", "#bands g.out", "table.rows tr.out"):
        expect(page.locator(part).first).to_be_attached()


def test_a_queue_is_worked_by_keys_and_resumed(desk: Desk, opened: Opener) -> None:
    page = opened(f"{desk.url}/review?kind=doubtful")
    expect(page.locator(".item.current")).to_have_count(1)
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#chosen")).to_contain_text("2")
    page.locator("#bulk button[value=accept]").press("Enter")
    dialog = page.locator("#preview")
    expect(dialog.locator("li")).to_have_count(2)
    expect(dialog).to_contain_text("not reviewed → accepted")
    page.keyboard.press("Enter")
    expect(page.locator(".item.judged")).to_have_count(2)
    page.locator(".item.current").focus()
    page.keyboard.press("z")
    expect(page.locator(".item.judged")).to_have_count(0)
    page.keyboard.press("j")
    left = page.locator(".item.current").get_attribute("data-item")
    page.wait_for_timeout(400)
    page.goto(f"{desk.url}/due")
    page.goto(f"{desk.url}/review")
    expect(page.locator(".item.current")).to_have_attribute("data-item", left or "")
    expect(page.locator("#resumed")).to_be_visible()


def test_contradictions_are_judged_by_mouse(desk: Desk, opened: Opener) -> None:
    page = opened(f"{desk.url}/review?kind=contradictions")
    item = page.locator(".item.twofold").first
    expect(item.locator(".passage")).to_have_count(2)
    expect(item.locator(".reasons li").first).to_be_visible()
    card = item.locator(".card").nth(1)
    card.click()
    card.locator("button[value=unsure]").click()
    expect(card).to_have_attribute("data-verdict", "unsure")
    page.locator("#live .toast button").first.click()
    expect(card).to_have_attribute("data-verdict", "")


def test_dues_are_walked_through(desk: Desk, opened: Opener) -> None:
    page = opened(f"{desk.url}/due?on=2026-03-16")
    expect(page.locator(".when-overdue")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator(".commitment.current a").first).to_be_focused()
    page.keyboard.press("n")
    page.wait_for_url("**/due?on=2026-03-17")
    page.get_by_role("link", name="A day earlier").click()
    page.wait_for_url("**/due?on=2026-03-16")
    answer = page.request.get(page.locator("#calendar-url").input_value())
    assert "BEGIN:VCALENDAR" in answer.text()


def test_a_pasted_dispatch_is_added_by_keys(desk: Desk, opened: Opener) -> None:
    page = opened(f"{desk.url}/add")
    page.locator("#text").focus()
    page.keyboard.insert_text("Un titre collé\n\nLes soldats ont quitté Tessalit lundi, a dit un officier.")
    page.locator("#add button.primary").press("Enter")
    expect(page.locator(".job .outcome").first).to_have_text("new")
    page.locator(".job .results a").first.press("Enter")
    page.wait_for_url("**/dispatches/*")


def test_a_job_that_is_asked_for_again_keeps_the_place_of_the_keyboard(desk: Desk, opened: Opener) -> None:
    page = opened(f"{desk.url}/add")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/api/v1/jobs/*", hold)
    page.locator("#text").fill("Un titre lu deux fois\n\nLe convoi a quitté Anéfis lundi, a dit un maire.")
    with page.expect_request("**/api/v1/jobs/*"):
        page.locator("#add button.primary").press("Enter")
    link = page.locator(".job").first.locator(".results a")
    link.focus()
    with page.expect_response("**/api/v1/jobs/*"):
        held[0].continue_()
    page.unroute("**/api/v1/jobs/*")
    expect(page.locator(".job").first.locator(".state")).to_have_text("done")
    expect(link).to_have_count(1)
    expect(link).to_be_focused()


def test_files_are_added_by_mouse_and_refusals_say_why(desk: Desk, opened: Opener, tmp_path: Path) -> None:
    page = opened(f"{desk.url}/add", lang="fr")
    good, bad = tmp_path / "bonne.txt", tmp_path / "vide.txt"
    good.write_text("Un fichier\n\nLe convoi a quitté Anéfis mardi.", encoding="utf-8")
    bad.write_bytes(b"")
    page.locator("#files").set_input_files([good, bad])
    expect(page.locator("#picked")).to_contain_text("bonne.txt")
    page.locator("#add button.primary").click()
    expect(page.locator(".outcome-refused")).to_contain_text("vide.txt")
    expect(page.locator(".outcome-refused small")).not_to_be_empty()
    expect(page.locator(".outcome-new").first).to_contain_text("Un fichier")


def test_a_brief_prints_without_what_surrounds_it(desk: Desk, opened: Opener) -> None:
    page = opened(f"{_story(desk)}/brief")
    page.emulate_media(media="print")
    expect(page.locator(".shell")).to_be_hidden()
    expect(page.locator(".notes-list li").first).to_be_visible()


def test_pairs_are_put_together_by_keys_and_taken_back(desk: Desk, opened: Opener) -> None:
    page = opened(f"{desk.url}/review?kind=merges")
    item = page.locator(".item").first
    expect(item.locator(".passage")).to_have_count(2)
    page.locator(".item.current").focus()
    page.keyboard.press("m")
    expect(item).to_have_class(re.compile(r"\bjudged\b"))
    expect(page.locator("#live")).to_contain_text("one happening: 1")
    page.keyboard.press("z")
    expect(item).not_to_have_class(re.compile(r"\bjudged\b"))
    page.keyboard.press("x")
    page.locator("#bulk button[value=split]").press("Enter")
    expect(page.locator("#preview li")).to_contain_text("one happening → two happenings")
    page.keyboard.press("Enter")
    expect(item).to_have_class(re.compile(r"\bjudged\b"))
    page.goto(f"{desk.url}/review?kind=doubtful")
    expect(page.locator(".last")).to_contain_text("1 pair")
    with page.expect_navigation(url="**/review?kind=doubtful"):
        page.locator("#undo-last").click()
    for _ in range(40):  # What was taken back is linked anew meanwhile.
        page.goto(f"{desk.url}/review?kind=merges")
        if page.locator(".item").first.locator(".passage").count() == 2:
            break
        page.wait_for_timeout(500)
    expect(page.locator(".item").first.locator(".passage")).to_have_count(2)


def test_pairs_are_put_together_by_mouse(desk: Desk, opened: Opener) -> None:
    page = opened(f"{desk.url}/review?kind=merges")
    item = page.locator(".item").first
    item.get_by_role("button", name="One happening").click()
    expect(item).to_have_class(re.compile(r"\bjudged\b"))
    page.locator("#live .toast button").first.click()
    expect(item).not_to_have_class(re.compile(r"\bjudged\b"))


def test_files_are_dropped(desk: Desk, opened: Opener) -> None:
    page = opened(f"{desk.url}/add")
    dropped = page.evaluate_handle(
        """() => {
            const dropped = new DataTransfer();
            dropped.items.add(new File(["Un dépôt\\n\\nLe convoi a quitté Aguelhok jeudi."], "dépôt.txt"));
            return dropped;
        }"""
    )
    page.dispatch_event("#drop", "dragover", {"dataTransfer": dropped})
    expect(page.locator("#drop")).to_have_class(re.compile(r"\bover\b"))
    page.dispatch_event("#drop", "drop", {"dataTransfer": dropped})
    expect(page.locator("#drop")).not_to_have_class(re.compile(r"\bover\b"))
    expect(page.locator("#picked")).to_contain_text("dépôt.txt")
    page.locator("#add button.primary").click()
    expect(page.locator(".outcome-new").first).to_contain_text("Un dépôt")


def test_a_long_story_is_shown_in_parts(desk: Desk, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storytelling, "SHOWN", 20)
    page = opened(f"{_story(desk)}?to=2026-04-03")
    rows = page.locator("table.rows tbody tr")
    expect(rows).to_have_count(20)
    expect(page.locator("#part-title")).to_contain_text("20 of ")
    latest = rows.last.get_attribute("data-claim")
    page.get_by_role("link", name="Earlier").press("Enter")
    page.wait_for_url("**skip=20**")
    expect(rows).to_have_count(20)
    assert rows.last.get_attribute("data-claim") != latest
    expect(page.locator("#timeline svg")).to_be_visible()
    assert violations(page) == []
    page.locator(".loads a").first.click()
    page.wait_for_url("**from=2026-02-23&to=2026-02-23")
    expect(page.locator(".load.shown")).to_have_count(1)
    page.get_by_role("link", name="The latest").click()
    page.wait_for_url(_story(desk))
    expect(rows).to_have_count(20)
