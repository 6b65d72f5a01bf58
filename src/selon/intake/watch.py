"""Feeds, pages and folders that the user named, looked at again and again for what is new."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from threading import Event
from typing import Any
from urllib.parse import unquote, urlsplit

from selon.errors import InputError
from selon.intake import registry, walk
from selon.intake.addresses import place
from selon.intake.fetch import Fetcher, FetchError
from selon.intake.files import take_file
from selon.intake.refused import Given, Refused
from selon.intake.robots import Robots
from selon.intake.source import Source
from selon.intake.taken import Taken

EVERY = 300.0
"""Seconds between two looks at the same place."""
GAP = 2.0
"""Seconds between two requests to one host, at least."""
SETTLED = 2.0
"""Seconds for which a file must not have changed: one that is still being written is left for the next look."""
_LONGEST_WAIT = 6 * 3600.0
_MOST_SEEN = 20_000

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/csv": ".csv",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "text/plain": ".txt",
    "message/rfc822": ".eml",
}


@dataclass(slots=True)
class Memory:
    """What to remember of each place between two looks, and, written down with `to_json`, between two runs.

    `pages` maps a URL to its ETag and Last-Modified, `files` a path to its time of change (nanoseconds) and size.
    """

    pages: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    files: dict[str, tuple[int, int]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As JSON-ready values; `from_json` is the inverse."""
        return {
            "pages": {k: list(v) for k, v in self.pages.items()},
            "files": {k: list(v) for k, v in self.files.items()},
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Memory:
        """The memory that `to_json` wrote."""
        pages = {k: (v[0], v[1]) for k, v in data.get("pages", {}).items()}
        return cls(pages, {k: (v[0], v[1]) for k, v in data.get("files", {}).items()})


@dataclass(slots=True)
class _Target:
    name: str
    due: float = 0.0
    failures: int = 0
    told: str = ""


class Watch:
    """Looks at each place in turn, over and over, until `stop` is set.

    Args:
        names: URLs, folders and files.
        every: seconds between two looks at a place; more where the site asks for it, and ever more where it fails.
        memory: what is known from an earlier run; it is kept up to date.
        allow: hosts that may lie in a private network; those the user named by their URLs are not added to it.
        stop: set it, from a signal handler say, and `run` ends, breaking off what is under way.
        clock: seconds, for tests.
        wait: sleeps for so many seconds or until stopped; True if stopped; for tests.
    """

    def __init__(
        self,
        names: Iterable[str],
        given: Given | None = None,
        *,
        every: float = EVERY,
        gap: float = GAP,
        memory: Memory | None = None,
        allow: Iterable[str] = (),
        stop: Event | None = None,
        fetcher: Fetcher | None = None,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], bool] | None = None,
    ) -> None:
        self.stop = stop or Event()
        self.memory = memory or Memory()
        self._targets = [_Target(name) for name in dict.fromkeys(names)]
        self._given, self._every, self._gap = given or Given(), every, gap
        self._fetcher = fetcher or Fetcher(allow=list(allow), stop=self.stop)
        self._robots = Robots(self._fetcher, clock)
        self._clock, self._wait = clock, wait or self.stop.wait
        self._last: dict[str, float] = {}
        self._seen: OrderedDict[str, None] = OrderedDict()

    def run(self) -> Generator[Taken | Refused, None, None]:
        """What is new, as it is found, until stopped. A place's trouble is told once, not at every look."""
        while not self.stop.is_set() and self._targets:
            target = min(self._targets, key=lambda t: t.due)
            left = target.due - self._clock()
            if left > 0 and self._wait(left):
                return
            yield from self.look(target.name)

    def once(self) -> Iterator[Taken | Refused]:
        """One look at every place."""
        for target in list(self._targets):
            if self.stop.is_set():
                return
            yield from self.look(target.name)

    def look(self, name: str) -> Iterator[Taken | Refused]:
        """One look at a place that is watched: what is new there."""
        target = next(t for t in self._targets if t.name == name)
        target.due = self._clock() + self._every
        try:
            if "://" in name:
                yield from self._page(target)
            else:
                yield from self._folder(name)
            target.failures, target.told = 0, ""
        except InputError as e:
            if not self.stop.is_set():
                yield from self._failed(target, e)

    def _failed(self, target: _Target, e: InputError) -> Iterator[Refused]:
        """Wait twice as long as the last time, or as long as the server asks; give up what is gone."""
        target.failures += 1
        wait = min(self._every * 2.0**target.failures, max(_LONGEST_WAIT, self._every))
        if isinstance(e, FetchError):
            wait = max(wait, e.retry_after or 0.0)
            if e.status == 410:
                self._targets.remove(target)
        target.due = self._clock() + wait
        if str(e) != target.told:
            target.told = str(e)
            yield Refused(target.name, str(e), known=True)

    # Pages and feeds

    def _page(self, target: _Target) -> Iterator[Taken | Refused]:
        url = target.name
        rules = self._robots.of(url)
        if not rules.allows(place(url).path):
            raise InputError("its robots.txt does not let this page be fetched: ask the site, or add it as a file")
        target.due = max(target.due, self._clock() + rules.delay)
        if self._paced(place(url).host, max(self._gap, rules.delay)):
            return
        etag, modified = self.memory.pages.get(url, (None, None))
        fetched = self._fetcher.get(url, etag=etag, modified=modified)
        if fetched.status == 304:
            return
        file = _file(fetched.url, fetched.media_type)
        source = Source.of_bytes(url, fetched.body, file=file, media_type=fetched.media_type, url=fetched.url)
        whole = True
        for one in registry.read(source, self._given):
            if self.stop.is_set():
                return
            whole &= not (isinstance(one, Refused) and one.name == url)
            if self._new(one):
                yield one
        if whole:
            self.memory.pages[url] = (fetched.etag, fetched.modified)

    def _paced(self, host: str, gap: float) -> bool:
        """Leave the host its time between two requests; whether a stop came meanwhile."""
        left = self._last.get(host, -gap) + gap - self._clock()
        stopped = left > 0 and self._wait(left)
        self._last[host] = self._clock()
        return stopped

    def _new(self, one: Taken | Refused) -> bool:
        """Whether this was not met before: a feed tells the same entries at every look."""
        key = (
            f"{one.name}\n{one.reason}" if isinstance(one, Refused) else f"{one.dispatch.id}\n{one.provenance.version}"
        )
        if key in self._seen:
            self._seen.move_to_end(key)
            return False
        self._seen[key] = None
        while len(self._seen) > _MOST_SEEN:
            self._seen.popitem(last=False)
        return True

    # Folders and files

    def _folder(self, name: str) -> Iterator[Taken | Refused]:
        path = Path(name)
        if not path.exists():
            raise InputError("no such folder or file: check the name")
        try:
            found = list(walk.files(name))
        except InputError:
            return  # an empty folder is one to wait by
        for file in found:
            if self.stop.is_set():
                return
            try:
                about = file.stat()
            except OSError:
                continue  # gone since it was listed
            state = (about.st_mtime_ns, about.st_size)
            if self.memory.files.get(str(file)) == state or time.time() - about.st_mtime < SETTLED:
                continue
            yield from take_file(file, self._given)
            self.memory.files[str(file)] = state


def _file(url: str, media_type: str) -> str:
    """A file name that hints at the format: the URL's, with the suffix of what the server says it is."""
    name = PurePosixPath(unquote(urlsplit(url).path)).name
    suffix = _SUFFIXES.get(media_type.split(";", maxsplit=1)[0].strip().lower(), "")
    return name if name.lower().endswith(suffix) else name + suffix
