"""How many: which number belongs to which claim. Every count of a sentence is proposed to each of its triggers, and a
trained scorer weighs how the two stand to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from selon.languages.load import table
from selon.model import Quantity, Span
from selon.reading.attachment import outermost
from selon.reading.counting_signs import Bearer, Count, CountSigns, Sheet
from selon.reading.quantities import quantities
from selon.reading.scorer import Grouped, Scorer, Signs, load_scorer
from selon.reading.sentences import Layout
from selon.reading.syntax import Syntax

BELONGS = "belongs"
"""The scorer's class of the counts that belong to the claim; the other is triggers.NONE."""
THRESHOLD = 0.4
"""A count belongs to a claim when the scorer gives it at least this much."""


class Proposal(NamedTuple):
    """A count that may belong to a claim, with what the scorer weighs."""

    quantity: Quantity
    grouped: Grouped

    @property
    def signs(self) -> Signs:
        """The signs that the scorer weighs."""
        return self.grouped.signs


@dataclass(frozen=True, slots=True)
class Counted:
    """The count of a claim, and why it is."""

    quantity: Quantity
    why: str


class Counting:
    """Gives claims their quantities in one language."""

    def __init__(self, lang: str, scorer: Scorer | None = None) -> None:
        words = table(lang, "counting")
        self.lang = lang
        self.singular = frozenset(words["singular"])
        self.money = frozenset(words["money"])
        self.articles = frozenset(words["articles"])
        self.signs = CountSigns(lang)
        self._scorer = scorer

    @property
    def scorer(self) -> Scorer:
        """The trained weights, read at first use."""
        if self._scorer is None:
            self._scorer = load_scorer(self.lang, "counting")
        return self._scorer

    def assign(self, s: Syntax, layout: Layout, bearers: Sequence[Bearer]) -> dict[int, Counted]:
        """Token index of a trigger → the count that belongs to it, for the triggers of one paragraph."""
        found = {}
        belongs = self.scorer.classes.index(BELONGS)
        proposed = self.proposals(s, layout, bearers)
        weighed = self.scorer.scores_of([[p.grouped for p in proposals] for proposals in proposed])
        for b, proposals, rows in zip(bearers, proposed, weighed, strict=True):
            if not proposals:
                continue
            scores = rows[:, belongs]
            best = int(scores.argmax())
            if scores[best] >= THRESHOLD:
                found[b.token.i] = self._counted(proposals[best], float(scores[best]))
        return found

    def _counted(self, p: Proposal, score: float) -> Counted:
        reasons = "; ".join(self.scorer.reasons(self.scorer.rows(p.grouped), BELONGS))
        return Counted(p.quantity, f"counts «{p.quantity.unit}»; scorer {score:.2f}: {reasons}")

    def proposals(self, s: Syntax, layout: Layout, bearers: Sequence[Bearer]) -> list[list[Proposal]]:
        """For each trigger the counts of its sentence and of its participants."""
        counts = self._counts(s, any(b.type in self.singular for b in bearers)) if bearers else []
        sheet = Sheet(s, layout, bearers, counts)
        return [
            [
                Proposal(c.quantity, self.signs.of(sheet, b, c))
                for c in counts
                if self._may_have(b, c) and (c.head.i in layout.sentence(b.token.i) or b.holds(c))
            ]
            for b in bearers
        ]

    def _counts(self, s: Syntax, singular: bool) -> list[Count]:
        """The counts of a paragraph in text order, in dispatch offsets; "un" and "a" among them where `singular`."""
        text, found = s.p.doc.text, []
        for own in quantities(text, self.lang, singular=singular):
            if own.kind not in ("count", "money"):
                continue
            q = _shift(own, s.p.offset)
            number = s.p.tokens(q.span)
            thing = s.p.tokens(q.counted) if q.counted is not None else number
            if number and thing:
                article = own.span.of(text).lower() in self.articles
                found.append(Count(q, number[0], outermost(thing), article))
        return found

    def _may_have(self, b: Bearer, c: Count) -> bool:
        """Whether claims of this type count such things: "un" only where one person matters, money only where given."""
        if c.quantity.kind == "money":
            return b.type in self.money
        return not c.article or b.type in self.singular


def _shift(q: Quantity, by: int) -> Quantity:
    counted = None if q.counted is None else Span(q.counted.start + by, q.counted.end + by)
    return Quantity(Span(q.span.start + by, q.span.end + by), q.low, q.high, q.unit, q.approximate, q.kind, counted)
