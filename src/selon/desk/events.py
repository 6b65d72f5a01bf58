"""What happens in the ledger, told to every page that is open: server-sent events, with what was missed.

Whoever writes, this desk, another one or the command line, the ledger's last batch changes; a watcher sees it and tells
what came.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from selon.desk.messages import messages
from selon.desk.reading import title_of
from selon.errors import LedgerError
from selon.ledger import Kept, Ledger
from selon.ledger.readings import kept_at
from selon.ledger.schema import batch, claim, dispatch, reading, review
from selon.ledger.stores.store import Store

KEPT = 500
"""Events that are kept for those who come back."""
WAITING = 200
"""Events that may wait for one page; one that is slower is told to load again."""
BEAT = 20.0
"""Seconds between signs of life."""
PERIOD = 2.0
"""Seconds between two looks at the ledger."""
MOST_TOLD = 200
"""Things of one kind that are told one by one; of more, pages are told to load again."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. Ids go up by one."""

    id: int
    name: str
    data: dict[str, Any]


class Hub:
    """Takes events from any thread, and gives them to the pages that listen."""

    def __init__(self) -> None:
        self._lock = threading.RLock()  # a signal that ends the streams may come while its own thread holds it
        self._run = secrets.token_hex(4)
        """Tells this run of the desk from others, whose events had the same numbers."""
        self._last = 0
        self._kept: deque[Event] = deque(maxlen=KEPT)
        self._listeners: dict[asyncio.Queue[Event | None], asyncio.AbstractEventLoop] = {}

    def tell(self, name: str, data: dict[str, Any]) -> None:
        """Something happened."""
        with self._lock:
            self._last += 1
            event = Event(self._last, name, data)
            self._kept.append(event)
            for queue, loop in self._listeners.items():
                with contextlib.suppress(RuntimeError):  # the loop of a page that is just going away
                    loop.call_soon_threadsafe(_put, queue, event)

    @property
    def listeners(self) -> int:
        """How many pages listen."""
        return len(self._listeners)

    def kept(self) -> list[Event]:
        """The events that are kept for those who come back."""
        with self._lock:
            return list(self._kept)

    def close(self) -> None:
        """End all streams."""
        with self._lock:
            for queue, loop in self._listeners.items():
                with contextlib.suppress(RuntimeError):
                    loop.call_soon_threadsafe(queue.put_nowait, None)

    async def listen(self, last_id: str | None = None, lang: str = "en") -> AsyncIterator[bytes]:
        """The stream of one page in a language, beginning after the event that it saw last."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        with self._lock:
            missed = self._missed(last_id)
            self._listeners[queue] = asyncio.get_running_loop()
        try:
            yield f"retry: 2000\nid: {self._run}-{self._last}\n\n".encode()
            for event in missed:
                yield self._encoded(event, lang)
            while True:
                try:
                    told = await asyncio.wait_for(queue.get(), BEAT)
                except TimeoutError:
                    yield b": here\n\n"
                    continue
                if told is None:
                    return
                yield self._encoded(told, lang)
                if told.name == "reload":
                    return
        finally:
            with self._lock:
                self._listeners.pop(queue, None)

    def _missed(self, last_id: str | None) -> list[Event]:
        run, _, number = (last_id or "").partition("-")
        if not run or not number.isdecimal():
            return []
        if run != self._run or (self._kept and self._kept[0].id > int(number[:18]) + 1):
            return [Event(self._last, "reload", {})]
        return [e for e in self._kept if e.id > int(number[:18])]

    def _encoded(self, e: Event, lang: str) -> bytes:
        data = json.dumps(messages(e.data, lang), ensure_ascii=False)
        return f"id: {self._run}-{e.id}\nevent: {e.name}\ndata: {data}\n\n".encode()


def _put(queue: asyncio.Queue[Event | None], event: Event) -> None:
    if queue.qsize() >= WAITING:
        while not queue.empty():
            queue.get_nowait()
        event = Event(event.id, "reload", {})
    queue.put_nowait(event)


def version(store: Store) -> int:
    """A number that goes up with whatever is written to the ledger."""
    with store.reading() as connection:
        return connection.scalar(select(func.max(batch.c.following))) or 1


class Watcher:
    """Looks at the ledger again and again, from a thread of its own, and tells the hub what came."""

    def __init__(self, ledger: Ledger, hub: Hub, changed: Callable[[], None] = lambda: None) -> None:
        self._ledger, self._hub, self._changed = ledger, hub, changed
        self._seen = version(ledger.store)
        self._wake, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="selon-desk-watcher", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def look(self) -> None:
        """Something was written just now: look at once."""
        self._wake.set()

    def stop(self) -> None:
        """End, and wait for the last look to end."""
        self._ended.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(5)

    def _run(self) -> None:
        while not self._ended.is_set():
            self._wake.wait(PERIOD)
            self._wake.clear()
            with contextlib.suppress(LedgerError):  # a store that is away for a while is looked at again
                self.once()

    def once(self) -> None:
        """One look."""
        now = version(self._ledger.store)
        if now == self._seen:
            return
        before, self._seen = self._seen, now
        told = [*_dispatches(self._ledger, before), *_reviews(self._ledger, before)]
        if len(told) > MOST_TOLD:
            self._hub.tell("reload", {})
        else:
            for name, data in told:
                self._hub.tell(name, data)
        self._changed()


def _dispatches(ledger: Ledger, since: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The dispatches that were read since, as events."""
    query = select(reading.c.dispatch, reading.c.claims).where(reading.c.n >= since).order_by(reading.c.n)
    with ledger.store.reading() as connection:
        found = list(connection.execute(query.limit(MOST_TOLD + 1)))
        held: dict[int, Kept] = kept_at(connection, [n for n, _ in found])
        keys = [k.dispatch.id for k in held.values()]
        first = set(connection.scalars(_read_once(ledger.store, keys)))
    links = {k: next((x for x in ledger.links(k) if x.later == k), None) for k in keys}
    for n, claims in found:
        d = held[n].dispatch
        link = links[d.id]
        outcome = "reread" if d.id not in first else "new"
        if outcome == "new" and link is not None:
            outcome = "reprint" if link.kind == "reprints" else "supersedes"
        yield (
            "dispatch",
            {
                "key": d.id,
                "url": f"/dispatches/{d.id}",
                "title": title_of(d),
                "agency": d.agency or "",
                "published": d.published.isoformat() if d.published else None,
                "outcome": outcome,
                "claims": claims,
            },
        )


def _read_once(store: Store, keys: list[str]) -> Any:
    return (
        select(dispatch.c.key)
        .join(reading, reading.c.dispatch == dispatch.c.n)
        .where(store.any_of(dispatch.c.key, keys))
        .group_by(dispatch.c.key)
        .having(func.count() == 1)
    )


def _reviews(ledger: Ledger, since: int) -> list[tuple[str, dict[str, Any]]]:
    """The reviews that were made since, as events."""
    query = (
        select(review.c.id, review.c.claim, review.c.verdict, review.c.by, dispatch.c.key)
        .join(claim, claim.c.id == review.c.claim)
        .join(dispatch, dispatch.c.n == claim.c.dispatch)
        .where(review.c.n >= since)
        .order_by(review.c.n)
        .distinct()
        .limit(MOST_TOLD + 1)
        .add_columns(review.c.n)
    )
    with ledger.store.reading() as connection:
        found = connection.execute(query).mappings().all()
    return [
        (
            "review",
            {"claim": r["claim"], "dispatch": r["key"], "verdict": r["verdict"], "by": r["by"], "seen": r["id"]},
        )
        for r in found
    ]
