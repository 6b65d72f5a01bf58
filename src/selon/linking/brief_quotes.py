"""What of its sentence a claim is quoted by: one stretch of the text, word for word, without who says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selon.model import Claim, Span

LONGEST = 220
"""Code points of a quotation; more is cut off at a word, and "…" says so."""
REACH = 70
"""Code points that a quotation takes in on either side, up to the end of the clause."""
_ACCUSES = re.compile(r"accus|blam|reproch|dénonc|denounc|demand|réclam|exig|urg|appel")
"""Cues that what is said cannot stand without: "a accusé l'armée d'avoir violé le cessez-le-feu"."""
_QUOTED = re.compile(r"[«“\"][^,;:!?()«»“”\"\n]+[»”\"](?=\s+\w)")
"""Words that a clause quotes and goes on after."""
_SEES = re.compile(r"\b(?:vue?s?|aperçue?s?|observée?s?|saw|seen|watched|observed)\b")
"""Perceptions before what was perceived: "une équipe a vu des camions quitter la base"."""
_END = re.compile(r"[,;:!?()«»“”\"\n–—]|\s-\s")


def fragment(claim: Claim, text: str, openers: Sequence[str] = ()) -> str:
    """The words from the first to the last that the claim was read from, and on to where their clause ends.

    `openers` are words that a reported clause begins with ("que"); what stands before them is about who says it.
    """
    core = [s for s in _core(claim) if claim.quote.covers(s)]
    span = Span(min(s.start for s in core), max(s.end for s in core))
    around = [s for s in _speech(claim) if not any(s.overlaps(c) for c in core)]
    if around and _stands_with(text[around[0].start : around[-1].end], text[around[0].start : span.start]):
        span, around = Span(min(around[0].start, span.start), max(around[-1].end, span.end)), []
    start, end = _left(claim, span, around, text), _right(claim, span, around, text)
    for opener in openers if around else ():
        start = max(
            [start, *(m.end() for m in re.finditer(rf"(?<!\w){opener}", text[: span.start]) if m.start() >= start)]
        )
    return shortened(" ".join(text[start:end].split()).strip(" ,;:–—-"))


def shortened(words: str) -> str:
    """Words without the stop at their end, and no longer than a quotation may be."""
    words = words.removesuffix(".")
    return words if len(words) <= LONGEST else words[: words.rfind(" ", 0, LONGEST)] + " …"


def _stands_with(speech: str, before: str) -> bool:
    """Whether what is said cannot stand without who says it: whom someone accuses, what a team saw."""
    return bool(_ACCUSES.search(speech.casefold()) or _SEES.search(before.casefold()))


def _core(c: Claim) -> Iterator[Span]:
    yield c.trigger
    yield from (s for s in (c.actor, c.target) if s is not None)
    yield from (p.said for p in c.places)
    if c.quantity is not None:
        yield from (s for s in (c.quantity.span, c.quantity.counted) if s is not None)
    for name in ("time", "deadline", "negated"):
        if name in c.evidence:
            yield from c.evidence[name].spans


def _speech(c: Claim) -> list[Span]:
    a = c.attribution
    found = (c.source.span, a.cue if a else None, a.told if a else None)
    return sorted(s for s in found if s is not None and c.quote.covers(s))


def _left(c: Claim, span: Span, around: Sequence[Span], text: str) -> int:
    """Where the clause begins; where that is too far, the nearest word."""
    first = max([c.quote.start, *(s.end for s in around if s.end <= span.start)])
    ends = [m.end() for m in _END.finditer(text, first, span.start)]
    at = max([first, *ends])
    return at if span.start - at <= REACH else span.start


def _right(c: Claim, span: Span, around: Sequence[Span], text: str) -> int:
    """Where the clause ends; words in quotation marks inside it are of it."""
    last = min([c.quote.end, *(s.start for s in around if s.start >= span.end)])
    inside = [m.end() for m in _QUOTED.finditer(text, span.end, last) if not _END.search(text, span.end, m.start())]
    found = _END.search(text, max([span.end, *inside]), last)
    at = found.start() if found else last
    return at if at - span.end <= REACH else span.end
