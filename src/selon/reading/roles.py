"""Who does it and who undergoes it: a trained scorer chooses among the phrases near a trigger.

The rules (`participants.py`) read slots of the tree; the scorer weighs their proposals beside the other phrases of the
sentence, by the way between phrase and trigger, the kind of phrase, and what else stands between.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from selon.languages.load import rows, table
from selon.model import Span
from selon.reading.attachment import Ways
from selon.reading.lexicon import classes
from selon.reading.participants import CLAUSE, Mentions, Part, Participants, before
from selon.reading.scorer import Scorer, load_scorer, named
from selon.reading.sentences import Layout
from selon.reading.syntax import Syntax
from selon.reading.triggers import Trigger

if TYPE_CHECKING:
    from selon.reading.attribution import Report
    from selon.reading.tree import Token

NONE = "-"
ACTOR, TARGET = "actor", "target"
LONG = 4
"""Relations of a way that is told in full."""
INNER = ("flat", "flat:name", "flat:foreign", "fixed", "compound", "goeswith")
"""Relations of words that stand within a name and head no phrase of their own."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A phrase that may take part, with the signs the scorer weighs."""

    part: Part
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What the rules propose for one trigger, and by whom it is told."""

    trigger: Trigger
    actor: Part | None
    target: Part | None
    report: Report | None = None


def _where(t: Token, other: Token, above: int | None) -> str:
    """Where another trigger stands from `t`; `above` is the nearest one over it in the tree."""
    if other.i == above:
        return f"above by {t.dep_}" if t.head.i == other.i else "above"
    if other.head.i == t.i:
        return f"below by {other.dep_}"
    return "before" if other.i < t.i else "behind"


def _of(p: Part, beside: Sequence[tuple[Span, tuple[str, ...]]]) -> Iterable[str]:
    """The signs of those phrases that share words with `p`."""
    return dict.fromkeys(x for span, signs in beside if span.overlaps(p.span) for x in signs)


def _coordination(part: Part, proposals: Sequence[Proposal]) -> int | None:
    """Which proposal is the whole of a coordination that the part is the last of: all of it acts."""
    h = part.head
    if h is None or h.dep_ != "conj":
        return None
    wholes = (n for n, p in enumerate(proposals) if p.part.head is not None and p.part.head.i == h.head.i)
    return next((n for n in wholes if proposals[n].part.span.covers(part.span)), None)


class Roles:
    """Gives participants to triggers in one language."""

    def __init__(self, lang: str, participants: Participants, scorer: Scorer | None = None) -> None:
        self.participants = participants
        self.people = participants.people
        self.classes: dict[str, str] = {}
        for name, lemmas in sorted(classes(lang).items()):
            for lemma in lemmas:
                self.classes.setdefault(lemma, name)
        for r in rows(lang, "sources"):
            self.classes.setdefault(r["lemma"], r["kind"])
        words = table(lang, "participants")
        self.likely: float = words["likely"]
        """A phrase is a participant when the scorer gives it at least this much."""
        self.nearest: int = words["nearest"]
        """Phrases of the sentence that are weighed for a trigger, the nearest in the tree."""
        self.looks_around: bool = words["looks_around"]
        """Whether it counts who tells an event, and who takes part in others of its sentence."""
        self._lang = lang
        self._scorer = scorer

    @property
    def scorer(self) -> Scorer:
        """The trained weights, read at first use."""
        if self._scorer is None:
            self._scorer = load_scorer(self._lang, "roles")
        return self._scorer

    def assign(
        self, s: Syntax, layout: Layout, given: Sequence[Given], mentions: Mentions
    ) -> list[tuple[Part | None, Part | None]]:
        """Actor and target of each trigger of one paragraph."""
        proposed = self.proposals(s, layout, given, mentions)
        flat = [p.signs for proposals in proposed for p in proposals]
        if not flat:
            return [(None, None) for _ in given]
        scores = self.scorer.scores(flat)
        columns = {role: self.scorer.classes.index(role) for role in (ACTOR, TARGET)}
        found, at = [], 0
        for proposals in proposed:
            weighed = scores[at : at + len(proposals)]
            at += len(proposals)
            chosen: dict[str, Part | None] = {ACTOR: None, TARGET: None}
            ranked = sorted(
                ((float(row[c]), role, n) for n, row in enumerate(weighed) for role, c in columns.items()), reverse=True
            )
            taken: list[Part] = []
            for score, role, n in ranked:
                part = proposals[n].part
                if score < self.likely or chosen[role] is not None or any(part.span.overlaps(x.span) for x in taken):
                    continue
                whole = _coordination(part, proposals)
                if whole is not None and (sure := float(weighed[whole][columns[role]])) >= self.likely:
                    chosen[role] = replace(proposals[whole].part, score=sure)
                else:
                    chosen[role] = replace(part, score=score)
                taken.append(chosen[role] or part)
            found.append((chosen[ACTOR], chosen[TARGET]))
        return found

    def proposals(self, s: Syntax, layout: Layout, given: Sequence[Given], mentions: Mentions) -> list[list[Proposal]]:
        """For each trigger the phrases that may take part."""
        ways = Ways.of(s)
        heads = [t for t in s.p.doc if self._heads(t)]
        triggers = [g.trigger.token for g in given]
        return [self._near(s, layout, g, heads, ways, triggers, mentions, given) for g in given]

    def _heads(self, t: Token) -> bool:
        if t.pos_ == "ADJ":
            return t.lower_ in self.people or t.lemma_.lower() in self.people
        return t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "X") and t.dep_ not in INNER

    def _near(
        self,
        s: Syntax,
        layout: Layout,
        g: Given,
        heads: Sequence[Token],
        ways: Ways,
        triggers: Sequence[Token],
        mentions: Mentions,
        others: Sequence[Given],
    ) -> list[Proposal]:
        t = g.trigger.token
        sentence = layout.sentence(t.i)
        inside = [h for h in heads if h.i in sentence]
        costs = {h.i: ways.distance(h, t) for h in inside}
        parts: list[Part] = [p for p in (g.actor, g.target) if p is not None]
        for h in sorted(inside, key=lambda h: (costs[h.i], abs(h.i - t.i)))[: self.nearest]:
            part = self._part(s, h, t, mentions)
            if part is not None and (part := before(s, part, t)) is not None:
                parts.append(part)
        last = next((m for m in reversed(mentions.seen) if m.subject), None)
        if last is not None:
            parts.append(Part(last.span, None, "before"))
        found: dict[object, Part] = {}
        for part in parts:
            found.setdefault(part.span, part)
        distinct = list(found.values())
        order = sorted(costs[p.head.i] for p in distinct if p.head is not None and p.head.i in costs)
        beside = self._beside(s, g, others) if self.looks_around else []
        weighed = ([*self._signs(s, g, p, ways, triggers, order, layout), *_of(p, beside)] for p in distinct)
        return [Proposal(p, named(signs, s.p.printable)) for p, signs in zip(distinct, weighed, strict=True)]

    def _beside(self, s: Syntax, g: Given, others: Sequence[Given]) -> list[tuple[Span, tuple[str, ...]]]:
        """Who takes part in the other events of the sentence by the rules, and who tells this one, with what that says
        of them here."""
        t, kind, report = g.trigger.token, g.trigger.type, g.report
        word = "verb" if t.pos_ in CLAUSE else "noun"
        found: list[tuple[Span, tuple[str, ...]]] = []
        if report is not None and report.attribution.source.span is not None:
            x = f"teller by {report.mode}"
            found.append((report.attribution.source.span, (x, f"{word}: {x}", f"{kind}: {x}", f"{x}+{t.dep_}")))
        near = [o for o in others if o.trigger.token.i != t.i and o.trigger.token.sent.start == t.sent.start]
        words = {o.trigger.token.i for o in near}
        above = next((a.i for a in s.ancestors(t) if a.i in words), None)
        for o in near:
            where = _where(t, o.trigger.token, above)
            for role, part in ((ACTOR, o.actor), (TARGET, o.target)):
                if part is not None:
                    x = f"{role} {where}"
                    found.append((part.span, (x, f"{word}: {x}", f"{kind}: {x}", f"{x} of {o.trigger.type}")))
        return found

    def _part(self, s: Syntax, h: Token, t: Token, mentions: Mentions) -> Part | None:
        if h.i == t.i:
            return Part(self.participants.phrases.span(s, t), t, "self")
        if h.pos_ == "ADJ":
            return Part(s.p.span(h), h, "adj")
        return self.participants.part(s, h, "near", mentions)

    def _signs(
        self,
        s: Syntax,
        g: Given,
        p: Part,
        ways: Ways,
        triggers: Sequence[Token],
        order: Sequence[float],
        layout: Layout,
    ) -> list[str]:
        t, kind = g.trigger.token, g.trigger.type
        word = "verb" if t.pos_ in CLAUSE else "noun"
        slots = [
            f"{role} by {x.slot}"
            for role, x in ((ACTOR, g.actor), (TARGET, g.target))
            if x is not None and x.span == p.span
        ]
        ruled = "+".join(slots) or "unruled"
        f = [
            f"rule={ruled}",
            f"{kind}: rule={ruled}",
            f"{word}: rule={ruled}",
            f"slot={p.slot}",
            f"{kind}: slot={p.slot}",
        ]
        if g.actor is not None and not any(x.startswith(ACTOR) for x in slots):
            f.append(f"another is {ACTOR}")
        if g.target is not None and not any(x.startswith(TARGET) for x in slots):
            f.append(f"another is {TARGET}")
        h = p.head
        if h is None:
            return f
        what = self._what(s, h)
        side = "same" if h.i == t.i else "before" if h.i < t.i else "behind"
        preposition = s.preposition(h) or "-"
        voice = "passive" if s.passive(t) else "active"
        f += [f"what={what}", f"{kind}: what={what}", f"side={side}", f"{word}: side={side}+prep={preposition}",
              f"{kind}: prep={preposition}+side={side}", f"what={what}+rule={ruled}", f"rel={h.dep_}",
              f"{word}: rel={h.dep_}+side={side}", f"lemma={s.lemma(h)}"]  # fmt: skip
        way = ways.way(h, t)
        if way is None:
            f.append("no way")
        else:
            path = way.path if way.steps <= LONG else "long"
            f += [f"path={path}", f"{word}: path={path}", f"{kind}: path={path}", f"path={path}+{voice}",
                  f"path={path}+prep={preposition}", f"{s.lemma(t)}: path={path}", f"what={what}+path={path}",
                  f"steps={min(way.steps, 6)}"]  # fmt: skip
            f += [f"top={s.lemma(way.top)}+path={path}"] if way.up and way.down else []
        distance = ways.distance(h, t)
        rank = bisect_left(order, distance)
        low, high = sorted((h.i, t.i))
        between = len([x for x in triggers if low < x.i < high])
        f += [f"rank={min(rank, 4)}", f"{word}: rank={min(rank, 4)}+side={side}", f"triggers between={min(between, 2)}",
              f"far={min((high - low) // 3, 6)}", f"names={h.pos_ == 'PROPN'}+rule={ruled}"]  # fmt: skip
        f.append(f"opens={low == layout.sentence(t.i).start}")
        if self.participants.not_a_party(s, p):
            f += ["a place", f"a place+rule={ruled}", f"{kind}: a place"]
        return f

    def _what(self, s: Syntax, h: Token) -> str:
        """The kind of phrase, by its head."""
        if h.pos_ in ("PROPN", "ADJ", "PRON", "NUM"):
            return h.pos_
        return self.classes.get(s.lemma(h), "noun")
