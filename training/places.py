"""Train the scorer that gives places to claims and names their part.

usage: python training/places.py --lang fr GOLD.jsonl [GOLD.jsonl …] [--sentences FILE …] [--test GOLD.jsonl]

Each GOLD line is a dispatch with `id`, `lang`, `published`, `title`, `text` and `claims` read by hand; their triggers
are taken as given; with --sentences FILE … marked texts are learned from too. Writes
`src/selon/languages/<lang>/weights/places.npz`; with --test, prints F1 of places and of places with their parts on
those dispatches instead. No randomness: the same input gives the same weights.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from training.train import Examples, fit, load, marked, parse, scorer

from selon.model import ClaimType, Span
from selon.reading.attribution import Memory, Report, Reports
from selon.reading.houses import houses
from selon.reading.lexicon import Entry, load_lexicon
from selon.reading.parse import Parser
from selon.reading.places import Places
from selon.reading.scorer import named, pack
from selon.reading.sentences import Layout, layout
from selon.reading.syntax import Syntax
from selon.reading.where import NONE, Where

STRENGTH = 0.2


@dataclass(frozen=True)
class Given:
    """A trigger read by hand."""

    token: Any
    type: ClaimType
    entry: Entry | None
    places: tuple[tuple[Span, str], ...]


@dataclass(frozen=True)
class Page:
    """A paragraph with its triggers read by hand."""

    syntax: Syntax
    layout: Layout
    triggers: list[Given]
    title: bool
    reports: list[Report]


def pages(parser: Parser, gold: Sequence[dict[str, Any]], places: Places) -> Iterator[Page]:
    """The paragraphs of the dispatches."""
    lang = parser.lang
    lexicon, tellings = load_lexicon(lang), Reports(lang)
    for line, d, paragraphs in parse(parser, gold):
        memory = Memory()
        syntaxes = [Syntax(p, lang, houses(d, lang)) for p in paragraphs]
        places.attend(line["text"], syntaxes)
        for s in syntaxes:
            lay = layout(s.p, memory.in_quote)
            told = tellings.find(s, lay, memory)
            yield Page(s, lay, list(_triggers(s, line, lexicon)), s.p.block.kind == "title", told)


def _triggers(s: Syntax, line: dict[str, Any], lexicon: Any) -> Iterator[Given]:
    block = Span(s.p.offset, s.p.offset + len(s.p.doc.text))
    for c in line["claims"]:
        span = Span(*c["trigger"])
        tokens = s.p.tokens(span) if block.covers(span) else []
        if tokens:
            entry = lexicon.match(s, tokens[0])
            fits = entry if entry is not None and entry.type == c["type"] else None
            yield Given(tokens[0], c["type"], fits, tuple((Span(*p["span"]), p["role"]) for p in c["places"]))


def collect(where: Where, read: Sequence[Page]) -> Examples:
    """One example for each place and trigger of a sentence."""
    examples = Examples([], [], [])
    for page in read:
        for pair in where.pairs(page.syntax, page.layout, page.triggers, page.title, page.reports):
            given = pair.trigger
            assert isinstance(given, Given)
            role = next((r for span, r in given.places if span.overlaps(pair.place.span)), NONE)
            examples.signs.append(named(pair.signs))
            examples.labels.append(role)
    return examples


def test(where: Where, read: Sequence[Page], errors: int) -> None:
    """Print precision, recall and F1 over all claims."""
    gold = given = right = parts = 0
    for page in read:
        found = where.assign(page.syntax, page.layout, page.triggers, page.title, page.reports)
        for t in page.triggers:
            got = found.get(t.token.i, [])
            gold += len(t.places)
            given += len(got)
            for span, role in t.places:
                hits = [p for p in got if p.span.overlaps(span)]
                right += bool(hits)
                parts += any(p.part == role for p in hits)
                if errors and not any(p.part == role for p in hits):
                    print(" missed", t.type, role, [p.part for p in hits], _shown(page, t, span))
            for p in got:
                if errors and not any(p.span.overlaps(span) for span, _ in t.places):
                    print(" extra ", t.type, p.part, _shown(page, t, p.span))
    for name, n in (("places", right), ("with parts", parts)):
        print(f"{name:12} P {n / max(1, given):.3f}  R {n / max(1, gold):.3f}  F1 {2 * n / max(1, gold + given):.3f}")


def _shown(page: Page, t: Given, span: Span) -> str:
    sentence = page.layout.sentence(t.token.i)
    doc, offset = page.syntax.p.doc, page.syntax.p.offset
    words = " ".join(t.text for t in doc[sentence.start : sentence.end])
    return f"[{t.token.text}] [{doc.text[span.start - offset : span.end - offset]}]  {words[:260]!r}"


def main() -> None:
    """Train, and write or test."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("gold", nargs="+", type=Path)
    a.add_argument("--lang", default="fr")
    a.add_argument("--sentences", nargs="*", type=Path, default=[])
    a.add_argument("--test", nargs="*", type=Path)
    a.add_argument("--errors", action="store_true")
    o = a.parse_args()
    places = Places(o.lang)
    where = Where(o.lang, places)
    parser = Parser(o.lang)
    sentences = [x for path in o.sentences for x in marked(path, o.lang)]
    examples = collect(where, list(pages(parser, [*load(o.gold, o.lang), *sentences], places)))
    index, signs, _, bias, classes = fit(examples, STRENGTH)
    if o.test:
        trained = Where(o.lang, places, scorer(index, signs, [], bias, classes))
        test(trained, list(pages(parser, load(o.test, o.lang), places)), o.errors)
        return
    out = Path(__file__).parent.parent / "src" / "selon" / "languages" / o.lang / "weights" / "places.npz"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(pack(index, signs, [], bias, classes))
    print(f"{out.name}: {len(examples.labels)} examples, {out.stat().st_size / 1e6:.2f} MB, {json.dumps(classes)}")


if __name__ == "__main__":
    main()
