"""A dispatch into its claims: the whole way on one screen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from selon.model import Attribution, Block, Dispatch, Reading, Span
from selon.reading.attribution import Memory, Reports
from selon.reading.claims import Claims, Page
from selon.reading.collection import no_collection
from selon.reading.committed import Committed
from selon.reading.houses import houses
from selon.reading.parse import Paragraph, Parser
from selon.reading.participants import Mentions
from selon.reading.prepass import READ, Prepass
from selon.reading.report import Quote, left_open
from selon.reading.sentences import layout
from selon.reading.syntax import Syntax
from selon.reading.timing import read_times
from selon.reading.triggers import Triggers

VERSION = "2"
TOGETHER = 16
"""Dispatches that are read at once, as many as are parsed at once: between any two, Python would search for cycles."""


class Reader:
    """Reads the dispatches of one language. Picklable; loads its model once; safe to share between threads.

    Raises:
        LanguageError: the language cannot be read.
        DataError: the language pack is damaged.
    """

    def __init__(self, lang: str = "fr") -> None:
        self.lang = lang
        self.parser = Parser(lang)
        self.prepass = Prepass(lang)
        self.triggers = Triggers(lang)
        self.reports = Reports(lang)
        self.claims = Claims(lang)

    def read(self, dispatch: Dispatch) -> Reading:
        """The claims of one dispatch."""
        return next(self.read_many([dispatch]))

    def read_many(self, dispatches: Iterable[Dispatch]) -> Iterator[Reading]:
        """The readings of many dispatches, in order, as a stream; they are parsed and read `TOGETHER`."""
        waiting: list[Dispatch] = []

        def jobs() -> Iterator[tuple[str, tuple[Block, ...]]]:
            for d in dispatches:
                waiting.append(d)
                yield d.text, self.prepass.worth_parsing(d)

        parsed = self.parser.parse_many(jobs())
        while together := list(islice(parsed, TOGETHER)):
            with no_collection():
                readings = [self._reading(waiting.pop(0), paragraphs) for paragraphs in together]
            yield from readings

    def quotes_many(self, dispatches: Iterable[Dispatch]) -> Iterator[tuple[Dispatch, tuple[Quote, ...]]]:
        """Each dispatch with its attributions in text order, as a stream. Every paragraph is looked at, also those that
        hold no claim."""
        waiting: list[Dispatch] = []

        def jobs() -> Iterator[tuple[str, tuple[Block, ...]]]:
            for d in dispatches:
                waiting.append(d)
                yield d.text, tuple(b for b in d.blocks if b.kind in READ)

        for paragraphs in self.parser.parse_many(jobs()):
            d, memory, found = waiting.pop(0), Memory(), []
            own = houses(d, self.lang)
            for p in paragraphs:
                told = self.reports.find(Syntax(p, self.lang, own), layout(p, memory.in_quote), memory)
                found += [Quote(r.attribution, r.pronoun) for r in told]
            yield d, tuple(sorted(found, key=lambda q: _place(q.attribution)))

    def _reading(self, d: Dispatch, paragraphs: list[Paragraph]) -> Reading:
        pages = self.pages(paragraphs, houses(d, self.lang))
        attributions = tuple(r.attribution for p in pages for r in p.reports)
        if not any(p.triggers for p in pages):
            return Reading(d, (), attributions, f"selon-{self.lang}/{VERSION}")
        syntaxes = [p.syntax for p in pages]
        read = _blanked(d, {p.block.span for p in paragraphs})
        self.claims.places.attend(read, syntaxes)
        times = read_times(d, read, syntaxes, self.claims.turning)
        mentions, committed = Mentions(), Committed()
        claims = []
        for page in pages:
            claims.extend(self.claims.read(d, page, times, mentions, committed))
            self.claims.participants.remember(page.syntax, mentions)
        notes = _notes(d, len(times.unresolved))
        claims.sort(key=lambda c: c.trigger)
        return Reading(d, tuple(claims), attributions, f"selon-{self.lang}/{VERSION}", notes)

    def pages(self, paragraphs: list[Paragraph], own: Sequence[str] = ()) -> list[Page]:
        """The triggers and attributions of the paragraphs of one dispatch, in order. `own` are the agencies it is
        from."""
        memory = Memory()
        found = []
        for p in paragraphs:
            s = Syntax(p, self.lang, own)
            lay = layout(p, memory.in_quote)
            triggers = self.triggers.find(s, p.block.kind == "title")
            reports = self.reports.find(s, lay, memory)
            found.append(Page(s, lay, [t for t in triggers if not left_open(s, reports, t.token)], reports))
        return found


def _blanked(d: Dispatch, parsed: Collection[Span]) -> str:
    """The text with blanks for the paragraphs that were not worth parsing: what they name and date is nothing to the
    claims of the others. What stays keeps its place."""
    kept, at = [], 0
    for b in d.blocks:
        if b.kind in READ and b.span not in parsed:
            kept += [d.text[at : b.span.start], " " * (b.span.end - b.span.start)]
            at = b.span.end
    return "".join([*kept, d.text[at:]])


def _place(a: Attribution) -> tuple[tuple[Span, ...], Span]:
    """Where an attribution stands in its text."""
    return a.content, a.cue or a.content[0]


def _notes(d: Dispatch, unresolved: int) -> tuple[str, ...]:
    """What the reader says of its own work: dates that could not be placed without a publication day."""
    if d.published is not None or not unresolved:
        return ()
    said = "relative or partial dates stay unresolved (give it with --published)"
    return (f"no publication day: {unresolved} {said}",)
