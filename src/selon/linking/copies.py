"""What a reprint says again: its claims brought to those of the dispatch that it is a copy of.

A claim is the same where its sentence and trigger are. A headline that an outlet puts above a reprint is no report of
its own, nor is what was read otherwise in a sentence that the original holds word for word.
"""

from __future__ import annotations

from collections.abc import Sequence

from selon.linking.model import Report
from selon.linking.words import folded
from selon.model import Claim, Dispatch


class Originals:
    """What the claims of a dispatch are copies of. `roots` are the report that it reprints and those that took its
    place since, the one that stands last; none for a dispatch that reprints nothing."""

    def __init__(self, d: Dispatch, roots: Sequence[Report]) -> None:
        self._d = d
        self._by_words: dict[tuple[str, str], str] = {}
        self._by_sentence: dict[tuple[str, str], str] = {}
        self._texts = [f" {folded(r.dispatch.text)} " for r in roots]
        self._heads = [b.span for b in d.blocks if b.kind in ("title", "caption", "header")] if roots else []
        for c in roots[-1].claims if roots else ():
            quote, trigger = _words(c, roots[-1].dispatch)
            self._by_words.setdefault((quote, trigger), c.id)
            self._by_sentence.setdefault((quote, c.type), c.id)

    def of(self, c: Claim) -> str | None:
        """The claim that one is a copy of; None where the original has none."""
        if not self._texts:
            return None
        quote, trigger = _words(c, self._d)
        return self._by_words.get((quote, trigger)) or self._by_sentence.get((quote, c.type))

    def repeated(self, c: Claim) -> bool:
        """Whether a claim of a reprint adds nothing: it stands in the headline, or its sentence in the original."""
        if not self._texts:
            return False
        if any(h.covers(c.trigger) for h in self._heads):
            return True
        quote = f" {folded(c.quote.of(self._d.text))} "
        return any(quote in text for text in self._texts)


def _words(c: Claim, d: Dispatch) -> tuple[str, str]:
    return folded(c.quote.of(d.text)), folded(c.trigger.of(d.text))
