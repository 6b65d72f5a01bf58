"""What pages are told while they are open, and what they missed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

from tests.wire import made

from selon.desk.events import KEPT, WAITING, Hub, Watcher
from selon.ledger import Ledger


class Page:
    """A page that listens."""

    def __init__(self, hub: Hub, last: str | None = None) -> None:
        self.stream = hub.listen(last)

    async def next(self) -> tuple[str, str, Any]:
        """The next event: its id, name and data."""
        fields = dict(line.split(": ", 1) for line in (await anext(self.stream)).decode().strip().splitlines())
        return fields.get("id", ""), fields.get("event", ""), json.loads(fields.get("data", "null"))


def in_a_loop(told: Coroutine[Any, Any, None]) -> None:
    """Run it in a loop of a thread of its own: the browser's tests keep one running in the main thread."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, told).result()


def test_events_reach_every_page() -> None:
    async def run() -> None:
        hub = Hub()
        pages = [Page(hub), Page(hub)]
        for page in pages:
            await page.next()
        assert hub.listeners == 2
        await asyncio.to_thread(hub.tell, "review", {"claim": "é"})
        for page in pages:
            _, name, data = await page.next()
            assert (name, data) == ("review", {"claim": "é"})
        await cast(AsyncGenerator[bytes, None], pages[0].stream).aclose()
        assert hub.listeners == 1

    in_a_loop(run())


def test_what_was_missed_is_told_again() -> None:
    async def run() -> None:
        hub = Hub()
        hub.tell("a", {})
        first = Page(hub)
        seen, _, _ = await first.next()
        hub.tell("b", {})
        hub.tell("c", {})
        back = Page(hub, seen)
        await back.next()
        assert [(await back.next())[1] for _ in range(2)] == ["b", "c"]
        for _ in range(KEPT + 1):
            hub.tell("d", {})
        for last in (seen, "another-1"):
            gone = Page(hub, last)
            await gone.next()
            assert (await gone.next())[1] == "reload"

    in_a_loop(run())


def test_a_slow_page_is_told_to_load_again() -> None:
    async def run() -> None:
        hub = Hub()
        page = Page(hub)
        await page.next()
        for _ in range(WAITING + 1):
            hub.tell("a", {})
        await asyncio.sleep(0)
        assert (await page.next())[1] == "reload"

    in_a_loop(run())


def test_whoever_writes_is_seen(ledger: Ledger) -> None:
    async def run() -> None:
        hub, changes = Hub(), []
        watcher = Watcher(ledger, hub, lambda: changes.append(1))
        page = Page(hub)
        await page.next()
        added = ledger.add(made(1))
        claim = next(ledger.claims(dispatch=added.id)).claim.id
        review = ledger.review(claim, "accept", by="Ada")
        watcher.once()
        watcher.once()
        _, name, data = await page.next()
        assert (name, data["key"], data["outcome"], data["claims"]) == ("dispatch", added.id, "new", added.claims)
        _, name, data = await page.next()
        assert name == "review"
        assert data == {"claim": claim, "dispatch": added.id, "verdict": "accept", "by": "Ada", "seen": review.id}
        assert changes == [1]

    in_a_loop(run())
