"""The reading of a dispatch that begins like one that was read: a copy under another head or credit, or one cut at a
paragraph.

A paragraph is read in the light of what stands before it: who spoke last, who was named, which day is meant. So claims
are carried over only where all of that is the same word for word, from the first paragraph on, and where the places and
days of the whole text and the agencies that it is from come out the same too. Then they are what a full reading gives,
without a parse; else the dispatch is read like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from selon.model import Attribution, Block, Claim, Dispatch, Place, Reading, Span, TimeExpression, claim_id
from selon.reading.houses import houses
from selon.reading.moved import moved, spans
from selon.reading.periods import periods
from selon.reading.places import shared_gazetteer
from selon.reading.prepass import READ, Prepass
from selon.reading.toponyms import Reference, Toponym, toponyms


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What two dispatches have in common: `span` of the later one, `by` code points further on than in the earlier."""

    span: Span
    by: int


def opening(d: Dispatch) -> Span | None:
    """The first block that is read. Dispatches that differ in its words have nothing to carry over."""
    return next((b.span for b in _read_blocks(d)), None)


def carried(read: Reading, d: Dispatch, prepass: Prepass) -> Reading | None:
    """The reading of `d`, taken from that of a dispatch that it begins like; None where it must be read itself.

    `read` is by the version of the reader that would read `d`, and `prepass` is that reader's.
    """
    old = read.dispatch
    if d.published is None or (d.lang, d.published) != (old.lang, old.published):
        return None
    common = _common(old, d, prepass)
    if common is None or _houses(d) != _houses(old):
        return None
    claims = [c for c in moved(read.claims, common.by) if common.span.covers(c.trigger)]
    told = [a for a in moved(read.attributions, common.by) if common.span.covers(_place(a))]
    if not all(map(common.span.covers, spans((*claims, *told)))) or _days(d, common, 0) != _days(
        old, common, common.by
    ):
        return None
    places = _places(d, common, 0)
    if list(map(_meant, places)) != list(map(_meant, _places(old, common, common.by))):
        return None
    stands_for = {t.span: t.place for t in places if isinstance(t, Toponym)}
    named = tuple(_named(c, d, stands_for) for c in claims)
    return replace(read, dispatch=d, claims=named, attributions=tuple(told))


def _common(old: Dispatch, d: Dispatch, prepass: Prepass) -> _Stretch | None:
    """The text from the first block that is read to the last that may hold a claim, if the earlier dispatch has it in
    the same blocks, of which the same may hold claims, and reads none before it."""
    own, other = _read_blocks(d), _read_blocks(old)
    worth, was_worth = set(prepass.worth_parsing(d)), set(prepass.worth_parsing(old))
    while own and own[-1] not in worth:
        own.pop()
    if not own or [b in worth for b in own] != [b in was_worth for b in other[: len(own)]]:
        return None
    span, by = Span(own[0].span.start, own[-1].span.end), own[0].span.start - other[0].span.start
    same = moved(tuple(other[: len(own)]), by) == tuple(own)
    return _Stretch(span, by) if same and moved(span, -by).of(old.text) == span.of(d.text) else None


def _houses(d: Dispatch) -> set[str]:
    """The agencies that the dispatch is from, as far as its text names them."""
    return {name for name in houses(d, d.lang) if name in d.text}


def _read_blocks(d: Dispatch) -> list[Block]:
    return [b for b in d.blocks if b.kind in READ]


def _place(a: Attribution) -> Span:
    """Where an attribution stands: what it tells follows its cue or goes before it in one paragraph."""
    return a.cue or (a.content or tuple(spans(a)))[0]


def _meant(t: Toponym | Reference) -> Toponym | Reference:
    """What words mean, but for how surely and why: those two rest on the whole text, and nothing else on them."""
    if isinstance(t, Reference):
        return replace(t, toponym=None if t.toponym is None else _entry(t.toponym))
    return _entry(t)


def _entry(t: Toponym) -> Toponym:
    return replace(t, place=None if t.place is None else replace(t.place, score=1.0, why=()), why=())


def _named(c: Claim, d: Dispatch, stands_for: Mapping[Span, Place | None]) -> Claim:
    """The claim as one of its new dispatch."""
    places = tuple(replace(p, place=stands_for.get(p.span)) for p in c.places)
    return replace(c, id=claim_id(d.id, c.trigger, c.type), places=places)


def _days(d: Dispatch, common: _Stretch, by: int) -> list[TimeExpression]:
    found = moved(periods(d.text, published=d.published, lang=d.lang), by)
    return [t for t in found if t.span.start < common.span.end]


def _places(d: Dispatch, common: _Stretch, by: int) -> list[Toponym | Reference]:
    found = toponyms(d.text, d.lang, gazetteer=shared_gazetteer())
    named: tuple[Toponym | Reference, ...] = moved((*found.places, *found.actors, *found.references), by)
    return [t for t in named if t.span.start < common.span.end]
