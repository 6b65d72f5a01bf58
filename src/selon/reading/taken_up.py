"""Where a claim happens whose place is taken up without its name: "la ville", "sur place", "y"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from selon.model import ClaimType, PlaceRole, Span
from selon.reading.lexicon import Entry
from selon.reading.places import Place, Places
from selon.reading.sentences import Layout
from selon.reading.syntax import Syntax
from selon.reading.toponyms import Toponym
from selon.reading.toponyms.references import antecedent

if TYPE_CHECKING:
    from selon.reading.tree import Token

GOVERNED: frozenset[ClaimType] = frozenset({"control", "attack", "withdraw", "displace", "fight"})
"""Types of claim whose object may be a place: "quitter la ville", "la prise de la ville"."""


class Head(Protocol):
    """What is asked of a trigger."""

    @property
    def token(self) -> Token: ...
    @property
    def type(self) -> ClaimType: ...
    @property
    def entry(self) -> Entry | None: ...


def taken_up(places: Places, s: Syntax, layout: Layout, triggers: Sequence[Head]) -> dict[int, Place]:
    """Token index of a trigger → the place that words governed by it take up, named nearest before and alone fitting.

    The place's span is that of its name, wherever that stands; `words` are those that take it up.
    """
    found: dict[int, Place] = {}
    by_token = {t.token.i: t for t in triggers}
    for noun, span, meant in _phrases(places, s, by_token):
        if noun.head.i == noun.i or noun.head.i not in by_token or noun.i not in layout.sentence(noun.head.i):
            continue
        t = by_token[noun.head.i]
        place = Place(meant.span, noun, noun, _preposition(places, s, noun), meant, words=span)
        if t.token.i not in found and _fits(places, place, t):
            part: PlaceRole = places.usual_role(place, t.type, t.entry)
            found[t.token.i] = place.playing(part)
    return found


def _phrases(places: Places, s: Syntax, triggers: Iterable[int]) -> Iterator[tuple[Token, Span, Toponym]]:
    """The words of the paragraph that take up one place: their head, their span and the mention they mean."""
    read = places.toponyms(s)
    for r in read.references:
        tokens = s.p.tokens(r.span)
        if tokens and r.toponym is not None:
            yield tokens[-1], r.span, r.toponym
    for i in triggers:
        if s.p.doc[i].pos_ != "VERB":
            continue
        for k in s.kids(s.p.doc[i]):
            if k.lower_ in places.pronouns and s.lemma(s.p.doc[i]) not in places.existing:
                span = s.p.span(k)
                meant = antecedent(read.text, span, "anywhere", read.all)
                if meant.toponym is not None:
                    yield k, span, meant.toponym


def _preposition(places: Places, s: Syntax, noun: Token) -> str | None:
    """What introduces the words; a pronoun stands for the preposition that its place would have."""
    return places.pronouns.get(noun.lower_) or s.preposition(noun)


def _fits(places: Places, p: Place, t: Head) -> bool:
    """Whether the words stand where a place of such a claim stands."""
    if p.preposition in places.locative:
        return True
    if p.known is None or p.known.place is None or p.known.place.kind == "country":
        return p.preposition is None and t.type in ("withdraw", "displace")
    if p.preposition == places.genitive:
        return t.token.pos_ == "NOUN" and t.type in GOVERNED
    return p.preposition is None and p.head.dep_ in ("obj", "nsubj:pass") and t.type in GOVERNED
