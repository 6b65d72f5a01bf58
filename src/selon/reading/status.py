"""What the text commits to: status, negation and doubt, read from the whole chain of words above the trigger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from selon.languages.load import table
from selon.model import Dispatch, Status, TimeExpression
from selon.reading.attribution import Report
from selon.reading.scorer import Scorer, load_scorer
from selon.reading.syntax import Syntax, morph

if TYPE_CHECKING:
    from spacy.tokens import Token

UP = ("xcomp", "obj", "obl:arg", "obl:mod", "obl", "nsubj", "nsubj:pass", "nmod", "ccomp", "acl", "advcl", "conj", "acl:relcl",
      "obl:agent", "parataxis", "appos", "csubj", "iobj", "dep")  # fmt: skip
TENSES = {("Pres", "Ind"): "present", ("Imp", "Ind"): "imperfect", ("Past", "Ind"): "past", ("Fut", "Ind"): "future",
          ("Pres", "Cnd"): "conditional", ("Pres", "Sub"): "subjunctive", ("Imp", "Sub"): "subjunctive"}  # fmt: skip
PERFECT = {"present": "perfect", "imperfect": "pluperfect", "past": "pluperfect", "future": "future-perfect",
           "conditional": "conditional-perfect", "subjunctive": "subjunctive-perfect", "infinitive": "infinitive-perfect",
           "gerund": "gerund-perfect"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mood:
    """What stands around a trigger: its own tense, the words above it (nearest first), and signs of negation and doubt."""

    tense: str
    chain: tuple[tuple[str, str, str], ...]
    """(lemma, relation to it, tense) of each word above the trigger."""
    marks: tuple[str, ...]
    negated: tuple[Token, ...]
    hedged: tuple[Token, ...]
    evidence: tuple[Token, ...]


class Statuses:
    """The words of a language that bear on status."""

    def __init__(self, lang: str) -> None:
        self.words = _load(lang)

    def mood(self, s: Syntax, t: Token) -> Mood:
        """What stands around the trigger `t`."""
        chain: list[tuple[str, str, str]] = []
        path = [t]
        k = t
        while k.head.i != k.i and k.dep_ in UP and len(chain) < 4:
            up = k.head
            chain.append((s.lemma(up), self._relation(s, k), tense(s, up)))
            path.append(up)
            k = up
        return Mood(
            tense(s, t), tuple(chain), self._marks(s, t), self._negation(s, path), self._doubt(s, path), tuple(path[:3])
        )

    def _relation(self, s: Syntax, k: Token) -> str:
        preposition = s.preposition(k)
        return f"{k.dep_}:{preposition}" if preposition else k.dep_

    def _marks(self, s: Syntax, t: Token) -> tuple[str, ...]:
        found = []
        for x in (t, t.head):
            for k in s.kids(x):
                if k.dep_ in ("mark", "advmod", "case") or k.pos_ in ("ADV", "SCONJ"):
                    found.append(k.lower_)
        for k in s.kids(t):
            if k.dep_ in ("amod", "det"):
                found.append(s.lemma(k))
        return tuple(found)

    def _negation(self, s: Syntax, path: list[Token]) -> tuple[Token, ...]:
        """The negating words that reach the trigger; none when two of them cancel out or a limit is meant ("ne … que")."""
        found: list[Token] = []
        w = self.words
        for depth, x in enumerate(path):
            if depth and not self._reaches(path[depth - 1], x):
                break
            for k in s.kids(x):
                if k.lower_ in w["negators"] and k.dep_ in ("advmod", "det", "mark", "case", "cc", "fixed", "obj", "nsubj"):
                    if k.lower_ in w["without"] and depth and k.dep_ == "case":
                        continue
                    found.append(k)
            if depth and s.lemma(x) in w["negative_heads"]:
                found.append(x)
            if any(k.lower_ in w["only"] for k in s.kids(x)) and found:
                found = [k for k in found if k.lower_ not in w["ne"]]
        strong = [k for k in found if k.lower_ not in w["ne"]]
        return tuple(strong) if strong else ()

    def _reaches(self, k: Token, up: Token) -> bool:
        """Whether a negation on `up` also negates its dependent `k`."""
        if k.dep_ in ("obj", "xcomp", "nsubj", "nsubj:pass", "obl:arg", "ccomp"):
            return k.dep_ != "ccomp" or up.lemma_ in self.words["negation_raisers"]
        return k.dep_ == "nmod" and up.lemma_ in self.words["negative_heads"]

    def _doubt(self, s: Syntax, path: list[Token]) -> tuple[Token, ...]:
        found = []
        w = self.words
        for depth, x in enumerate(path[:3]):
            if depth and path[depth - 1].dep_ not in ("xcomp", "obj", "nsubj", "nsubj:pass", "obl:arg", "ccomp"):
                break
            if tense(s, x) == "conditional-perfect":
                found.append(x)
            found.extend(k for k in s.kids(x) if s.lemma(k) in w["doubt"] and k.dep_ in ("amod", "advmod", "acl", "obl:mod"))
            if depth and s.lemma(x) in w["seeming"]:
                found.append(x)
        return tuple(found)


def tense(s: Syntax, t: Token) -> str:
    """The tense of the verb group that `t` heads, from its auxiliaries; "noun" or "adjective" for other words."""
    if t.pos_ not in ("VERB", "AUX"):
        for k in s.kids(t):
            if k.dep_ == "cop":
                return _simple(k)
        return "adjective" if t.pos_ == "ADJ" else "noun"
    helpers = [k for k in s.kids(t) if k.dep_.startswith("aux")]
    own = _simple(t)
    if not helpers:
        return own
    first = _simple(helpers[0])
    if len(helpers) > 1:
        return PERFECT.get(first, first)
    passive = s.passive(t) and not s.reflexive(t)
    return first if passive and helpers[0].dep_ == "aux:pass" else PERFECT.get(first, first)


def _simple(t: Token) -> str:
    form, when, mood = morph(t, "VerbForm"), morph(t, "Tense"), morph(t, "Mood")
    if form == "Inf":
        return "infinitive"
    if form == "Part":
        return "gerund" if when == "Pres" else "participle"
    return TENSES.get((when or "Pres", mood or "Ind"), "present")


@lru_cache(maxsize=8)
def _load(lang: str) -> Mapping[str, frozenset[str]]:
    data: dict[str, Any] = table(lang, "mood")
    return {k: frozenset(v) for k, v in data.items()}


def features(mood: Mood, extra: Iterable[str]) -> list[str]:
    """The signs that the status scorer weighs, as words that `--explain` can show."""
    found = [f"tense={mood.tense}"]
    for n, (lemma, relation, when) in enumerate(mood.chain, 1):
        found += [f"up{n}={lemma}", f"up{n}:{relation}", f"up{n}-tense={when}", f"up{n}={lemma}:{relation}:{when}"]
        if n == 1:
            found += [f"tense={mood.tense}+up1={lemma}", f"tense={mood.tense}+up1-tense={when}:{relation}"]
        if n == 2:
            break
    found += [f"mark={m}" for m in mood.marks]
    found += [f"tense={mood.tense}+mark={m}" for m in mood.marks]
    if mood.negated:
        found.append("negated")
    if mood.hedged:
        found.append("hedged")
    more = list(extra)
    return found + more + [f"{e}+tense={mood.tense}" for e in more]


class StatusReader:
    """Status, negation and doubt of a trigger."""

    def __init__(self, lang: str, scorer: Scorer | None = None) -> None:
        self.statuses = Statuses(lang)
        self._lang = lang
        self._scorer = scorer

    @property
    def scorer(self) -> Scorer:
        """The trained weights, read at first use."""
        if self._scorer is None:
            self._scorer = load_scorer(self._lang, "status")
        return self._scorer

    def signs(
        self, s: Syntax, t: Token, kind: str, title: bool, report: Report | None, when: TimeExpression | None, d: Dispatch
    ) -> tuple[Mood, list[str]]:
        """What the status is weighed from."""
        mood = self.statuses.mood(s, t)
        extra = [f"type={kind}"]
        if title:
            extra.append("title")
        if report is not None:
            extra += [f"told={report.mode}", f"told-by={report.attribution.source.kind}"]
        if when is not None:
            extra.append(f"time={_side(when, d)}")
            if when.use != "point":
                extra.append(f"time-use={when.use}")
        found = features(mood, extra)
        found += [f"lemma={s.lemma(t)}", f"lemma={s.lemma(t)}+tense={mood.tense}"]
        return mood, found

    def status(self, signs: Sequence[str]) -> tuple[Status, float, str]:
        """The status, its probability, and the signs that speak most for it."""
        row = self.scorer.scores([signs])[0]
        best = int(row.argmax())
        label = self.scorer.classes[best]
        why = "; ".join(self.scorer.reasons(signs, label)) or "the usual one"
        return cast("Status", label), float(row[best]), why


def _side(when: TimeExpression, d: Dispatch) -> str:
    p = when.period
    if p is None or d.published is None:
        return "unknown"
    if p.first is not None and p.first > d.published:
        return "future"
    if p.last is not None and p.last < d.published:
        return "past"
    if p.first is None:
        return "until"
    return "open" if p.last is None else "now"
