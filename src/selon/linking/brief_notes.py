"""The numbered notes of a brief: a sentence of a dispatch gets its number when it is first used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from selon.linking.brief_parts import Note
from selon.linking.brief_words import BriefWords
from selon.linking.model import Told, Voice
from selon.model import Span


@dataclass
class _Used:
    """A stretch of a dispatch that a note is made of, and the claims in it that were quoted."""

    first: Told
    span: Span
    tolds: list[Told] = field(default_factory=list)


@dataclass
class Notes:
    """Notes in the making. `outlets` are those that reprinted a claim, by its id."""

    words: BriefWords
    outlets: Mapping[str, Sequence[str]]
    _numbers: dict[tuple[str, int, int], int] = field(default_factory=dict)
    _used: dict[int, _Used] = field(default_factory=dict)

    def of(self, tolds: Iterable[Told]) -> tuple[int, ...]:
        """The numbers of the sentences of these claims."""
        return tuple(dict.fromkeys(self._number(t, t.claim.quote, t) for t in tolds))

    def confirmation(self, voice: Voice, t: Told) -> tuple[int, ...]:
        """The number of the paragraph in which a voice speaks next after a claim of its dispatch."""
        after = [m.span for m in voice.mentions if m.dispatch == t.dispatch.id and m.span.start >= t.claim.quote.end]
        blocks = [b.span for b in t.dispatch.blocks if after and b.span.covers(min(after))]
        return tuple(self._number(t, span, None) for span in blocks[:1])

    def passage(self, t: Told, spans: Iterable[Span]) -> tuple[int, ...]:
        """The numbers of paragraphs of the dispatch of a claim."""
        return tuple(dict.fromkeys(self._number(t, span, None) for span in spans))

    def made(self) -> tuple[Note, ...]:
        """The notes that were used, in the order of their numbers."""
        return tuple(self._note(n, used) for n, used in sorted(self._used.items()))

    def _number(self, t: Told, span: Span, claim: Told | None) -> int:
        n = self._numbers.setdefault((t.dispatch.id, *span), len(self._numbers) + 1)
        used = self._used.setdefault(n, _Used(t, span))
        if claim is not None and claim not in used.tolds:
            used.tolds.append(claim)
        return n

    def _note(self, n: int, used: _Used) -> Note:
        w, d = self.words, used.first.dispatch
        who = w.listed(map(w.who, used.tolds)) or used.first.agency or d.agency or ""
        values = {"who": who, "day": w.day(d.published), "title": d.title or ""}
        source = w.fill("note", "source" if d.title else "untitled", **values)
        outlets = w.listed(o for t in used.tolds for o in self.outlets.get(t.id, ()))
        if outlets:
            source = w.fill("note", "reprinted", source=source, names=outlets)
        return Note(n, used.first.words(used.span), source, d.id, tuple(t.id for t in used.tolds))
