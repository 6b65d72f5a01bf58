"""One attribution as the reader works with it, and what a paragraph and those before it have told so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from selon.model import NARRATOR, Attribution, Source, Span
from selon.reading.sentences import Layout, Run
from selon.reading.syntax import Syntax, morph

if TYPE_CHECKING:
    from selon.reading.tree import Token

KEPT = 8
"""Speakers that are kept, and paragraphs in which a pronoun may still find whom it means."""


class Quote(NamedTuple):
    """An attribution, and the pronoun that stands for its source where it speaks, if it is not named there."""

    attribution: Attribution
    pronoun: Span | None


@dataclass(frozen=True, slots=True)
class Report:
    """One attribution as the reader works with it: token runs beside the spans, and the cue's mode."""

    attribution: Attribution
    runs: tuple[Run, ...]
    cue: Token | None
    mode: str
    hedged: bool
    why: str
    pronoun: Span | None = None
    """The word that stands for the source where it speaks ("a-t-il dit"), if it is not named there."""
    inverted: bool = False
    """Whether the speaker stands behind the cue."""
    joined: int | None = None
    """Where it goes on from an earlier report of the sentence, whose content ends there."""
    vouched: bool = True
    """Whether the source vouches for claims in the content: not where none is told ("des tirs ont été signalés"), nor
    where it is only the one who speaks anyway ("je", "nous")."""
    asked: bool = False
    """Whether the content is only a question that its source leaves open ("n'a pas dit combien"), so that it tells of
    no event."""

    def covers(self, i: int) -> bool:
        """Whether token `i` is in the content."""
        return any(r.start <= i < r.end for r in self.runs)

    @property
    def size(self) -> int:
        """Tokens in the content."""
        return sum(r.end - r.start for r in self.runs)

    @property
    def tells(self) -> bool:
        """Whether somebody tells it."""
        return self.vouched and self.attribution.source.span is not None


@dataclass(slots=True, weakref_slot=True)
class Memory:
    """What earlier paragraphs of the same dispatch leave for later ones: who spoke, which titles have names."""

    speakers: list[Source] = field(default_factory=list)
    """Who spoke, the last one last."""
    passages: list[Passage] = field(default_factory=list)
    """The last paragraphs, as far as a pronoun may look back."""
    titles: set[str] = field(default_factory=set)
    in_quote: bool = False
    names: dict[str, Span] = field(default_factory=dict)
    whole: dict[Span, str] = field(default_factory=dict)

    @property
    def last(self) -> Source | None:
        """Who spoke last."""
        return self.speakers[-1] if self.speakers else None

    def see(self, s: Syntax, tokens: Iterable[Token]) -> None:
        """Keep where each name was mentioned last."""
        for t in tokens:
            if t.pos_ == "PROPN" and t.head.pos_ != "PROPN":
                self.names[t.text] = s.noun_phrase(t)
        for span in (self.last.span if self.last else None,):
            if span is not None and (own := s.p.tokens(span)):
                names = [t.text for t in own if t.pos_ == "PROPN"]
                if names:
                    self.whole[span] = names[-1]

    def latest(self, span: Span) -> Span:
        """The latest mention of the name that ends the phrase `span`; the phrase itself where none is known."""
        return self.names.get(self.whole.get(span, ""), span)


class Mentioned(NamedTuple):
    """Somebody whom a pronoun may mean: whether the words are plural, and feminine (None: they do not tell)."""

    source: Source
    plural: bool
    feminine: bool | None


@dataclass(slots=True)
class Passage:
    """A paragraph being read for attributions: its tree and layout, what came before it, what was found so far.

    `memory` keeps the last passages; it is only referred to from them, so that all go when the dispatch is read.
    """

    s: Syntax
    layout: Layout
    memory: Memory
    found: list[Report] = field(default_factory=list)
    apart: list[Source] = field(default_factory=list)
    """Who told in it only the terms on which it speaks ("qui a demandé à ne pas être nommé")."""
    mentioned: list[Mentioned] | None = None
    """Who spoke in it or did something, the last one first; None until it is asked for."""

    def top(self) -> list[Report]:
        """The reports found so far that name somebody and are not told within another."""
        around = [r for r in self.found if r.tells]
        named = [r for r in self.found if r.attribution.source.span is not None]
        return [r for r in named if not any(r.cue is not None and x.covers(r.cue.i) for x in around if x is not r)]


def innermost(reports: Sequence[Report], i: int) -> Report | None:
    """The attribution with the smallest content that holds token `i`; a cue is never in its own content."""
    held = [r for r in reports if r.vouched and r.covers(i) and not (r.cue is not None and r.cue.i == i)]
    return min(held, key=lambda r: (r.size, -(r.cue.i if r.cue is not None else 0)), default=None)


def left_open(s: Syntax, reports: Sequence[Report], t: Token) -> bool:
    """Whether the event that `t` names is only asked about ("n'a pas dit combien …"). A noun with a definite article is
    taken as known also there ("sans dire si la trêve durerait")."""
    known = t.pos_ == "NOUN" and any(k.dep_ == "det" and morph(k, "Definite") == "Def" for k in s.kids(t))
    return not known and any(r.asked and r.covers(t.i) for r in reports)


def source_of(report: Report | None) -> Source:
    """Who vouches for what stands in the report's content; the narrator where there is no report."""
    return NARRATOR if report is None else report.attribution.source
