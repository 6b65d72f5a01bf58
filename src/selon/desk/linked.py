"""What linking makes of the ledger, worked out in a thread when the desk opens, and kept up with what is added."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from selon.desk.events import Hub
from selon.ledger import Ledger
from selon.linking import Linker, linker_of, refresh
from selon.linking.reports import LedgerLinker

__all__ = ["Linked", "Linker"]


class Linked:
    """The linker, one user at a time."""

    def __init__(self, ledger: Ledger, hub: Hub) -> None:
        self._ledger, self._hub = ledger, hub
        self._lock = threading.Lock()
        self._linker: LedgerLinker | None = None
        self._wanted, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="selon-desk-linking", daemon=True)
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
        """Take in what the ledger holds by now, at once."""
        if self._linker is None:
            made = linker_of(self._ledger)
            with self._lock:
                self._linker = made
        else:
            with self._lock:
                refresh(self._linker, self._ledger)
        self.version += 1
        self._hub.tell("linked", {})

    @property
    def ready(self) -> bool:
        """Whether it was worked out at least once."""
        return self._linker is not None

    @contextmanager
    def linker(self) -> Iterator[Linker | None]:
        """The linker; None while it is being worked out for the first time."""
        if self._linker is None:
            yield None
            return
        with self._lock:
            yield self._linker

    def _run(self) -> None:
        while not self._ended.is_set():
            self._wanted.wait()
            self._wanted.clear()
            if self._ended.is_set():
                return
            try:
                self.refresh()
                self.error = ""
            except Exception as e:
                # The thread outlives a failure: dispatches can be read and judged without what hangs together, and the
                # screens that need it say why it is not there.
                self.error = f"{type(e).__name__}: {e}"
