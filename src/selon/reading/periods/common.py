"""What the resolvers of dates share: fields, drafts of slots, the choice among years."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from selon.model import Period
from selon.reading.periods import clocks
from selon.reading.periods.choose import choose
from selon.reading.periods.draft import OUT, Draft, Scene, unresolved
from selon.reading.periods.slots import Slot, part

Fields = Mapping[str, Any]
PART_MODS = {"FIRST_HALF": "START", "SECOND_HALF": "END", "EARLIER": "START", "LATER": "END"}
PIVOT = 10
"""A two-digit year up to this far ahead of the publication is of the coming years, else of the century before."""


def dated(slot: Slot, f: Fields, scene: Scene, relative: bool = True) -> Draft:
    """A draft for a stretch of the calendar, cut to the part and the time of day that the words name."""
    draft = Draft("day" if slot.unit == "D" else "date", "DATE", slot.value, slot.period(), slot, mod=f.get("mod"))
    if which := f.get("part"):
        draft.part = which
        draft.mod = PART_MODS.get(which, which)
        draft.period = _earlier_or_later(slot, which, scene) or part(slot, which)
    if relative:
        draft.anchor = scene.published
    if f.get("mod") == "APPROX" and draft.period:
        draft.period = Period(draft.period.first, draft.period.last, draft.period.grain, True)
    if tod := f.get("tod"):
        return clocks.part_of_day(draft, tod)
    if f.get("hour") is not None or f.get("clock"):
        return clocks.on_day(draft, f)
    return draft


def _earlier_or_later(slot: Slot, which: str, scene: Scene) -> Period | None:
    """ "Earlier this month": up to the publication day; "later this month": from it."""
    pub = scene.published
    if which not in ("EARLIER", "LATER"):
        return None
    if pub is None or not slot.first <= pub <= slot.last:
        return slot.period()
    return Period(slot.first, pub, "day") if which == "EARLIER" else Period(pub, slot.last, "day")


def full_year(f: Fields, scene: Scene) -> int | None:
    """The year that the fields name, two digits made four by the publication day."""
    y = f.get("year", f.get("wordyear"))
    if y is not None:
        return -int(y) if f.get("era") else int(y)
    if (y := f.get("year2")) is None:
        return None
    now = scene.published.year if scene.published else 2000
    y = int(y) + now // 100 * 100
    return y if y <= now + PIVOT else y - 100


def chosen(slots: list[Slot], f: Fields, scene: Scene, turn: Callable[[], int | None]) -> Draft:
    rel = f.get("rel")
    assert scene.published is not None
    if rel:
        slot = choose(slots, scene.published, int(rel), strictly=True)
    else:
        slot = choose(slots, scene.published, turn() if len(slots) > 1 else None)
    return dated(slot, f, scene) if slot else unresolved("day", "DATE", OUT)
