"""Who says what, in sentences of every construction.

`attribution_open.tsv` lists the few probes that are not read as they should be, and why. One that has become right must
leave that list.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

from selon import Reader
from selon.model import Span
from selon.reading.anatomy import anatomy
from selon.reading.attribution import Memory, Report
from selon.reading.houses import houses
from selon.reading.prepass import READ
from selon.reading.sentences import layout
from selon.reading.syntax import Syntax

PROBES = Path(__file__).resolve().parents[1] / "probes"
LIKE = 0.8
"""F1 of the words of two contents that are the same but for their edges."""
AT_MOST = 0.08
"""The share of probes that may be open."""


class Told(NamedTuple):
    """One attribution as a probe tells it, or as it is read."""

    source: str
    kind: str
    cue: str
    content: str


class Probe(NamedTuple):
    lang: str
    text: str
    expected: tuple[Told, ...]


def probes(lang: str) -> Iterator[Probe]:
    lines = (PROBES / f"attribution_{lang}.tsv").read_text("utf-8").splitlines()
    for line in lines:
        if line.startswith(("#", "text\t")) or not line.strip():
            continue
        text, expected = line.split("\t")
        told = [] if expected == "-" else [Told(*(c.strip() for c in x.split(" | "))) for x in expected.split(" ;; ")]
        yield Probe(lang, text, tuple(told))


@lru_cache(maxsize=2)
def reader(lang: str) -> Reader:
    return Reader(lang)


def read(lang: str, text: str) -> list[Told]:
    """The attributions of a passage that somebody vouches for, or that name nobody."""
    d = anatomy(text.replace("¶", "\n\n"), id="probe", lang=lang)
    memory, found, own = Memory(), [], houses(d, lang)
    for p in reader(lang).parser.parse(d.text, [b for b in d.blocks if b.kind in READ]):
        for r in reader(lang).reports.find(Syntax(p, lang, own), layout(p, memory.in_quote), memory):
            if r.vouched or r.attribution.source.span is None or r.cue is None or r.cue.pos_ == "NOUN":
                found.append(told(d.text, r))
    return found


def told(text: str, r: Report) -> Told:
    """An attribution in the words of a probe."""

    def words(span: Span | None) -> str:
        return "-" if span is None else " ".join(span.of(text).split())

    a = r.attribution
    source = words(a.source.span) if r.pronoun is None else f"{words(r.pronoun)}={words(a.source.span)}"
    return Told(source, a.source.kind, words(a.cue), " … ".join(words(s) for s in a.content))


def alike(a: str, b: str) -> bool:
    """Whether two contents have nearly the same words."""
    x, y = re.findall(r"\w+", a), re.findall(r"\w+", b)
    common = sum(min(x.count(w), y.count(w)) for w in set(x))
    return bool(x or y) and 2 * common / (len(x) + len(y)) >= LIKE


def same(wanted: Told, got: Told) -> bool:
    parts = wanted.source.partition("=")
    source = got.source == wanted.source or (not parts[1] and got.source.removeprefix("des ") == wanted.source)
    source = source or wanted.source.removeprefix("des ") == got.source
    return source and wanted.kind == got.kind and wanted.cue == got.cue and alike(wanted.content, got.content)


def faults(probe: Probe) -> str:
    """What is wrong with the reading of a probe; nothing where all is right."""
    got = read(probe.lang, probe.text)
    missing = [w for w in probe.expected if not any(same(w, g) for g in got)]
    extra = [g for g in got if not any(same(w, g) for w in probe.expected)]
    return "" if not missing and not extra else f"{probe.text}\n  missing {missing}\n  extra {extra}"


def still_open(lang: str) -> set[str]:
    lines = (PROBES / "attribution_open.tsv").read_text("utf-8").splitlines()
    rows = [x.split("\t") for x in lines if x.strip() and not x.startswith(("#", "lang\t"))]
    return {text for own, text, _ in rows if own == lang}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_probe_is_read_or_known_to_be_open(lang: str) -> None:
    wrong = {p.text: f for p in probes(lang) if (f := faults(p))}
    known = still_open(lang)
    said = [wrong[x] for x in wrong.keys() - known] + [
        f"open, and read right or gone: {x}" for x in known - wrong.keys()
    ]
    if said:
        pytest.fail("\n".join(said), pytrace=False)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_there_are_many_probes_and_few_are_open(lang: str) -> None:
    found = list(probes(lang))
    assert len(found) >= 100
    assert len({p.text for p in found}) == len(found)
    assert len(still_open(lang)) <= AT_MOST * len(found)
