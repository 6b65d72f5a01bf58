"""Clock times and parts of the day, and the day they belong to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from selon.model import Period
from selon.reading.periods.draft import NO_DAY, Draft, Scene, unresolved
from selon.reading.periods.slots import day, nth_weekday

_CLOCK = re.compile(r"(\d{1,2})(?:[h:.](\d{2})?(?:(?:m|min|:)?(\d{2})?)?)?", re.IGNORECASE)
BAD = "no such time of day"


def reading(f: Mapping[str, Any]) -> str | None:
    """`HH:MM` of the fields, None where no clock shows it."""
    raw = f.get("clock") or f.get("dotclock")
    if raw:
        m = _CLOCK.match(str(raw))
        if not m:
            return None
        h, minute, second = int(m[1]), int(m[2] or 0), int(m[3] or 0)
    elif (hhmm := f.get("hhmm")) is not None:
        h, minute, second = int(hhmm) // 100, int(hhmm) % 100, 0
    else:
        h, minute, second = int(f["hour"]), int(f.get("minute", 0)) + int(f.get("past", 0)), 0
    minute += round(60 * float(f.get("halfhour", 0)))
    if minute < 0:
        h, minute = h - 1, minute + 60
    half = f.get("ampm")
    if half is None and f.get("daypart") in ("AF", "EV") and h < 12:
        h += 12
    if half is not None:
        if h > 12 and half == 0:
            return None
        h = h % 12 + (12 if half else 0) if h <= 12 else h
    if not 0 <= h <= 24 or not 0 <= minute <= 59 or second > 59 or (h == 24 and minute):
        return None
    return f"{h:02d}:{minute:02d}"


def clock(f: Mapping[str, Any], scene: Scene) -> Draft:
    """A clock time of the day that the sentence names, else of the last date, else of the publication day."""
    shown = reading(f)
    if shown is None:
        return unresolved("clock", "TIME", BAD)
    d = scene.day or scene.near_day or scene.published
    zone = f"{f['zone']}" if f.get("zone") is not None else ""
    value = f"{d.isoformat()}T{shown}" if d else f"T{shown}"
    draft = Draft("clock", "TIME", value + zone, mod=f.get("mod"), focus=False)
    draft.reason = "" if d else NO_DAY
    if d:
        draft.period = Period(d, d)
        draft.slot = day(d)
    return draft


def on_day(draft: Draft, f: Mapping[str, Any]) -> Draft:
    """The same day at a clock time."""
    shown = reading(f)
    if shown is None:
        return replace(draft, type="TIME", value=None, period=None, reason=BAD)
    return replace(draft, type="TIME", value=f"{draft.value}T{shown}{f.get('zone') or ''}")


def part_of_day(draft: Draft, tod: str) -> Draft:
    """The same day in the morning, at noon …"""
    return replace(draft, type="TIME", value=None if draft.value is None else f"{draft.value}T{tod}")


def time_of_day(f: Mapping[str, Any], scene: Scene) -> Draft:
    """A part of the day alone: of the publication day ("ce soir"), or of the day the text is at ("le soir même")."""
    tod = str(f["tod"])
    if f.get("offset") is not None:
        d = scene.published + timedelta(days=int(f["offset"])) if scene.published else None
    else:
        d = scene.day or scene.near_day or scene.published
    if d is None:
        return unresolved("clock", "TIME", NO_DAY, f"T{tod}")
    if tod == "NI" and d == scene.published and not f.get("part"):
        return _nearest_night(d, scene)
    draft = Draft("clock", "TIME", f"{d.isoformat()}T{tod}", Period(d, d), day(d), focus=False, mod=f.get("part"))
    draft.anchor = scene.published
    return draft


def _nearest_night(published: date, scene: Scene) -> Draft:
    """The night before the publication day, or after it where the tense says so."""
    first = published if scene.turn() == 1 else published - timedelta(days=1)
    period = Period(first, first + timedelta(days=1))
    return Draft("clock", "TIME", f"{first.isoformat()}TNI", period, day(first), anchor=published, focus=False)


def night(f: Mapping[str, Any], scene: Scene) -> Draft:
    """The night from one day to the next."""
    w = int(f["weekday"])
    pub = scene.published
    if pub is None:
        return unresolved("clock", "TIME", NO_DAY, f"XXXX-WXX-{w + 1}TNI")
    turn = scene.turn() or -1
    second = (w + 1) % 7
    last = pub if pub.weekday() == second and turn < 0 else nth_weekday(pub, second, turn)
    if turn > 0 and pub.weekday() == w:
        last = pub + timedelta(days=1)
    first = last - timedelta(days=1)
    return Draft("date", "TIME", f"{first.isoformat()}TNI", Period(first, last), day(first), anchor=pub)
