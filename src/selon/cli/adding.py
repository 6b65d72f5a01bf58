"""Inputs into a ledger: taken in, read where they are new, added, refused ones put into quarantine."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from selon.cli.console import complain
from selon.cli.lines import counted
from selon.cli.reread import Rereading, beginning, key_of
from selon.intake.refused import Refused
from selon.intake.taken import Taken
from selon.ledger import Added, Ledger, Read

if TYPE_CHECKING:
    from selon.model import Dispatch, Reading

MOST_TOLD = 20
"""Parts of one input (its lines, rows, entries) that are told to be refused."""
_PART = re.compile(r"[:#]\d+$")
CHUNK = 32
"""Dispatches that are read together: the parser is fastest with so many."""
SAID = {
    "new": "new",
    "reprint": "reprint",
    "supersedes": "superseding",
    "reread": "read anew",
    "known": "known",
    "refused": "refused",
}


def add_all(ledger: Ledger, found: Iterable[Taken | Refused], chunk: int = CHUNK) -> Iterator[Added | Refused]:
    """Read and add what comes, chunk by chunk, and tell of each what became of it. What the ledger has read already, by
    the same version of the reader, is not read again, and neither is what begins word for word like it.

    Raises:
        LanguageError, DataError: the reader cannot run.
        LedgerError: the ledger cannot be written.
    """
    readers, others = _Readers(), Rereading(ledger)

    def to_add() -> Iterator[Taken | Read]:
        stream = iter(found)
        while some := list(islice(stream, chunk)):
            refused.extend(x for x in some if isinstance(x, Refused))
            yield from _read(ledger, readers, others, [x for x in some if isinstance(x, Taken)], refused)

    refused: list[Refused] = []
    for done in ledger.add_many(to_add(), batch=chunk if chunk < CHUNK else None):
        yield from _told(ledger, refused)
        yield _with_reason(done)
    yield from _told(ledger, refused)


def _with_reason(done: Added) -> Added | Refused:
    return Refused(done.given, done.reason) if done.outcome == "refused" else done


def _told(ledger: Ledger, refused: list[Refused]) -> Iterator[Refused]:
    """Those refused since the last time, once the inputs among them are in quarantine."""
    ledger.refuse(r for r in refused if not r.known)
    yield from refused
    refused.clear()


class _Readers:
    """One reader a language, made when the first dispatch in it comes."""

    def __init__(self) -> None:
        self.made: dict[str, object] = {}

    def name(self, lang: str) -> str:
        """What the reader of a language calls itself in its readings."""
        from selon.reading.reader import VERSION

        return f"selon-{lang}/{VERSION}"

    def read(self, dispatches: list[Dispatch]) -> Iterator[Reading]:
        """The readings of dispatches in one language."""
        from selon.reading.reader import Reader

        lang = dispatches[0].lang
        if lang not in self.made:
            self.made[lang] = Reader(lang)
        reader = self.made[lang]
        assert isinstance(reader, Reader)
        yield from reader.read_many(dispatches)


def _read(
    ledger: Ledger, readers: _Readers, others: Rereading, taken: list[Taken], refused: list[Refused]
) -> Iterator[Taken | Read]:
    """The inputs in their order, each with its reading unless the ledger holds it, or it came a moment ago."""
    by = ledger.readers_of([t.dispatch for t in taken])
    unread = [i for i, t in enumerate(taken) if readers.name(t.dispatch.lang) not in by[i]]
    first = [i for i in unread if others.first(taken[i].dispatch)]
    held = ledger.held([taken[i].dispatch for i in first])
    new = {i: _as_held(taken[i], d) for i, d in zip(first, held, strict=True)}
    readings: dict[int, Read | None] = {}
    for lang in dict.fromkeys(t.dispatch.lang for t in new.values()):
        same = {i: t for i, t in new.items() if t.dispatch.lang == lang}
        found = _or_carried(readers, others, list(same.values()), refused)
        for (i, t), reading in zip(same.items(), found, strict=True):
            readings[i] = None if reading is None else Read(t, reading)
            if reading is None:
                others.forget(t.dispatch)
    failed = {key_of(new[i].dispatch) for i, r in readings.items() if r is None}
    for i, t in enumerate(taken):
        one = readings.get(i, t)
        if one is not None and key_of(t.dispatch) not in failed:
            yield one


def _as_held(t: Taken, held: Dispatch | None) -> Taken:
    """The input with the dispatch as the ledger holds it, if it does: that is what is read anew."""
    return t if held is None else replace(t, dispatch=replace(held, id=t.dispatch.id))


def _or_carried(
    readers: _Readers, others: Rereading, same: list[Taken], refused: list[Refused]
) -> Iterator[Reading | None]:
    """The readings of inputs in one language; None for one that is refused. Those that begin alike are read one before
    the others, which may need no reading then."""
    done: dict[int, Reading | None] = {}

    def rest() -> list[int]:
        """Those whose reading is still to be had."""
        left = [i for i in range(len(same)) if i not in done]
        found = others.find([same[i].dispatch for i in left], readers.name(same[0].dispatch.lang))
        done.update((i, r) for i, r in zip(left, found, strict=True) if r is not None)
        return [i for i in left if i not in done]

    def read(wanted: list[int]) -> None:
        for i, r in zip(wanted, _readings(readers, [same[i] for i in wanted], refused), strict=True):
            done[i] = r
            if r is not None:
                others.remember(r)

    first = {beginning(same[i].dispatch) or i: i for i in reversed(rest())}
    read(sorted(first.values()))
    if len(done) < len(same):
        read(rest())
    return (done[i] for i in range(len(same)))


def _readings(readers: _Readers, same: list[Taken], refused: list[Refused]) -> list[Reading | None]:
    """The readings of inputs in one language; None for one that the reader fails on, which is refused."""
    from selon.errors import SelonError

    if not same:
        return []
    try:
        return list(readers.read([t.dispatch for t in same]))
    except SelonError:
        raise
    except Exception as e:
        if len(same) > 1:
            return [r for t in same for r in _readings(readers, [t], refused)]
        reason = f"the reader failed on it ({type(e).__name__}: {e}): report it with the text"
        refused.append(Refused(same[0].name, reason, same[0].raw, same[0].format))
        return [None]


class Complaints:
    """Refusals told on standard error, a line each; of one input's parts no more than so many, the others counted."""

    def __init__(self) -> None:
        self._told: Counter[str] = Counter()

    def tell(self, refused: Refused) -> None:
        """One more."""
        whole = _PART.sub("", refused.name)
        self._told[whole] += 1
        if self._told[whole] <= MOST_TOLD:
            complain(str(refused))

    def end(self) -> None:
        """Tell how many were not told."""
        for name, count in self._told.items():
            if count > MOST_TOLD:
                complain(f"{name}: {count - MOST_TOLD} more parts of it were refused: `selon quarantine` lists them")


class Tally:
    """What became of the inputs, counted."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.claims = 0
        self.undated = 0

    def count(self, done: Added | Refused) -> None:
        """One more."""
        self.counts["refused" if isinstance(done, Refused) else done.outcome] += 1
        if not isinstance(done, Refused):
            self.claims += done.claims
            self.undated += done.undated

    @property
    def refused(self) -> int:
        """How many were refused."""
        return self.counts["refused"]

    def __str__(self) -> str:
        counts = [(self.counts[outcome], word) for outcome, word in SAID.items() if self.counts[outcome]]
        said = [counted(n, word) if word == "reprint" else f"{n} {word}" for n, word in counts]
        undated = f"; {self.undated} without a publication day" if self.undated else ""
        return f"{', '.join(said) or 'nothing'}; {counted(self.claims, 'claim')}{undated}"
