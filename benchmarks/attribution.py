"""Attributions on a gold file, and how many reporting cues are found.

    python benchmarks/attribution.py GOLD.jsonl > predicted.jsonl     what `selon quotes --json` writes, for a scorer
    python benchmarks/attribution.py GOLD.jsonl --cues                the cues held against those of the gold file

A line of the gold file is {"id", "text", "lang"?, "published"?, "quotes": [{"cue": [start, end], …}]}.

With --cues the gold file must list every cue of a class. Two figures are given, each one to one by overlap:

    all          every cue that is read, whatever it is
    REPORTING    without what ISO-TimeML does not call a REPORTING event, and so no such gold file lists: prepositions
                 ("selon"), which are no events at all, and verbs and nouns of asking for, promising, threatening,
                 accusing, thinking and seeing, whose classes are I_ACTION, I_STATE and PERCEPTION

ISO-TimeML's REPORTING is "the action of a person or organisation declaring something, narrating an event, informing
about a situation" (Saurí et al., TimeML Annotation Guidelines 1.2.1, 2.2.1).
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from selon.cli.quotes import json_line
from selon.model import Dispatch, Span
from selon.reading.anatomy import anatomy
from selon.reading.attribution import Memory, Report
from selon.reading.houses import houses
from selon.reading.prepass import READ
from selon.reading.reader import Reader
from selon.reading.sentences import layout
from selon.reading.syntax import Syntax

REPORTING = ("say", "write", "confirm", "deny", "warn", "claim")
"""Modes of the cues that ISO-TimeML calls REPORTING."""

Row = dict[str, Any]


def main() -> None:
    """Run the benchmark that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--cues", action="store_true", help="precision, recall and F1 of the cues")
    asked = parser.parse_args()
    rows = [json.loads(line) for line in asked.gold.read_text("utf-8").splitlines() if line.strip()]
    readers = {lang: Reader(lang) for lang in sorted({row.get("lang", "fr") for row in rows})}
    if not asked.cues:
        for row in rows:
            d, found = next(readers[row.get("lang", "fr")].quotes_many([dispatch(row)]))
            print(json_line(d, found))
        return
    began = time.perf_counter()
    read = [(row, list(reports(readers[row.get("lang", "fr")], dispatch(row)))) for row in rows]
    seconds = time.perf_counter() - began
    for name, wanted in (("all", is_cue), ("REPORTING", is_reporting)):
        print(f"{name:10} {figures((row, filter(wanted, found)) for row, found in read)}")
    print(f"{len(rows) / seconds:.1f} texts/s")


def dispatch(row: Row) -> Dispatch:
    """The dispatch of a gold line."""
    published = row.get("published")
    day = date.fromisoformat(published) if published else None
    return anatomy(row["text"], id=row["id"], lang=row.get("lang", "fr"), published=day, title=row.get("title"))


def reports(reader: Reader, d: Dispatch) -> Iterator[Report]:
    """The attributions of a dispatch with what the reader knows of their cues."""
    memory, own = Memory(), houses(d, reader.lang)
    for p in reader.parser.parse(d.text, [b for b in d.blocks if b.kind in READ]):
        yield from reader.reports.find(Syntax(p, reader.lang, own), layout(p, memory.in_quote), memory)


def is_cue(report: Report) -> bool:
    """Whether the attribution has a cue of its own."""
    return report.cue is not None


def is_reporting(report: Report) -> bool:
    """Whether its cue is of ISO-TimeML's class REPORTING."""
    return report.cue is not None and report.cue.pos_ in ("VERB", "AUX", "NOUN") and report.mode in REPORTING


def figures(read: Iterable[tuple[Row, Iterable[Report]]]) -> str:
    """Precision, recall and F1 of the cues, one to one by overlap."""
    gold = given = right = 0
    for row, found in read:
        wanted = [Span(*q["cue"]) for q in row["quotes"]]
        cues = {r.attribution.cue for r in found if r.attribution.cue is not None}
        gold, given = gold + len(wanted), given + len(cues)
        for cue in sorted(cues):
            hit = next((w for w in wanted if w.overlaps(cue)), None)
            if hit is not None:
                wanted.remove(hit)
                right += 1
    precision, recall = right / given if given else 0.0, right / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  (gold {gold})"


if __name__ == "__main__":
    main()
