"""Weekdays, and what is counted from the publication day: yesterday, this week, next year, last night."""

from __future__ import annotations

from datetime import date, timedelta

from selon.model import Period
from selon.reading.periods import clocks
from selon.reading.periods.common import Fields, dated
from selon.reading.periods.dates import full_date
from selon.reading.periods.draft import NO_DAY, Draft, Scene, unresolved
from selon.reading.periods.slots import Slot, at, day, nth_weekday, shift


def weekday(f: Fields, scene: Scene) -> Draft:
    """A weekday: the publication day itself if it is one, else the nearest in the direction of the tense."""
    w = int(f["weekday"])
    pub = scene.published
    if pub is None:
        draft = unresolved("day", "DATE", NO_DAY, f"XXXX-WXX-{w + 1}")
        return clocks.part_of_day(draft, f["tod"]) if f.get("tod") else draft
    rel = f.get("rel")
    if rel:
        d = nth_weekday(pub, w, int(rel))
    elif pub.weekday() == w and not f.get("weeks"):
        d = pub
    elif f.get("week") is not None:
        d = shift(at("W", pub), int(f["week"])).first + timedelta(days=w)
    else:
        d = nth_weekday(pub, w, 1 if f.get("weeks") else (scene.turn() or -1))
    return dated(day(d + timedelta(days=7 * int(f.get("weeks", 0)))), f, scene)


def deictic(f: Fields, scene: Scene) -> Draft:
    """A day so many days from the publication: today, the day before yesterday."""
    if scene.published is None:
        return unresolved("day", "DATE", NO_DAY)
    return dated(day(scene.published + timedelta(days=int(f["offset"]))), f, scene)


def relative(f: Fields, scene: Scene) -> Draft:
    """This, last, next week, month, year …; "cette semaine" runs to the publication day, or from it."""
    pub, n, unit = scene.published, int(f["rel"]), str(f["unit"])
    if pub is None:
        return unresolved("date", "DATE", NO_DAY)
    if unit in ("NI", "MO", "AF", "EV"):
        draft = dated(day(pub + timedelta(days=n)), {**f, "tod": unit}, scene)
        if unit == "NI" and n == -1 and scene.settings.get("last_night_days") == 2:
            draft.period = Period(pub - timedelta(days=1), pub)
        return draft
    if unit == "WE" and n == 0:
        n = _weekend(pub, scene)
    slot = shift(at(unit, pub), n)
    if f.get("definite") and scene.focus is not None and scene.focus.unit == unit:
        slot = max(slot, scene.focus, key=lambda s: s.first)
    draft = dated(slot, f, scene)
    if n == 0 and f.get("part") in ("START", "END") and draft.period is not None:
        draft = _part_by_tense(draft, slot, f, scene)
    if n == 0 and unit == "W" and not f.get("part"):
        forward = scene.turn() == 1
        draft.period = Period(pub, slot.last, "week") if forward else Period(slot.first, pub, "week")
    return draft


def _part_by_tense(draft: Draft, slot: Slot, f: Fields, scene: Scene) -> Draft:
    """ "En fin d'année" told in the past, before the end of this year: of the year before."""
    pub, p = scene.published, draft.period
    if pub is None or p is None or p.first is None or p.last is None:
        return draft
    turn = scene.turn()
    step = -1 if turn == -1 and p.first > pub else 1 if turn == 1 and p.last < pub else 0
    return dated(shift(slot, step), f, scene) if step else draft


def _weekend(pub: date, scene: Scene) -> int:
    """How many weekends after this week's one "ce week-end" is: the one just past early in the week, by the tense."""
    turn = scene.turn()
    if turn == -1 and pub.weekday() < 5:
        return -1
    return 0 if turn == 1 or pub.weekday() >= 3 else -1


def clock(f: Fields, scene: Scene) -> Draft:
    """A clock time, with the weekday that stands beside it."""
    if f.get("on") is not None:
        scene.day = None
        slot = weekday({"weekday": f["on"]}, scene).slot
        scene.day = slot.first if slot else None
    return clocks.clock(f, scene)


def night(f: Fields, scene: Scene) -> Draft:
    """The night that runs over two days: by the weekday it begins on, or by the date it ends on."""
    if f.get("weekday") is not None and f.get("month") is None:
        return clocks.night(f, scene)
    second = full_date({k: v for k, v in f.items() if k != "weekday"}, scene)
    if second.slot is None:
        return unresolved("date", "TIME", second.reason)
    first = second.slot.first - timedelta(days=1)
    return Draft("date", "TIME", f"{first.isoformat()}TNI", Period(first, second.slot.first), day(first))
