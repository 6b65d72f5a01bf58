"""How fast a ledger takes dispatches in, and how soon it answers.

    python benchmarks/ledger.py add                               10,000 short dispatches with given readings, SQLite
    python benchmarks/ledger.py ask --ledger /tmp/million.db      first 50 of every filter at 1,000,000 claims
    python benchmarks/ledger.py ask --ledger postgresql://…       the same on PostgreSQL

`ask` fills the ledger first where it holds fewer claims (`--claims`), and keeps it for the next run. Dispatches are
synthetic: words drawn by Zipf's law from an invented vocabulary, four claims each, over ten years. The time of a
question is the median of five runs on an open ledger, in milliseconds; the slowest is told too.
"""

from __future__ import annotations

import argparse
import gc
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import selon.ledger
from selon.ledger import Ledger
from selon.model import (
    CLAIM_TYPES,
    Attribution,
    Block,
    Claim,
    Dispatch,
    Evidence,
    Period,
    PlaceMention,
    Quantity,
    Reading,
    Source,
    Span,
)

FIRST_DAY = date(2016, 1, 1)
DAYS = 3650
CLAIMS = 4
SHORT = 2
"""Claims of a dispatch where the speed of adding is measured: a title and two sentences."""
FIRST = 50
RUNS = 5
SYLLABLES = ("ba", "ré", "to", "mi", "su", "la", "né", "ko", "vi", "dra", "pel", "cha", "lou", "gue", "tri", "son")


class Wire:
    """Makes dispatches, the same for the same seed."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)
        self.words = ["".join(self.random.choices(SYLLABLES, k=self.random.randint(1, 4))) for _ in range(20_000)]
        self.weights = list(accumulate(1 / (i + 3) for i in range(len(self.words))))
        self.places = [w.capitalize() for w in self.random.sample(self.words[200:], 3_000)]
        self.place_weights = list(accumulate(1 / (i + 2) for i in range(len(self.places))))

    def readings(self, count: int, claims: int = CLAIMS) -> Iterator[Reading]:
        """So many readings; every day of the ten years comes as often as the others, in no order."""
        for i in range(count):
            yield self.reading(i, FIRST_DAY + timedelta(days=self.random.randrange(DAYS)), claims)

    def reading(self, i: int, day: date, count: int) -> Reading:
        """A title and a paragraph of so many sentences, each a claim."""
        text = f"{self._sentence(6)} {i}\n\n"
        start, claims, told = len(text), [], []
        for _ in range(count):
            claim, sentence = self._claim(len(text), day)
            claims.append(claim)
            if claim.attribution:
                told.append(claim.attribution)
            text += sentence + " "
        text = text.rstrip()
        agency = self.random.choices(("ALP", "BET", "GAM", "DEL"), weights=(60, 30, 9.9, 0.1))[0]
        blocks = (Block("title", Span(0, start - 2)), Block("paragraph", Span(start, len(text))))
        d = Dispatch(f"w-{i}", text, "fr", day, text[: start - 2], agency, None, blocks)
        return Reading(d, tuple(claims), tuple(told), "made/1")

    def _sentence(self, words: int) -> str:
        return " ".join(self.random.choices(self.words, cum_weights=self.weights, k=words))

    def _claim(self, at: int, day: date) -> tuple[Claim, str]:
        choose = self.random
        place = choose.choices(self.places, cum_weights=self.place_weights)[0]
        who, act, rest, says = self._sentence(2), self._sentence(1), self._sentence(6), self._sentence(2)
        sentence = f"{who} {act} {place} {rest}, {says}."
        actor = Span(at, at + len(who))
        trigger = Span(actor.end + 1, actor.end + 1 + len(act))
        where = Span(trigger.end + 1, trigger.end + 1 + len(place))
        speaker = Span(at + len(sentence) - 1 - len(says), at + len(sentence) - 1)
        kind = choose.choices(
            ("narrator", "organisation", "named", "unnamed", "witness", "document"), weights=(40, 25, 20, 10, 4, 1)
        )[0]
        source = Source(kind) if kind == "narrator" else Source(kind, speaker, 1)  # type: ignore[arg-type]
        told = None if kind == "narrator" else Attribution(source, speaker, (Span(at, speaker.start),), "indirect")
        period, due = self._period(day)
        status = choose.choices(("occurred", "ongoing", "planned", "hypothetical"), weights=(60, 20, 15, 5))[0]
        claim = Claim(
            "",
            trigger,
            choose.choices(CLAIM_TYPES, weights=range(len(CLAIM_TYPES), 0, -1))[0],
            status,  # type: ignore[arg-type]
            Span(at, at + len(sentence)),
            negated=choose.random() < 0.05,
            source=source,
            actor=actor,
            places=(PlaceMention(where, "at"),),
            time=period,
            deadline=due,
            quantity=Quantity(actor, 20, 99, "soldat", True) if choose.random() < 0.2 else None,
            attribution=told,
            confidence=0.9,
            evidence={"type": Evidence((trigger,), "lexicon"), "status": Evidence((trigger,), "tense")},
        )
        return claim, sentence

    def _period(self, day: date) -> tuple[Period | None, bool]:
        roll = self.random.random()
        if roll < 0.4:
            return None, False
        if roll < 0.75:
            on = day - timedelta(days=self.random.randrange(4))
            return Period(on, on), False
        if roll < 0.85:
            return Period(day - timedelta(days=30), day), False
        if roll < 0.9:
            return Period(date(day.year - 3, 1, 1), None, "year"), False
        return Period(None, day + timedelta(days=self.random.randrange(1, 60))), True


def fill(ledger: Ledger, readings: Iterator[Reading]) -> float:
    """Add them, and tell how many a second."""
    start, busy, done = time.perf_counter(), time.process_time(), 0
    for _ in ledger.add_many(readings):
        done += 1
    print(f"{done / (time.process_time() - busy):.0f} dispatches a second of this process's own time")
    return done / (time.perf_counter() - start)


def add(count: int, address: str | None) -> None:
    """The speed of adding, into a new ledger."""
    made = list(Wire().readings(count, SHORT))
    gc.freeze()  # what the benchmark holds in memory beforehand is not the ledger's to sweep
    with tempfile.TemporaryDirectory() as folder, selon.ledger.open(address or Path(folder) / "desk.db") as ledger:
        print(f"{count} dispatches of {SHORT} claims: {fill(ledger, iter(made)):.0f} dispatches/s")


def questions(ledger: Ledger) -> dict[str, dict[str, Any]]:
    """Every filter, common and rare, and some together."""
    wire = Wire()
    common, middle, rare = wire.words[0], wire.words[150], wire.words[9_000]
    someone = next(ledger.claims(source_kind="named"))
    return {
        "none": {},
        "type, common": {"type": "withdraw"},
        "type, rare": {"type": "govern"},
        "status": {"status": "hypothetical"},
        "source_kind, rare": {"source_kind": "document"},
        "agency, rare": {"agency": "DEL"},
        "lang": {"lang": "fr"},
        "lang, absent": {"lang": "en"},
        "deadline": {"deadline": True},
        "negated": {"negated": True},
        "hedged, absent": {"hedged": True},
        "place, common": {"place": wire.places[0]},
        "place, rare": {"place": wire.places[-1]},
        "place, absent": {"place": "Nulle-Part"},
        "actor, common": {"actor": common},
        "actor, rare": {"actor": rare},
        "actor, absent": {"actor": "personne"},
        "source": {"source": middle},
        "text, common": {"text": common},
        "text, middle": {"text": middle},
        "text, rare": {"text": rare},
        "text, two words": {"text": f"{common} {middle}"},
        "text, phrase": {"text": f'"{common} {wire.words[1]}"'},
        "text, prefix": {"text": "dralou*"},
        "text, absent": {"text": "personne"},
        "text, without a common word": {"text": f"{middle} -{common}"},
        "happening, a day": {"happening_between": ("2017-03-05", "2017-03-05")},
        "happening, a week": {"happening_between": ("2016-06-06", "2016-06-12")},
        "happening, a quarter": {"happening_between": ("2018-01-01", "2018-03-31")},
        "happening, two years": {"happening_between": ("2016-01-01", "2017-12-31")},
        "happening, open": {"happening_between": ("2025-06-01", None)},
        "happening, of a type": {"happening_between": ("2017-03-01", "2017-03-31"), "type": "withdraw"},
        "published, a day": {"published_between": ("2017-03-05", "2017-03-05")},
        "published, a year, of a type": {"published_between": ("2016-01-01", "2016-12-31"), "type": "talk"},
        "as of long ago": {"as_of": "2015-01-01"},
        "as of now": {"as_of": "2035-01-01"},
        "reviewed": {"reviewed": True},
        "not reviewed": {"reviewed": False},
        "not rejected": {"reviewed": "standing"},
        "not superseded, no reprints": {"superseded": False, "reprints": False},
        "type, status and place": {"type": "attack", "status": "occurred", "place": wire.places[3]},
        "one dispatch": {"dispatch": someone.dispatch.id},
        "one dispatch, happening": {"dispatch": someone.dispatch.id, "happening_between": ("2016-01-01", "2017-12-31")},
        "one claim": {"id": someone.claim.id},
    }


def ask(address: str, claims: int) -> None:
    """The time of the first fifty of each question: by the clock, and of this process."""
    with selon.ledger.open(address) as ledger:
        _complete(ledger, claims)
        slowest = (0.0, "")
        for name, filters in questions(ledger).items():
            times = [_timed(ledger, filters) for _ in range(RUNS)]
            took, busy, found = sorted(times)[len(times) // 2]
            slowest = max(slowest, (took, name))
            print(f"{name:32} {took:8.1f} ms  (worst {max(times)[0]:.1f}, own {busy:.1f}) {found:4} found")
        print(f"slowest: {slowest[0]:.1f} ms ({slowest[1]})")


def _complete(ledger: Ledger, claims: int) -> None:
    held = sum(1 for _ in islice(ledger.dispatches(), 1))
    if held:
        return
    print(f"filling: {fill(ledger, Wire().readings(claims // CLAIMS)):.0f} dispatches/s")
    for entry in islice(ledger.claims(type="withdraw"), 0, 3_000, 10):
        ledger.review(entry, "accept", by="benchmark")
    ledger.learn()


def _timed(ledger: Ledger, filters: dict[str, Any]) -> tuple[float, float, int]:
    """Milliseconds by the clock and of this process, and how many were found."""
    start, busy = time.perf_counter(), time.process_time()
    found = len(list(islice(ledger.claims(**filters), FIRST)))
    return (time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000, found


def main() -> None:
    """Run the benchmark that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("add", "ask"))
    parser.add_argument("--ledger", help="a file, or postgresql://…; a new file if not given")
    parser.add_argument("--dispatches", type=int, default=10_000)
    parser.add_argument("--claims", type=int, default=1_000_000)
    asked = parser.parse_args()
    if asked.what == "add":
        add(asked.dispatches, asked.ledger)
    else:
        ask(asked.ledger or str(Path(tempfile.mkdtemp()) / "million.db"), asked.claims)


if __name__ == "__main__":
    main()
