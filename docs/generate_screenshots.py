"""Takes the pictures of every screen of the desk: French and English, light and dark, wide, narrow and twice as large.

`python docs/generate_screenshots.py FOLDER` writes them all; the README shows two, which lie in `docs/images/`.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.browser.serving import office_of, served, wait_linked
from tests.linking.story.told import ledger

CHROMIUM = "/usr/bin/chromium"
SIZES = {"wide": (1440, 900, 1), "narrow": (400, 860, 1), "large": (640, 450, 2)}
"""Width, height and pixels of a CSS pixel: a zoom of 200 % is a window of half as many, each twice as large."""
LONG = 3_000
"""Pixels of a page that are taken at most."""
README = {("dispatch", "fr", "light", "wide"): "desk-dispatch.png", ("story", "en", "light", "wide"): "desk-story.png"}
IMAGES = Path(__file__).parent / "images"


def main(folder: Path) -> None:
    """Take them."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, ledger(Path(place) / "ledger.db") as opened:
        office = office_of(opened)
        with served(office) as url, sync_playwright() as playwright:
            wait_linked(office)
            key = next(iter(opened.dispatches())).dispatch.id
            paths = {
                "dispatch": f"/dispatches/{key}",
                "list": "/dispatches?q=retrait",
                "stories": "/stories",
                "story": f"/stories/{office.linked.across.stories[0].id}",
                "brief": f"/stories/{office.linked.across.stories[0].id}/brief",
                "doubtful": "/review?kind=doubtful",
                "contradictions": "/review?kind=contradictions",
                "merges": "/review?kind=merges",
                "quarantine": "/review?kind=quarantine",
                "fallen-due": "/review?kind=due",
                "due": "/due?on=2026-03-24",
                "add": "/add",
                "problem": "/nowhere",
            }
            browser = playwright.chromium.launch(executable_path=CHROMIUM)
            for lang, theme, size in product(("fr", "en"), ("light", "dark"), SIZES):
                _take(browser, url, paths, folder, lang, theme, size)
            browser.close()


def _take(browser: Browser, url: str, paths: dict[str, str], folder: Path, lang: str, theme: str, size: str) -> None:
    width, height, scale = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        locale=lang,
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    for name, path in paths.items():
        page.goto(url + path)
        page.wait_for_timeout(250)
        if name == "story":
            page.locator("#map .spot").first.wait_for(state="attached")
        if name == "dispatch":
            page.keyboard.press("j")
            page.wait_for_timeout(250)
        shown = README.get((name, lang, theme, size))
        if shown:
            page.set_viewport_size({"width": width, "height": 1500 if name == "story" else height})
            page.wait_for_timeout(300)
            page.screenshot(path=IMAGES / shown)
            page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=folder / f"{name}-{lang}-{theme}-{size}.png", full_page=True, clip=_clip(page, width))
    context.close()


def _clip(page: Page, width: int) -> FloatRect:
    tall = page.evaluate("document.documentElement.scrollHeight")
    return {"x": 0, "y": 0, "width": width, "height": min(tall, LONG)}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
