"""What linking makes of the ledger, worked out in a thread while the desk runs, and kept up with what is added.

When the desk opens, the newest dispatches are linked first, and screens show what they make until all are. What takes
long at a hundred thousand claims (stories, contradictions, possible merges, commitments) is worked out in that thread
too, so that a screen shows what was known a moment ago and never waits.
"""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from selon.desk.cards import Home
from selon.desk.events import Hub, version
from selon.desk.pairs import Pair, candidates
from selon.ledger import Ledger
from selon.ledger.schema import dispatch, reading
from selon.linking import Linker, decisions, ratings, refresh, reports
from selon.linking.model import CommitmentOn, Happening, Link, Told
from selon.linking.reports import LedgerLinker
from selon.linking.stories import Story, stories

__all__ = ["Across", "Linked", "Linker"]

log = logging.getLogger("selon.desk")
LEAST = 2
"""Dispatches that make a story worth a line."""
MOST = 1_000
"""Contradictions that are looked for, and one more."""
FIRST = 300
"""Newest dispatches that are linked before all others, where there are many."""
CALM = 1.5
"""Seconds after a change before it is taken in: more may follow, and whoever made it reads on undisturbed."""
ASKED = 200
"""Happenings that are asked for before others may ask."""


@dataclass(frozen=True, slots=True)
class Across:
    """What was worked out last: happenings, the latest first, stories that more than one dispatch tells, the other
    stories, contradictions of the latest happenings, pairs of happenings that may be one, and how commitments stood on
    `day`."""

    happenings: Sequence[Happening] = ()
    stories: tuple[Story, ...] = ()
    others: tuple[Story, ...] = ()
    contradictions: tuple[Link, ...] = ()
    pairs: tuple[Pair, ...] = ()
    day: date = date.min
    dues: tuple[CommitmentOn, ...] = ()
    homes: Mapping[str, Home] = field(default_factory=dict)
    """The happening and story of each claim of a story."""
    beside: Mapping[str, Sequence[Told]] = field(default_factory=dict)
    """The claims of each dispatch."""

    def story(self, id_: str) -> Story | None:
        """The story of an id, or the one that a happening or claim of this id is of."""
        home = self.homes.get(id_)
        wanted = home.story if home else id_
        every = (*self.stories, *self.others)
        found = next((s for s in every if s.id == wanted), None)
        return found or next((s for s in every if any(h.id == id_ for h in s.happenings)), None)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the ledger's dispatches are linked, the newest of them."""

    done: int
    total: int


class Linked:
    """The linker, one user at a time, and what was worked out with it."""

    def __init__(self, ledger: Ledger, hub: Hub) -> None:
        self._ledger, self._hub = ledger, hub
        self._lock, self._working = threading.Lock(), threading.Lock()
        self._linker: LedgerLinker | None = None
        self._wanted, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="selon-desk-linking", daemon=True)
        self.across = Across()
        """What was worked out last."""
        self.ready = False
        """Whether all that the ledger holds was linked at least once."""
        self.progress = Progress(0, 0)
        """How far linking is while it is not ready."""
        self.error = ""
        """Why linking failed, where it did."""
        self.version = 0
        """Goes up whenever something was worked out anew."""
        self.moved: dict[str, str] = {}
        """A claim of each story that there was: an earlier dispatch gives a story another id, and this finds it."""

    def start(self) -> None:
        """Begin to work it out."""
        self._wanted.set()
        self._thread.start()

    def stop(self) -> None:
        """End after what is being worked out."""
        self._ended.set()
        self._wanted.set()

    def outdated(self) -> None:
        """The ledger changed."""
        self._wanted.set()

    def refresh(self) -> None:
        """Take in what the ledger holds by now, at once; pages are told where that changed anything."""
        with self._working:
            if self.ready and self._linker is not None:
                with _unswept(self.progress.total):
                    with self._lock:
                        refresh(self._linker, self._ledger)
                    self._publish(self._linker, self.progress)
            else:
                self._begin()

    @contextmanager
    def linker(self, *, partly: bool = False) -> Iterator[Linker | None]:
        """The linker; None until all is linked or, where `partly`, until anything is."""
        if self._linker is None or not (self.ready or (partly and self.version)):
            yield None
            return
        with self._lock:
            yield self._linker

    def _begin(self) -> None:
        """Link the newest dispatches for a beginning, then all anew, so that those who ask have something meanwhile."""
        seen = version(self._ledger.store)
        ruled, rated = decisions(self._ledger), ratings(self._ledger)
        keys = self._newest()
        self.progress = Progress(0, len(keys))
        with _unswept(len(keys)):
            if len(keys) > 2 * FIRST:
                first = LedgerLinker(ruled, rated)
                first.add(*(r for r in reports(self._ledger, keys[:FIRST]) if r.claims))
                self._publish(first, Progress(FIRST, len(keys)))
            every = LedgerLinker(ruled, rated)
            every.add(*reports(self._ledger))
            every.seen = seen
            self._publish(every, Progress(len(keys), len(keys)))

    def _newest(self) -> list[str]:
        """The keys of the dispatches that were read, the newest publication first."""
        read = select(reading.c.dispatch)
        with self._ledger.store.reading() as connection:
            return list(connection.scalars(select(dispatch.c.key).where(dispatch.c.n.in_(read)).order_by(dispatch.c.n)))

    def _publish(self, linker: LedgerLinker, progress: Progress) -> None:
        """Let screens have what a linker holds, and tell the pages."""
        happenings, before, today = self._happenings(linker), self.across, date.today()
        same = len(happenings) == len(before.happenings) and all(
            a is b or a == b for a, b in zip(happenings, before.happenings, strict=True)
        )
        if same and self.ready and before.day == today:
            return
        with self._lock:
            dues = tuple(linker.due(today))
            linker.facts()  # which the first brief would wait for
        told, others = (before.stories, before.others) if same else _parted(stories(happenings))
        for s in before.stories:
            self.moved[s.id] = s.tolds[0].id
        beside: dict[str, list[Told]] = defaultdict(list)
        for h in happenings:
            for t in h.tolds:
                beside[t.dispatch.id].append(t)
        made = Across(
            tuple(happenings),
            told,
            others,
            tuple(self._contradictions(linker, happenings)),
            tuple(candidates(happenings)),
            today,
            dues,
            {t.id: Home(h.id, s.id) for s in told for h in s.happenings for t in h.tolds},
            beside,
        )
        with self._lock:
            self._linker, self.across = linker, made
        self.progress = progress
        self.ready = progress.done >= progress.total
        self.version += 1
        self._hub.tell("linked", {"complete": self.ready})

    def _happenings(self, linker: LedgerLinker) -> list[Happening]:
        """All happenings; the first time they are made a few at a time, so that others may ask between."""
        claims = [] if self.ready else [t.id for t in linker.tolds()]
        for start in range(0, len(claims), ASKED):
            with self._lock:
                for id_ in claims[start : start + ASKED]:
                    linker.happening(id_)
        with self._lock:
            return linker.happenings()

    def _contradictions(self, linker: Linker, happenings: Sequence[Happening]) -> Iterator[Link]:
        found = 0
        for start in range(0, len(happenings), ASKED):
            with self._lock:
                some = [x for h in happenings[start : start + ASKED] if len(h.members) > 1 for x in linker.links(h)]
            for link in some:
                if link.relation == "contradicts":
                    found += 1
                    yield link
            if found > MOST:
                return

    def _run(self) -> None:
        while not self._ended.is_set():
            self._wanted.wait()
            if self.ready:
                self._ended.wait(CALM)
            self._wanted.clear()
            if self._ended.is_set():
                return
            began = time.monotonic()
            try:
                self.refresh()
                self.error = ""
            except Exception as e:
                # The thread outlives a failure: dispatches can be read and judged without what hangs together, and the
                # screens that need it say why it is not there.
                log.exception("linking failed")
                self.error = f"{type(e).__name__}: {e}"
            # Where dispatches keep coming, as much time is left to those who read as linking took.
            self._ended.wait(time.monotonic() - began)


@contextmanager
def _unswept(dispatches: int) -> Iterator[None]:
    """No sweep for cycles while what stays is made, and none over it later: it is millions of objects where the ledger
    is large, and a sweep over them stops every request for seconds."""
    if dispatches <= 2 * FIRST:
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _parted(every: Sequence[Story]) -> tuple[tuple[Story, ...], tuple[Story, ...]]:
    """The stories that more than one dispatch tells, and the others."""
    told = [len({t.dispatch.id for h in s.happenings for t in h.tolds}) >= LEAST for s in every]
    pairs = list(zip(every, told, strict=True))
    return tuple(s for s, many in pairs if many), tuple(s for s, many in pairs if not many)
