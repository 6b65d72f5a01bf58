"""The time engine on a gold file, and how fast it is beside others.

    python benchmarks/time.py GOLD.jsonl > predicted.jsonl      predictions; texts a second on standard error
    python benchmarks/time.py GOLD.jsonl --beside               texts a second beside dateparser and Duckling

A line of the gold file is {"id", "lang", "reference_date", "text", …}, a line of the predictions
{"id", "pred": [{"start", "end", "text", "type", "value"}]}. One core, the compiling of the tables left out, the best of
five runs.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from selon.reading.periods import periods

RUNS = 5
Row = dict[str, Any]


def main() -> None:
    """Run the benchmark that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--beside", action="store_true", help="time other libraries too, where they are installed")
    asked = parser.parse_args()
    rows = [json.loads(line) for line in asked.gold.read_text("utf-8").splitlines() if line.strip()]
    if asked.beside:
        for name, read in readers():
            print(f"{name:12} {speed(read, rows):9.1f} texts/s")
        return
    for row in rows:
        print(json.dumps({"id": row["id"], "pred": predicted(row)}, ensure_ascii=False))
    print(f"{speed(selon, rows):.0f} texts/s", file=sys.stderr)


def predicted(row: Row) -> list[Row]:
    """The expressions of one text as the scorer takes them."""
    return [
        {"start": x.span.start, "end": x.span.end, "text": x.span.of(row["text"]), "type": x.type, "value": x.value}
        for x in periods(row["text"], published=day(row), lang=row["lang"])
    ]


def day(row: Row) -> date | None:
    """The publication day of a row; None where it has none."""
    given = row.get("reference_date")
    return date.fromisoformat(given[:10]) if given else None


def speed(read: Callable[[Row], object], rows: list[Row]) -> float:
    """Texts a second, the best of five runs."""
    read(rows[0])
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        for row in rows:
            read(row)
        best = min(best, time.perf_counter() - start)
    return len(rows) / best


def selon(row: Row) -> object:
    """This library."""
    return periods(row["text"], published=day(row), lang=row["lang"])


def readers() -> Iterator[tuple[str, Callable[[Row], object]]]:
    """Each library that is installed, by name."""
    yield "selon", selon
    try:
        search_dates = import_module("dateparser.search").search_dates
    except ImportError:
        print("dateparser is not installed: pip install dateparser", file=sys.stderr)
    else:

        def dateparser(row: Row) -> object:
            base = datetime.fromisoformat(row["reference_date"]).replace(tzinfo=None)
            return search_dates(row["text"], languages=[row["lang"]], settings={"RELATIVE_BASE": base})

        yield "dateparser", dateparser
    try:
        wrappers = ducklings()
    except ImportError:
        print("duckling is not installed: pip install duckling (needs a Java machine)", file=sys.stderr)
    else:
        yield (
            "duckling",
            lambda row: wrappers[row["lang"]].parse_time(row["text"], reference_time=row["reference_date"]),
        )


def ducklings() -> dict[str, Any]:
    """Duckling's readers by language, on a Java machine that gives strings as today's bridge must be asked to."""
    duckling, jpype = import_module("duckling"), import_module("jpype")
    jars = [str(p) for p in Path(str(duckling.__file__)).parent.rglob("*.jar")]
    jpype.startJVM(classpath=jars, convertStrings=True)
    languages = {"fr": duckling.Language.FRENCH, "en": duckling.Language.ENGLISH}
    return {code: duckling.DucklingWrapper(jvm_started=True, language=own) for code, own in languages.items()}


if __name__ == "__main__":
    main()
