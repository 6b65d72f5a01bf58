"""When a claim is said to happen: the time expressions of a dispatch, and which of them belongs to which claim, as a
trained scorer weighs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from selon.languages.load import table
from selon.model import Dispatch, Period, Span, TimeExpression
from selon.reading.attachment import outermost
from selon.reading.attribution import Report
from selon.reading.periods import periods
from selon.reading.scorer import Grouped, Scorer, Signs, load_scorer
from selon.reading.sentences import Layout, Run
from selon.reading.status import tense
from selon.reading.syntax import Syntax
from selon.reading.timing_signs import Page, Timed, TimeSigns
from selon.reading.triggers import Trigger

if TYPE_CHECKING:
    from selon.reading.tree import Token

NEAR = 10
"""Tokens between the word that makes a start of an event and the event's date."""
BELONGS = "belongs"
"""The scorer's class of the expressions that belong to the claim; the other is triggers.NONE."""
THRESHOLD = 0.4
"""An expression belongs to a claim when the scorer gives it at least this much."""
PAST = frozenset(
    ("perfect", "pluperfect", "past", "imperfect", "conditional-perfect", "infinitive-perfect", "participle")
)
ADNOMINAL = ("acl", "amod")
FUTURE = frozenset(("future", "future-perfect", "conditional", "potential", "necessary"))


class Turning(NamedTuple):
    """Words that turn a date to the future: governing lemmas with their infinitives ("devoir", "prévoir"); verbs that
    move an event, with the prepositions before the day that they move it to ("reporté à mars"); verbs by which what was
    set for a day falls away ("annuler")."""

    heads: frozenset[str]
    moving: frozenset[str]
    to: frozenset[str]
    dropping: frozenset[str]


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


def read_times(d: Dispatch, text: str, pages: Sequence[Syntax], turning: Turning) -> Times:
    """The time expressions of a dispatch in what is read of its `text`, weekdays and months turned by the tense of
    their clause and by `turning`."""

    def direction(span: Span) -> str | None:
        for s in pages:
            if s.p.block.span.covers(span):
                tokens = s.p.tokens(span)
                return _direction(s, tokens[0], turning) if tokens else None
        return None

    return Times(periods(text, published=d.published, lang=d.lang, tense=direction))


def _direction(s: Syntax, t: Token, turning: Turning) -> str | None:
    verb = s.clause(t)
    if verb is not None and s.lemma(verb) in turning.moving and _moved_to(s, t, turning):
        return "future"
    if verb is not None and (told := _set_for(s, t, verb, turning)) is not None:
        return told
    seen = 0
    while verb is not None and seen < 4:
        if s.lemma(verb) in turning.heads and seen:
            return "future"
        when = tense(s, verb)
        if when in FUTURE:
            return "future"
        if when in PAST:
            return "past"
        if when not in ("infinitive", "gerund"):
            return "future" if s.lemma(verb) in turning.heads else None
        if verb.head.i == verb.i:
            return None
        verb = s.clause(verb.head)
        seen += 1
    return None


def _set_for(s: Syntax, t: Token, verb: Token, turning: Turning) -> str | None:
    """Where a date lies that something is said to be set for, unless that is told to have gone by: "les pourparlers
    prévus mardi ont été annulés"; a month may lie on either side."""
    known = turning.heads | turning.moving
    near = (verb, t.head, *s.p.doc[max(t.i - 2, 0) : t.i])
    set_by = next((k for k in near if k.dep_ in ADNOMINAL and s.lemma(k) in known), None)
    above = None if set_by is None else s.clause(set_by.head)
    when = None if above is None else tense(s, above)
    if above is None or (when in PAST and s.lemma(above) not in turning.dropping | turning.moving):
        return None
    return "future" if when in FUTURE or s.lemma(t) in s.words["days"] else "either"


def _moved_to(s: Syntax, t: Token, turning: Turning) -> bool:
    """Whether a date that begins with `t` is the day that something is moved to."""
    return any(k.lower_ in turning.to for k in s.p.doc[max(t.i - 1, 0) : t.i + 1])


class Proposal(NamedTuple):
    """An expression that may belong to a claim, with what the scorer weighs."""

    expression: TimeExpression
    grouped: Grouped

    @property
    def signs(self) -> Signs:
        """The signs that the scorer weighs."""
        return self.grouped.signs


class Timing:
    """Gives each trigger of a paragraph its time expression, in one language."""

    def __init__(self, lang: str, scorer: Scorer | None = None) -> None:
        words = table(lang, "timing")
        self.lang = lang
        self.since = frozenset(words["since"])
        self.signs = TimeSigns(frozenset(words["joints"]))
        mood = table(lang, "mood")
        self.turning = Turning(
            *(frozenset(mood[x]) for x in ("future_heads", "moving_heads", "moved_to", "dropping_heads"))
        )
        self._scorer = scorer

    @property
    def scorer(self) -> Scorer:
        """The trained weights, read at first use."""
        if self._scorer is None:
            self._scorer = load_scorer(self.lang, "timing")
        return self._scorer

    def assign(
        self,
        d: Dispatch,
        s: Syntax,
        layout: Layout,
        triggers: Sequence[Trigger],
        times: Times,
        reports: Sequence[Report],
    ) -> dict[int, TimeExpression]:
        """Token index of a trigger → its time expression."""
        found = {}
        belongs = self.scorer.classes.index(BELONGS)
        proposed = self.proposals(d, s, layout, triggers, times, reports)
        weighed = self.scorer.scores_of([[p.grouped for p in proposals] for proposals in proposed])
        for t, proposals, rows in zip(triggers, proposed, weighed, strict=True):
            if not proposals:
                continue
            moved = self._moved(s, t.token, proposals)
            scores = rows[:, belongs]
            best = int(scores.argmax()) if moved is None else moved
            if scores[best] >= THRESHOLD or moved is not None:
                found[t.token.i] = proposals[best].expression
        return found

    def _moved(self, s: Syntax, t: Token, proposals: Sequence[Proposal]) -> int | None:
        """Which expression is the day that the verb over an event moves it to: "the talks due on Monday have been
        postponed until January"."""
        verb = t.head
        if t.pos_ != "NOUN" or s.lemma(verb) not in self.turning.moving or t.dep_ not in ("nsubj", "nsubj:pass", "obj"):
            return None
        days = ((n, s.p.tokens(p.expression.span)) for n, p in enumerate(proposals))
        behind = ((n, k[0]) for n, k in days if k and k[0].i > verb.i)
        return next((n for n, k in behind if s.clause(k) is verb and _moved_to(s, k, self.turning)), None)

    def proposals(
        self,
        d: Dispatch,
        s: Syntax,
        layout: Layout,
        triggers: Sequence[Trigger],
        times: Times,
        reports: Sequence[Report],
    ) -> list[list[Proposal]]:
        """For each trigger the expressions of its sentence."""
        timed = _timed(s, times) if triggers else []
        if not timed:
            return [[] for _ in triggers]
        heads, found = [t.token for t in triggers], []
        pages: dict[int, Page] = {}
        for t in triggers:
            sentence = layout.sentence(t.token.i)
            if sentence.start not in pages:
                inside = [x for x in timed if x.head.i in sentence]
                pages[sentence.start] = Page(s, sentence, heads, inside, reports, d.published)
            page = pages[sentence.start]
            found.append(
                [Proposal(self._opened(s, sentence, t.token.i, x), self.signs.of(page, t, x)) for x in page.times]
            )
        return found

    def _opened(self, s: Syntax, sentence: Run, i: int, x: Timed) -> TimeExpression:
        """The date of an event since which the trigger at token `i` holds, as a start: "depuis la chute de la ville en
        2011". For the event itself it stays the date."""
        e, first = x.expression, x.first.i
        if e.use != "point" or e.period is None or e.period.first is None:
            return e
        near = range(max(sentence.start, first - NEAR), first)
        since = next((k for k in reversed(near) if s.p.doc[k].lower_ in self.since), None)
        if since is None or since < i < first:
            return e
        why = f"{e.reason}; since what happened then"
        return replace(e, use="since", period=Period(e.period.first, None, e.period.grain), reason=why)


def _timed(s: Syntax, times: Times) -> list[Timed]:
    """The expressions of a paragraph in its tree."""
    found = []
    for x in times.within(s.p.block.span):
        tokens, extent = s.p.tokens(x.span), s.p.tokens(x.extent)
        if tokens and extent and x.period is not None:
            found.append(Timed(x, x.period, outermost(tokens), tokens[0], extent[0]))
    return found
