"""The first screen: reading, finding and judging, by keys alone and by mouse."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from playwright.sync_api import Page, expect
from tests.browser.conftest import HOSTILE, HOSTILE_TITLE, Desk, hostile
from tests.desk.conftest import simple_reading

from selon.model import Block, Dispatch, Span

Opener = Callable[..., Page]


def _url(desk: Desk, words: str) -> str:
    found = next(k for k in desk.ledger.dispatches() if words in (k.dispatch.title or ""))
    return f"{desk.url}/dispatches/{found.dispatch.id}"


def test_a_dispatch_is_found_and_judged_by_keys_alone(page: Page, desk: Desk) -> None:
    page.keyboard.press("/")
    page.keyboard.type("retrai")
    expect(page.locator(".totals")).to_contain_text("hidden by what is asked")
    expect(page.locator("#list mark").first).to_have_text("retrait")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator(".dispatch")).to_be_visible()
    assert "/dispatches/" in page.url
    page.keyboard.press("j")
    first = page.locator(".card.open").get_attribute("data-claim")
    assert f"claim={first}" in page.url
    page.keyboard.press("a")
    judged = page.locator(f"#claim-{first}")
    expect(judged).to_have_attribute("data-verdict", "accept")
    expect(judged).not_to_have_class(re.compile(r"\bopen\b"))
    second = page.locator(".card.open").get_attribute("data-claim")
    assert second != first
    page.keyboard.press("r")
    expect(page.locator(f"#claim-{second}")).to_have_attribute("data-verdict", "reject")
    page.keyboard.press("z")
    expect(page.locator(f"#claim-{second}")).to_have_attribute("data-verdict", "")
    page.keyboard.press("z")
    expect(judged).to_have_attribute("data-verdict", "")
    page.keyboard.press("u")
    expect(judged).to_have_attribute("data-verdict", "unsure")
    entry = next(iter(desk.ledger.claims(id=first or "")))
    assert entry.review is not None
    assert entry.review.verdict == "unsure"


def test_a_field_is_amended_in_place_by_keys(desk: Desk, opened: Opener) -> None:
    page = opened(_url(desk, "Rmeilan"))
    page.keyboard.press("j")
    card = page.locator(".card.open")
    claim = card.get_attribute("data-claim")
    page.keyboard.press("e")
    page.keyboard.press("ArrowDown")
    expect(card.locator(".field[data-field=status] .value")).to_be_focused()
    page.keyboard.press("e")
    card.locator("select").press("h")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    changed = page.locator(f"#claim-{claim}")
    expect(changed).to_have_attribute("data-verdict", "amend")
    expect(changed.locator(".status")).to_contain_text("hypothetical")


def test_words_are_chosen_with_the_arrow_keys(desk: Desk, opened: Opener) -> None:
    page = opened(_url(desk, "RLO"))
    card = page.locator(".card.open")
    page.keyboard.press("j")
    card.locator(".field[data-field=actor] .value").press("e")
    picker = card.locator(".picker")
    expect(picker).to_be_focused()
    picker.press("ArrowRight")
    picker.press("Shift+ArrowRight")
    chosen = picker.inner_text()
    card.locator(".editor button[type=submit]").press("Enter")
    expect(page.locator(".card")).to_have_attribute("data-verdict", "amend")
    entry = next(iter(desk.ledger.claims(id=card.get_attribute("data-claim") or "")))
    assert entry.claim.actor is not None
    assert entry.claim.actor.of(HOSTILE) == chosen
    page.keyboard.press("z")
    expect(page.locator(".card")).to_have_attribute("data-verdict", "")


def test_the_mouse_does_the_same(desk: Desk, opened: Opener) -> None:
    page = opened(desk.url)
    page.locator("#list .items a").nth(2).click()
    card = page.locator(".card").nth(1)
    claim = card.get_attribute("data-claim")
    card.click()
    card.locator("button[value=accept]").click()
    judged = page.locator(f"#claim-{claim}")
    expect(judged).to_have_attribute("data-verdict", "accept")
    judged.locator("button[value=undo]").click()
    expect(judged).to_have_attribute("data-verdict", "")
    page.locator(f'.run[data-marks~="{claim}:trigger"]').first.click()
    expect(page.locator(".card.open")).to_have_count(1)


def test_hover_and_focus_light_what_a_field_was_read_from(desk: Desk, opened: Opener) -> None:
    page = opened(_url(desk, "RLO"))
    card = page.locator(".card.open")
    for field, words in (("actor", "L'armée"), ("type", "quitté")):
        card.locator(f".field[data-field={field}]").hover()
        assert "".join(page.locator(".run.lit").all_inner_texts()) == words
    page.mouse.move(0, 0)
    card.locator(".field[data-field=actor] .value").focus()
    assert "".join(page.locator(".run.lit").all_inner_texts()) == "L'armée"


def test_a_hostile_dispatch_is_text(desk: Desk, opened: Opener) -> None:
    page = opened(_url(desk, "RLO"))
    assert page.evaluate("document.title") == f"{HOSTILE_TITLE} · Selon"
    blocks = [b.span.of(HOSTILE) for b in hostile().dispatch.blocks]
    assert [
        x.strip() for x in page.evaluate("[...document.querySelectorAll('.block')].map(b => b.textContent)")
    ] == blocks
    assert page.locator(".block script, .block img, .block a, .block b").count() == 0
    assert page.locator("a[href^='javascript:']").count() == 0
    expect(page.locator(".run[data-n]")).to_have_text("quitté")
    assert page.locator("h1").inner_text() == HOSTILE_TITLE
    kind = page.locator(".run[data-kind]").first
    assert kind.get_attribute("data-kind") == "unnamed"
    assert kind.evaluate("e => getComputedStyle(e).textDecorationStyle") == "dashed"


def test_cards_stand_in_the_margin_without_overlap(desk: Desk, opened: Opener) -> None:
    page = opened(_url(desk, "Rmeilan"))
    expect(page.locator(".text.margined")).to_be_visible()
    for _ in range(3):
        page.keyboard.press("j")
    page.wait_for_timeout(100)
    boxes = sorted((b["y"], b["height"]) for c in page.locator(".card").all() if (b := c.bounding_box()))
    assert all(y + h <= other for (y, h), (other, _) in pairwise(boxes))
    run, card = page.locator(".run.sentence").first.bounding_box(), page.locator(".card.open").bounding_box()
    assert run and card and card["x"] > run["x"]


def test_what_is_added_appears_without_loading_the_page(desk: Desk, opened: Opener) -> None:
    page = opened(f"{desk.url}/due", lang="fr")
    with page.expect_response("**/events"):
        page.goto(f"{desk.url}/dispatches")
    expect(page.locator("#list .items > li").first).to_be_visible()
    text = "Un convoi quitte la ville neuve.\n\nFin."
    desk.ledger.add(
        simple_reading(
            Dispatch("new", text, "fr", title="Un convoi nouveau", blocks=(Block("paragraph", Span(0, 32)),))
        )
    )
    desk.office.watcher.look()
    expect(page.locator("#list li.fresh")).to_contain_text("Un convoi nouveau")
    expect(page.locator("#live")).to_contain_text("Nouvelle")


def test_keys_can_be_turned_off(page: Page) -> None:
    page.keyboard.press("?")
    page.locator("#keys-on").press("Space")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.wait_for_timeout(150)
    expect(page.locator(".dispatch")).to_have_count(0)
    page.locator("#help-open").click()
    page.locator("#keys-on").check()


def test_language_and_light_are_switched(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("#theme").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
