"""When a claim is said to happen: the time expressions of a dispatch, and which of them belongs to which claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selon.model import Dispatch, Span, TimeExpression
from selon.reading.attachment import cost
from selon.reading.periods import periods
from selon.reading.sentences import Layout
from selon.reading.status import tense
from selon.reading.syntax import Syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

FAR = 5.0
"""An expression farther from every trigger than this belongs to none of them."""
PAST = frozenset(("perfect", "pluperfect", "past", "imperfect", "conditional-perfect", "infinitive-perfect", "participle"))
FUTURE = frozenset(("future", "future-perfect", "conditional"))


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
        self, s: Syntax, layout: Layout, triggers: Sequence[Token], times: Times
    ) -> dict[int, TimeExpression]:
        """Token index of a trigger → its time expression. An expression goes to the nearest trigger by the tree, and to
        those coordinated with it by nothing but a comma or "et" before it when none of their own is nearer."""
        best: dict[int, tuple[float, TimeExpression]] = {}
        for x in times.within(s.p.block.span):
            tokens = s.p.tokens(x.span)
            if not tokens:
                continue
            head = _head(s, tokens)
            sentence = layout.sentence(head.i)
            costs = sorted((cost(s, head, t), t.i) for t in triggers if t.i in sentence)
            if not costs or costs[0][0] > FAR:
                continue
            for c, i in costs:
                if c <= costs[0][0] + 0.01 and (i not in best or c < best[i][0]):
                    best[i] = (c, x)
        return {i: x for i, (_, x) in best.items()}


def _head(s: Syntax, tokens: list[Token]) -> Token:
    """The token of the expression that hangs outside it."""
    inside = {t.i for t in tokens}
    outer = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    return outer[0] if outer else tokens[0]
