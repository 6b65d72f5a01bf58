"""Read every dispatch with scorers that did not learn from it: five-fold cross-validation, by dispatch.

usage: python benchmarks/folds.py [--lang fr] [--out READ.jsonl] GOLD.jsonl [GOLD.jsonl ...]

Each GOLD line is a dispatch with its claims read by hand. A fifth of the dispatches, taken evenly from every file, is
left out; all scorers (triggers, status, participants, counts, times, places) are trained on the rest, as
`training/train.py` and `training/places.py` do, and read what was left out. Rules and lexicons stay as they are. Prints
for each file, and for all together, the F1 of claims found, typed and sourced and the facets of the typed ones, as
`tests/gate/score.py` counts them; beside it the same for the scorers as they are shipped, which is only telling for
files that they were not trained on. --out writes what was read, one line a dispatch.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.gate.score import score
from training import places, train
from training.train import FOLDS, Lessons, lessons, load

from selon import Reader
from selon.reading.confidence import Confidence
from selon.reading.counting import Counting
from selon.reading.parse import Parser
from selon.reading.places import Places
from selon.reading.roles import Roles
from selon.reading.scorer import Scorer
from selon.reading.status import StatusReader
from selon.reading.timing import Timing
from selon.reading.triggers import Triggers
from selon.reading.where import Where

Line = Mapping[str, Any]


def taught(parser: Parser, gold: Sequence[dict[str, Any]]) -> Lessons:
    """All that the scorers of a language learn from, as they are shipped."""
    return lessons(parser, gold, given("sentences", parser.lang), given("paragraphs", parser.lang), listed=True)


def given(what: str, lang: str) -> Path | None:
    """The marked texts that a language learns from in every fold, None where there are none."""
    path = Path(__file__).parent.parent / "training" / f"{what}_{lang}.txt"
    return path if path.exists() else None


def held_out(lang: str, gold: Sequence[dict[str, Any]]) -> Iterator[tuple[Line, Line]]:
    """Each gold line with what is read of it by scorers that did not learn from it; `confidence` is the bare one."""
    parser = Parser(lang)
    all_of_it = taught(parser, gold)
    more = [x for what in ("sentences", "paragraphs") if (path := given(what, lang)) for x in train.marked(path, lang)]
    for n, fold in enumerate(all_of_it.folds(), 1):
        print(f"fold {n} of {FOLDS}", file=sys.stderr)
        made = train.train(all_of_it.without(fold))
        learned = [*(d for d in gold if d["id"] not in fold), *more]
        left = [d for d in gold if d["id"] in fold]
        yield from read(_reader(parser, made, _places(parser, learned)), left)


def _places(parser: Parser, gold: Sequence[dict[str, Any]]) -> Scorer:
    """The scorer of places."""
    known = Places(parser.lang)
    where = Where(parser.lang, known)
    index, signs, _, bias, classes = train.fit(
        places.collect(where, list(places.pages(parser, gold, known))), places.STRENGTH
    )
    return train.scorer(index, signs, [], bias, classes)


def _reader(parser: Parser, made: Mapping[str, Scorer], where: Scorer) -> Reader:
    """A reader with these scorers."""
    lang, reader = parser.lang, Reader(parser.lang)
    reader.parser = parser
    reader.triggers = Triggers(lang, made["triggers"], Confidence())
    claims = reader.claims
    claims.status = StatusReader(lang, made["status"])
    claims.timing = Timing(lang, made["timing"])
    claims.roles = Roles(lang, claims.participants, made["roles"])
    claims.counting = Counting(lang, made["counting"])
    claims.where = Where(lang, claims.places, where)
    return reader


def read(reader: Reader, gold: Sequence[dict[str, Any]]) -> Iterator[tuple[Line, Line]]:
    """Each gold line with what the reader makes of it."""
    for line, reading in zip(gold, reader.read_many(train.dispatch(d) for d in gold), strict=True):
        yield line, reading.to_json()


def figures(pairs: Sequence[tuple[Line, Line]], ids: Collection[str]) -> dict[str, float]:
    """The scores of some dispatches, by name."""
    return score((g["claims"], r["claims"]) for g, r in pairs if g["id"] in ids).figures()


def tell(lang: str, paths: Sequence[Path], pairs: Sequence[tuple[Line, Line]], shipped: Sequence[Any]) -> None:
    """Print a column for all dispatches and two for each file: held out, and as shipped."""
    files = [(p.stem, {d["id"] for d in load([p], lang)}) for p in paths]
    files = [(name, ids) for name, ids in files if ids]
    everything = {g["id"] for g, _ in pairs}
    columns = [("all", figures(pairs, everything))]
    for name, ids in files:
        columns += [(name, figures(pairs, ids)), ("shipped", figures(shipped, ids))]
    print(f"{lang}: {len(everything)} dispatches, {sum(len(g['claims']) for g, _ in pairs)} claims")
    print(" " * 12 + "".join(f"{name:>10}" for name, _ in columns))
    for facet in columns[0][1]:
        print(f"{facet:12}" + "".join(f"{found.get(facet, 0):10.3f}" for _, found in columns))


def main() -> None:
    """Cross-validate and tell."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("gold", nargs="+", type=Path)
    a.add_argument("--lang", action="append", choices=("fr", "en"), help="only this language")
    a.add_argument("--out", type=Path, help="write what was read of every dispatch when it was left out")
    o = a.parse_args()
    written = []
    for lang in o.lang or ("fr", "en"):
        gold = load(o.gold, lang)
        pairs = list(held_out(lang, gold))
        tell(lang, o.gold, pairs, list(read(Reader(lang), gold)))
        written += [json.dumps(reading, ensure_ascii=False) for _, reading in pairs]
    if o.out:
        o.out.write_text("\n".join([*written, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
