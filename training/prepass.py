"""Train the scorer that tells, before anything is parsed, which paragraphs may hold a claim.

usage: python training/prepass.py --lang fr --unrelated FILE [--related FILE] [--marked FILE …] [--test FILE …] -- GOLD

Each GOLD line is a dispatch with `id`, `lang`, `published`, `title`, `text` and `claims` read by hand; the lines of
--unrelated are dispatches of sport, economy and the like without claims, those of --related tell some in every
paragraph. Marked texts and the example sentences of the lexicon teach too which words claims are told in. Where the
line is drawn is found by leaving out a fifth of the dispatches at a time: `LOST` of the claims may stand in paragraphs
below it. Writes the weights `prepass.npz` of the language and tells what share of the characters is kept; with --test,
of other files too, and how many of their claims are lost. No randomness: the same input gives the same weights.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from training.train import FOLDS, Examples, dispatch, fit, load, marked, scorer

from selon.languages.load import rows
from selon.reading.lexicon import FILES
from selon.reading.prepass import BESIDE, CLAIMS, READ, Prepass, signs, words, worth
from selon.reading.scorer import Scorer, pack

NONE = "-"
STRENGTH = 0.1
"""The inverse of the L2 penalty."""
WITHOUT = 0.1
"""What a paragraph without claims weighs where others of its dispatch hold some: it is about the same things."""
RELATED = 0.5
"""What a paragraph weighs that is known to hold claims, but not which."""
MARKED = 0.5
"""What a marked text weighs."""
LISTED = 0.3
"""What an example sentence of the lexicon weighs."""
LOST = 0.01
"""The share of claims that may stand in paragraphs which are not parsed."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its words, its length in code points, and how many claims read by hand it holds."""

    words: tuple[str, ...]
    length: int
    claims: int


Texts = Mapping[str, Sequence[Paragraph]]
"""The paragraphs of dispatches by their ids."""


def texts(gold: Iterable[dict[str, Any]]) -> Texts:
    """The paragraphs of gold lines."""
    found: dict[str, list[Paragraph]] = defaultdict(list)
    for line in gold:
        d = dispatch(line)
        starts = [c["trigger"][0] for c in line.get("claims", ())]
        for span in (b.span for b in d.blocks if b.kind in READ):
            held = sum(1 for x in starts if span.start <= x < span.end)
            found[d.id].append(Paragraph(tuple(words(span.of(d.text))), span.end - span.start, held))
    return found


def listed(lang: str) -> Examples:
    """The example sentences of the lexicon that make claims."""
    made = [row["example"] for name in FILES for row in rows(lang, name) if row["type"] != NONE]
    return _examples([words(x.replace("[[", "").replace("]]", "")) for x in made], CLAIMS, LISTED)


def train(told: Texts, unrelated: Texts, taught: Examples) -> Scorer:
    """The scorer that these texts teach."""
    found = Examples([], [], [])
    found.extend(taught)
    ours = [p for d in told.values() for p in d]
    found.extend(_examples([p.words for p in ours if p.claims], CLAIMS, 1.0))
    found.extend(_examples([p.words for p in ours if not p.claims], NONE, WITHOUT))
    found.extend(_examples([p.words for d in unrelated.values() for p in d], NONE, 1.0))
    index, weights, _, bias, classes = fit(found, STRENGTH)
    return scorer(index, weights, [], bias, classes)


def _examples(found: Sequence[Sequence[str]], label: str, weight: float) -> Examples:
    return Examples([tuple(signs(x)) for x in found], [], [label] * len(found), [weight] * len(found))


def line(lang: str, told: Texts, unrelated: Texts, taught: Examples) -> float:
    """The highest log odds from which a paragraph must be parsed for no more than `LOST` of the claims to be lost, by
    scorers that did not learn from the dispatch."""
    ids = list(told)
    odds: dict[str, list[float]] = {}
    for n in range(FOLDS):
        left = ids[n::FOLDS]
        prepass = Prepass(lang, train({k: v for k, v in told.items() if k not in left}, unrelated, taught))
        odds |= {k: [prepass.odds(p.words) for p in told[k]] for k in left}
    claims = sum(p.claims for d in told.values() for p in d)

    def lost(at: float) -> int:
        return sum(_lost([x - at for x in odds[k]], told[k]) for k in ids)

    return max((x for x in np.arange(-3.0, 3.0, 0.02) if lost(x) <= LOST * claims), default=-3.0)


def _lost(odds: Sequence[float], paragraphs: Sequence[Paragraph]) -> int:
    return sum(p.claims for p, keep in zip(paragraphs, worth(odds), strict=True) if not keep)


def tell(name: str, prepass: Prepass, given: Texts) -> None:
    """Print what is kept of some dispatches, and what is lost with the rest."""
    odds = {k: [prepass.odds(p.words) for p in d] for k, d in given.items()}
    every = [p.length for d in given.values() for p in d]
    kept = [p.length for k, d in given.items() for p, keep in zip(d, worth(odds[k]), strict=True) if keep]
    lost, claims = sum(_lost(odds[k], d) for k, d in given.items()), sum(p.claims for d in given.values() for p in d)
    print(f"{name}: {sum(kept) / sum(every):.3f} of the characters kept, {lost} of {claims} claims lost")


def main() -> None:
    """Train, write and tell."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("gold", nargs="+", type=Path)
    a.add_argument("--lang", default="fr")
    a.add_argument("--unrelated", type=Path, required=True)
    a.add_argument("--related", type=Path)
    a.add_argument("--marked", nargs="*", type=Path, default=[])
    a.add_argument("--test", nargs="*", type=Path, default=[])
    o = a.parse_args()
    told, unrelated = texts(load(o.gold, o.lang)), texts(load([o.unrelated], o.lang))
    taught = listed(o.lang)
    sentences = texts(x for path in o.marked for x in marked(path, o.lang))
    taught.extend(_examples([p.words for d in sentences.values() for p in d if p.claims], CLAIMS, MARKED))
    if o.related:
        found = [p.words for d in texts(load([o.related], o.lang)).values() for p in d]
        taught.extend(_examples(found, CLAIMS, RELATED))
    made, at = train(told, unrelated, taught), line(o.lang, told, unrelated, taught)
    made.bias[:] -= [at / 2 if c == CLAIMS else -at / 2 for c in made.classes]
    out = Path(__file__).parent.parent / "src" / "selon" / "languages" / o.lang / "weights" / "prepass.npz"
    out.write_bytes(pack(made.index, made.signs, [], made.bias, made.classes))
    print(f"{out.name}: {len(made.index)} signs, {out.stat().st_size / 1e6:.2f} MB, line at {at:.2f} of {1 + BESIDE:g}")
    prepass = Prepass(o.lang, made)
    for name, given in [("learnt from", told), *((p.stem, texts(load([p], o.lang))) for p in o.test)]:
        tell(name, prepass, given)


if __name__ == "__main__":
    main()
