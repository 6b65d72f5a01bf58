"""How fast quantities are read, and how well bare numbers are.

    python benchmarks/quantities.py FILE.jsonl                              texts a second, beside other libraries
    python benchmarks/quantities.py --numbers FILE.jsonl > predicted.jsonl  the bare numbers of each text

A line of FILE is {"id", "lang", "text", …}, a line of the predictions {"id", "pred": [{"start", "end", "text", "type",
"value", "alts"}]}: `value` with a decimal comma, `alts` with a point. One core, the compiling of the tables left out,
the best of five runs.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from selon.reading.quantities import numbers, quantities

RUNS = 5
WORDS = 450
"""Words of a usual dispatch: speeds are given for texts of this length too."""
Row = dict[str, Any]


def main() -> None:
    """Run the benchmark that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--numbers", action="store_true", help="print the bare numbers instead of the speed")
    asked = parser.parse_args()
    rows = [json.loads(line) for line in asked.file.read_text("utf-8").splitlines() if line.strip()]
    if asked.numbers:
        for row in rows:
            print(json.dumps({"id": row["id"], "pred": predicted(row)}, ensure_ascii=False))
        return
    words = sum(len(row["text"].split()) for row in rows) / WORDS
    for name, read in readers():
        taken = seconds(read, rows)
        print(f"{name:20} {len(rows) / taken:9.1f} texts/s {words / taken:9.1f} texts of {WORDS} words/s")


def predicted(row: Row) -> list[Row]:
    """The bare numbers of one text as the scorer takes them."""
    return [
        {
            "start": n.span.start,
            "end": n.span.end,
            "text": n.span.of(row["text"]),
            "type": "NUMBER",
            "value": f"{n.value:.15G}".replace(".", ","),
            "alts": [f"{n.value:.15G}"],
        }
        for n in numbers(row["text"], row["lang"])
    ]


def seconds(read: Callable[[Row], object], rows: list[Row]) -> float:
    """The time for all texts, the best of five runs."""
    read(rows[0])
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        for row in rows:
            read(row)
        best = min(best, time.perf_counter() - start)
    return best


def readers() -> Iterator[tuple[str, Callable[[Row], object]]]:
    """Each library that is installed, by name."""
    yield "selon", lambda row: quantities(row["text"], row["lang"])
    yield "selon, bare numbers", lambda row: list(numbers(row["text"], row["lang"]))
    try:
        alpha2digit = import_module("text_to_num").alpha2digit
    except ImportError:
        print("text2num is not installed: pip install text2num", file=sys.stderr)
    else:
        yield "text2num", lambda row: alpha2digit(row["text"], row["lang"])
    try:
        suite = import_module("recognizers_number")
    except ImportError:
        print("Recognizers-Text is not installed: pip install recognizers-text-number", file=sys.stderr)
    else:
        cultures = {"fr": suite.Culture.French, "en": suite.Culture.English}
        yield "Recognizers-Text", lambda row: suite.recognize_number(row["text"], cultures[row["lang"]])


if __name__ == "__main__":
    main()
