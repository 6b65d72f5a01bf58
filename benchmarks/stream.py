"""How fast a stream is read of which four fifths are sport and economy: what looking at the words first is worth.

usage: python benchmarks/stream.py [--lang fr] [--dispatches 200] [--rounds 3] DISPATCHES.jsonl

Every fifth dispatch is one of DISPATCHES.jsonl (lines with `text`, and if known `lang`, `published` and `title`); the
other four are of `benchmarks/unrelated_<lang>.jsonl`, invented ones of sport and economy that nothing was trained on.
A number behind every paragraph tells texts apart, so that nothing is remembered. Prints dispatches and words a second
with and without the look, in turn, and how many claims are read of each kind. The least time of each counts; loading
does not.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.speed import load

from selon import Dispatch, Reader, Reading
from selon.intake.text import dispatched
from selon.model import Block
from selon.reading.prepass import READ, Prepass

BESIDE = 4
"""Dispatches of sport and economy to one of the others."""


class Everything(Prepass):
    """Finds every block worth parsing."""

    def worth_parsing(self, d: Dispatch) -> tuple[Block, ...]:
        """All blocks that are read."""
        return tuple(b for b in d.blocks if b.kind in READ)


def numbered(d: Dispatch, n: int) -> Dispatch:
    """The dispatch with a number behind every paragraph, like no other."""
    text = d.text.replace("\n\n", f" ({n})\n\n") + f" ({n})"
    made = dispatched(text, id=d.id, lang=d.lang, published=d.published)
    return replace(made, id=f"{d.id}-{n}")


def stream(path: Path, lang: str, n: int) -> list[tuple[str, Dispatch]]:
    """`n` dispatches, each with the kind that it is of."""
    beside = Path(__file__).parent / f"unrelated_{lang}.jsonl"
    ours, others = (cycle(load(x, lang, n)) for x in (path, beside))
    mixed = (("news", next(ours)) if i % (BESIDE + 1) == 0 else ("other", next(others)) for i in range(n))
    return [(kind, numbered(d, i)) for i, (kind, d) in enumerate(mixed)]


def timed(reader: Reader, dispatches: Sequence[Dispatch]) -> tuple[float, list[Reading]]:
    """How long reading takes, and what was read."""
    start = time.perf_counter()
    found = list(reader.read_many(dispatches))
    return time.perf_counter() - start, found


def main() -> None:
    """Measure both in turn."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("path", type=Path, metavar="DISPATCHES.jsonl")
    a.add_argument("--lang", default="fr")
    a.add_argument("--dispatches", type=int, default=200)
    a.add_argument("--rounds", type=int, default=3)
    o = a.parse_args()
    kinds, dispatches = zip(*stream(o.path, o.lang, o.dispatches), strict=True)
    words = sum(len(d.text.split()) for d in dispatches)
    print(f"{len(dispatches)} dispatches, {words / len(dispatches):.0f} words each")
    least: dict[str, float] = {}
    for _ in range(o.rounds):
        for name in ("looked at first", "read whole"):
            reader = Reader(o.lang)
            if name == "read whole":
                reader.prepass = Everything(o.lang)
            timed(reader, dispatches[:1])
            took, found = timed(reader, dispatches)
            least[name] = min(took, least.get(name, took))
            claims = {
                k: sum(len(r.claims) for kind, r in zip(kinds, found, strict=True) if kind == k) for k in set(kinds)
            }
            told = ", ".join(f"{n} claims in {k}" for k, n in sorted(claims.items()))
            rate = f"{len(dispatches) / took:6.1f} dispatches/s  {words / took:7.0f} words/s"
            print(f"{name:16} {took:6.2f} s  {rate}  {told}")
    rates = ", ".join(f"{name} {len(dispatches) / took:.1f}/s" for name, took in least.items())
    print(f"least: {rates}; ratio {least['read whole'] / least['looked at first']:.2f}")


if __name__ == "__main__":
    main()
