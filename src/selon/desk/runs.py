"""A text cut into runs over which the same marks lie, however its claims overlap; offsets in both ways of counting."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from selon.desk.views import Mark, Place16, Run
from selon.model import SOURCE_KINDS, Claim, Span


class Units:
    """Code-point offsets of a text, and what they are in UTF-16 code units."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._wide = [] if text.isascii() else [i for i, c in enumerate(text) if c > "\uffff"]

    def utf16(self, at: int) -> int:
        """The offset in UTF-16 code units: one more for each character beyond the basic plane before it."""
        return at + bisect_left(self._wide, at)

    def place(self, span: Span) -> Place16:
        """The stretch in both ways of counting."""
        return Place16(span.start, span.end, self.utf16(span.start), self.utf16(span.end))


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of text that a claim's field was read from; `kind` is the claim's kind of source."""

    span: Span
    mark: Mark
    kind: str


def marked(claim: Claim, amended: Iterable[str] = ()) -> Iterator[Marked]:
    """Where the fields of a claim stand in the text, its sentence first. What a person amended has no evidence of its
    own: there, the amended words alone are marked."""
    yield Marked(claim.quote, Mark(claim.id, "sentence"), claim.source.kind)
    for field, spans in fields(claim, amended).items():
        for span in spans:
            yield Marked(span, Mark(claim.id, field), claim.source.kind)


def fields(claim: Claim, amended: Iterable[str] = ()) -> dict[str, tuple[Span, ...]]:
    """The spans of each field of a claim, in the order of the fields."""
    stale = {"time" if name in ("period", "grain") else name for name in amended}
    a, q = claim.attribution, claim.quantity
    found: dict[str, list[Span | None]] = {
        "trigger": [claim.trigger],
        "source": [claim.source.span],
        "cue": [a.cue] if a else [],
        "told": [a.told] if a else [],
        "actor": [claim.actor],
        "target": [claim.target],
        "places": [x for p in claim.places for x in (p.span, p.words) if x is not None],
        "time": [],
        "deadline": [],
        "quantity": [q.span, q.counted] if q else [],
        "status": [],
        "negated": [],
        "hedged": [],
    }
    known: list[Span | None] = [*found["trigger"], *found["cue"]]
    for name, evidence in claim.evidence.items():
        if name not in stale and name != "type":
            own = found.setdefault(name, [])
            own.extend(s for s in evidence.spans if s not in own and not (name == "source" and s in known))
    return {name: tuple(s for s in spans if s is not None) for name, spans in found.items() if any(spans)}


def cut(units: Units, within: Span, marks: Iterable[Marked]) -> tuple[Run, ...]:
    """The runs of the text `within`, in order and without a gap."""
    inside = [m for m in marks if m.span.overlaps(within)]
    edges = {within.start, within.end}
    for m in inside:
        edges.update((max(m.span.start, within.start), min(m.span.end, within.end)))
    opening: dict[int, list[Marked]] = {}
    closing: dict[int, list[Marked]] = {}
    for m in inside:
        opening.setdefault(max(m.span.start, within.start), []).append(m)
        closing.setdefault(min(m.span.end, within.end), []).append(m)
    open_: dict[Marked, None] = {}
    found = []
    for start, end in pairwise(sorted(edges)):
        for m in closing.get(start, ()):
            open_.pop(m, None)
        for m in opening.get(start, ()):
            open_[m] = None
        found.append(_run(units, Span(start, end), open_))
    return tuple(found)


def _run(units: Units, span: Span, over: Iterable[Marked]) -> Run:
    marks = [m for m in over if m.mark.field != "sentence"]
    kinds = {m.kind for m in marks}
    return Run(
        span.of(units.text),
        units.place(span),
        tuple(dict.fromkeys(m.mark for m in marks)),
        tuple(k for k in SOURCE_KINDS if k in kinds),
        tuple(dict.fromkeys(m.mark.claim for m in over if m.mark.field == "sentence")),
    )
