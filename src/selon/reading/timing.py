"""When a claim is said to happen: the time expressions of a dispatch, and which of them belongs to which claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from selon.model import Dispatch, Period, Span, TimeExpression
from selon.reading.attachment import cost, outermost
from selon.reading.attribution import Report
from selon.reading.periods import periods
from selon.reading.periods.grammar import grammar
from selon.reading.sentences import Layout
from selon.reading.status import tense
from selon.reading.syntax import Syntax

if TYPE_CHECKING:
    from selon.reading.tree import Token

SHARING = ("conj", "advcl", "acl", "obj")
"""Relations through which a trigger shares the time of the one above it."""
CLAUSE = 10
"""Tokens that may lie between a verb and its time when the tree does not connect them."""
BEHIND = 3
FAR = 5.0
"""An expression farther from every trigger than this belongs to none of them."""
PAST = frozenset(
    ("perfect", "pluperfect", "past", "imperfect", "conditional-perfect", "infinitive-perfect", "participle")
)
FUTURE = frozenset(("future", "future-perfect", "conditional", "potential", "necessary"))


@dataclass(frozen=True, slots=True)
class Times:
    """The time expressions of one dispatch in text order."""

    found: tuple[TimeExpression, ...]

    @property
    def unresolved(self) -> tuple[TimeExpression, ...]:
        """Dates that could not be placed in the calendar."""
        return tuple(x for x in self.found if x.type in ("DATE", "TIME") and x.period is None)

    def within(self, span: Span) -> list[TimeExpression]:
        """Those inside `span` that denote a stretch of the calendar."""
        return [x for x in self.found if x.period is not None and span.covers(x.span)]


def read_times(d: Dispatch, pages: Sequence[Syntax], future: frozenset[str]) -> Times:
    """The time expressions of a dispatch, weekdays and months turned by the tense of their clause. `future` are
    governing lemmas that turn their infinitive to the future ("devoir", "prévoir")."""

    def direction(span: Span) -> str | None:
        for s in pages:
            if s.p.block.span.covers(span):
                tokens = s.p.tokens(span)
                return _direction(s, tokens[0], future) if tokens else None
        return None

    return Times(periods(d.text, published=d.published, lang=d.lang, tense=direction))


def _direction(s: Syntax, t: Token, future: frozenset[str]) -> str | None:
    verb = s.clause(t)
    seen = 0
    while verb is not None and seen < 4:
        if s.lemma(verb) in future and seen:
            return "future"
        when = tense(s, verb)
        if when in FUTURE:
            return "future"
        if when in PAST:
            return "past"
        if when not in ("infinitive", "gerund"):
            return "future" if s.lemma(verb) in future else None
        if verb.head.i == verb.i:
            return None
        verb = s.clause(verb.head)
        seen += 1
    return None


class Timing:
    """Gives each trigger of a paragraph its time expression."""

    def assign(
        self, s: Syntax, layout: Layout, triggers: Sequence[Token], times: Times, reports: Sequence[Report] = ()
    ) -> dict[int, TimeExpression]:
        """Token index of a trigger → its time expression.

        An expression goes to the nearest trigger by the tree; a deadline or a period that the tree hangs elsewhere, to
        the nearest before it in the sentence. When something was told is nobody's time. Triggers that share the
        clause of the one it goes to share it: coordinated ones, and the participles and objects that tell its outcome.
        """
        best: dict[int, tuple[float, TimeExpression]] = {}
        for x in times.within(s.p.block.span):
            tokens = s.p.tokens(x.span)
            if not tokens:
                continue
            head = outermost(tokens)
            if x.use == "point" and _of_the_telling(layout, head.i, triggers, reports):
                continue
            sentence = layout.sentence(head.i)
            near = [t for t in triggers if t.i in sentence]
            costs = sorted((cost(s, head, t), t.i) for t in near)
            if not costs:
                continue
            if costs[0][0] > FAR:
                costs = _by_words(tokens[0].i, near)
            for c, i in costs:
                if c <= costs[0][0] + 0.01 and (i not in best or c < best[i][0]):
                    best[i] = (c, x)
        given = {i: x for i, (_, x) in best.items()}
        given |= self._shared(s, triggers, given)
        return {i: self._opened(s, layout, i, x) for i, x in given.items()}

    def _opened(self, s: Syntax, layout: Layout, i: int, x: TimeExpression) -> TimeExpression:
        """The date of an event since which the trigger at token `i` holds, as a start: "depuis la chute de la ville en
        2011". For the event itself it stays the date."""
        if x.use != "point" or x.period is None or x.period.first is None:
            return x
        first = s.p.tokens(x.span)[0].i
        sentence = layout.sentence(first)
        near = range(max(sentence.start, first - CLAUSE), first)
        since = next((k for k in reversed(near) if s.p.doc[k].lower_ in self._since(s.lang)), None)
        if since is None or since < i < first:
            return x
        why = f"{x.reason}; since what happened then"
        return replace(x, use="since", period=Period(x.period.first, None, x.period.grain), reason=why)

    def _since(self, lang: str) -> frozenset[str]:
        words: frozenset[str] = grammar(lang).settings["since"]
        return words

    def _shared(
        self, s: Syntax, triggers: Sequence[Token], given: dict[int, TimeExpression]
    ) -> dict[int, TimeExpression]:
        found = {}
        for t in triggers:
            if t.i in given:
                continue
            up, steps = t, 0
            while up.head.i != up.i and up.dep_ in SHARING and steps < 3:
                up = up.head
                steps += 1
                x = given.get(up.i)
                if x is not None and (up.dep_ != "conj" or x.span.end <= s.p.span(t).start):
                    found[t.i] = x
                    break
        return found


def _of_the_telling(layout: Layout, i: int, triggers: Sequence[Token], reports: Sequence[Report]) -> bool:
    """Whether the expression at token `i` says when something was told: in the reporting clause, or behind its verb."""
    sentence = layout.sentence(i)
    for r in reports:
        if r.cue is None or r.cue.i not in sentence or any(t.i == r.cue.i for t in triggers):
            continue
        between = range(min(i, r.cue.i) + 1, max(i, r.cue.i))
        if any(t.i in between for t in triggers):
            continue
        if (not r.covers(i) and len(between) < CLAUSE) or (i > r.cue.i and len(between) < BEHIND):
            return True
    return False


def _by_words(i: int, near: Sequence[Token]) -> list[tuple[float, int]]:
    """The nearest trigger before token `i`, when it is near enough."""
    before = [t for t in near if t.i < i and i - t.i <= CLAUSE]
    return [(FAR, max(t.i for t in before))] if before else [(FAR + 1, -1)]
