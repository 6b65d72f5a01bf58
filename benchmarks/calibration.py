"""Is a claim of confidence .8 right eight times in ten? Reliability of `confidence`, cross-validated by dispatch.

usage: python benchmarks/calibration.py [--lang fr] [--plot PLOT.svg] GOLD.jsonl [GOLD.jsonl ...]
       python benchmarks/calibration.py [--lang fr] --shipped GOLD.jsonl [GOLD.jsonl ...]

Each GOLD line is a dispatch with its claims read by hand. A claim is right where one of the same type was read by hand
on the same word. Every fifth of the dispatches is read by a scorer that learnt from the other four, and its confidence
comes from a line fitted on those four as they were read when left out in their turn. Prints for each tenth of the scale
how many claims there are, how sure the reader is of them on average and how many of them are right, and the expected
calibration error: the mean of the differences between the two, weighted by claims; beside it what chance alone would
make of it with so many claims. --plot draws the curve. --shipped measures the weights as they are shipped instead:
telling for dispatches that they were not trained on.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.folds import taught
from training.train import Judged, calibrate, held_out, judge, load, parse, seen

from selon.reading.parse import Parser
from selon.reading.triggers import Triggers

BINS = 10
NAMES = {"fr": "French", "en": "English"}
PANEL, MARGIN, FOOT = 300, 56, 64


class Bin(NamedTuple):
    """Claims of about one confidence: how many, their mean confidence, and the share of them that is right."""

    n: int
    sure: float
    right: float

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share of right ones lies with 95 % probability (Wilson 1927)."""
        z, n, p = 1.96, self.n, self.right
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return middle - half, middle + half


def crossed(folds: Sequence[Sequence[Judged]]) -> list[Judged]:
    """The claims of every fold with the confidence that a line fitted on the other folds gives them."""
    found = []
    for n, fold in enumerate(folds):
        line = calibrate([x for m, other in enumerate(folds) if m != n for x in other])
        found += [x._replace(probability=line.of(x.probability)) for x in fold]
    return found


def shipped(lang: str, paths: Sequence[Path]) -> list[Judged]:
    """The claims that the shipped weights find, with the confidence they are told with."""
    triggers = Triggers(lang)
    paragraphs = seen(lang, parse(Parser(lang), load(paths, lang)))
    return [judged for x in paragraphs for judged in judge(x, triggers.find(x.s, x.title))]


def binned(found: Sequence[Judged]) -> list[Bin]:
    """The claims by tenths of the scale, without empty ones."""
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for x in found:
        bins[min(int(x.probability * BINS), BINS - 1)].append(x)
    return [Bin(len(b), sum(x.probability for x in b) / len(b), sum(x.right for x in b) / len(b)) for b in bins if b]


def expected_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error (Naeini, Cooper and Hauskrecht 2015)."""
    return sum(b.n * abs(b.sure - b.right) for b in bins) / max(1, sum(b.n for b in bins))


def by_chance(bins: Sequence[Bin]) -> float:
    """The expected calibration error, about, that so few claims make where every confidence is the true probability."""
    spread = sum(math.sqrt(b.n * b.sure * (1 - b.sure)) for b in bins)
    return math.sqrt(2 / math.pi) * spread / max(1, sum(b.n for b in bins))


def plot(curves: Mapping[str, Sequence[Bin]]) -> str:
    """The reliability curves side by side, as SVG."""
    width, height = len(curves) * (PANEL + MARGIN) + 24, PANEL + FOOT + 32
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="sans-serif" font-size="12" fill="#333">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for n, (lang, bins) in enumerate(curves.items()):
        parts += [f'<g transform="translate({MARGIN + n * (PANEL + MARGIN)} 44)">', *_panel(lang, bins), "</g>"]
    return "\n".join([*parts, "</svg>", ""])


def _panel(lang: str, bins: Sequence[Bin]) -> list[str]:
    """One curve: what is said from left to right, what is so from bottom to top, area of a dot by claims."""

    def at(x: float, y: float) -> tuple[str, str]:
        return f"{x * PANEL:.1f}", f"{(1 - y) * PANEL:.1f}"

    total = sum(b.n for b in bins)
    parts = [
        f'<text x="{PANEL / 2}" y="-24" text-anchor="middle" font-weight="bold">{NAMES[lang]}</text>',
        f'<text x="{PANEL / 2}" y="-8" text-anchor="middle">{total} claims, expected calibration error '
        f"{expected_error(bins):.3f}</text>",
        f'<rect width="{PANEL}" height="{PANEL}" fill="none" stroke="#999"/>',
        f'<path d="M0 {PANEL}L{PANEL} 0" stroke="#999" stroke-dasharray="4 4"/>',
        f'<text x="{PANEL / 2}" y="{PANEL + 36}" text-anchor="middle">confidence</text>',
        f'<text transform="translate(-34 {PANEL / 2}) rotate(-90)" text-anchor="middle">share of right claims</text>',
    ]
    for k in range(0, BINS + 1, 2):
        x, y = at(k / BINS, k / BINS)
        parts.append(f'<text x="{x}" y="{PANEL + 17}" text-anchor="middle">{k / BINS:.1f}</text>')
        parts.append(f'<text x="-6" y="{y}" text-anchor="end" dominant-baseline="middle">{k / BINS:.1f}</text>')
    points = [at(b.sure, b.right) for b in bins]
    parts.append(f'<path d="M{"L".join(f"{x} {y}" for x, y in points)}" fill="none" stroke="#1f5fa8"/>')
    for b, (x, y) in zip(bins, points, strict=True):
        (_, low), (_, high) = (at(b.sure, edge) for edge in b.interval)
        parts.append(f'<path d="M{x} {low}V{high}" stroke="#1f5fa8" stroke-opacity=".6"/>')
        radius = 2 + 14 * math.sqrt(b.n / total)
        parts.append(
            f'<circle cx="{x}" cy="{y}" r="{radius:.1f}" fill="#1f5fa8" fill-opacity=".8">'
            f"<title>{b.n} claims, confidence {b.sure:.2f}, right {b.right:.2f}</title></circle>"
        )
    return parts


def tell(lang: str, bins: Sequence[Bin]) -> None:
    """Print the curve."""
    total, right = sum(b.n for b in bins), sum(b.n * b.right for b in bins)
    print(f"{lang}: {total} claims, {right:.0f} right")
    print(f"  expected calibration error {expected_error(bins):.3f}; by chance alone {by_chance(bins):.3f}")
    for b in bins:
        low, high = b.interval
        print(f"  {b.n:5} claims  confidence {b.sure:.3f}  right {b.right:.3f}  ({low:.2f} to {high:.2f})")


def main() -> None:
    """Measure, tell and draw."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("gold", nargs="+", type=Path)
    a.add_argument("--lang", action="append", choices=sorted(NAMES), help="only this language")
    a.add_argument("--plot", type=Path, help="draw the curves into this file")
    a.add_argument("--shipped", action="store_true", help="measure the shipped weights")
    o = a.parse_args()
    curves = {}
    for lang in o.lang or NAMES:
        found = shipped(lang, o.gold) if o.shipped else crossed(held_out(taught(Parser(lang), load(o.gold, lang))))
        curves[lang] = binned(found)
        tell(lang, curves[lang])
    if o.plot:
        o.plot.write_text(plot(curves), encoding="utf-8")


if __name__ == "__main__":
    main()
