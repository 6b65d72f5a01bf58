"""What linking makes of the ledger, worked out in a thread when the desk opens, and kept up with what is added.

What takes long at a hundred thousand claims (stories, contradictions, possible merges) is worked out there too, so that
a screen shows what was known a moment ago and never waits.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from selon.desk.events import Hub
from selon.desk.pairs import Pair, candidates
from selon.ledger import Ledger
from selon.linking import Linker, linker_of, refresh
from selon.linking.model import Happening, Link
from selon.linking.reports import LedgerLinker
from selon.linking.stories import Story, stories

__all__ = ["Across", "Linked", "Linker"]

log = logging.getLogger("selon.desk")
LEAST = 2
"""Dispatches that make a story worth a line."""
MOST = 1_000
"""Contradictions that are looked for, and one more."""
SLICE = 50
"""Happenings whose links are worked out before others may ask."""


@dataclass(frozen=True, slots=True)
class Across:
    """What was worked out last: happenings, the latest first, stories that more than one dispatch tells, contradictions
    of the latest happenings, pairs of happenings that may be one, and how many commitments are overdue."""

    happenings: Sequence[Happening] = ()
    stories: tuple[Story, ...] = ()
    contradictions: tuple[Link, ...] = ()
    pairs: tuple[Pair, ...] = ()
    overdue: int = 0


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
        self.error = ""
        """Why linking failed, where it did."""
        self.version = 0
        """Goes up whenever something was worked out anew."""

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
            if self._linker is None:
                made = linker_of(self._ledger)
                with self._lock:
                    self._linker = made
            else:
                with self._lock:
                    refresh(self._linker, self._ledger)
            with self._lock:
                happenings = self._linker.happenings()
                overdue = sum(c.status == "overdue" for c in self._linker.due(date.today()))
            if self.version and list(happenings) == list(self.across.happenings):
                return
            told = tuple(s for s in stories(happenings) if len(s.dispatches) >= LEAST)
            contradictions = tuple(self._contradictions(self._linker, happenings))
            pairs = tuple(candidates(happenings))
            self.across = Across(tuple(happenings), told, contradictions, pairs, overdue)
            self.version += 1
        self._hub.tell("linked", {})

    @property
    def ready(self) -> bool:
        """Whether it was worked out at least once."""
        return self.version > 0

    @contextmanager
    def linker(self) -> Iterator[Linker | None]:
        """The linker; None while it is being worked out for the first time."""
        if self._linker is None or not self.ready:
            yield None
            return
        with self._lock:
            yield self._linker

    def _contradictions(self, linker: Linker, happenings: Sequence[Happening]) -> Iterator[Link]:
        found = 0
        for start in range(0, len(happenings), SLICE):
            with self._lock:
                some = [x for h in happenings[start : start + SLICE] if len(h.members) > 1 for x in linker.links(h)]
            for link in some:
                if link.relation == "contradicts":
                    found += 1
                    yield link
            if found > MOST:
                return

    def _run(self) -> None:
        while not self._ended.is_set():
            self._wanted.wait()
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
