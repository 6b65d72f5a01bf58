"""What reading costs beside parsing: `selon read` against spaCy's bare pipeline over the same paragraphs.

usage: python benchmarks/speed.py DISPATCHES.jsonl [--dispatches 500] [--rounds 3]

Each line of the file is a dispatch with `text`, and if known `lang`, `published` and `title`; lines in other languages
are left out, and the file is read over and over until there are enough. (Selon does not parse again what it parsed
lately, so repeats cost it little; with no more dispatches than the file has, there are none.) Both sides run in one
process on one thread, with the same model and components, in turn; each round has pipelines of its own, so that none
profits from what an earlier one remembered. Loading is not counted; the least time of each counts.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import spacy
from spacy.language import Language

from selon import Dispatch, Reader
from selon.intake.text import dispatched
from selon.reading.parse import MODELS
from selon.reading.prepass import READ


def load(path: Path, lang: str, n: int) -> list[Dispatch]:
    """`n` dispatches of the file, told apart by their ids."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    lines = [d for d in lines if d.get("lang", lang) == lang]
    return [
        dispatched(
            d["text"],
            id=f"{i}",
            lang=lang,
            published=date.fromisoformat(d["published"]) if d.get("published") else None,
            title=d.get("title"),
        )
        for i, d in enumerate(islice(cycle(lines), n))
    ]


def seconds(run: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def read(reader: Reader, dispatches: Sequence[Dispatch]) -> int:
    """Read them all: how many claims there are."""
    return sum(len(r.claims) for r in reader.read_many(dispatches))


def parse(nlp: Language, paragraphs: Sequence[str]) -> int:
    """Parse them all: how many tokens there are."""
    return sum(len(doc) for doc in nlp.pipe(paragraphs, batch_size=32))


def main() -> None:
    """Measure both in turn."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("path", type=Path, metavar="DISPATCHES.jsonl")
    a.add_argument("--lang", default="fr")
    a.add_argument("--dispatches", type=int, default=500)
    a.add_argument("--rounds", type=int, default=3)
    o = a.parse_args()

    dispatches = load(o.path, o.lang, o.dispatches)
    paragraphs = [b.span.of(d.text) for d in dispatches for b in d.blocks if b.kind in READ]
    ours, theirs = [], []
    for _ in range(o.rounds):
        reader, bare = Reader(o.lang), spacy.load(MODELS[o.lang], exclude=["ner"])
        assert bare.pipe_names == reader.parser.nlp.pipe_names, "both sides run the same components"
        list(reader.read_many(dispatches[:1]))
        list(bare.pipe(paragraphs[:4]))
        ours.append(seconds(partial(read, reader, dispatches)))
        theirs.append(seconds(partial(parse, bare, paragraphs)))
        print(f"selon {ours[-1]:7.2f} s   spaCy {theirs[-1]:7.2f} s   ratio {ours[-1] / theirs[-1]:.2f}")
    characters = sum(len(p) for p in paragraphs)
    print(f"{len(dispatches)} dispatches, {len(paragraphs)} paragraphs, {characters} characters")
    print(f"selon {len(dispatches) / min(ours):.1f} dispatches/s, spaCy {len(dispatches) / min(theirs):.1f}/s")
    print(f"ratio {min(ours) / min(theirs):.2f}")


if __name__ == "__main__":
    main()
