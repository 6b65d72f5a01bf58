"""How many: which number belongs to which claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from selon.languages.load import table
from selon.model import ClaimType, Quantity, Span
from selon.reading.lexicon import dependents
from selon.reading.participants import Part
from selon.reading.quantities import quantities
from selon.reading.syntax import Syntax

if TYPE_CHECKING:
    from spacy.tokens import Token


class Counting:
    """Gives a claim its quantity."""

    def __init__(self, lang: str) -> None:
        words = table(lang, "counting")
        self.lang = lang
        self.counted = frozenset(words["types"])
        self.singular = frozenset(words["singular"])
        self.uncounted = frozenset(words["uncounted"])

    def read(self, s: Syntax, one: bool) -> tuple[Quantity, ...]:
        """The counts of a paragraph, in dispatch offsets; `one`: "un" and "une" count too."""
        found = quantities(s.p.doc.text, self.lang, singular=one)
        return tuple(_shift(q, s.p.offset) for q in found if q.kind == "count")

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
        """The count in the trigger's own phrase, else in its target, else in its actor; None for what is not counted."""
        if kind not in self.counted:
            return None
        pool = singles if kind in self.singular else found
        own = s.noun_phrase(t) if t.pos_ in ("NOUN", "ADJ", "PROPN") else None
        objects = [s.noun_phrase(d) for d in dependents(s, t, "obj")] if t.pos_ == "VERB" and target is None else []
        order = [own, target.span if target else None, *objects, actor.span if actor else None]
        for span in order:
            q = self._inside(span, pool)
            if q is not None:
                return q
        return None

    def _inside(self, span: Span | None, found: Sequence[Quantity]) -> Quantity | None:
        if span is None:
            return None
        inside = [q for q in found if span.overlaps(q.span) and (q.unit or "") not in self.uncounted]
        return inside[0] if inside else None


def _shift(q: Quantity, by: int) -> Quantity:
    counted = None if q.counted is None else Span(q.counted.start + by, q.counted.end + by)
    return Quantity(Span(q.span.start + by, q.span.end + by), q.low, q.high, q.unit, q.approximate, q.kind, counted)
