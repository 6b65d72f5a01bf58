"""What is counted from the last date in the text: the next day, the same year, the summer after."""

from __future__ import annotations

from datetime import timedelta

from selon.reading.periods.choose import candidates, choose
from selon.reading.periods.common import Fields, dated
from selon.reading.periods.draft import OUT, Draft, Scene, unresolved
from selon.reading.periods.slots import Slot, at, day, month, nth_weekday, season, shift


def anaphor(f: Fields, scene: Scene) -> Draft:
    """Counted from the last date in the text."""
    unit, n = str(f["unit"]), int(f.get("offset", 0))
    focus = scene.focus
    if unit == "D" and not any(k in f for k in ("month", "season")):
        focus = scene.focus_day
    if focus is None and f.get("or_published") and scene.published:
        focus = day(scene.published)
    if focus is None:
        return unresolved("date", "DATE", "points back to a date that the text does not give")
    draft = _anaphoric(focus, unit, n, f, scene)
    draft.anchor = focus.first
    return draft


def _anaphoric(focus: Slot, unit: str, n: int, f: Fields, scene: Scene) -> Draft:
    if (weekday := f.get("weekday")) is not None:
        if n == 0:
            return dated(day(at("W", focus.first).first + timedelta(days=int(weekday))), f, scene)
        return dated(day(nth_weekday(focus.last if n > 0 else focus.first, int(weekday), n)), f, scene)
    if (m := f.get("month")) is not None:
        later = [s for y in range(-1, 3) for s in candidates(lambda y: month(y, int(m)), [focus.first.year + y])]
        slot = choose(later, focus.first, n, strictly=True)
        return dated(slot, f, scene) if slot else unresolved("date", "DATE", OUT)
    if (name := f.get("season")) is not None:
        seasons = candidates(lambda y: season(y, str(name)), range(focus.first.year - 2, focus.last.year + 3))
        if focus.unit == "Y" and n > 0:
            return dated(season(focus.first.year + 1, str(name)), f, scene)
        slot = choose(seasons, focus.first, n, strictly=True)
        return dated(slot, f, scene) if slot else unresolved("date", "DATE", OUT)
    if unit == "D" and focus.unit != "D":
        return Draft("day", "DATE", None, reason="points back to a stretch that is no day", focus=False)
    return dated(shift(at(unit, focus.first), n), f, scene)
