"""What a claim says of a truce: agreed, in force, broken by someone, or over.

Told by the words of the sentence. Who is said to have broken a truce has not ended it, and one that is agreed is not in
force before something says so.
"""

from __future__ import annotations

from selon.linking.words import folded, words
from selon.model import Claim


def truce_value(claim: Claim, text: str) -> str | None:
    """`agreed`, `in force`, `broken` or `ended`; None where the sentence tells of no truce or says nothing of it."""
    quote = f" {folded(claim.quote.of(text))} "
    told = words()
    if claim.type == "reject":
        act = f" {folded(claim.trigger.of(text))} "
        quote = quote if told.truce_said["broken"].search(act) else ""
    if not any(f" {w} " in quote for w in told.truce):
        return None
    return _said(_with_its_time(claim, text)) or _said(quote)


def _said(words_: str) -> str | None:
    for value in ("ended", "broken", "in force", "agreed"):
        if any(not _put_off(words_[: m.start()]) for m in words().truce_said[value].finditer(words_)):
            return value
    return None


def _with_its_time(claim: Claim, text: str) -> str:
    """What stands between a claim and its time, to which the time belongs: "le cessez-le-feu conclu le 7 mars"."""
    if "time" not in claim.evidence:
        return ""
    spans = (claim.trigger, *claim.evidence["time"].spans)
    return f" {folded(text[min(s.start for s in spans) : max(s.end for s in spans)])} "


def _put_off(before: str) -> bool:
    """Whether a word such as "avant" stands shortly before, so that what follows had not come."""
    return bool(set(before.split()[-_NEAR:]) & words().put_off)


_NEAR = 7
"""Words back to which "avant" puts off what follows."""
