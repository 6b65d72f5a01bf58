"""How well reprints and later takes are told from other texts, on pairs made of real dispatches.

    python benchmarks/reprints.py DISPATCHES.jsonl [MORE.jsonl …]

A line holds at least {"text"}; texts of fewer than 120 words are left out. Of each text are made

    a copy       another agency's header before it and a credit after it, straight quotes, the last paragraph cut
    a mended     the same agency's text with a number and a few words changed
    a fuller     its first half first, then the whole (the earlier is half of the later's shingles, all of its own)
    a take       two halves that overlap: each has two thirds of the paragraphs, half of their shingles in common
    another      each text with every other one

and the shares of six-word shingles are told, what `relation` makes of them, and whether the index finds them.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from selon.intake.clean import clean
from selon.ledger.fold import words
from selon.ledger.relatives import LONG
from selon.ledger.reprints import Copy, Shared, relation
from selon.ledger.sketches import sketches

SHORTEST = 120
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
    found = texts(parser.parse_args().files)
    print(f"{len(found)} texts")
    for name, make in MADE.items():
        tell(name, [make(t) for t in found])
    tell("another", [(a, b) for i, a in enumerate(found) for b in found[i + 1 :]])


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
