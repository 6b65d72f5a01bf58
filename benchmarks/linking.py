"""How fast claims of many dispatches are grouped and linked, and how soon one more dispatch is taken in.

    python benchmarks/linking.py                       1,000, 10,000 and 100,000 claims, in memory
    python benchmarks/linking.py --claims 10000        one size
    python benchmarks/linking.py --ledger /tmp/l.db    100,000 claims through a ledger: fill it, read it, refresh it

Dispatches are synthetic, 12.5 claims each, over eighteen months: happenings of all types by forces of sixty countries
at 2,400 sites, told by two to thirty dispatches of six agencies within days, with plans before and background after;
one in seven dispatches is a reprint. `grouped` takes in everything and makes every happening, `linked` all links and
independence intervals. `one more` is the time to take in one dispatch of thirteen claims and to make the happenings
that it touched, with their links: the median and the slowest of a hundred, of this process's own time. A full sweep of
Python's garbage collector, told apart as `sweep`, is not in it: it comes once in many thousand dispatches. `due`,
`situation` and `stories` are asked of all that is held, on the last day. Where two times stand, the second is the
process's own.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import statistics
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import selon.ledger
from selon.ledger import Added
from selon.linking import Linker, link, linker_of, refresh
from selon.linking.model import Report
from selon.linking.stories import stories
from selon.model import (
    CLAIM_TYPES,
    Block,
    Claim,
    ClaimType,
    Dispatch,
    Period,
    Place,
    PlaceMention,
    Quantity,
    Reading,
    Source,
    Span,
    Status,
)

SIZES = (1_000, 10_000, 100_000)
PER_DISPATCH = 12.5
FIRST_DAY = date(2025, 1, 1)
DAYS = 540
MORE = 100
ADJECTIVES = (
    "américaines",
    "maliennes",
    "syriennes",
    "turques",
    "russes",
    "ukrainiennes",
    "israéliennes",
    "libanaises",
    "irakiennes",
    "iraniennes",
    "françaises",
    "nigériennes",
    "tchadiennes",
    "soudanaises",
    "éthiopiennes",
    "somaliennes",
    "kényanes",
    "rwandaises",
    "congolaises",
    "ougandaises",
    "libyennes",
    "égyptiennes",
    "jordaniennes",
    "saoudiennes",
    "yéménites",
    "pakistanaises",
    "indiennes",
    "afghanes",
    "birmanes",
    "philippines",
    "colombiennes",
    "vénézuéliennes",
    "mexicaines",
    "haïtiennes",
    "britanniques",
    "allemandes",
    "italiennes",
    "polonaises",
    "roumaines",
    "serbes",
    "arméniennes",
    "azerbaïdjanaises",
    "géorgiennes",
    "kazakhes",
    "ouzbèkes",
    "chinoises",
    "japonaises",
    "camerounaises",
    "nigérianes",
    "béninoises",
    "togolaises",
    "ghanéennes",
    "ivoiriennes",
    "guinéennes",
    "sénégalaises",
    "mauritaniennes",
    "algériennes",
    "marocaines",
    "tunisiennes",
    "burundaises",
)
SOURCES: tuple[tuple[str, str, int], ...] = (
    ("unnamed", "un responsable militaire", 1),
    ("unnamed", "trois sources", 3),
    ("unnamed", "des diplomates", 0),
    ("organisation", "le ministère de la Défense", 1),
    ("named", "le général Adama Koné", 1),
    ("witness", "des habitants", 0),
    ("narrator", "", 0),
    ("narrator", "", 0),
)
AGENCIES = ("ALP", "BET", "GAM", "DEL", "EPS", "ZET")
_STATUSES: tuple[Status, ...] = ("occurred", "ongoing", "planned", "hypothetical")


@dataclass(frozen=True)
class Event:
    """Something that dispatches tell of."""

    type: ClaimType
    actor: str
    site: Place
    day: date
    low: int | None


class Wire:
    """Makes dispatches, the same for the same seed."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)
        self.sites = [
            Place(
                f"site:{c}-{i}",
                f"Site{c}x{i}",
                "base",
                10 + c / 2,
                10 + i / 4,
                2000,
                "XX",
                1,
                1,
                (f"Region{c}", f"Pays{c}"),
                (f"gn:{10_000 + c * 10 + i % 9}", f"gn:{c + 1}"),
            )
            for c in range(60)
            for i in range(40)
        ]

    def reports(self, claims: int) -> list[Report]:
        """Reports that hold so many claims, in no order."""
        count = round(claims / PER_DISPATCH)
        told: list[list[Event]] = [[] for _ in range(count)]
        days = sorted(self.random.randrange(DAYS) for _ in range(count))
        left = claims
        while left > 0:
            event = self._event()
            near = self._near(days, (event.day - FIRST_DAY).days)
            for _ in range(min(left, max(2, int(self.random.paretovariate(1.2) * 2)), 30)):
                told[self.random.choice(near)].append(event)
                left -= 1
        made = [self._report(i, FIRST_DAY + timedelta(days=days[i]), told[i]) for i in range(count)]
        made += [self._copy(r, i) for i, r in enumerate(self.random.sample(made, count // 7))]
        self.random.shuffle(made)
        return made

    def one(self, n: int) -> Report:
        """One more dispatch, on happenings like the others."""
        events = [self._event() for _ in range(13)]
        return self._report(10**6 + n, max(e.day for e in events), events)

    def _near(self, days: list[int], day: int) -> list[int]:
        at = bisect_left(days, day)
        return list(range(max(0, at - 3), min(len(days), at + 40))) or [len(days) - 1]

    def _event(self) -> Event:
        choose = self.random
        site = choose.choice(self.sites)
        kind: ClaimType = choose.choices(CLAIM_TYPES, weights=range(len(CLAIM_TYPES) + 6, 6, -1))[0]
        day = FIRST_DAY + timedelta(days=choose.randrange(DAYS))
        actor = f"les forces {choose.choice(ADJECTIVES)}"
        return Event(kind, actor, site, day, choose.randrange(2, 90) if choose.random() < 0.3 else None)

    def _report(self, i: int, day: date, told: list[Event]) -> Report:
        text = f"Titre numéro {i}\n\n"
        start, claims = len(text), []
        for n, event in enumerate(told):
            claim, sentence = self._claim(f"c{i}-{n}", len(text), event)
            claims.append(claim)
            text += sentence + " "
        blocks = (Block("title", Span(0, start - 2)), Block("paragraph", Span(start, max(len(text), start + 1))))
        d = Dispatch(f"d{i}", text, "fr", day, text[: start - 2], self.random.choice(AGENCIES), None, blocks)
        return Report(d, tuple(claims))

    def _copy(self, r: Report, n: int) -> Report:
        d = replace(r.dispatch, id=f"r{n}", agency="Le Relais")
        claims = tuple(replace(c, id=f"r{n}-{c.id}") for c in r.claims)
        return Report(d, claims, (), r.dispatch.id)

    def _claim(self, id_: str, at: int, e: Event) -> tuple[Claim, str]:
        choose = self.random
        kind, says, count = choose.choice(SOURCES)
        number = "" if e.low is None else f"{e.low + choose.choice((0, 0, 1))} "
        sentence = f"{e.actor} agissent à {e.site.name} avec {number}soldats, selon {says or 'lui'}."
        trigger, where = sentence.index("agissent"), sentence.index(e.site.name)
        speaker = sentence.rindex(says) if says else 0
        status: Status = choose.choices(_STATUSES, weights=(60, 20, 15, 5))[0]
        plan = status in ("planned", "hypothetical")
        when = None
        if choose.random() < 0.6:
            when = Period(None, e.day + timedelta(days=20)) if plan else Period(e.day, e.day)
        site = e.site if choose.random() < 0.85 else None
        spots = (PlaceMention(Span(at + where, at + where + len(e.site.name)), "at", site),) if site else ()
        low = sentence.index(number) if number else 0
        claim = Claim(
            id_,
            Span(at + trigger, at + trigger + 8),
            e.type,
            status,
            Span(at, at + len(sentence)),
            source=Source(kind, Span(at + speaker, at + speaker + len(says)) if says else None, count or None),  # type: ignore[arg-type]
            actor=Span(at, at + len(e.actor)),
            places=spots,
            time=when,
            deadline=plan and when is not None,
            quantity=None
            if e.low is None
            else Quantity(Span(at + low, at + low + len(number) - 1), int(number), int(number), "soldat"),
            negated=choose.random() < 0.02,
        )
        return claim, sentence


class _Clock:
    """Laps by the clock and in the process's own time."""

    def __init__(self) -> None:
        self._at = (time.perf_counter(), time.process_time())

    def lap(self) -> str:
        now = (time.perf_counter(), time.process_time())
        clock, own = (b - a for a, b in zip(self._at, now, strict=True))
        self._at = now
        return f"{clock:.1f} s ({own:.1f})"


def in_memory(size: int) -> None:
    """Group, link, and take in one more, at one size."""
    wire = Wire()
    made = wire.reports(size)
    held = sum(len(r.claims) for r in made)
    gc.freeze()
    begun = _Clock()
    linker = link(made)
    found = linker.happenings()
    grouped = begun.lap()
    links = sum(len(linker.links(h)) for h in found)
    for h in found:
        linker.independence(h)
    linked = begun.lap()
    last = max(r.dispatch.published or FIRST_DAY for r in made)
    linker.due(last)
    due = begun.lap()
    linker.situation(last)
    situation = begun.lap()
    stories(found)
    told = begun.lap()
    start = time.perf_counter()
    gc.collect()
    sweep = time.perf_counter() - start
    gc.freeze()
    times = [_one_more(linker, wire.one(n)) for n in range(MORE)]
    largest = max(len(h.members) for h in found)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{held:7} claims in {len(made):5} dispatches: {len(found):6} happenings (largest {largest}), {links:7} links; "
        f"grouped {grouped}, linked {linked}; due {due}, situation {situation}, stories {told}; "
        f"one more {statistics.median(times):5.1f} ms (slowest {max(times):.1f}), sweep {sweep:.1f} s; {peak:.0f} MB"
    )


def _one_more(linker: Linker, report: Report) -> float:
    start = time.process_time()
    linker.add(report)
    for c in report.claims:
        linker.links(linker.happening(c.id))
    return (time.process_time() - start) * 1000


def through_ledger(size: int, address: str) -> None:
    """The same through a ledger: read all of it, then refresh after one more."""
    wire = Wire()
    with selon.ledger.open(address) as ledger:
        if next(iter(ledger.dispatches()), None) is None:
            _taken(ledger.add_many(_readings(wire.reports(size))))
            ledger.learn()
        start = time.perf_counter()
        linker = linker_of(ledger)
        read = time.perf_counter() - start
        found = linker.happenings()
        print(f"{sum(1 for _ in linker.tolds())} claims, {len(found)} happenings: read and grouped {read:.1f} s")
        times = []
        for n in range(10):
            (one,) = _readings([wire.one(n)])
            _taken(ledger.add_many([one]))
            start = time.perf_counter()
            refresh(linker, ledger)
            times.append((time.perf_counter() - start) * 1000)
        print(f"refreshed after one more: {statistics.median(times):.1f} ms (slowest {max(times):.1f})")


def _taken(added: Iterable[Added]) -> None:
    """Add them all; a dispatch that the ledger refuses is an error."""
    for a in added:
        assert a.outcome != "refused", a.reason


def _readings(made: list[Report]) -> Iterator[Reading]:
    for r in made:
        text = r.dispatch.text.rstrip()
        kept = (b for b in r.dispatch.blocks if b.span.start < len(text))
        blocks = tuple(replace(b, span=Span(b.span.start, min(b.span.end, len(text)))) for b in kept)
        yield Reading(replace(r.dispatch, text=text, blocks=blocks), r.claims, (), "made/1")


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int)
    parser.add_argument("--ledger", help="a file or postgresql://…, filled where it is empty")
    asked = parser.parse_args()
    if asked.ledger:
        through_ledger(
            asked.claims or SIZES[-1], str(Path(asked.ledger)) if "://" not in asked.ledger else asked.ledger
        )
        return
    for size in (asked.claims,) if asked.claims else SIZES:
        in_memory(size)


if __name__ == "__main__":
    main()
