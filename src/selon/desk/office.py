"""All that a running desk holds, and what every request needs of it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode

from jinja2 import Environment
from starlette.requests import Request

from selon.desk import catalogue
from selon.desk.adding import Adder, Jobs
from selon.desk.assets import Assets
from selon.desk.auth import Asker, Gate
from selon.desk.catalogue import Filters, Narrowed
from selon.desk.dues import overdue
from selon.desk.events import Hub, Watcher, version
from selon.desk.linked import Linked
from selon.desk.locale import Strings, language, strings
from selon.desk.shown import Shown
from selon.desk.state import State
from selon.desk.users import Users
from selon.desk.views import Kept, Linking, Shell, Tab
from selon.ledger import Ledger
from selon.linking.model import CommitmentOn

T = TypeVar("T")
COOKIE = "selon_lang"
TABS = ("dispatches", "stories", "review", "due", "add")
CACHED = 256


@dataclass
class Office:
    """A running desk."""

    ledger: Ledger
    state: State
    gate: Gate
    environment: Environment
    assets: Assets | None
    hub: Hub
    watcher: Watcher
    jobs: Jobs
    linked: Linked
    shown: Shown
    label: str
    program: str
    _answers: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def open(
        cls,
        ledger: Ledger,
        adder: Adder,
        state: State,
        environment: Environment,
        *,
        users: Users | None = None,
        alone: str = "desk",
        assets: Assets | None = None,
        program: str = "",
    ) -> Office:
        """The parts, put together and not yet running.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        hub = Hub()
        linked = Linked(ledger, hub)
        watcher = Watcher(ledger, hub, linked.outdated)
        return cls(
            ledger,
            state,
            Gate(state, users, alone),
            environment,
            assets,
            hub,
            watcher,
            Jobs(ledger, adder, hub, watcher.look),
            linked,
            Shown(state, ledger.store.address),
            ledger.store.address,
            program,
        )

    def start(self) -> None:
        """Begin to watch, add and link."""
        self.watcher.start()
        self.jobs.start()
        self.linked.start()

    def stop(self) -> None:
        """End all of it."""
        self.hub.close()
        self.jobs.stop()
        self.linked.stop()
        self.watcher.stop()

    def version(self) -> int:
        """A number that goes up with whatever is written to the ledger."""
        return version(self.ledger.store)

    def narrowed(self, f: Filters) -> Narrowed:
        """The dispatches under the filters."""
        store = self.ledger.store
        known = self.cached("lines", lambda: catalogue.lines(store))
        return self.cached(("narrowed", f), lambda: catalogue.narrowed(store, known, f))

    def dues(self, on: date) -> Sequence[CommitmentOn]:
        """How commitments stand on a day, of as much as is linked."""
        known = self.linked.across
        if on == known.day:
            return known.dues
        with self.linked.linker(partly=True) as linker:
            return [] if linker is None else linker.due(on)

    def across(
        self, name: Hashable, kind: type[T], make: Callable[[], T | None], *more: Hashable, keep: bool = True
    ) -> Kept[T]:
        """A view of what linking makes: of now once all is linked; until then as it was shown last under this name,
        where it is of those to `keep`, else of as much as is linked. It holds until something is linked anew, or one
        of `more` changes."""

        def made() -> T | None:
            view = make()
            if keep and view is not None and self.linked.ready:
                self.shown.keep(name, kind, view)
            return view

        if not self.linked.ready:
            before = self.shown.before(name, kind) if keep else None
            if before is not None:
                return Kept(before.view, before.at)
            if not self.linked.version:
                return Kept(None)
        return Kept(self.cached((name, more), made, linking=True))

    def cached(self, key: Hashable, make: Callable[[], T], *, linking: bool = False) -> T:
        """An answer that holds until the ledger changes or, where `linking`, until something is linked anew."""
        whole = (key, self.linked.version if linking else self.version())
        with self._lock:
            if whole in self._answers:
                self._answers.move_to_end(whole)
                found: T = self._answers[whole]
                return found
        made = make()
        with self._lock:
            self._answers[whole] = made
            while len(self._answers) > CACHED:
                self._answers.popitem(last=False)
        return made


def office_of(request: Request) -> Office:
    """The desk that a request came to."""
    found: Office = request.app.state.office
    return found


def asker_of(request: Request) -> Asker | None:
    """Who asks, once they were let in."""
    found: Asker | None = getattr(request.state, "asker", None)
    return found


def lang_of(request: Request) -> str:
    """The language of the interface for a request."""
    return language(request.cookies.get(COOKIE), request.headers.get("accept-language"))


def strings_of(request: Request) -> Strings:
    """The strings for a request."""
    return strings(lang_of(request))


def shell_of(request: Request) -> Shell:
    """What is around the screen."""
    office, asker, lang = office_of(request), asker_of(request), lang_of(request)
    other = "en" if lang == "fr" else "fr"
    pairs = [(k, v) for k, v in request.query_params.multi_items() if k != "hl"]
    where = f"{request.url.path}?{urlencode([*pairs, ('hl', other)])}"
    here = request.url.path.split("/")[1]
    linked = office.linked
    badges = {"due": office.across("overdue", int, lambda: overdue(linked.across.dues)).view or 0}
    tabs = tuple(Tab(name, f"/{name}", name == here, badges.get(name, 0)) for name in TABS) if asker else ()
    return Shell(
        lang=lang,
        path=request.url.path,
        other_lang=other,
        other_lang_url=where,
        user=asker.user if asker else None,
        csrf=getattr(request.state, "csrf", None) or (asker.csrf if asker else None) or "",
        tabs=tabs,
        ledger=office.label if asker else "",
        version=office.program,
        events_url="/events",
        linking=None if linked.ready else Linking(linked.progress.done, linked.progress.total, linked.error),
    )
