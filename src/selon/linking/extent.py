"""How far a claim goes: whether all of an actor left or came, and whether what is denied was so before."""

from __future__ import annotations

import re

from selon.linking.words import folded, stem, words
from selon.model import Claim

_NE_PLUS = re.compile(r"\bn(?:e\s+|['’])(?:\w+\s+){0,4}plus\b(?!\s+(?:de\s+|d['’])\d|\s+que\b)", re.IGNORECASE)
_NEAR = 45
"""Code points around a trigger in which its negation stands."""
_HEAD = 4
"""Words at the beginning of a phrase that say how much of it is meant."""


def in_part(claim: Claim, text: str) -> bool:
    """Whether only some of those meant are told of: "des chars", "une centaine de pick-up", "300 soldats".

    "Les derniers soldats" are all that were left, "les forces" all there are.
    """
    span = claim.actor or claim.target
    if span is None or last(claim, text):
        return False
    tokens = folded(span.of(text)).split()
    if tokens[:1] and tokens[0] in words().part:
        return True
    q = claim.quantity
    return q is not None and q.kind == "count" and span.overlaps(q.span) and tokens[0] not in words().definite


def last(claim: Claim, text: str) -> bool:
    """Whether it is told of the last of them, or of all."""
    for span in (claim.actor, claim.target):
        if (
            span is not None
            and {f for w in folded(span.of(text)).split()[:_HEAD] for f in (w, stem(w))} & words().whole
        ):
            return True
    return False


def completed(claim: Claim, text: str) -> bool:
    """Whether it is told of the last of them or of all, or brought to its end: "ont achevé leur retrait"."""
    spans = claim.evidence["status"].spans if "status" in claim.evidence else ()
    told = {f for s in spans for w in folded(s.of(text)).split() for f in (w, stem(w))}
    return last(claim, text) or bool(told & words().completed)


def ended(claim: Claim, text: str) -> bool:
    """Whether what denies a claim is that it came to an end: "mettant fin à sa présence"."""
    spans = claim.evidence["negated"].spans if claim.negated and "negated" in claim.evidence else ()
    told = [w for s in spans for w in folded(s.of(text)).split()]
    if not told or words().negations & set(told):
        return False
    first, end = min(s.start for s in (*spans, claim.trigger)), max(s.end for s in (*spans, claim.trigger))
    return bool(words().ends & {f for w in folded(text[first:end]).split() for f in (w, stem(w))})


def asked(claim: Claim, text: str) -> bool:
    """Whether it is a question in a sentence, which tells nothing: "declined to say how many soldiers remained"."""
    heads = (folded(s.of(text)).split()[:1] for s in (claim.actor, claim.target) if s is not None)
    return any(set(h) & words().asks for h in heads)


def no_longer(claim: Claim, text: str) -> bool:
    """Whether a denial says that it was so before: "n'est plus", "no longer"."""
    first = max(claim.quote.start, claim.trigger.start - _NEAR)
    around = text[first : min(claim.quote.end, claim.trigger.end + _NEAR)]
    return _NE_PLUS.search(around) is not None or any(f" {w} " in f" {folded(around)} " for w in words().no_longer)
