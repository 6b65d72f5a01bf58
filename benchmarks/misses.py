"""What goes wrong most: the misses of the reader by kind, with counts.

usage: python benchmarks/misses.py [--lang fr] [--most 10] [--examples 3] GOLD.jsonl [GOLD.jsonl ...]

Each GOLD line is a dispatch with its claims read by hand. A claim is missed where it was not found, was read with
another type, status, negation or source (as `tests/gate/score.py` counts *sourced*), or was read where none is. One
claim may miss in several ways, and counts in each. Prints the commonest kinds for each language, the share of all
misses that each makes, and with --examples some of them.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.gate.score import overlap, pairs, same_source
from training.train import dispatch, load

from selon import Dispatch, Reader
from selon.model import STATUSES, Attribution, Span
from selon.reading.claims import Page
from selon.reading.houses import houses
from selon.reading.prepass import READ
from selon.reading.tree import Token

Claim = Mapping[str, Any]
WORDS = {"NOUN": "noun", "PROPN": "name", "VERB": "verb", "AUX": "verb", "ADJ": "adjective"}
AROUND = 45
"""Characters shown on either side of a word."""


@dataclass(frozen=True)
class Miss:
    """One way in which one claim was missed."""

    kind: str
    shown: str


@dataclass(frozen=True)
class Looked:
    """A dispatch as the reader sees it: the parsed pages and who was found to tell what."""

    d: Dispatch
    pages: Sequence[Page]
    attributions: Sequence[Attribution]

    def at(self, span: Sequence[int]) -> tuple[Page, Token] | None:
        """The page and the word that a span begins with."""
        for page in self.pages:
            tokens = page.syntax.p.tokens(Span(*span)) if page.syntax.p.block.span.overlaps(Span(*span)) else []
            if tokens:
                return page, tokens[0]
        return None

    def sentence(self, span: Sequence[int]) -> Span:
        """The sentence around a span."""
        place = self.at(span)
        if place is None:
            return Span(*span)
        page, token = place
        run = page.layout.sentence(token.i)
        doc = page.syntax.p.doc
        return page.syntax.p.span(doc[run.start], doc[run.end - 1])

    def word(self, span: Sequence[int]) -> str:
        """What kind of word it is."""
        place = self.at(span)
        return WORDS.get(place[1].pos_, "other word") if place else "other word"

    def show(self, c: Claim, note: str = "") -> str:
        """A claim in its place."""
        text, (a, b) = self.d.text, c["trigger"]
        told = f"{text[max(0, a - AROUND) : a]}[{text[a:b]}]{text[b : b + AROUND]}"
        return f"{self.d.id}: {c['type']}, {c['status']} «{' '.join(told.split())}»{note}"


def misses(reader: Reader, gold: Sequence[dict[str, Any]]) -> Iterator[Miss]:
    """All misses in all dispatches."""
    for line in gold:
        d = dispatch(line)
        reading = reader.read(d)
        blocks = [b for b in d.blocks if b.kind in READ]
        pages = reader.pages(list(reader.parser.parse(d.text, blocks)), houses(d, reader.lang))
        looked = Looked(d, pages, reading.attributions)
        given = reading.to_json()["claims"]
        found = pairs(line["claims"], given)
        met, used = {id(g) for g, _ in found}, {id(c) for _, c in found}
        yield from (lost(reader, looked, g) for g in line["claims"] if id(g) not in met)
        yield from (extra(looked, c, line["claims"]) for c in given if id(c) not in used)
        for g, c in found:
            yield from wrong(looked, g, c)


def lost(reader: Reader, looked: Looked, g: Claim) -> Miss:
    """A claim that was not found: the lexicon does not know the word, or the scorer thinks too little of it."""
    place, word = looked.at(g["trigger"]), looked.word(g["trigger"])
    if place is None:
        return Miss("missed: in a block that is not read", looked.show(g))
    page, token = place
    entry = reader.triggers.lexicon.match(page.syntax, token)
    if entry is None:
        return Miss(f"missed: {word} that the lexicon lacks", looked.show(g))
    if entry.type is None:
        return Miss(f"missed: {word} that the lexicon takes for no claim here", looked.show(g))
    return Miss(f"missed: {word} that is listed, and that the scorer leaves out", looked.show(g))


def extra(looked: Looked, c: Claim, gold: Sequence[Claim]) -> Miss:
    """A claim that nobody read: a second mention, or a word that says nothing here."""
    sentence, word = looked.sentence(c["trigger"]), looked.word(c["trigger"])
    same = [g for g in gold if g["type"] == c["type"] and sentence.covers(Span(*g["trigger"]))]
    if same:
        return Miss(f"extra: {word} that names again what another word of the sentence reports", looked.show(c))
    if word in ("noun", "name"):
        return Miss("extra: noun of the background taken for a claim", looked.show(c))
    return Miss(f"extra: {word} that reports no event of a type", looked.show(c))


def wrong(looked: Looked, g: Claim, c: Claim) -> Iterator[Miss]:
    """What is wrong with a claim that was found."""
    if g["type"] != c["type"]:
        yield Miss("type: another one", looked.show(g, f" read as {c['type']}"))
        return
    if g["status"] != c["status"]:
        word, both = looked.word(g["trigger"]), sorted((g["status"], c["status"]), key=STATUSES.index)
        yield Miss(f"status of a {word}: {both[0]} and {both[1]} confused", looked.show(g, f" read as {c['status']}"))
    if g["negated"] != c["negated"]:
        yield Miss("negation: missed" if g["negated"] else "negation: read where none is", looked.show(g))
    if not same_source(g, c):
        yield Miss(source(looked, g, c), looked.show(g, _voices(looked, g, c)))


def source(looked: Looked, g: Claim, c: Claim) -> str:
    """How a source was missed."""
    own, read = g["source"], c["source"]
    if own["kind"] == "narrator":
        return "source: the narrator's own words given to somebody"
    tellings = [a for a in looked.attributions if overlap(own["span"], a.source.span)]
    if read["kind"] == "narrator":
        if not tellings:
            return "source: no telling found"
        near = looked.sentence(g["trigger"])
        if any(near.overlaps(s) for a in tellings for s in (*a.content, *([a.cue] if a.cue else []))):
            return "source: the telling is found, and does not reach the claim"
        return "source: known from another sentence, whose speech goes on here"
    if overlap(own["span"], read["span"]):
        return "source: the right words, another kind"
    return "source: somebody else who speaks"


def _voices(looked: Looked, g: Claim, c: Claim) -> str:
    def voice(s: Mapping[str, Any]) -> str:
        return str(s["kind"]) + (f" «{looked.d.text[slice(*s['span'])]}»" if s["span"] else "")

    return f" {voice(g['source'])} read as {voice(c['source'])}"


def main() -> None:
    """Count and tell."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("gold", nargs="+", type=Path)
    a.add_argument("--lang", action="append", choices=("fr", "en"), help="only this language")
    a.add_argument("--most", type=int, default=10, metavar="N", help="the N commonest kinds")
    a.add_argument("--examples", type=int, default=0, metavar="N", help="show N of each")
    o = a.parse_args()
    for lang in o.lang or ("fr", "en"):
        gold = load(o.gold, lang)
        kinds = defaultdict(list)
        for miss in misses(Reader(lang), gold):
            kinds[miss.kind].append(miss.shown)
        total = sum(map(len, kinds.values()))
        print(f"{lang}: {total} misses of {len(kinds)} kinds, {sum(len(d['claims']) for d in gold)} claims")
        for kind, shown in sorted(kinds.items(), key=lambda x: -len(x[1]))[: o.most]:
            print(f"  {len(shown):4}  {len(shown) / total:4.0%}  {kind}")
            for one in shown[: o.examples]:
                print(f"              {one}")


if __name__ == "__main__":
    main()
