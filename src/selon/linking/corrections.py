"""Notes by which a dispatch says that it corrects an earlier one: they tell of the text, not of the world."""

from __future__ import annotations

import re

from selon.linking.words import folded, words
from selon.model import Dispatch, Span

LONGEST = 400
"""Code points of a note of correction; a longer paragraph tells a story."""


def corrections(d: Dispatch) -> list[Span]:
    """The paragraphs of a dispatch that say what it corrects, in text order: "(Corrige le nombre de camions)"."""
    verbs, nouns = words().corrects
    found = []
    for b in d.blocks:
        text = b.span.of(d.text)
        if not _MAY_OPEN.match(text):
            continue
        if b.kind in ("title", "caption") or len(text) > LONGEST:
            continue
        first = folded(text[:80]) + " "
        noun = _NOUN.match(text)
        if any(first.startswith(f"{w} ") for w in verbs) or (noun and folded(noun[1]) in nouns):
            found.append(b.span)
    return found


_MAY_OPEN = re.compile(r"\W*(?:corr|rect|err|clar|pr[ée]c|this|ce)", re.IGNORECASE)
"""What every note begins with, looked at first: most paragraphs are none."""
_NOUN = re.compile(r"\W*(\w+)\s*(?:[:.,;)–—-]|$)")
