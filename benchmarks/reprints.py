"""How well reprints and later takes are told from other texts, on pairs made of real dispatches.

    python benchmarks/reprints.py DISPATCHES.jsonl [MORE.jsonl …]
    python benchmarks/reprints.py --near DISPATCHES.jsonl [MORE.jsonl …]

A line holds at least {"text"}; texts of fewer than 120 words are left out. Of each text are made

    a copy       another agency's header before it and a credit after it, straight quotes, the last paragraph cut
    a mended     the same agency's text with a number and a few words changed
    a fuller     its first half first, then the whole (the earlier is half of the later's shingles, all of its own)
    a take       two halves that overlap: each has two thirds of the paragraphs, half of their shingles in common
    another      each text with every other one

and the shares of six-word shingles are told, what `relation` makes of them, and whether the index finds them.

With `--near`, nothing is made up: the pairs of texts that have a tenth of the shorter's shingles in common are listed,
with the shares of the earlier and of the later, the days between them, and what a ledger makes of the later one. A line
may then hold "id", "title" and "published" (or "reference_date"); the agency is the one that the text names.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import selon
from selon.intake.clean import clean
from selon.ledger.fold import words
from selon.ledger.relatives import LONG
from selon.ledger.reprints import Copy, Shared, relation
from selon.ledger.sketches import shingles, sketches
from selon.model import Dispatch

SHORTEST = 120
NEAR = 0.1
RANDOM = random.Random(3)


def texts(paths: list[Path]) -> list[str]:
    """The texts of the files, each once."""
    found = [
        clean(json.loads(line)["text"]) for p in paths for line in p.read_text("utf-8").splitlines() if line.strip()
    ]
    return [t for t in dict.fromkeys(found) if len(t.split()) >= SHORTEST]


def copy(text: str) -> tuple[str, str]:
    """A reprint of a text."""
    body = text.replace("«\u00a0", '"').replace("\u00a0»", '"').replace("’", "'").split("\n\n")
    body = body[:-1] if len(body) > 4 else body
    return text, "\n\n".join(["Le Courrier avec ALP", *body, "Copyright ALP, tous droits de reproduction réservés"])


def mended(text: str) -> tuple[str, str]:
    """A correction of a text."""
    words = text.split(" ")
    for _ in range(3):
        words[RANDOM.randrange(len(words))] = "rectifié"
    return text, " ".join(words)


def fuller(text: str) -> tuple[str, str]:
    """A first take, and the whole."""
    parts = text.split("\n\n")
    return "\n\n".join(parts[: (len(parts) + 1) // 2]), text


def take(text: str) -> tuple[str, str]:
    """Two takes that have half of their text in common."""
    parts = text.split("\n\n")
    third = max(1, len(parts) // 3)
    return "\n\n".join(parts[: len(parts) - third]), "\n\n".join([parts[0], *parts[third:]])


MADE: dict[str, Callable[[str], tuple[str, str]]] = {"copy": copy, "mended": mended, "fuller": fuller, "take": take}


def main() -> None:
    """Make the pairs and tell of each kind how they compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--near", action="store_true", help="list the texts that are near each other as they are")
    asked = parser.parse_args()
    if asked.near:
        near(asked.files)
        return
    found = texts(asked.files)
    print(f"{len(found)} texts")
    for name, make in MADE.items():
        tell(name, [make(t) for t in found])
    tell("another", [(a, b) for i, a in enumerate(found) for b in found[i + 1 :]])


def near(paths: list[Path]) -> None:
    """One line for each pair of texts that have much in common."""
    found = {d.id: d for p in paths for line in p.read_text("utf-8").splitlines() if (d := dated(json.loads(line)))}
    sets = {id_: shingles(d.text) for id_, d in found.items()}
    print(f"{len(found)} texts of {SHORTEST} words and more")
    at: dict[str, list[str]] = defaultdict(list)
    for id_, of in sets.items():
        for one in of:
            at[one].append(id_)
    common = Counter(pair for ids in at.values() for pair in combinations(sorted(ids), 2))
    close = [pair for pair, n in common.items() if n >= NEAR * min(len(sets[one]) for one in pair)]
    told = []
    for pair in close:
        a, b = sorted((found[id_] for id_ in pair), key=lambda d: (d.published or date.min, d.id))
        shared = Shared.of(a.text, b.text)
        days = f"{(b.published - a.published).days}" if a.published and b.published else "?"
        agencies = " ".join(dict.fromkeys((a.agency or "?", b.agency or "?")))
        told.append(
            f"{shared.of_earlier:.2f} {shared.of_later:.2f}  {days:>4} d {added(a, b):11} {agencies:10} {a.id}  {b.id}"
        )
    print("\n".join(sorted(told, reverse=True)))


def dated(line: dict[str, Any]) -> Dispatch | None:
    """The dispatch of a line; None for one that is too short."""
    if len(line["text"].split()) < SHORTEST:
        return None
    day = line.get("published") or line.get("reference_date")
    published = date.fromisoformat(day[:10]) if day else None
    made = selon.dispatch(line["text"], published=published, lang=line.get("lang"))
    return replace(made, id=str(line.get("id", made.id)), title=line.get("title") or made.title)


def added(earlier: Dispatch, later: Dispatch) -> str:
    """What a ledger that holds the earlier makes of the later."""
    with TemporaryDirectory() as folder, selon.open(Path(folder) / "pair.db") as ledger:
        ledger.add(earlier)
        return ledger.add(later).outcome


def tell(name: str, pairs: list[tuple[str, str]]) -> None:
    """One line: shares of the earlier and of the later text, what they are taken for, how many the index finds."""
    shares = [Shared.of(a, b) for a, b in pairs]
    earlier, later = sorted(s.of_earlier for s in shares), sorted(s.of_later for s in shares)
    told = Counter(kind(name, a, b) for a, b in pairs)
    met, found = meet(pairs)
    print(
        f"{name:8} {len(pairs):6} pairs  of earlier {spread(earlier)}  of later {spread(later)}  "
        f"share a band {met / len(pairs):7.2%}  found {found / len(pairs):7.2%}  {dict(told)}"
    )


def kind(name: str, a: str, b: str) -> str:
    """What `relation` takes the later text for, both published on one day; a copy is another agency's."""
    old = Copy("a", a, "ALP", date(2026, 2, 23), title(a))
    new = replace(old, key="b", text=b, agency="BET" if name == "copy" else "ALP")
    if name in ("mended", "fuller", "take"):
        new = replace(new, title=f"{title(a)} (actualisé)")
    else:
        new = replace(new, title=title(b))
    found = relation(new, old)
    return found.kind if found else "none"


def title(text: str) -> str:
    """The first line."""
    return text.split("\n", maxsplit=1)[0]


def meet(pairs: list[tuple[str, str]]) -> tuple[int, int]:
    """How many pairs share a band, and how many that or a long paragraph: these the index finds."""
    every = list(dict.fromkeys(t for pair in pairs for t in pair))
    _, bands = sketches([words(t) for t in every])
    of = {t: set(b) for t, b in zip(every, bands, strict=True)}
    long = {t: {p for p in t.split("\n\n") if len(p) >= LONG} for t in every}
    in_band = sum(1 for a, b in pairs if of[a] & of[b])
    return in_band, sum(1 for a, b in pairs if of[a] & of[b] or long[a] & long[b])


def spread(values: list[float]) -> str:
    """Least, median and most."""
    return f"{values[0]:.2f} {statistics.median(values):.2f} {values[-1]:.2f}"


if __name__ == "__main__":
    main()
