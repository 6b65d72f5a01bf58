"""What a reprint says again: its claims brought to those of the dispatch that it is a copy of.

A claim is the same where its sentence and trigger are. A headline that an outlet puts above a reprint is no report of
its own, nor is what was read otherwise in a sentence that the original holds word for word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from selon.linking.model import Report
from selon.linking.words import folded
from selon.model import Claim, Dispatch


class Originals:
    """What the claims of a dispatch are copies of. `roots` are the report that it reprints and those that took its
    place since, the one that stands last; none for a dispatch that reprints nothing."""

    def __init__(self, d: Dispatch, roots: Sequence[Report]) -> None:
        self._d = d
        self._known: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._texts = [f" {folded(r.dispatch.text)} " for r in roots]
        self._heads = [b.span for b in d.blocks if b.kind in ("title", "caption", "header")] if roots else []
        for c in sorted(roots[-1].claims, key=lambda c: (c.trigger, c.type)) if roots else ():
            for key in _keys(c, roots[-1].dispatch):
                self._known[key].append(c.id)

    def of(self, c: Claim) -> str | None:
        """The claim that one is a copy of; None where the original has none. Claims are asked for in text order, once
        each: where the original says a sentence twice, the first is a copy of the first."""
        if not self._texts:
            return None
        found = next((self._known[key] for key in _keys(c, self._d) if key in self._known), [])
        return found.pop(0) if len(found) > 1 else found[0] if found else None

    def repeated(self, c: Claim) -> bool:
        """Whether a claim of a reprint adds nothing: it stands in the headline, or its sentence in the original."""
        if not self._texts:
            return False
        if any(h.covers(c.trigger) for h in self._heads):
            return True
        quote = f" {folded(c.quote.of(self._d.text))} "
        return any(quote in text for text in self._texts)


def _keys(c: Claim, d: Dispatch) -> Iterator[tuple[str, ...]]:
    """What a claim is found again by, the surest first: its sentence with its trigger and type, with either of them."""
    quote, trigger = folded(c.quote.of(d.text)), folded(c.trigger.of(d.text))
    yield quote, trigger, c.type
    yield "trigger", quote, trigger, ""
    yield "type", quote, c.type, ""
