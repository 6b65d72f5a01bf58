"""What linking takes in from a ledger: dispatches with their current claims, and how they stand to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime

from sqlalchemy import func, select

from selon.ledger.conditions import known
from selon.ledger.ledger import Ledger
from selon.ledger.numbers import SERIALS
from selon.ledger.readings import attributions_of
from selon.ledger.schema import batch, claim, dispatch, dispatch_link, reading, review
from selon.ledger.things import Entry
from selon.ledger.wanted import moment
from selon.linking.decisions import decisions, ratings
from selon.linking.linker import Linker
from selon.linking.model import Decision, Rated, Report
from selon.model import Attribution

PAGE = 400
"""Readings whose attributions are fetched at once."""
Moment = datetime | date | str | None


class LedgerLinker(Linker):
    """A linker that knows how far it has read its ledger."""

    seen = 0


def link(reports: Iterable[Report], decisions: Iterable[Decision] = (), ratings: Iterable[Rated] = ()) -> Linker:
    """A linker of these reports alone: no ledger, no I/O."""
    made = Linker(decisions, ratings)
    made.add(*reports)
    return made


def linker_of(ledger: Ledger, as_of: Moment = None) -> LedgerLinker:
    """A linker of all that a ledger holds, or held at a moment; claims that a review rejected are left out."""
    seen = _following(ledger)
    made = LedgerLinker(decisions(ledger, _moment(as_of)), ratings(ledger, _moment(as_of)))
    made.add(*reports(ledger, as_of=as_of))
    made.seen = seen
    return made


def refresh(linker: LedgerLinker, ledger: Ledger) -> None:
    """Take in what came to the ledger since: dispatches, readings, reviews, decisions, ratings."""
    seen = _following(ledger)
    if seen != linker.seen:
        changed = _changed(ledger, linker.seen)
        linker.decide(decisions(ledger))
        linker.rate(ratings(ledger))
        found = list(reports(ledger, changed))
        linker.remove(*(r.dispatch.id for r in found if not r.claims))
        linker.add(*(r for r in found if r.claims))
        linker.seen = seen


def reports(ledger: Ledger, keys: Collection[str] | None = None, as_of: Moment = None) -> Iterator[Report]:
    """The dispatches of a ledger that were read, or those of these keys, with their current claims."""
    at = _moment(as_of)
    entries: dict[str, list[Entry]] = defaultdict(list)
    if keys is None:
        for e in ledger.claims(reviewed="standing", as_of=as_of):
            entries[e.dispatch.id].append(e)
    else:
        for key in keys:
            entries[key] = list(ledger.claims(reviewed="standing", dispatch=key, as_of=as_of))
    reprints, superseded = _links(ledger, None if keys is None else set(keys), at)
    attributions = _attributions(ledger, entries, at)
    for key in sorted(entries):
        found = entries[key]
        d = found[0].dispatch if found else ledger.dispatch(key).dispatch
        claims = tuple(e.claim for e in found)
        yield Report(d, claims, attributions.get(key, ()), reprints.get(key), superseded.get(key))


def _links(ledger: Ledger, keys: set[str] | None, at: datetime | None) -> tuple[dict[str, str], dict[str, str]]:
    """Of each dispatch, what it reprints and what superseded it: of several, the first and the last recorded."""
    reprints: dict[str, str] = {}
    superseded: dict[str, str] = {}
    query = select(dispatch_link).where(known(dispatch_link.c.recorded, at)).order_by(dispatch_link.c.n)
    with ledger.store.reading() as connection:
        for r in connection.execute(query).mappings():
            later, earlier = r["dispatch"], r["other"]
            if r["kind"] == "reprints" and (keys is None or later in keys):
                reprints[later] = min(earlier, reprints.get(later, earlier))
            elif r["kind"] == "supersedes" and (keys is None or earlier in keys):
                superseded[earlier] = max(later, superseded.get(earlier, later))
    return reprints, superseded


def _attributions(ledger: Ledger, keys: Collection[str], at: datetime | None) -> dict[str, tuple[Attribution, ...]]:
    """The attributions of the current readings."""
    query = (
        select(dispatch.c.key, reading.c.n)
        .join(dispatch, dispatch.c.n == reading.c.dispatch)
        .where(known(reading.c.recorded, at))
        .order_by(reading.c.rank, reading.c.n)
    )
    if len(keys) < PAGE:
        query = query.where(dispatch.c.key.in_(list(keys)))
    found: dict[str, tuple[Attribution, ...]] = {}
    with ledger.store.reading() as connection:
        current = {key: n for key, n in connection.execute(query) if key in keys}
        of = {n: key for key, n in current.items()}
        numbers = sorted(of)
        for i in range(0, len(numbers), PAGE):
            for n, told in attributions_of(connection, numbers[i : i + PAGE]).items():
                found[of[n]] = tuple(a for a, listed in told if listed)
    return found


def _changed(ledger: Ledger, seen: int) -> set[str]:
    """The dispatches that something was written about since a serial."""
    read = select(dispatch.c.key).join(reading, reading.c.dispatch == dispatch.c.n).where(reading.c.n % SERIALS >= seen)
    reviewed = (
        select(dispatch.c.key)
        .join(claim, claim.c.dispatch == dispatch.c.n)
        .where(claim.c.id.in_(select(review.c.claim).where(review.c.n % SERIALS >= seen)))
    )
    with ledger.store.reading() as connection:
        found = {*connection.scalars(read), *connection.scalars(reviewed)}
        related = select(dispatch_link.c.dispatch, dispatch_link.c.other).where(dispatch_link.c.n % SERIALS >= seen)
        for pair in connection.execute(related):
            found |= {
                key
                for key in pair
                if connection.scalar(
                    select(reading.c.n)
                    .join(dispatch, dispatch.c.n == reading.c.dispatch)
                    .where(dispatch.c.key == key)
                    .limit(1)
                )
                is not None
            }
    return found


def _following(ledger: Ledger) -> int:
    """The first serial that is free."""
    with ledger.store.reading() as connection:
        return connection.scalar(select(func.max(batch.c.following))) or 0


def _moment(as_of: Moment) -> datetime | None:
    return moment(as_of)
