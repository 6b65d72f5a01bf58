"""What speaks for a time expression belonging to a claim: the tree, the tense, who tells what, and its rivals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from selon.model import Period, TimeExpression
from selon.reading.attachment import Ways
from selon.reading.attribution import Report
from selon.reading.participants import CLAUSE
from selon.reading.scorer import Grouped, named, told_with
from selon.reading.sentences import Run
from selon.reading.status import tense
from selon.reading.syntax import Syntax
from selon.reading.triggers import Trigger

if TYPE_CHECKING:
    from selon.reading.tree import Token

LONGEST = 5
"""Relations of a path that is told in full."""
LINKED = 3
"""Relations between two triggers that may share a time."""
NEAREST = 20
"""Tokens up to which distance is told."""
HEAD = 1
"""Tokens at most before an expression that opens its sentence: a quotation mark, a joining word."""
TOLD, BEHIND = 10, 3
"""Tokens between a cue and the time of the telling: outside what is told, and behind the cue."""


@dataclass(frozen=True, slots=True)
class Timed:
    """An expression in the tree: its period, the `head` that hangs outside it, its `first` token, and the first one of
    its extent, which takes in the preposition."""

    expression: TimeExpression
    period: Period
    head: Token
    first: Token
    opening: Token


class Standing(NamedTuple):
    """How an expression stands in its sentence, whatever the trigger."""

    preposition: str
    clause: Token
    of_trigger: bool
    """Whether that clause is a trigger's."""
    told: bool
    """Whether it is in what somebody tells."""
    of_telling: bool
    """Whether it says when something was told."""
    triggers: list[tuple[float, Token]]
    """The triggers of the sentence, each with how far it is."""
    cues: list[tuple[float, Token]]
    """The cues of the sentence, each with how far it is."""


class Page:
    """A sentence with all its triggers (those of the whole paragraph), times and reports."""

    def __init__(
        self,
        s: Syntax,
        sentence: Run,
        triggers: Sequence[Token],
        times: Sequence[Timed],
        reports: Sequence[Report],
        published: date | None,
    ) -> None:
        self.s = s
        self.ways = Ways.of(s)
        self.sentence = sentence
        self.triggers = frozenset(t.i for t in triggers)
        self.inside = [t for t in triggers if t.i in sentence]
        self.times = times
        self.reports = reports
        self.published = published
        self._cues = [r.cue for r in reports if r.cue is not None and r.cue.i in sentence]
        self._standings: dict[int, Standing] = {}

    def standing(self, x: Timed) -> Standing:
        """How one of its expressions stands in it, found once."""
        if id(x) not in self._standings:
            self._standings[id(x)] = self._standing(x)
        return self._standings[id(x)]

    def _standing(self, x: Timed) -> Standing:
        s, i = self.s, x.head.i
        before = s.p.doc[x.first.i - 1] if x.first.i else None
        preposition = s.preposition(x.head) or (before.lower_ if before is not None and before.pos_ == "ADP" else "-")
        clause = s.clause(x.head)
        return Standing(
            preposition,
            clause,
            clause.i in self.triggers,
            any(r.covers(i) for r in self.reports),
            any(_when_told(self, r, i) for r in self.reports),
            [(self.ways.distance(x.head, k), k) for k in self.inside],
            [(self.ways.distance(x.head, k), k) for k in self._cues],
        )


class TimeSigns:
    """Names the signs of one language; `joints` are words that tell whether both sides belong together."""

    def __init__(self, joints: frozenset[str]) -> None:
        self.joints = joints

    def of(self, p: Page, t: Trigger, x: Timed) -> Grouped:
        """The signs of one expression for one trigger; most are also told with the claim's type and with whether the
        trigger is a verb."""
        when = _when(x.period, p.published)
        general = [
            _side(t.token, x),
            f"use={x.expression.use}",
            f"type={x.expression.type}",
            f"grain={x.period.grain}",
            f"when={when}",
            *_tree(p, t.token, x),
            *_telling(p, t.token, x),
            *_rivals(p, t.token, x),
        ]
        word = "verb" if t.token.pos_ in CLAUSE else "noun"
        others = [
            *_tense(p.s, t.token, x, when),
            *_path(p, t.token, x, when),
            *self._words(p, t.token, x),
            *_shared(p, t.token, x),
        ]
        return Grouped([told_with(sign, t.type, word) for sign in general], named(others, p.s.p.printable))

    def _words(self, p: Page, t: Token, x: Timed) -> list[str]:
        """The words around the expression, and between it and the trigger."""
        doc, side = p.s.p.doc, _side(t, x)
        between = [doc[k] for k in _between(t, x)]
        opens = x.opening.i <= p.sentence.start
        f = [
            f"opening={x.opening.lower_}",
            f"previous={'^' if opens else doc[x.opening.i - 1].lower_}",
            f"tokens={side}{min(abs(t.i - x.first.i), NEAREST) // 3}",
            f"commas={min(len([k for k in between if k.text == ',']), 3)}",
            f"lemma={p.s.lemma(t)}+{side}",
            f"relation={t.dep_}+{side}+use={x.expression.use}",
            f"{t.pos_}+{x.head.dep_}+{side}",
            f"head={x.head.dep_}+up={x.head.head.pos_}",
        ]
        return f + [f"between={k.lower_}" for k in between if k.is_punct or k.lower_ in self.joints]


def _side(t: Token, x: Timed) -> str:
    return "same" if x.head.i == t.i else "before" if x.head.i < t.i else "behind"


def _between(t: Token, x: Timed) -> range:
    lo, hi = sorted((x.head.i, t.i))
    return range(lo + 1, hi)


def _when(p: Period, published: date | None) -> str:
    """How the period lies to the day of publication."""
    if published is None:
        return "unknown"
    past = p.last is not None and p.last < published
    if p.first is None:
        return "until the past" if past else "until later"
    if p.last is None:
        return "since the past" if p.first <= published else "since later"
    return "past" if past else "now" if p.first <= published else "later"


def _tense(s: Syntax, t: Token, x: Timed, when: str) -> list[str]:
    """How the tense of the trigger agrees with the expression."""
    use, own = x.expression.use, tense(s, t) or "-"
    return [f"tense={own}+when={when}", f"tense={own}+use={use}", f"use={use}+when={when}", f"tense={own}"]


def _tree(p: Page, t: Token, x: Timed) -> list[str]:
    """The ends of the way between both, the triggers on it, and whose clause the expression stands in."""
    s, between, at = p.s, _between(t, x), p.standing(x)
    own = at.clause is t or at.clause is s.clause(t)
    f = [
        f"triggers between={min(len([i for i in p.triggers if i in between]), 2)}",
        f"preposition={at.preposition}",
        f"clause={'own' if own else 'trigger' if at.of_trigger else 'other'}",
    ]
    if x.opening.i - p.sentence.start <= HEAD:
        f += ["at the head", f"at the head: {_coordinated(s, at.clause, t)}"]
    way = p.ways.way(x.head, t)
    if way is None:
        return [*f, "no way"]
    over = len([k for k in way.between if k.i in p.triggers])
    return [
        *f,
        f"triggers on the way={min(over, 2)}",
        f"steps={min(way.steps, LONGEST + 1)}",
        f"up={way.up[-1].dep_ if way.up else '-'}",
        f"down={way.down[0].dep_ if way.down else '-'}",
    ]


def _coordinated(s: Syntax, clause: Token | None, t: Token) -> str:
    """How a trigger's clause stands to the one that an expression opens: coordinated clauses share what opens them."""
    mine: Token | None = t if t.pos_ in CLAUSE else s.clause(t)
    joined = False
    while mine is not None and mine is not clause and mine.dep_ == "conj":
        mine, joined = mine.head, True
    return "elsewhere" if mine is not clause else "coordinated" if joined else "own"


def _path(p: Page, t: Token, x: Timed, when: str) -> list[str]:
    """The whole way in relations, where it is short."""
    way = p.ways.way(x.head, t)
    if way is None or way.steps > LONGEST:
        return []
    path = way.path
    f = [f"path={path}", f"path={path}+{t.pos_}+{x.head.pos_}", f"path={path}+use={x.expression.use}"]
    f += [f"path={path}+when={when}", f"path={path}+{'verb' if t.pos_ in CLAUSE else 'noun'}"]
    if way.up and way.down:
        f += [f"top={p.s.lemma(way.top)}", f"top={way.top.pos_}"]
    return f


def _telling(p: Page, t: Token, x: Timed) -> list[str]:
    """Whether the expression says when something was told, and whether both are told by the same report."""
    mine, at = any(r.covers(t.i) for r in p.reports), p.standing(x)
    f = [
        f"of the telling={at.of_telling}",
        f"told={'both' if mine and at.told else 'trigger' if mine else 'time' if at.told else 'none'}",
    ]
    own = p.ways.distance(x.head, t)
    if any(distance < own and cue is not t for distance, cue in at.cues):
        f.append("nearer cue")
    return f


def _when_told(p: Page, r: Report, i: int) -> bool:
    """Whether the expression at token `i` stands in the reporting clause, or behind its verb."""
    if r.cue is None or r.cue.i not in p.sentence or r.cue.i in p.triggers:
        return False
    between = range(min(i, r.cue.i) + 1, max(i, r.cue.i))
    if any(k in between for k in p.triggers):
        return False
    return (not r.covers(i) and len(between) < TOLD) or (i > r.cue.i and len(between) < BEHIND)


def _rivals(p: Page, t: Token, x: Timed) -> list[str]:
    """Whether another trigger is nearer to the expression, or another expression to the trigger."""
    own = p.ways.distance(x.head, t)
    others = [(distance, k) for distance, k in p.standing(x).triggers if k is not t]
    far = abs(t.i - x.first.i)
    triggers = len([k for distance, k in others if distance < own])
    times = len([y for y in p.times if y is not x and p.ways.distance(y.head, t) < own])
    by_words = len([k for _, k in others if abs(k.i - x.first.i) < far])
    return [
        f"nearer triggers={min(triggers, 3)}",
        f"nearer times={min(times, 2)}",
        f"nearer triggers={min(triggers, 2)}+times={min(times, 2)}",
        f"times={min(len(p.times), 3)}",
        f"nearer by words={min(by_words, 3)}",
    ]


def _shared(p: Page, t: Token, x: Timed) -> list[str]:
    """How the trigger hangs on the one that is nearest to the expression: coordinated verbs share their time."""
    _, first = min(p.standing(x).triggers, key=lambda k: k[0], default=(0.0, t))
    way = p.ways.way(t, first) if first is not t else None
    if way is None or way.steps > LINKED:
        return []
    return [f"from the nearest={way.path}", f"from the nearest={way.path}+{_side(t, x)}"]
