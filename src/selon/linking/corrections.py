"""Notes by which a dispatch says that it corrects an earlier one: they tell of the text, not of the world."""

from __future__ import annotations

import re

from selon.gazetteer.names import fold
from selon.linking.words import words
from selon.model import Dispatch, Span

LONGEST = 400
"""Code points of a note of correction; a longer paragraph tells a story."""


def corrections(d: Dispatch) -> list[Span]:
    """The paragraphs of a dispatch that say what it corrects, in text order: "(Corrige le nombre de camions)"."""
    verbs, nouns = words().corrects
    found = []
    for b in d.blocks:
        text = b.span.of(d.text)
        if b.kind in ("title", "caption") or len(text) > LONGEST:
            continue
        first = fold(text[:80]) + " "
        noun = _NOUN.match(text)
        if any(first.startswith(f"{w} ") for w in verbs) or (noun and fold(noun[1]) in nouns):
            found.append(b.span)
    return found


_NOUN = re.compile(r"\W*(\w+)\s*(?:[:.,;)–—-]|$)")
