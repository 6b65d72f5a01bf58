"""How surely two claims are about one happening, and why.

Place, time, who and whom are weighed; a contradiction in one of them is an identity that the others cannot make up for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from selon.linking import parties, spots
from selon.linking.model import Party
from selon.linking.profile import BY_PARTY, DAILY, FAR, FRESH, LASTS, NEWS, TOLD_BY_WORDS, Profile
from selon.linking.reasons import Reason, because

SAME = 0.62
"""Score from which two claims are taken to be about one happening."""
_WIDE = 31
_ABREAST = frozenset({"agree", "talk", "force"})
_DEALS = frozenset({"agree", "talk"})
"""Families whose parties stand on one level, so that either may be named first."""
_SPEECH = frozenset({"accuse", "demand", "reject", "threaten"})
"""Families of what one party may say to another many times, of several matters."""
_OF_ONE_MATTER = 0.25
"""Share of words from which on two such are of one matter, if days lie between them."""
_VAGUE = 0.2
"""What is taken off where deeds that come many a day are told by country alone."""
_PART = 0.2
"""What is taken off where one deed is of a place and the other of a part of it: less than a plan is like its deed."""
_WIDE_COURSE = 0.2
"""What is taken off where weeks pass between two claims on a whole country: less than a plan is like its deed."""
_BOTH = 0.75
"""How much the same two parties, or a truce in one country, say of what is agreed or talked about."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` in [0, 1], None where the two cannot be one; `why` has a reason for each thing weighed."""

    score: float | None
    why: tuple[Reason, ...]


def likeness(a: Profile, b: Profile) -> Likeness:
    """How surely two claims are about one happening. Symmetric."""
    if a.family != b.family or a.kind != b.kind:
        return Likeness(None, (because("two_kinds"),))
    if a.sort and b.sort and a.sort != b.sort:
        return Likeness(None, (because("two_kinds"),))
    when, why_when = times(a, b)
    if when is None:
        return Likeness(None, (why_when,))
    if _other_number(a, b):
        return Likeness(None, (because("other_number"),))
    who, why_who, whom, why_whom = _parties(a, b)
    if who is None or whom is None:
        return Likeness(None, (why_who if who is None else why_whom,))
    if a.family == "force" and a.mutual != b.mutual and not (a.tight and b.tight):
        return Likeness(0.0, (because("attack_not_fight"),))
    where, why_where, part = spots.alike(a.spots, b.spots)
    if where is None and not (a.family in TOLD_BY_WORDS and who > 0.7):
        return Likeness(None, (why_where,))
    if part and not (a.tight and b.tight and when >= 0.9):
        told = any(s.inferred for s in (*a.spots, *b.spots))
        return Likeness(0.0 if told else None, (because("part_not_whole", why=why_where),))
    if why_when.entry in _UNDER_WAY:
        if not _same_course(a, b, where or 0.0, who):
            guessed = any(s.inferred for s in (*a.spots, *b.spots))
            return Likeness(0.0 if guessed else None, (why_when,))
        if a.family not in TOLD_BY_WORDS and a.spots and all(s.vague for s in a.spots):
            when -= _WIDE_COURSE
    if a.plan != b.plan and not (a if a.plan else b).dated and not _surely_one(a, where or 0.0, who):
        return Likeness(0.0, (why_when,))
    if part and where is not None and not (a.begun or b.begun):
        where -= _PART
    if a.family in TOLD_BY_WORDS:
        about = _about(a, b)
        same_act = a.family not in _SPEECH or about >= _OF_ONE_MATTER or _at_once(a, b)
        rest = max(
            min(1.0, 2 * about),
            whom if whom > 0.7 and same_act else 0.0,
            where if where is not None and where > 0.8 else 0,
        )
        truce = a.family == "agree" and bool(a.sort) and a.sort == b.sort and a.home == b.home
        if why_who.entry == "same_parties" or truce:
            rest = max(rest, _BOTH)
        known = (who > 0.7 and rest > 0.4) or (who >= 0.5 and (truce or about >= 0.5))
        score = 0.4 * who + 0.3 * when + 0.3 * rest if known else 0.0
        return Likeness(
            score, (why_who, why_when, because("words_in_common", percent=round(about * 100)), *_whom(a, b, why_whom))
        )
    assert where is not None
    if a.family in BY_PARTY:
        where = max(where, 0.5) if why_where.entry == "no_place" else where
        whom = max(whom, 0.8) if a.sort and a.sort == b.sort else whom
    score = 0.35 * where + 0.3 * when + 0.25 * who + 0.1 * whom
    exact = not (all(s.vague for s in a.spots) or all(s.vague for s in b.spots))
    if a.family in DAILY and not exact and max(who, whom) < 0.75:
        score -= _VAGUE
    return Likeness(max(0.0, score), (why_where, why_when, why_who, *_whom(a, b, why_whom)))


def told_as_one(whole: Profile, a: Profile, b: Profile) -> bool:
    """Whether a claim tells of one deed at the places of two others, so that only their places hold these apart."""
    places = {s.id for s in whole.spots}
    if not all(p.spots and places.issuperset(s.id for s in p.spots) for p in (a, b)):
        return False
    score = likeness(replace(a, spots=whole.spots), replace(b, spots=whole.spots)).score
    return score is not None and score >= SAME


def _whom(a: Profile, b: Profile, why: Reason) -> tuple[Reason, ...]:
    """How who undergoes it is the same; nothing where neither says that anybody does."""
    if not (a.target or b.target):
        return ()
    return (because("whom_untold") if why.entry == "who_untold" else why,)


def _parties(a: Profile, b: Profile) -> tuple[float | None, Reason, float | None, Reason]:
    """How surely who and whom are the same, and why; of parties on one level, either way round."""
    straight = (*parties.alike(a.actor, b.actor), *parties.alike(a.target, b.target))
    if a.family not in _ABREAST or not (a.target or b.target):
        return straight
    if a.family in _DEALS:
        return (*parties.alike(_all(a), _all(b)), 0.5, because("who_untold"))
    if not (a.mutual or b.mutual):
        return straight
    crossed = (*parties.alike(a.actor, b.target), *parties.alike(a.target, b.actor))
    if crossed[0] is None or crossed[2] is None:
        return straight
    if straight[0] is None or straight[2] is None or crossed[0] + crossed[2] > straight[0] + straight[2]:
        return crossed
    return straight


def _other_number(a: Profile, b: Profile) -> bool:
    """Whether two deeds of different days are of numbers that cannot both be: six freed on Saturday, four on Monday."""
    if a.many is None or b.many is None or a.plan or b.plan or not (a.dated and b.dated):
        return False
    return (a.first, a.last) != (b.first, b.last) and (a.many[0] > b.many[1] or b.many[0] > a.many[1])


def _all(p: Profile) -> Party | None:
    """All who deal with each other as one."""
    keys = {k for x in (p.actor, p.target) if x for k in x.key.split("+") if k}
    first = p.actor or p.target
    return None if first is None else replace(first, key="+".join(sorted(keys)))


def _at_once(a: Profile, b: Profile) -> bool:
    """Whether two claims were told, or are of days, so close that they may be of one act."""
    return a.last is not None and b.last is not None and abs(a.last - b.last) <= FRESH


_UNDER_WAY = frozenset({"under_way_still", "begun_then_done"})


def _same_course(a: Profile, b: Profile, where: float, who: float) -> bool:
    """Whether what was begun and what came weeks later are of one party at one place, both named; a truce in force, of
    one country."""
    if a.family in BY_PARTY:
        return who > 0.7
    if a.family in TOLD_BY_WORDS:
        return who >= 0.5 and a.home == b.home
    return who >= 0.5 and where >= 0.85 and not any(s.inferred for s in (*a.spots, *b.spots))


def _surely_one(a: Profile, where: float, who: float) -> bool:
    """Whether a plan without a term and a deed are of one party and, unless words tell them, at one place."""
    return who > 0.7 and (where >= 0.85 or a.family in TOLD_BY_WORDS | BY_PARTY)


def times(a: Profile, b: Profile) -> tuple[float | None, Reason]:
    """How surely two claims are of one time; None where they cannot be."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return 0.3, because("no_day")
    if a.plan != b.plan:
        plan, deed = (a, b) if a.plan else (b, a)
        return _kept(plan, deed)
    gap = max(a.first, b.first) - min(a.last, b.last)
    if a.plan:
        return _planned(a, b, gap)
    if (a.begun or b.begun) and gap > 0:
        return _under_way(a, b, gap)
    if a.dated and b.dated:
        return _dated(a, b, gap)
    limit = NEWS if not (a.dated or b.dated) else _WIDE
    if gap <= 0:
        return 0.65, because("told_when_it_happened" if a.dated or b.dated else "told_at_once")
    if gap <= NEWS:
        return 0.45, because("told_within_days")
    if gap <= _WIDE:
        return 0.2, because("told_within_weeks")
    return (0.2, because("told_again_later")) if (a.state or b.state) and limit else (None, because("told_too_late"))


def _dated(a: Profile, b: Profile, gap: int) -> tuple[float | None, Reason]:
    assert a.first is not None and a.last is not None and b.first is not None and b.last is not None
    if (a.first, a.last) == (b.first, b.last):
        return 1.0, because("same_time")
    if gap <= 0:
        if a.tight and b.tight:
            return 0.95, because("same_days")
        union = max(a.last, b.last) - min(a.first, b.first) + 1
        return 0.55 + 0.35 * (1 - gap) / union, because("overlap")
    if gap <= max(a.slack, b.slack):
        return 0.5, because("within_slack", n=gap)
    if a.state or b.state:
        return (0.4, because("later_state")) if gap <= FAR else (None, because("days_apart", n=gap))
    return None, because("days_apart", n=gap)


def _under_way(a: Profile, b: Profile, gap: int) -> tuple[float | None, Reason]:
    """What is begun may be done, or told of again, weeks later."""
    assert a.last is not None and b.first is not None
    if gap > LASTS:
        return None, because("days_apart", n=gap)
    if a.begun and b.begun:
        return 0.7, because("under_way_still")
    begun, done = (a, b) if a.begun else (b, a)
    assert begun.last is not None and done.first is not None
    return (0.7, because("begun_then_done")) if done.first > begun.last else (None, because("days_apart", n=gap))


def _planned(a: Profile, b: Profile, gap: int) -> tuple[float | None, Reason]:
    told = abs((a.told or 0) - (b.told or 0))
    if a.told is not None and b.told is not None and told > 2 * FAR:
        return None, because("planned_apart", n=told)
    if a.dated and b.dated:
        if a.last == b.last:
            return 1.0, because("due_same_day")
        if gap <= 0:
            return 0.7, because("due_other_days")
        return (0.5, because("due_other_times")) if gap <= FAR else (None, because("due_apart", n=gap))
    return 0.6, because("planned_at_once" if told <= FAR else "planned_later")


def _kept(plan: Profile, deed: Profile) -> tuple[float | None, Reason]:
    assert deed.first is not None and deed.last is not None and plan.last is not None
    if plan.told is not None and deed.last < plan.told - 1:
        return None, because("over_before_planned")
    if deed.first > plan.last + FAR:
        return None, because("long_after_term")
    if deed.first > plan.last:
        return 0.55, because("done_after_term")
    return 0.65, because("done_since")


def _about(a: Profile, b: Profile) -> float:
    both = len(a.tokens & b.tokens)
    return both / len(a.tokens | b.tokens) if both else 0.0
