"""From a match to what it denotes: one function a kind of expression, none of them knows a language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from selon.reading.periods import anaphora, clocks, dates, lengths, named, relative
from selon.reading.periods.common import Fields
from selon.reading.periods.draft import OUT, VAGUE, Draft, Found, Scene, unresolved


def resolve(found: Found, scene: Scene) -> Draft:
    """What the match denotes. Never fails: what no calendar holds comes back with a reason and without a value."""
    try:
        return RESOLVERS[found.make](found.fields, scene)
    except (ValueError, OverflowError):
        return unresolved("date", "DATE", OUT)


def _ref(f: Fields, scene: Scene) -> Draft:
    kind = scene.settings.get("ref_type", "DATE")
    return Draft("ref", kind, str(f["ref"]), reason=VAGUE, focus=False)


def _set(f: Fields, _: Scene) -> Draft:
    value = f.get("value")
    if value is None and (w := f.get("weekday")) is not None:
        value = f"XXXX-WXX-{int(w) + 1}"
    if value is None and (m := f.get("month")) is not None:
        value = f"XXXX-{int(m):02d}"
    if value is None:
        value = lengths.value(float(f.get("num", 1)), str(f.get("unit") or f.get("tod")))
    return Draft("set", "SET", str(value), reason="a frequency", focus=False)


def _none(_fields: Fields, _: Scene) -> Draft:
    return Draft("none", "DATE", None)


RESOLVERS: Mapping[str, Callable[[Fields, Scene], Draft]] = {
    "none": _none,
    "date": dates.full_date,
    "week_of": dates.week_of,
    "month": dates.month_of,
    "year": dates.year_of,
    "years": dates.years,
    "weekday": relative.weekday,
    "deictic": relative.deictic,
    "relative": relative.relative,
    "season": named.season_of,
    "nth": named.nth,
    "decade": named.decade_of,
    "century": named.century_of,
    "holiday": named.holiday,
    "anaphor": anaphora.anaphor,
    "ref": _ref,
    "numeric": dates.numeric,
    "daymonth": dates.day_month,
    "set": _set,
    "length": lengths.length,
    "frame": lengths.frame,
    "clock": relative.clock,
    "tod": clocks.time_of_day,
    "night": relative.night,
}
