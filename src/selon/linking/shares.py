"""How much of what was promised the deeds told so far make up: so many of a number, each side of several, all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from selon.linking import extent
from selon.linking.model import Due, Family, Told
from selon.linking.profile import FAR, sort
from selon.linking.reasons import Reason, because, listed
from selon.linking.words import folded, stem, words

COUNTED: frozenset[Family] = frozenset({"release", "displace", "support"})
"""Families whose promises are of so many, and kept in several deeds."""
_ABREAST: frozenset[Family] = frozenset({"agree", "talk", "force"})
"""Families of what both parties to it do, whichever is named first."""


class Share(NamedTuple):
    """The deeds that make up a promise, as far as they are needed, and what is missing of it, None where nothing is."""

    deeds: list[Told]
    missing: Reason | None = None


def share(due: Due, done: Sequence[Told], later: Sequence[Told], day: date) -> Share:
    """What deeds make up of a promise by a day. `later` are all later claims that bear on it."""
    made = due.tolds[0]
    counted = _counted(due, done, day)
    if counted is not None:
        return counted
    whole = [t for t in done if not _promised_since(t, later)]
    if done and not whole:
        still = max((p for p in later if _to_come(p)), key=lambda p: p.order)
        return Share(list(done), because("promised_still", day=_day(still)))
    found = _by_sides(made, whole, day)
    left = [t for t in later if holds_on(t, made)]
    if found.deeds and found.missing is None and left:
        return Share([left[-1], *found.deeds], because("others_held", day=_day(left[-1])))
    return found


def done_by(t: Told, day: date) -> date:
    """The last day on which it can have been done."""
    if t.when is not None and t.when.last is not None:
        return t.when.last
    return t.published or day


def sides(t: Told) -> frozenset[str]:
    """Those who are to do it or did it, by themselves where several are named as one."""
    return frozenset(k for k in (t.actor.key if t.actor else "").split("+") if k)


def frees_other_side(t: Told, made: Told) -> bool:
    """Whether one of those who promised together frees some of another of them, as in an exchange of prisoners."""
    promised, whom = sides(made), frozenset(t.target.key.split("+") if t.target else ())
    return len(promised) > 1 and made.family == "release" and bool(whom & promised - sides(t))


def holds_on(t: Told, made: Told) -> bool:
    """Whether those who promised to free all of some sort are told to hold others of that sort still."""
    return (
        (t.family, made.family) == ("detain", "release")
        and t.stage == "begun"
        and bool(sides(t) & sides(made))
        and bool(sort(made))
        and sort(t) == sort(made)
        and _of_all(made)
    )


def _of_all(made: Told) -> bool:
    """Whether all of those are meant: "leurs prisonniers", and not "des prisonniers" or "dix otages"."""
    q, told = made.claim.quantity, words()
    if q is not None and q.kind == "count":
        return False
    first = folded(made.words(made.claim.target)).split()[:1]
    return bool(first) and first[0] in told.definite | told.theirs | told.mine | told.whole


def _promised_since(t: Told, later: Sequence[Told]) -> bool:
    """Whether a deed on a whole country or region, told without saying that it was the last of it, was promised again
    afterwards, so that it was a part."""
    if any(s.exact for s in t.spots) or not t.spots or extent.completed(t.claim, t.dispatch.text):
        return False
    return any(_to_come(p) and p.family == t.family and _day(p) > _day(t) for p in later)


def _to_come(p: Told) -> bool:
    """Whether it is a plan whose term ends after the day of its dispatch."""
    last = p.when.last if p.when is not None else None
    return p.stage == "planned" and not p.denied and last is not None and p.published is not None and last > p.published


def _by_sides(made: Told, done: Sequence[Told], day: date) -> Share:
    """Deeds until each of those who promised together did their part."""
    promised = sides(made)
    open_, used = set(promised), list[Told]()
    if len(promised) < 2:
        return Share(list(done))
    for t in sorted(done, key=lambda t: (done_by(t, day), t.order)):
        used.append(t)
        open_ -= _of_sides(t, promised)
        if not open_:
            return Share([t, *used[:-1], *(o for o in done if o not in used)])
    who = [t.actor.label for t in used if t.actor is not None]
    return Share(used, because("one_side", who=listed(who)) if who else None)


def _of_sides(t: Told, promised: frozenset[str]) -> frozenset[str]:
    """Whose part a deed does: all of them where it says nobody's, or is such as both do."""
    mine = sides(t)
    if not mine & promised or words().mutual.search(f" {folded(t.words(t.claim.trigger))} "):
        return promised
    if t.family in _ABREAST and t.target is not None:
        mine |= frozenset(t.target.key.split("+"))
    return mine & promised


def _counted(due: Due, done: Sequence[Told], day: date) -> Share | None:
    """Deeds that count towards a number promised, as far as they are needed, and how many of it are told where they are
    too few; None where no number was promised or none is told.

    Deeds of one day and number are one, whoever tells of them; so are, where several promised, what each did on a day
    and what all did.
    """
    made = due.tolds[0]
    q = made.claim.quantity
    if made.family not in COUNTED or q is None or not q.low or not any(t.claim.quantity for t in done):
        return None
    promised, used = sides(made), list[Told]()
    own, joint = defaultdict[date, set[float]](set), defaultdict[date, set[float]](set)
    for t in sorted(done, key=lambda t: (done_by(t, day), t.order)):
        n = t.claim.quantity.low if t.claim.quantity else None
        at = done_by(t, day)
        if n is None or (due.period and due.period.last and (at - due.period.last).days > FAR):
            continue
        (joint if len(promised) > 1 and _of_sides(t, promised) == promised else own)[at].add(n)
        used.append(t)
        if _total(own, joint) >= q.low:
            return Share([t, *used[:-1]])
    done_so_far = f"{_total(own, joint):g}"
    return Share(used, because("part_done", done=done_so_far, promised=f"{q.low:g}")) if used else None


def _total(own: Mapping[date, set[float]], joint: Mapping[date, set[float]]) -> float:
    """How many in all: what single sides did on a day adds up, and is within what all did on it."""
    return sum(max(sum(own.get(d, ())), *joint.get(d, ()), 0.0) for d in {*own, *joint})


def whom(t: Told) -> str:
    """Those who are counted, by what they are called or by what that means in any language; empty where none are."""
    unit = (t.claim.quantity.unit if t.claim.quantity else None) or ""
    return words().concepts.get(stem(folded(unit)), unit)


def _day(t: Told) -> date:
    return t.published or date.min
