"""Score readings against claims read by hand, and keep the floors below which no change may fall.

usage: python tests/gate/score.py                 the scores on agency.jsonl beside this file, and its floors
       python tests/gate/score.py GOLD.jsonl      the scores on another file of the same shape
       python tests/gate/score.py --floors        write the floors: the present scores, a little lowered

A claim is *found* where its trigger overlaps one read by hand, one to one; *typed* where the type is right too;
*sourced* where status, negation and source are right as well. The facets are measured on the typed claims.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from selon import Reader
from selon.intake.text import dispatched

HERE = Path(__file__).parent
GOLD = HERE / "agency.jsonl"
FLOORS = HERE / "floors.toml"
SLACK = 0.02
"""How far below the present score a floor is set: a change that gains elsewhere may lose this much."""

Claim = Mapping[str, Any]
Pair = tuple[Claim, Claim]


@dataclass
class Tally:
    """How many values the gold has, how many were given, and how many of these are right."""

    gold: int = 0
    given: int = 0
    right: int = 0

    def add(self, gold: int, given: int, right: int) -> None:
        """Count more of them."""
        self.gold += gold
        self.given += given
        self.right += right

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; where every claim has a value, the accuracy."""
        return 2 * self.right / (self.gold + self.given) if self.gold + self.given else 0.0


@dataclass
class Scores:
    """The tallies by name, in the order in which they are told."""

    tallies: dict[str, Tally] = field(default_factory=dict)

    def add(self, name: str, gold: int, given: int, right: int) -> None:
        """Count under a name."""
        self.tallies.setdefault(name, Tally()).add(gold, given, right)

    def figures(self) -> dict[str, float]:
        """The F1 of each name, to three places."""
        return {name: round(t.f1, 3) for name, t in self.tallies.items()}


def overlap(a: Sequence[int] | None, b: Sequence[int] | None) -> int:
    """How many characters two spans share."""
    return 0 if a is None or b is None else max(0, min(a[1], b[1]) - max(a[0], b[0]))


def pairs(gold: Sequence[Claim], given: Sequence[Claim]) -> list[Pair]:
    """The claims of both sides that hang on the same word, one to one: the same type first, then the larger overlap."""
    options = [
        (g["type"] != c["type"], -shared, i, j)
        for i, g in enumerate(gold)
        for j, c in enumerate(given)
        if (shared := overlap(g["trigger"], c["trigger"]))
    ]
    left, right, found = set(range(len(gold))), set(range(len(given))), []
    for _, _, i, j in sorted(options):
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            found.append((gold[i], given[j]))
    return found


def same_source(g: Claim, c: Claim) -> bool:
    """Whether both have the same kind of source and, but for the narrator, overlapping words."""
    a, b = g["source"], c["source"]
    return bool(a["kind"] == b["kind"] and (a["kind"] == "narrator" or overlap(a["span"], b["span"])))


def same_status(g: Claim, c: Claim) -> bool:
    """Whether both commit to the same."""
    return bool(g["status"] == c["status"] and g["negated"] == c["negated"])


PLAIN: dict[str, Callable[[Claim, Claim], bool]] = {
    "status": lambda g, c: g["status"] == c["status"],
    "negated": lambda g, c: g["negated"] == c["negated"],
    "hedged": lambda g, c: g["hedged"] == c["hedged"],
    "source": same_source,
}
"""Facets that every claim has."""

OPTIONAL: dict[str, Callable[[Any, Any], bool]] = {
    "actor": lambda a, b: overlap(a, b) > 0,
    "target": lambda a, b: overlap(a, b) > 0,
    "time": lambda a, b: list(a) == list(b),
    "quantity": lambda a, b: (a["low"], a["high"]) == (b["low"], b["high"]),
}
"""Facets that a claim may have."""


def score(read: Iterable[tuple[Sequence[Claim], Sequence[Claim]]]) -> Scores:
    """The scores over many dispatches, each given as its claims read by hand and those read by the program."""
    scores = Scores()
    for gold, given in read:
        found = pairs(gold, given)
        typed = [(g, c) for g, c in found if g["type"] == c["type"]]
        sourced = [(g, c) for g, c in typed if same_status(g, c) and same_source(g, c)]
        for name, hits in (("found", found), ("typed", typed), ("sourced", sourced)):
            scores.add(name, len(gold), len(given), len(hits))
        for g, c in typed:
            _facets(scores, g, c)
    return scores


def _facets(scores: Scores, g: Claim, c: Claim) -> None:
    for name, right in PLAIN.items():
        scores.add(name, 1, 1, right(g, c))
    for name, same in OPTIONAL.items():
        a, b = g[name], c[name]
        scores.add(name, a is not None, b is not None, a is not None and b is not None and same(a, b))
    scores.add("deadline", g["deadline"], c["deadline"], g["deadline"] and c["deadline"])
    hits = [[p for p in c["places"] if overlap(q["span"], p["span"])] for q in g["places"]]
    roles = [[p for p in ps if p["role"] == q["role"]] for q, ps in zip(g["places"], hits, strict=True)]
    scores.add("place", len(g["places"]), len(c["places"]), sum(map(bool, hits)))
    scores.add("place role", len(g["places"]), len(c["places"]), sum(map(bool, roles)))


def measure(path: Path = GOLD, lang: str = "fr") -> Scores:
    """Read the dispatches of a gold file in one language, and score the readings."""
    gold = [
        d for line in path.read_text("utf-8").splitlines() if line.strip() and (d := json.loads(line))["lang"] == lang
    ]
    dispatches = [
        dispatched(d["text"], id=d["id"], lang=lang, published=date.fromisoformat(d["published"]), title=d["title"])
        for d in gold
    ]
    readings = Reader(lang).read_many(dispatches)
    return score((d["claims"], r.to_json()["claims"]) for d, r in zip(gold, readings, strict=True))


def floors() -> dict[str, float]:
    """The figures below which no change may fall."""
    return {name: float(f) for name, f in tomllib.loads(FLOORS.read_text("utf-8"))["floors"].items()}


def write_floors(figures: Mapping[str, float]) -> None:
    """Write the floors, with what they are for."""
    lines = [f'"{name}" = {max(0.0, f - SLACK):.3f}' for name, f in figures.items()]
    FLOORS.write_text("\n".join([*FLOORS_HEAD, "[floors]", *lines, ""]), "utf-8")


FLOORS_HEAD = (
    "# F1 (accuracy for status, negated, hedged and source) on agency.jsonl below which no change may fall.",
    "# The scorers are trained on these dispatches too, so the figures guard against regressions and say nothing of",
    "# how well other dispatches are read. Written by `python tests/gate/score.py --floors`.",
    "",
)


def main() -> None:
    """Tell the scores, or write the floors."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("gold", nargs="?", type=Path, default=GOLD)
    a.add_argument("--lang", default="fr", help="read the lines in this language")
    a.add_argument("--floors", action="store_true", help="write the floors")
    o = a.parse_args()
    scores = measure(o.gold, o.lang)
    known = floors() if o.gold == GOLD and FLOORS.exists() else {}
    for name, t in scores.tallies.items():
        floor = f"   floor {known[name]:.3f}" if name in known else ""
        print(f"{name:12} F1 {t.f1:.3f}   gold {t.gold:5}  given {t.given:5}  right {t.right:5}{floor}")
    if o.floors:
        write_floors(scores.figures())


if __name__ == "__main__":
    main()
