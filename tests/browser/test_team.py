"""Several people at one desk: who comes in, what a reader may do, two editors on one claim."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.browser.conftest import Desk, sign_in, violations

Opener = Callable[..., Page]


def test_signing_in_and_out(team: Desk, opened: Opener) -> None:
    page = opened(team.url)
    page.wait_for_url("**/signin*")
    assert violations(page) == []
    page.get_by_label("Name").fill("ines")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("wrong")
    sign_in(page, "ines")
    expect(page.locator(".signout .who")).to_contain_text("ines, reviewer")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/signin*")
    page.goto(f"{team.url}/review")
    page.wait_for_url("**/signin*")


def test_a_reader_may_not_review_or_add(team: Desk, opened: Opener) -> None:
    page = opened(team.url)
    sign_in(page, "remi")
    page.locator("#list .items a").first.click()
    expect(page.locator(".card").first).to_be_visible()
    expect(page.locator(".judge")).to_have_count(0)
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator("#live")).to_contain_text("may read and not review")
    expect(page.locator(".card[data-verdict=accept]")).to_have_count(0)
    page.goto(f"{team.url}/add")
    expect(page.locator("#add")).to_have_count(0)
    page.goto(f"{team.url}/audit")
    expect(page.get_by_role("heading", level=1)).to_have_text("This is not yours to do")


def test_of_two_editors_the_second_is_told(team: Desk, opened: Opener) -> None:
    ines, ada = opened(team.url), opened(team.url)
    for page, name in ((ines, "ines"), (ada, "ada")):
        sign_in(page, name)
        page.locator("#list .items a").first.click()
        expect(page.locator(".card.open")).to_be_visible()
    claim = ines.locator(".card").first.get_attribute("data-claim")
    card = f"#claim-{claim}"
    # What ada's page hears of the other's verdict is kept from it, as if it came in the same instant.
    ada.evaluate("id => { document.querySelector(id).dataset.claim += '-held'; }", card)
    ines.locator(card).click()
    ines.locator(card).locator("button[value=accept]").click()
    expect(ines.locator(card)).to_have_attribute("data-verdict", "accept")
    ada.wait_for_timeout(300)
    ada.evaluate("id => { const c = document.querySelector(id); c.dataset.claim = id.slice(7); }", card)
    ada.locator(card).locator("button[value=reject]").click()
    expect(ada.locator("#live")).to_contain_text("ines reviewed this claim meanwhile (accepted)")
    expect(ada.locator(card)).to_have_attribute("data-verdict", "accept")
    ada.goto(f"{team.url}/audit")
    expect(ada.locator("tbody")).to_contain_text("accepted a claim")
    assert violations(ada) == []


def test_what_one_editor_does_shows_on_the_page_of_the_other(team: Desk, opened: Opener) -> None:
    ines, ada = opened(team.url), opened(team.url)
    for page, name in ((ines, "ines"), (ada, "ada")):
        sign_in(page, name)
        page.locator("#list .items a").first.click()
        expect(page.locator(".card.open")).to_be_visible()
    ines.keyboard.press("j")
    ines.keyboard.press("a")
    expect(ada.locator(".card[data-verdict=accept]")).to_have_count(1)
    expect(ada.locator("#live")).to_contain_text("ines")
