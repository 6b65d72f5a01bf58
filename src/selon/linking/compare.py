"""How surely two claims are about one happening, and why.

Place, time, who and whom are weighed; a contradiction in one of them is an identity that the others cannot make up for.
"""

from __future__ import annotations

from dataclasses import dataclass

from selon.linking import parties, spots
from selon.linking.profile import FAR, NEWS, STATES, TOLD_BY_WORDS, Profile

SAME = 0.62
"""Score from which two claims are taken to be about one happening."""
_WIDE = 31
_ABREAST = frozenset({"agree", "talk", "force"})
"""Families whose parties stand on one level, so that either may be named first."""
_VAGUE = 0.2
"""What is taken off where deeds that come many a day are told by country alone."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` in [0, 1], None where the two cannot be one; `why` has a reason for each thing weighed."""

    score: float | None
    why: tuple[str, ...]


def likeness(a: Profile, b: Profile) -> Likeness:
    """How surely two claims are about one happening. Symmetric."""
    if a.family != b.family or a.kind != b.kind:
        return Likeness(None, ("they are of two kinds",))
    when, why_when = times(a, b)
    if when is None:
        return Likeness(None, (why_when,))
    who, why_who, whom, why_whom = _parties(a, b)
    if who is None or whom is None:
        return Likeness(None, (why_who if who is None else why_whom,))
    where, why_where, part = spots.alike(a.spots, b.spots)
    if where is None and not (a.family in TOLD_BY_WORDS and who > 0.7):
        return Likeness(None, (why_where,))
    if part and not (a.tight and b.tight and when >= 0.9):
        told = any(s.inferred for s in (*a.spots, *b.spots))
        return Likeness(0.0 if told else None, (f"{why_where}: a part is not the whole",))
    if a.family in TOLD_BY_WORDS:
        about = _about(a, b)
        rest = max(min(1.0, 2 * about), whom if whom > 0.7 else 0.0, where if where is not None and where > 0.8 else 0)
        known = (who > 0.7 and rest > 0.4) or (who >= 0.5 and about >= 0.5)
        score = 0.4 * who + 0.3 * when + 0.3 * rest if known else 0.0
        return Likeness(score, (why_who, why_when, f"{about:.0%} of the words in common", why_whom))
    assert where is not None
    score = 0.35 * where + 0.3 * when + 0.25 * who + 0.1 * whom
    exact = any(s.exact for s in a.spots) and any(s.exact for s in b.spots)
    if a.family in ("force", "casualty", "detain", "displace") and not exact and max(who, whom) < 0.75:
        score -= _VAGUE
    return Likeness(max(0.0, score), (why_where, why_when, why_who, why_whom))


def _parties(a: Profile, b: Profile) -> tuple[float | None, str, float | None, str]:
    """How surely who and whom are the same, and why; of parties on one level, either way round."""
    straight = (*parties.alike(a.actor, b.actor), *parties.alike(a.target, b.target))
    if a.family not in _ABREAST or not (a.target or b.target):
        return straight
    crossed = (*parties.alike(a.actor, b.target), *parties.alike(a.target, b.actor))
    if crossed[0] is None or crossed[2] is None:
        return straight
    if straight[0] is None or straight[2] is None or crossed[0] + crossed[2] > straight[0] + straight[2]:
        return crossed
    return straight


def times(a: Profile, b: Profile) -> tuple[float | None, str]:
    """How surely two claims are of one time; None where they cannot be."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return 0.3, "one of them has no day at all"
    if a.plan != b.plan:
        plan, deed = (a, b) if a.plan else (b, a)
        return _kept(plan, deed)
    gap = max(a.first, b.first) - min(a.last, b.last)
    if a.plan:
        return _planned(a, b, gap)
    if a.dated and b.dated:
        return _dated(a, b, gap)
    limit = NEWS if not (a.dated or b.dated) else _WIDE
    if gap <= 0:
        return 0.65, "told at the same time" if not (a.dated or b.dated) else "told when it happened"
    if gap <= NEWS:
        return 0.45, "told within days"
    if gap <= _WIDE:
        return 0.2, "told within weeks"
    return (0.2, "a state, told again later") if a.family in STATES and limit else (None, "told too long after")


def _dated(a: Profile, b: Profile, gap: int) -> tuple[float | None, str]:
    assert a.first is not None and a.last is not None and b.first is not None and b.last is not None
    if (a.first, a.last) == (b.first, b.last):
        return 1.0, "the same time"
    if gap <= 0:
        if a.tight and b.tight:
            return 0.95, "the same days"
        union = max(a.last, b.last) - min(a.first, b.first) + 1
        return 0.55 + 0.35 * (1 - gap) / union, "times that overlap"
    if gap <= max(a.slack, b.slack):
        return 0.5, f"{gap} days apart, within what such times leave open"
    if a.family in STATES:
        return (0.4, "a state, some time later") if gap <= FAR else (None, f"{gap} days apart")
    return None, f"{gap} days apart"


def _planned(a: Profile, b: Profile, gap: int) -> tuple[float | None, str]:
    told = abs((a.told or 0) - (b.told or 0))
    if a.told is not None and b.told is not None and told > 2 * FAR:
        return None, f"planned {told} days apart"
    if a.dated and b.dated:
        if a.last == b.last:
            return 1.0, "due on the same day"
        if gap <= 0:
            return 0.7, "due at different days"
        return (0.5, "due at other times") if gap <= FAR else (None, f"due {gap} days apart")
    return 0.6, "planned at about the same time" if told <= FAR else "planned some time apart"


def _kept(plan: Profile, deed: Profile) -> tuple[float | None, str]:
    assert deed.first is not None and deed.last is not None and plan.last is not None
    if plan.told is not None and deed.last < plan.told - 1:
        return None, "it was over before it was planned"
    if deed.first > plan.last + FAR:
        return None, "it came long after the term"
    if deed.first > plan.last:
        return 0.55, "planned, and done after the term"
    return 0.65, "planned, and done or begun since"


def _about(a: Profile, b: Profile) -> float:
    both = len(a.tokens & b.tokens)
    return both / len(a.tokens | b.tokens) if both else 0.0
