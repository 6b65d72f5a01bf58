"""One browser, and two desks that answer on this machine: one for somebody alone, one for a team."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tests.browser.serving import ROOT, office_of, served, users_in, wait_linked
from tests.desk.conftest import PASSWORDS
from tests.linking.story.told import ledger as example
from tests.readings import reading

import selon.ledger
from selon.desk.office import Office
from selon.ledger import Ledger
from selon.model import Block, Claim, Dispatch, Reading, Source, Span

CHROMIUM = "/usr/bin/chromium"
AXE = ROOT / "src/selon/desk/front/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
expect.set_options(timeout=10_000)

HOSTILE = (
    "<script>document.title='taken'</script>\n\n"
    "😀😀 <img src=x onerror=\"document.title='taken'\"> L'armée \u202e\u202a a quitté Ménaka\u202c, "
    "a dit [un officier](javascript:alert(1)) 🏳️‍🌈 mardi. {{ 7 * 7 }} </div></article>"
)
HOSTILE_TITLE = "<b>\u202eRLO</b> & \"quotes\" '😀'"


@dataclass(frozen=True)
class Desk:
    """A desk that is running."""

    url: str
    office: Office
    ledger: Ledger


def hostile() -> Reading:
    """A dispatch that would like to be more than text, with a claim behind characters of four bytes."""

    def at(words: str) -> Span:
        start = HOSTILE.index(words)
        return Span(start, start + len(words))

    body = HOSTILE.index("😀")
    dispatch = Dispatch(
        "hostile",
        HOSTILE,
        "fr",
        date(2026, 4, 9),
        title=HOSTILE_TITLE,
        agency="<i>AG</i>",
        blocks=(Block("paragraph", Span(0, body - 2)), Block("paragraph", Span(body, len(HOSTILE)))),
    )
    claim = Claim(
        "h",
        at("quitté"),
        "withdraw",
        "occurred",
        Span(body, HOSTILE.index(" {{")),
        source=Source("unnamed", at("un officier")),
        actor=at("L'armée"),
        confidence=0.9,
    )
    return Reading(dispatch, (claim,), (), "made/1")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM)
        yield made
        made.close()


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The example story and the hostile dispatch, for one who is alone."""
    with example(tmp_path_factory.mktemp("alone") / "ledger.db") as opened:
        opened.add(hostile())
        office = office_of(opened)
        with served(office) as url:
            wait_linked(office)
            yield Desk(url, office, opened)


@pytest.fixture
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One dispatch, for a reviewer, a reader and an admin."""
    folder = tmp_path_factory.mktemp("team")
    with selon.ledger.open(folder / "ledger.db") as opened:
        opened.add(reading())
        office = office_of(opened, users_in(folder, {"ines": "reviewer", "remi": "reader", "ada": "admin"}))
        with served(office) as url:
            yield Desk(url, office, opened)


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages, each in a context of its own; a script that failed fails the test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def make(url: str, *, lang: str = "en", dark: bool = False, width: int = 1400) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale=lang,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda e: faults.append(str(e)))
        page.on("console", lambda m: faults.append(m.text) if "Content Security Policy" in m.text else None)
        page.goto(url)
        return page

    yield make
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture
def page(desk: Desk, opened: Callable[..., Page]) -> Page:
    """The desk of the one who is alone, in English."""
    return opened(desk.url)


def sign_in(page: Page, name: str) -> None:
    """Fill in the form, by keyboard."""
    page.get_by_label("Name").fill(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORDS[name])
    page.keyboard.press("Enter")
    page.wait_for_url("**/dispatches*")


def violations(page: Page) -> list[str]:
    """What axe finds on a page, by the rules of WCAG 2.2 AA and its best practices."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    return [
        f"{v['id']}: {v['help']}: {json.dumps([n['html'][:160] for n in v['nodes'][:3]], ensure_ascii=False)}"
        for v in found["violations"]
    ]
