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
    if not any(f" {w} " in quote for w in words().truce):
        return None
    if claim.type == "reject":
        return _undone(claim, text)
    return _said(_with_its_time(claim, text)) or _said(quote)


def _undone(claim: Claim, text: str) -> str | None:
    """What becomes of a truce by the act that a claim tells: it is ended or broken, and nothing else."""
    at, quote = claim.trigger, claim.quote
    before = f" {folded(text[max(quote.start, at.start - _AROUND) : at.start])} "
    act = folded(at.of(text))
    around = f"{before}{act} {folded(text[at.end : min(quote.end, at.end + _AROUND)])} "
    for value in ("ended", "broken"):
        found = words().truce_said[value].finditer(around)
        if any(m.start() < len(before) + len(act) and m.end() > len(before) for m in found):
            return value
    return None


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


_AROUND = 20
"""Code points around an act in which the words stand that it is told by: "a pris fin"."""
_NEAR = 7
"""Words back to which "avant" puts off what follows."""
