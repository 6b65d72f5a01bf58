"""Time the gazetteer's look-ups and weigh it in memory.

usage: python benchmarks/gazetteer.py [GAZETTEER.sqlite]

Each look-up is timed once, on names drawn evenly over the gazetteer, so that no cache of results helps, save in
the line "again"; misses are names with their letters reversed. Resident memory is that of the whole process.
"""

from __future__ import annotations

import random
import resource
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Sequence

from selon.gazetteer import Gazetteer
from selon.gazetteer.store import default_path

SAMPLE = 5000


def main() -> None:
    gazetteer = Gazetteer.open(sys.argv[1] if len(sys.argv) > 1 else None)
    path = sys.argv[1] if len(sys.argv) > 1 else default_path()
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        drawn = db.execute(
            "SELECT name, country FROM places WHERE country > '' AND n % 37 = 0 AND kind IN ('city', 'region')"
        ).fetchall()
    random.Random(7).shuffle(drawn)
    drawn = drawn[:SAMPLE]
    spellings = [(respell(name), country) for name, country in drawn]
    print(f"{len(drawn)} names")
    report("exact, found", drawn, lambda name, _: gazetteer.exact(name))
    report("exact, missed", [(n[::-1], c) for n, c in drawn], lambda name, _: gazetteer.exact(name))
    gazetteer.exact(drawn[0][0])
    report("exact, again", drawn[:1] * 1000, lambda name, _: gazetteer.exact(name))
    report("fuzzy, one country", spellings, lambda name, country: gazetteer.fuzzy(name, (country,)))
    report("fuzzy, four countries", spellings, lambda name, c: gazetteer.fuzzy(name, {c, "SY", "UA", "FR"}))
    print(f"resident memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def respell(name: str) -> str:
    """The name as another agency may write it."""
    return name.replace("sh", "ch").replace("u", "ou").replace("k", "q").replace("i", "y")


def report(what: str, pairs: Sequence[tuple[str, str]], look: Callable[[str, str], object]) -> None:
    """Print the median, the mean and the 99th percentile of one look-up, microseconds."""
    taken = []
    for name, country in pairs:
        start = time.perf_counter_ns()
        look(name, country)
        taken.append((time.perf_counter_ns() - start) / 1000)
    taken.sort()
    print(
        f"{what:24} median {statistics.median(taken):7.1f} µs   mean {statistics.fmean(taken):7.1f} µs"
        f"   99 % {taken[int(0.99 * len(taken))]:7.1f} µs"
    )


if __name__ == "__main__":
    main()
