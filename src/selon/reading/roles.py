"""Who does it and who undergoes it: a trained scorer chooses among the phrases near a trigger.

The rules (`participants.py`) read slots of the tree; the scorer weighs their proposals beside the other phrases of the
sentence, by the way between phrase and trigger, the kind of phrase, and what else stands between.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from selon.languages.load import rows, table
from selon.model import Span
from selon.reading.attachment import Ways
from selon.reading.lexicon import classes
from selon.reading.participants import CLAUSE, Mentions, Part, Participants, before
from selon.reading.scorer import Group, Grouped, Scorer, Signs, kept, load_scorer, named, told_with
from selon.reading.sentences import Layout, Run
from selon.reading.syntax import Syntax
from selon.reading.triggers import Trigger

if TYPE_CHECKING:
    from selon.reading.attribution import Report
    from selon.reading.tree import Token

NONE = "-"
ACTOR, TARGET = "actor", "target"
LONG = 4
"""Relations of a way that is told in full."""
APART = Group("no way")
"""The sign of a phrase in another tree."""
OTHERS = {role: Group(f"another is {role}") for role in (ACTOR, TARGET)}
"""The signs of a phrase beside one that has the role by the rules."""
INNER = ("flat", "flat:name", "flat:foreign", "fixed", "compound", "goeswith")
"""Relations of words that stand within a name and head no phrase of their own."""


class Proposal(NamedTuple):
    """A phrase that may take part, with what the scorer weighs."""

    part: Part
    grouped: Grouped

    @property
    def signs(self) -> Signs:
        """The signs that the scorer weighs."""
        return self.grouped.signs


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


class _Phrase(NamedTuple):
    """What a phrase is by its head: its kind, the preposition before it, the sign of its word, whether it is a name,
    and whether it is no participant."""

    what: str
    preposition: str
    sign: str
    name: bool
    no_party: bool


@dataclass(frozen=True, slots=True)
class _Near:
    """The phrases of one paragraph by their heads, with the ways between them, and where the triggers are."""

    s: Syntax
    ways: Ways
    heads: Sequence[Token]
    triggers: Sequence[int]
    parts: dict[int, Part | None] = field(default_factory=dict)
    phrases: dict[int, _Phrase] = field(default_factory=dict)


class _Beside(NamedTuple):
    """A phrase that takes part in another event of the sentence or tells of this one, with what that says of it."""

    span: Span
    sign: str
    group: Group


def _of(p: Part, beside: Sequence[_Beside]) -> Iterable[Group]:
    """What is said of those phrases that share words with `p`."""
    start, end = p.span
    return {x.sign: x.group for x in beside if x.span.start < end and start < x.span.end}.values()


def _by_rule(g: Given, acts: bool, suffers: bool) -> str:
    """By which slots of the rules a phrase acts or suffers, in words."""
    actor = f"{ACTOR} by {g.actor.slot}" if acts and g.actor is not None else ""
    target = f"{TARGET} by {g.target.slot}" if suffers and g.target is not None else ""
    return f"{actor}+{target}" if actor and target else actor or target or "unruled"


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
        flat = [self.scorer.rows(p.grouped) for proposals in proposed for p in proposals]
        if not flat:
            return [(None, None) for _ in given]
        scores = self.scorer.scores(flat).tolist()
        columns = {role: self.scorer.classes.index(role) for role in (ACTOR, TARGET)}
        found, at = [], 0
        for proposals in proposed:
            found.append(self._chosen(proposals, scores[at : at + len(proposals)], columns))
            at += len(proposals)
        return found

    def _chosen(
        self, proposals: Sequence[Proposal], weighed: Sequence[Sequence[float]], columns: Mapping[str, int]
    ) -> tuple[Part | None, Part | None]:
        """Actor and target among the proposals, the likelier of both first."""
        chosen: dict[str, Part | None] = {ACTOR: None, TARGET: None}
        likely = [
            (row[c], role, n) for n, row in enumerate(weighed) for role, c in columns.items() if row[c] >= self.likely
        ]
        taken: list[Part] = []
        for score, role, n in sorted(likely, reverse=True):
            part = proposals[n].part
            if chosen[role] is not None or any(part.span.overlaps(x.span) for x in taken):
                continue
            whole = _coordination(part, proposals)
            if whole is not None and (sure := weighed[whole][columns[role]]) >= self.likely:
                chosen[role] = proposals[whole].part._replace(score=sure)
            else:
                chosen[role] = part._replace(score=score)
            taken.append(chosen[role] or part)
        return chosen[ACTOR], chosen[TARGET]

    def proposals(self, s: Syntax, layout: Layout, given: Sequence[Given], mentions: Mentions) -> list[list[Proposal]]:
        """For each trigger the phrases that may take part."""
        near = _Near(s, Ways.of(s), [t for t in s.p.doc if self._heads(t)], sorted(g.trigger.token.i for g in given))
        return [self._near(near, layout.sentence(g.trigger.token.i), g, mentions, given) for g in given]

    def _heads(self, t: Token) -> bool:
        if t.pos_ == "ADJ":
            return t.lower_ in self.people or t.lemma_.lower() in self.people
        return t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "X") and t.dep_ not in INNER

    def _near(
        self, near: _Near, sentence: Run, g: Given, mentions: Mentions, others: Sequence[Given]
    ) -> list[Proposal]:
        s, t = near.s, g.trigger.token
        inside = [h for h in near.heads if sentence.start <= h.i < sentence.end]
        costs = {h.i: near.ways.distance(h, t) for h in inside}
        parts: list[Part | None] = [g.actor, g.target]
        ranked = sorted([(costs[h.i], abs(h.i - t.i), h.i) for h in inside])
        phrases = (self._part(near, s.p.doc[i], t, mentions) for _, _, i in ranked[: self.nearest])
        own = s.p.span(t)
        parts += [before(s, p, t) if p is not None and p.span.covers(own) else p for p in phrases]
        last = next((m for m in reversed(mentions.seen) if m.subject), None)
        if last is not None:
            parts.append(Part(last.span, None, "before"))
        found: dict[Span, Part] = {}
        for part in parts:
            if part is not None:
                found.setdefault(part.span, part)
        distinct = found.values()
        order = sorted([costs[p.head.i] for p in distinct if p.head is not None and p.head.i in costs])
        beside = self._beside(s, g, others) if self.looks_around else []
        return [Proposal(p, self._weighed(near, sentence, g, p, order, beside)) for p in distinct]

    def _beside(self, s: Syntax, g: Given, others: Sequence[Given]) -> list[_Beside]:
        """Who takes part in the other events of the sentence by the rules, and who tells this one, with what that says
        of them here."""
        t, kind, report = g.trigger.token, g.trigger.type, g.report
        word = "verb" if t.pos_ in CLAUSE else "noun"
        found: list[_Beside] = []
        if report is not None and report.attribution.source.span is not None:
            teller, x = report.attribution.source.span, f"teller by {report.mode}"
            found += [_Beside(teller, x, told_with(x, kind, word)), _Beside(teller, "", _single(f"{x}+{t.dep_}"))]
        near = [o for o in others if o.trigger.token.i != t.i and o.trigger.token.sent is t.sent]
        words = {o.trigger.token.i for o in near}
        above = next((a.i for a in s.ancestors(t) if a.i in words), None) if words else None
        for o in near:
            where = _where(t, o.trigger.token, above)
            for role, part in ((ACTOR, o.actor), (TARGET, o.target)):
                if part is not None:
                    x = f"{role} {where}"
                    of = f"{x} of {o.trigger.type}"
                    found += [_Beside(part.span, x, told_with(x, kind, word)), _Beside(part.span, of, _single(of))]
        return found

    def _part(self, near: _Near, h: Token, t: Token, mentions: Mentions) -> Part | None:
        if h.i == t.i:
            return Part(self.participants.phrases.span(near.s, t), t, "self")
        if h.i not in near.parts:
            adjective = h.pos_ == "ADJ"
            near.parts[h.i] = (
                Part(near.s.p.span(h), h, "adj") if adjective else self.participants.part(near.s, h, "near", mentions)
            )
        return near.parts[h.i]

    def _weighed(
        self,
        near: _Near,
        sentence: Run,
        g: Given,
        p: Part,
        order: Sequence[float],
        beside: Sequence[_Beside],
    ) -> Grouped:
        """What speaks for a phrase's taking part."""
        s, t, kind = near.s, g.trigger.token, g.trigger.type
        word = "verb" if t.pos_ in CLAUSE else "noun"
        acts = g.actor is not None and g.actor.span == p.span
        suffers = g.target is not None and g.target.span == p.span
        ruled = _by_rule(g, acts, suffers)
        groups = [_ruled(kind, word, p.slot, ruled)]
        if g.actor is not None and not acts:
            groups.append(OTHERS[ACTOR])
        if g.target is not None and not suffers:
            groups.append(OTHERS[TARGET])
        if beside:
            groups += _of(p, beside)
        h = p.head
        if h is None:
            return Grouped(groups, ())
        x, i, at = self._phrase(near, h), h.i, t.i
        if i < at:
            side, low, high = "before", i, at
        else:
            side, low, high = "behind" if i > at else "same", at, i
        rank = bisect_left(order, near.ways.distance(h, t))
        between = bisect_left(near.triggers, high) - bisect_right(near.triggers, low)
        groups += (
            _what(kind, x.what, ruled),
            _introduced(kind, word, side, x.preposition),
            _related(word, h.dep_, side),
            _ranked(word, side, min(rank, 4), min(max(between, 0), 2)),
            _far(min((high - low) // 3, 6), x.name, ruled, low == sentence.start),
        )
        if x.no_party:
            groups.append(_no_party(kind, ruled))
        way = near.ways.way(h, t)
        if way is None:
            groups.append(APART)
            return Grouped(groups, named((x.sign,), s.p.printable))
        path = f"path={way.path if way.steps <= LONG else 'long'}"
        groups.append(_along(word, path, "passive" if s.passive(t) else "active", min(way.steps, 6)))
        others = [x.sign, f"{kind}: {path}", f"{path}+prep={x.preposition}", f"{s.lemma(t)}: {path}",
                  f"what={x.what}+{path}"]  # fmt: skip
        if way.up and way.down:
            others.append(f"top={s.lemma(way.top)}+{path}")
        return Grouped(groups, named(others, s.p.printable))

    def _phrase(self, near: _Near, h: Token) -> _Phrase:
        """What a phrase is by its head, found once a paragraph."""
        if h.i not in near.phrases:
            s = near.s
            near.phrases[h.i] = _Phrase(
                self._kind(s, h),
                s.preposition(h) or "-",
                f"lemma={s.lemma(h)}",
                h.pos_ == "PROPN",
                self.participants.no_party(s, h),
            )
        return near.phrases[h.i]

    def _kind(self, s: Syntax, h: Token) -> str:
        """The kind of phrase, by its head."""
        if h.pos_ in ("PROPN", "ADJ", "PRON", "NUM"):
            return h.pos_
        return self.classes.get(s.lemma(h), "noun")


@kept
def _ruled(kind: str, word: str, slot: str, ruled: str) -> Group:
    return Group(
        f"rule={ruled}", f"{kind}: rule={ruled}", f"{word}: rule={ruled}", f"slot={slot}", f"{kind}: slot={slot}"
    )


@kept
def _what(kind: str, what: str, ruled: str) -> Group:
    return Group(f"what={what}", f"{kind}: what={what}", f"what={what}+rule={ruled}")


@kept
def _introduced(kind: str, word: str, side: str, preposition: str) -> Group:
    return Group(f"side={side}", f"{word}: side={side}+prep={preposition}", f"{kind}: prep={preposition}+side={side}")


@kept
def _related(word: str, relation: str, side: str) -> Group:
    return Group(f"rel={relation}", f"{word}: rel={relation}+side={side}")


@kept
def _along(word: str, path: str, voice: str, steps: int) -> Group:
    return Group(path, f"{word}: {path}", f"{path}+{voice}", f"steps={steps}")


@kept
def _ranked(word: str, side: str, rank: int, between: int) -> Group:
    return Group(f"rank={rank}", f"{word}: rank={rank}+side={side}", f"triggers between={between}")


@kept
def _far(far: int, name: bool, ruled: str, opens: bool) -> Group:
    return Group(f"far={far}", f"names={name}+rule={ruled}", f"opens={opens}")


@kept
def _no_party(kind: str, ruled: str) -> Group:
    return Group("a place", f"a place+rule={ruled}", f"{kind}: a place")


@kept
def _single(x: str) -> Group:
    return Group(x)
