"""Inputs from the page on their way into the ledger: one job after the other, in a thread, told as it goes."""

from __future__ import annotations

import queue
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import PurePosixPath

from selon.desk.events import Hub
from selon.desk.messages import message
from selon.desk.reading import title_of
from selon.desk.views import AddedView, Job
from selon.errors import SelonError
from selon.intake import registry
from selon.intake.again import again
from selon.intake.refused import Given, Refused
from selon.intake.source import Source
from selon.intake.taken import Taken
from selon.ledger import Added, Ledger
from selon.ledger.quarantine import Case

Adder = Callable[[Ledger, Iterable[Taken | Refused]], Iterator[Added | Refused]]
"""Reads what was taken in and adds it, and tells of each what became of it."""

MOST_FILES = 200
"""Files of one job."""
MOST_BYTES = 50_000_000
"""Bytes of one job."""
MOST_JOBS = 50
"""Jobs that are remembered."""
MOST_WAITING = 20
"""Jobs that may wait."""
MOST_RESULTS = 500
"""Results that a job keeps; the others are only counted."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file, or a text that was pasted (without a name)."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Work:
    id: str
    uploads: tuple[Upload, ...]
    given: Given
    case: Case | None = None


class BusyError(SelonError):
    """Too many jobs wait."""


class Jobs:
    """The jobs, the last of them remembered."""

    def __init__(self, ledger: Ledger, adder: Adder, hub: Hub, added: Callable[[], None] = lambda: None) -> None:
        self._ledger, self._adder, self._hub, self._added = ledger, adder, hub, added
        self._lock = threading.Lock()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._waiting: queue.Queue[_Work | None] = queue.Queue()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="selon-desk-adding", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """End after the dispatches that are being added; what waits is dropped."""
        self._ended.set()
        self._waiting.put(None)
        if self._thread.is_alive():
            self._thread.join(60)

    def submit(self, uploads: Iterable[Upload], given: Given, case: Case | None = None) -> Job:
        """A new job; `case` is the refused input that it tries again.

        Raises:
            BusyError: too many wait.
        """
        work = _Work(secrets.token_hex(8), tuple(uploads), given, case)
        with self._lock:
            if sum(j.state in ("waiting", "running") for j in self._jobs.values()) >= MOST_WAITING:
                raise BusyError(f"{MOST_WAITING} uploads wait to be read: try again when some are done")
            job = Job(work.id, "waiting", len(work.uploads), {}, 0, (), events_url="/events")
            self._jobs[work.id] = job
            while len(self._jobs) > MOST_JOBS:
                self._jobs.popitem(last=False)
        self._waiting.put(work)
        return job

    def job(self, id_: str) -> Job | None:
        """The job of an id, as far as it is."""
        with self._lock:
            return self._jobs.get(id_)

    def latest(self, count: int) -> tuple[Job, ...]:
        """The last jobs, the latest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))[:count]

    def _run(self) -> None:
        while (work := self._waiting.get()) is not None and not self._ended.is_set():
            self._change(work.id, state="running")
            own = ""
            try:
                for done in self._adder(self._ledger, _taken(work)):
                    self._count(work.id, done)
                    if isinstance(done, Refused) and work.case is not None and work.case.is_refused(done):
                        own = done.reason
                    if self._ended.is_set():
                        return
                if work.case is not None:
                    self._ledger.tried(work.case.id, taken=not own, reason=own)
            except SelonError as e:
                self._change(work.id, state="failed", error=str(e))
            except Exception as e:
                # The page is told and the desk goes on with the next job, whatever went wrong with this one.
                self._change(work.id, state="failed", error=f"{type(e).__name__}: {e}")
            else:
                self._change(work.id, state="done")

    def _count(self, id_: str, done: Added | Refused) -> None:
        result = _result(self._ledger, done)
        with self._lock:
            job = self._jobs.get(id_)
            if job is None:
                return
            counts = {**job.counts, result.outcome: job.counts.get(result.outcome, 0) + 1}
            results = job.results if len(job.results) >= MOST_RESULTS else (*job.results, result)
            job = replace(job, counts=counts, claims=job.claims + result.claims, results=results)
            self._jobs[id_] = job
        self._hub.tell("job", {**_event(job), "result": asdict(result)})
        self._added()

    def _change(self, id_: str, **fields: str) -> None:
        with self._lock:
            job = self._jobs.get(id_)
            if job is None:
                return
            job = self._jobs[id_] = replace(job, **fields)  # type: ignore[arg-type]
        self._hub.tell("job", _event(job))


def told(job: Job, lang: str) -> Job:
    """The job with what went wrong in a language."""
    results = tuple(replace(x, reason=message(x.reason, lang)) for x in job.results)
    return replace(job, error=message(job.error, lang), results=results)


def _event(job: Job) -> dict[str, object]:
    return {name: value for name, value in asdict(job).items() if name != "results"}


def _taken(work: _Work) -> Iterator[Taken | Refused]:
    for upload in work.uploads:
        name = upload.name or "pasted text"
        if work.case is not None:
            yield from again(name, upload.data, work.given)
            continue
        yield from registry.read(Source.of_bytes(name, upload.data, file=PurePosixPath(upload.name).name), work.given)


def _result(ledger: Ledger, done: Added | Refused) -> AddedView:
    if isinstance(done, Refused):
        return AddedView("refused", done.name, reason=done.reason)
    d = ledger.dispatch(done.id).dispatch
    return AddedView(done.outcome, done.given, done.id, f"/dispatches/{done.id}", title_of(d), done.claims, done.reason)
