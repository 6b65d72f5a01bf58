"""Train the scorers of a language pack: which words are triggers of which type, which status they have, and which
participants, counts and times belong to them; and how sure a claim is.

usage: python training/train.py --lang fr --examples --paragraphs FILE GOLD.jsonl [GOLD.jsonl …]
       python training/train.py --lang en --examples --sentences FILE --paragraphs FILE GOLD.jsonl [GOLD.jsonl …]

Each GOLD line is a dispatch with `id`, `lang`, `published`, `title`, `text` and `claims` read by hand; with --examples
the marked words of the lexicon's own example sentences are learned from too, and with --sentences FILE sentences whose
triggers are marked with type, status and participants: for what the dispatches lack. With --paragraphs FILE more such
texts teach, each for a fifth where it is about which words are triggers. Writes
`src/selon/languages/<lang>/weights/{triggers,status,counting,timing,roles}.npz`, and `confidence.toml` from what the
scorer of triggers makes of each dispatch when it has not learnt from it. No randomness: the same input gives the same
weights.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

from selon.languages.load import rows
from selon.model import PLACE_ROLES, Block, Dispatch, Period, Quantity, Span, TimeExpression
from selon.reading.anatomy import anatomy
from selon.reading.attribution import Memory, Report, Reports, innermost
from selon.reading.claims import Claims, Page
from selon.reading.committed import Committed, from_above, stands
from selon.reading.confidence import Confidence, log_odds
from selon.reading.counting import BELONGS
from selon.reading.houses import houses
from selon.reading.lexicon import FILES, load_lexicon
from selon.reading.parse import Paragraph, Parser
from selon.reading.participants import Mentions
from selon.reading.roles import ACTOR, TARGET, Roles
from selon.reading.roles import Proposal as RoleProposal
from selon.reading.scorer import Matrix, Scorer, named, pack
from selon.reading.sentences import Layout, layout
from selon.reading.syntax import Syntax
from selon.reading.timing import Times, Timing, read_times
from selon.reading.triggers import NONE, Trigger, Triggers, vectors

READ = ("title", "caption", "paragraph")
RARE = 2
"""A sign seen in fewer examples than this gets no weight."""

TOLD = "# Times and counts are told from here on."
"""The comment of a file of marked texts behind which they tell times and counts too."""
MARK = re.compile(r"(.*?)\[\[([^|\]]+)\|(\w+) (\w+)\]\]")
DAY = "2026-03-03"
"""The day on which marked sentences count as published."""

LEAST = {"triggers": 0.02}
"""A sign whose weight is smaller than this in every class is left out."""

STRENGTHS = {"triggers": 0.5, "status": 0.2, "counting": 0.5, "timing": 0.1, "roles": 0.3}
"""The inverse of the L2 penalty of each scorer."""

TAUGHT = {"triggers": 0.2, "status": 0.5}
"""What a word of a marked paragraph, and a status in any marked text, weighs against one in a dispatch."""

FOLDS = 5
"""Parts of the dispatches, each left out once."""

SURE = "confidence"


@dataclass
class Examples:
    """Signs, dense vectors and labels of many examples."""

    signs: list[tuple[str, ...]]
    dense: list[Matrix]
    labels: list[str]
    weights: list[float] = field(default_factory=list)
    """What each weighs; 1 where none are given."""

    def extend(self, more: Examples, weight: float = 1.0) -> None:
        """Add other examples, each of a weight."""
        self.weights = [*self._weights(), *(weight * x for x in more._weights())]
        self.signs.extend(more.signs)
        self.dense.extend(more.dense)
        self.labels.extend(more.labels)

    def _weights(self) -> list[float]:
        return self.weights or [1.0] * len(self.labels)


def load(paths: Iterable[Path], lang: str) -> list[dict[str, Any]]:
    """The gold dispatches of one language."""
    lines = [
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    return [d for d in lines if d["lang"] == lang]


def dispatch(d: dict[str, Any]) -> Dispatch:
    """The dispatch of a gold line."""
    return anatomy(
        d["text"], id=d["id"], lang=d["lang"], published=date.fromisoformat(d["published"]), title=d.get("title")
    )


def parse(parser: Parser, gold: Sequence[dict[str, Any]]) -> list[tuple[dict[str, Any], Dispatch, list[Paragraph]]]:
    """Each gold line with its dispatch and parsed paragraphs."""
    dispatches = [dispatch(d) for d in gold]
    jobs = ((x.text, tuple(b for b in x.blocks if b.kind in READ)) for x in dispatches)
    return list(zip(gold, dispatches, parser.parse_many(jobs), strict=True))


@dataclass
class Seen:
    """One paragraph with the claims read by hand, by the token each hangs on, and what the reader needs for them."""

    d: Dispatch
    s: Syntax
    layout: Layout
    title: bool
    reports: list[Report]
    times: Times
    here: dict[int, dict[str, Any]]
    triggers: list[Trigger]


def seen(lang: str, parsed: Sequence[tuple[dict[str, Any], Dispatch, list[Paragraph]]]) -> Iterator[Seen]:
    """The paragraphs of all dispatches."""
    reports, lexicon, turning = Reports(lang), load_lexicon(lang), Claims(lang).turning
    for gold, d, paragraphs in parsed:
        memory = Memory()
        syntaxes = [Syntax(p, lang, houses(d, lang)) for p in paragraphs]
        times = read_times(d, d.text, syntaxes, turning)
        for s in syntaxes:
            lay = layout(s.p, memory.in_quote)
            here = {}
            for c in gold["claims"]:
                span = Span(*c["trigger"])
                tokens = s.p.tokens(span) if s.p.block.span.covers(span) else []
                if tokens:
                    here[min(tokens, key=lambda t: sum(1 for _ in s.ancestors(t))).i] = c
            found = reports.find(s, lay, memory)
            triggers = [
                Trigger(t, c["type"], lexicon.match(s, t), 1.0, "") for i, c in here.items() for t in (s.p.doc[i],)
            ]
            yield Seen(d, s, lay, s.p.block.kind == "title", found, times, here, triggers)


def collect_times(lang: str, paragraphs: Iterable[Seen]) -> Examples:
    """Examples of time expressions beside triggers."""
    timing, found = Timing(lang), Examples([], [], [])
    for x in paragraphs:
        proposed = timing.proposals(x.d, x.s, x.layout, x.triggers, x.times, x.reports)
        for c, proposals in zip(x.here.values(), proposed, strict=True):
            found.signs.extend(p.signs for p in proposals)
            found.labels.extend(BELONGS if dated(p.expression, c) else NONE for p in proposals)
    return found


def dated(expression: TimeExpression, c: dict[str, Any]) -> bool:
    """Whether a time expression is the claim's: by its days, or in a marked sentence by its words."""
    if "time_words" not in c:
        return bool(days(expression.period) == c["time"])
    words = c["time_words"]
    return words is not None and expression.extent.overlaps(Span(*words))


def collect_roles(lang: str, paragraphs: Iterable[Seen]) -> Examples:
    """Examples of phrases beside triggers, by the part they take."""
    claims, found = Claims(lang), Examples([], [], [])
    for _, same in groupby(paragraphs, key=lambda x: x.d.id):
        mentions, together = Mentions(), list(same)
        claims.places.attend(together[0].d.text, [x.s for x in together])
        for x in together:
            page = Page(x.s, x.layout, x.triggers, x.reports)
            given = [claims.given(page, t, mentions) for t in x.triggers]
            proposed = claims.roles.proposals(x.s, x.layout, given, mentions)
            for c, proposals in zip(x.here.values(), proposed, strict=True):
                for p, role in zip(proposals, roles(c, proposals), strict=True):
                    if role is not None:
                        found.signs.append(p.signs)
                        found.labels.append(role)
            claims.participants.remember(x.s, mentions)
    return found


def roles(c: dict[str, Any], proposals: Sequence[RoleProposal]) -> list[str | None]:
    """The part of each phrase in a claim: that of the phrase it fits best; None for others that it overlaps."""
    found: list[str | None] = [NONE] * len(proposals)
    for role in (ACTOR, TARGET):
        span = None if c[role] is None else Span(*c[role])
        fits = [0.0 if span is None else fit_of(span, p.part.span) for p in proposals]
        best = max(fits, default=0.0)
        for n, fits_so in enumerate(fits):
            if fits_so == best > 0 and role not in found:
                found[n] = role
            elif fits_so and found[n] == NONE:
                found[n] = None
    return found


def fit_of(a: Span, b: Span) -> float:
    """How well two spans fit, from 0 to 1: their overlap against their mean length."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(0.0, 2 * shared / (a.end - a.start + b.end - b.start))


def collect_words(lang: str, paragraphs: Iterable[Seen]) -> Examples:
    """Examples of words that are triggers of a type, or of none."""
    triggers, found = Triggers(lang), Examples([], [], [])
    for x in paragraphs:
        candidates = triggers.candidates(x.s, x.title)
        if candidates:
            found.signs.extend(c.signs for c in candidates)
            found.dense.append(vectors(x.s, candidates))
            found.labels.extend(x.here[c.token.i]["type"] if c.token.i in x.here else NONE for c in candidates)
    return found


def collect(lang: str, paragraphs: Iterable[Seen], timing: Timing, parts: Scorer) -> tuple[Examples, Examples]:
    """Status examples, and examples of counts beside triggers."""
    claims = Claims(lang)
    claims.roles = Roles(lang, claims.participants, parts)
    states, counts = Examples([], [], []), Examples([], [], [])
    for _, together in groupby(paragraphs, key=lambda x: x.d.id):
        mentions, committed = Mentions(), Committed()
        for x in together:
            s, here = x.s, x.here
            when = timing.assign(x.d, s, x.layout, x.triggers, x.times, x.reports)
            standing, read = stands(s, ((t.token, t.type) for t in x.triggers)), list(here.items())
            for n in from_above(standing):
                i, c = read[n]
                report = innermost(x.reports, i)
                weighed = claims.status.signs(s, s.p.doc[i], c["type"], x.title, report, when.get(i), x.d)
                states.signs.append((*weighed.signs, *named(committed.signs(standing[n]))))
                states.labels.append(c["status"])
                committed.settle(standing[n], c["status"])
            bearers = claims.bearers(Page(s, x.layout, x.triggers, x.reports), mentions)
            proposed = claims.counting.proposals(s, x.layout, bearers)
            for c, proposals in zip(here.values(), proposed, strict=True):
                counts.signs.extend(p.signs for p in proposals)
                counts.labels.extend(BELONGS if same(p.quantity, c["quantity"]) else NONE for p in proposals)
            claims.participants.remember(s, mentions)
    return states, counts


def days(p: Period | None) -> list[str | None] | None:
    """A period as gold lines hold it."""
    return None if p is None else [x.isoformat() if x else None for x in (p.first, p.last)]


def same(q: Quantity, read: dict[str, Any] | None) -> bool:
    """Whether a count is the one that was read by hand."""
    if read is None or ("low" in read and (q.low, q.high) != (read["low"], read["high"])):
        return False
    return q.span.overlaps(Span(*read["span"]))


def examples(lang: str) -> Examples:
    """The marked words of the lexicon's own example sentences as trigger examples: one for each row."""
    triggers = Triggers(lang)
    found = Examples([], [], [])
    listed = [row for name in FILES for row in rows(lang, name)]
    texts = [row["example"].replace("[[", "").replace("]]", "") for row in listed]
    jobs = ((x, (Block("paragraph", Span(0, len(x))),)) for x in texts)
    for row, paragraphs in zip(listed, Parser(lang).parse_many(jobs), strict=True):
        s = Syntax(paragraphs[0], lang)
        start = row["example"].index("[[")
        marked = s.p.tokens(Span(start, row["example"].index("]]") - 2))
        head = min(marked, key=lambda t: sum(1 for _ in s.ancestors(t)))
        candidates = [c for c in triggers.candidates(s, False) if c.token.i == head.i]
        found.signs.extend(c.signs for c in candidates)
        found.dense.extend(vectors(s, [c]) for c in candidates)
        found.labels.extend(row["type"] for _ in candidates)
    return found


def marked(path: Path, lang: str) -> list[dict[str, Any]]:
    """Sentences with their triggers marked `[[word|type status]]`, one a line, as gold lines of one sentence each.

    The indented lines under a sentence give the participants and places of its triggers in order. Lines that begin with
    # are comments. A line that does not end in a full stop is a headline. Behind the comment `TOLD` the lines also give
    the words of the time and of the count of every claim that has one: those claims have `time_words`.
    """
    found: list[dict[str, Any]] = []
    waiting: list[dict[str, Any]] = []
    whole = False
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        whole |= line == TOLD
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("  "):
            fill(waiting.pop(0), line, found[-1]["text"])
            continue
        text, claims = "", []
        for plain, word, kind, status in MARK.findall(line):
            start = len(text + plain)
            claims.append({"trigger": [start, start + len(word)], "type": kind, "status": status, "quantity": None})
            claims[-1].update(actor=None, target=None, places=[], **({"time_words": None} if whole else {}))
            text += plain + word
        text += MARK.sub("", line)
        waiting = list(claims)
        title = None if text.endswith((".", '"')) else text
        found.append(
            {"id": f"{path.stem}-{n}", "lang": lang, "published": DAY, "title": title, "text": text, "claims": claims}
        )
    return found


def fill(claim: dict[str, Any], line: str, text: str) -> None:
    """Fill what a line "word: actor=words | at=name" tells into a claim; "-" where it tells nothing.

    Times and counts are filled into claims that have `time_words`.
    """
    start = claim["trigger"][0]
    for part in line.split(": ", 1)[1].split(" | "):
        role, _, words = part.partition("=")
        if not words:
            continue
        near = min(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text), key=lambda m: abs(m.start() - start))
        if role in (ACTOR, TARGET):
            claim[role] = list(near.span())
        elif role == "time" and "time_words" in claim:
            claim["time_words"] = list(near.span())
        elif role == "count" and "time_words" in claim:
            claim["quantity"] = {"span": list(near.span())}
        elif role in PLACE_ROLES:
            claim["places"].append({"span": list(near.span()), "role": role})


def fit(examples: Examples, strength: float) -> tuple[dict[str, int], Any, Any, Any, list[str]]:
    """Softmax regression with an L2 penalty over the signs seen at least `RARE` times and the dense vector."""
    seen = Counter(x for row in examples.signs for x in set(row))
    index = {x: i for i, x in enumerate(sorted(x for x, n in seen.items() if n >= RARE))}
    rows = [sorted({index[x] for x in row if x in index}) for row in examples.signs]
    pointers = np.cumsum([0, *map(len, rows)])
    flat = np.fromiter((i for row in rows for i in row), dtype=np.int32)
    matrix: Any = sp.csr_matrix((np.ones(len(flat), dtype=np.float32), flat, pointers), shape=(len(rows), len(index)))
    if examples.dense:
        matrix = sp.hstack([matrix, sp.csr_matrix(np.vstack(examples.dense))]).tocsr()
    model = LogisticRegression(C=strength, max_iter=300)
    model.fit(matrix, examples.labels, sample_weight=examples.weights or None)
    weights = model.coef_.T if len(model.classes_) > 2 else np.vstack([-model.coef_, model.coef_]).T / 2
    bias = model.intercept_ if len(model.classes_) > 2 else np.append(-model.intercept_, model.intercept_) / 2
    return index, weights[: len(index)], weights[len(index) :], bias, list(model.classes_)


def scorer(
    index: dict[str, int], signs: Any, dense: Any, bias: Any, classes: Sequence[str], least: float = 0.0
) -> Scorer:
    """The scorer of freshly trained weights, without the signs that weigh less than `least` in every class."""
    as32 = [np.asarray(x, dtype=np.float32) for x in (signs, dense, bias)]
    kept = np.flatnonzero(np.abs(as32[0]).max(axis=1, initial=0.0) >= least)
    names = sorted(index, key=lambda x: index[x])
    return Scorer({names[i]: n for n, i in enumerate(kept)}, as32[0][kept], as32[1], as32[2], tuple(classes))


@dataclass(frozen=True)
class Lessons:
    """What the scorers of a language learn from: dispatches read by hand, marked sentences, the lexicon's examples."""

    lang: str
    dispatches: Sequence[Seen]
    sentences: Sequence[Seen]
    paragraphs: Sequence[Seen]
    listed: Examples

    def folds(self) -> list[set[str]]:
        """The ids of the dispatches in `FOLDS` parts, every set of dispatches spread evenly over them."""
        ids = list(dict.fromkeys(x.d.id for x in self.dispatches))
        return [set(ids[n::FOLDS]) for n in range(FOLDS)]

    def without(self, ids: Collection[str]) -> Lessons:
        """The lessons with some dispatches left out."""
        return replace(self, dispatches=[x for x in self.dispatches if x.d.id not in ids])

    def words(self) -> Examples:
        """Examples of triggers from all that there is."""
        found = collect_words(self.lang, [*self.dispatches, *self.sentences])
        found.extend(self.listed)
        found.extend(collect_words(self.lang, self.paragraphs), TAUGHT["triggers"])
        return found


def lessons(
    parser: Parser, gold: Sequence[dict[str, Any]], sentences: Path | None, paragraphs: Path | None, listed: bool
) -> Lessons:
    """The lessons of a language: gold lines, and if asked marked texts and the examples listed in the lexicon."""
    lang = parser.lang

    def read(lines: Sequence[dict[str, Any]]) -> list[Seen]:
        return list(seen(lang, parse(parser, lines)))

    return Lessons(
        lang,
        read(gold),
        read(marked(sentences, lang)) if sentences else [],
        read(marked(paragraphs, lang)) if paragraphs else [],
        examples(lang) if listed else Examples([], [], []),
    )


def train(given: Lessons, only: Collection[str] = STRENGTHS) -> dict[str, Scorer]:
    """The scorers of a language by name."""
    lang, made = given.lang, {}

    def learn(name: str, found: Examples) -> Scorer:
        made[name] = scorer(*fit(found, STRENGTHS[name]), least=LEAST.get(name, 0.0))
        return made[name]

    if "triggers" in only:
        learn("triggers", given.words())
    if set(only) - {"triggers"}:
        told = [*given.sentences, *given.paragraphs]
        whole = [x for x in told if all("time_words" in c for c in x.here.values())]
        timing = Timing(lang, learn("timing", collect_times(lang, [*given.dispatches, *whole])))
        parts = learn("roles", collect_roles(lang, [*given.dispatches, *told]))
        states, counts = collect(lang, given.dispatches, timing, parts)
        states.extend(collect(lang, told, timing, parts)[0], TAUGHT["status"])
        counts.extend(collect(lang, whole, timing, parts)[1])
        learn("status", states)
        learn("counting", counts)
    return {name: made[name] for name in only}


class Judged(NamedTuple):
    """A trigger that was found: how probable its type is said to be, and whether it was read by hand too."""

    probability: float
    right: bool


def held_out(given: Lessons) -> list[list[Judged]]:
    """The triggers found in each fold of the dispatches by a scorer that has not learnt from it."""
    found = []
    for fold in given.folds():
        triggers = Triggers(given.lang, train(given.without(fold), ("triggers",))["triggers"], Confidence())
        left = [x for x in given.dispatches if x.d.id in fold]
        found.append([judged for x in left for judged in judge(x, triggers.find(x.s, x.title))])
    return found


def judge(x: Seen, found: Sequence[Trigger]) -> list[Judged]:
    """Triggers found in a paragraph against those read by hand."""
    read = [(Span(*c["trigger"]), c["type"]) for c in x.here.values()]
    return [
        Judged(t.score, any(x.s.p.span(t.token).overlaps(span) and t.type == kind for span, kind in read))
        for t in found
    ]


def calibrate(found: Sequence[Judged]) -> Confidence:
    """The line through log odds that tells best how often a trigger is right."""
    odds = np.array([[log_odds(x.probability)] for x in found])
    model = LogisticRegression(C=1e6).fit(odds, [x.right for x in found])
    return Confidence(float(model.coef_[0, 0]), float(model.intercept_[0]))


def written(c: Confidence) -> str:
    """The file of a line through log odds."""
    return (
        "# How sure a claim is: the log odds that the scorer of triggers gives its type, times slope, plus offset.\n"
        "# Fitted on dispatches that the scorer had not learnt from; written by training/train.py.\n"
        f"slope = {c.slope:.3f}\noffset = {c.offset:.3f}\n"
    )


def main() -> None:
    """Train and write."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("gold", nargs="+", type=Path)
    a.add_argument("--lang", default="fr")
    a.add_argument("--out", type=Path)
    a.add_argument("--examples", action="store_true", help="learn triggers from the lexicon's examples too")
    a.add_argument("--sentences", type=Path, help="learn from marked sentences too")
    a.add_argument("--paragraphs", type=Path, help="learn from marked paragraphs too, less of triggers")
    a.add_argument("--only", choices=[*STRENGTHS, SURE], action="append", help="write these weights alone")
    o = a.parse_args()
    out = o.out or Path(__file__).parent.parent / "src" / "selon" / "languages" / o.lang / "weights"
    out.mkdir(parents=True, exist_ok=True)
    only = o.only or [*STRENGTHS, SURE]
    given = lessons(Parser(o.lang), load(o.gold, o.lang), o.sentences, o.paragraphs, o.examples)
    for name, made in train(given, [x for x in only if x != SURE]).items():
        data = pack(made.index, made.signs, made.dense, made.bias, made.classes)
        (out / f"{name}.npz").write_bytes(data)
        print(f"{name}: {len(made.index)} signs, {len(data) / 1e6:.2f} MB")
    if SURE in only:
        confidence = calibrate([x for fold in held_out(given) for x in fold])
        (out / f"{SURE}.toml").write_text(written(confidence), encoding="utf-8")
        print(f"{SURE}: slope {confidence.slope:.3f}, offset {confidence.offset:.3f}")


if __name__ == "__main__":
    main()
