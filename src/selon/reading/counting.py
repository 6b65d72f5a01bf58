"""How many: which number belongs to which claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from selon.languages.load import table
from selon.model import ClaimType, Quantity, Span
from selon.reading.lexicon import classes, dependents
from selon.reading.participants import Part
from selon.reading.quantities import quantities
from selon.reading.syntax import Syntax

if TYPE_CHECKING:
    from selon.reading.tree import Token


NEAR = 4
"""Tokens between a bare count and the verb whose subject or object it is."""


class Counting:
    """Gives a claim its quantity."""

    def __init__(self, lang: str) -> None:
        words = table(lang, "counting")
        self.lang = lang
        self.counted = frozenset(words["types"])
        self.singular = frozenset(words["singular"])
        self.things = frozenset().union(*(classes(lang)[c] for c in words["thing_classes"]))
        self.articles = frozenset(words["articles"])
        self.of_target = frozenset(words["of_target"])
        self.uncounted = frozenset(words["uncounted"])

    def read(self, s: Syntax) -> tuple[tuple[Quantity, ...], tuple[Quantity, ...]]:
        """The counts of a paragraph, in dispatch offsets: without "un" and "une", and with them."""
        text = s.p.doc.text
        found = [q for q in quantities(text, self.lang, singular=True) if q.kind == "count"]
        every = tuple(_shift(q, s.p.offset) for q in found)
        plain = tuple(q for q, own in zip(every, found, strict=True) if own.span.of(text).lower() not in self.articles)
        return plain, every

    def quantity(
        self,
        s: Syntax,
        t: Token,
        kind: ClaimType,
        actor: Part | None,
        target: Part | None,
        found: Sequence[Quantity],
        singles: Sequence[Quantity],
    ) -> Quantity | None:
        """The count in the trigger's own phrase, else in its target, else in its actor; None where nothing counts."""
        if kind not in self.counted:
            return None
        pool = [q for q in singles if q.low != 1 or self._one_counts(q)] if kind in self.singular else found
        beside = self._beside(s, t, pool)
        if beside is not None:
            return beside
        predicate = t.pos_ == "ADJ" and any(k.dep_ == "cop" for k in s.kids(t))
        own = s.noun_phrase(t) if t.pos_ in ("NOUN", "ADJ", "PROPN") and not predicate else None
        objects = [s.noun_phrase(d) for d in dependents(s, t, "obj")] if t.pos_ == "VERB" and target is None else []
        order = [
            own,
            target.span if target else None,
            *objects,
            actor.span if actor and kind not in self.of_target else None,
        ]
        for span in order:
            q = self._inside(span, pool)
            if q is not None:
                return q
        return None

    def _one_counts(self, q: Quantity) -> bool:
        """Whether "un" before this noun counts: a person or one dead, not a lorry or a depot."""
        return q.unit is None or q.unit not in self.things

    def _beside(self, s: Syntax, t: Token, pool: Sequence[Quantity]) -> Quantity | None:
        """The count of which the trigger is the thing counted ("34 blessés"), or that stands before or behind it with
        nothing but auxiliaries and pronouns between ("près de 700 000 se sont installés", "en capturant deux")."""
        own = s.p.span(t)
        for q in pool:
            if (q.unit or "") in self.uncounted:
                continue
            if q.counted is not None and q.counted.overlaps(own) and t.pos_ != "VERB":
                return q
            if q.unit is None and self._next_to(s, q.span, t):
                return q
            if t.pos_ == "VERB" and q.span.start >= own.end and self._right_behind(s, q.span, t):
                return q
        return None

    def _right_behind(self, s: Syntax, span: Span, t: Token) -> bool:
        """Whether the count opens the object of the verb, whatever the tree says of it."""
        tokens = s.p.tokens(span)
        between = s.p.doc[t.i + 1 : tokens[0].i] if tokens else []
        return bool(tokens) and len(between) <= 2 and all(k.pos_ in ("ADV", "DET") for k in between)

    def _next_to(self, s: Syntax, span: Span, t: Token) -> bool:
        tokens = s.p.tokens(span)
        if not tokens:
            return False
        a, b = (tokens[-1].i + 1, t.i) if tokens[-1].i < t.i else (t.i + 1, tokens[0].i)
        return b - a <= NEAR and all(k.pos_ in ("AUX", "PRON", "ADV") for k in s.p.doc[a:b])

    def _inside(self, span: Span | None, found: Sequence[Quantity]) -> Quantity | None:
        if span is None:
            return None
        inside = [q for q in found if span.overlaps(q.span) and (q.unit or "") not in self.uncounted]
        return inside[0] if inside else None


def _shift(q: Quantity, by: int) -> Quantity:
    counted = None if q.counted is None else Span(q.counted.start + by, q.counted.end + by)
    return Quantity(Span(q.span.start + by, q.span.end + by), q.low, q.high, q.unit, q.approximate, q.kind, counted)
