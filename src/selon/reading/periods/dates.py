"""Days, weeks, months and years, by their names, in figures and counted from the publication."""

from __future__ import annotations

from datetime import date

from selon.model import Period
from selon.reading.periods.choose import candidates
from selon.reading.periods.common import Fields, chosen, dated, full_year
from selon.reading.periods.draft import NO_DAY, Draft, Scene, unresolved
from selon.reading.periods.slots import at, day, month, shift, year

LEAP = 2000
"""A year in which every day and month that exist at all can be found."""


def full_date(f: Fields, scene: Scene) -> Draft:
    """A day by its number and month, with or without a year or a weekday."""
    d, m = int(f.get("day", f.get("dayth", f.get("dayword", f.get("first", 1))))), f.get("month", f.get("mon"))
    if m is None:
        return _day_of_month(d, f, scene)
    m = int(m)
    y = full_year(f, scene)
    if y is None and f.get("rely") is not None and scene.published:
        y = scene.published.year + int(f["rely"])
    if y is not None:
        return dated(day(date(y, m, d)), f, scene, relative=False)
    date(LEAP, m, d)
    pub = scene.published
    if pub is None:
        return unresolved("day", "DATE", NO_DAY, f"XXXX-{m:02d}-{d:02d}")
    slots = candidates(lambda y: day(date(y, m, d)), range(pub.year - 6, pub.year + 7))
    if (weekday := f.get("weekday")) is not None:
        matching = [s for s in slots if s.first.weekday() == weekday]
        slots = matching or slots
        if matching and (close := [s for s in matching if abs((s.first - pub).days) < 330]):
            slots = close
    return chosen(slots, f, scene, scene.turn)


def week_of(f: Fields, scene: Scene) -> Draft:
    """The week that holds a date."""
    named = full_date(f, scene)
    return dated(at("W", named.slot.first), f, scene) if named.slot else named


def _day_of_month(d: int, f: Fields, scene: Scene) -> Draft:
    """A day whose month is not named: of the focus' month, else of the nearest month in the direction."""
    pub = scene.published
    if pub is None:
        return unresolved("day", "DATE", NO_DAY, f"XXXX-XX-{d:02d}")
    months = [shift(at("M", pub), n) for n in (-2, -1, 0, 1, 2)]
    slots = candidates(lambda n: day(months[n].first.replace(day=d)), range(5))
    if (weekday := f.get("weekday")) is not None:
        slots = [s for s in slots if s.first.weekday() == weekday] or slots
    return chosen(slots, f, scene, scene.turn)


def month_of(f: Fields, scene: Scene) -> Draft:
    """A month by its name; without a year, the nearest in the direction of the tense."""
    m = int(f["month"])
    y = full_year(f, scene)
    if y is None and f.get("rely") is not None and scene.published:
        y = scene.published.year + int(f["rely"])
    if y is None and scene.year is not None and f.get("rel") is None:
        y = scene.year
    if y is not None:
        return dated(month(y, m), f, scene, relative=False)
    if scene.published is None:
        return unresolved("date", "DATE", NO_DAY, f"XXXX-{m:02d}")
    slots = candidates(lambda y: month(y, m), range(scene.published.year - 1, scene.published.year + 2))
    return chosen(slots, f, scene, scene.turn)


def year_of(f: Fields, scene: Scene) -> Draft:
    """A year in figures or words."""
    y = full_year(f, scene)
    assert y is not None
    if y <= 0:
        return Draft("date", "DATE", f"BC{-y:04d}", reason="before the calendar's first year")
    return dated(year(y), f, scene, relative=False)


def years(f: Fields, scene: Scene) -> Draft:
    """Two years with a dash between them: "2011-2013", "2019-20"; a `school` year runs from September to August."""
    a, _, b = str(f["years"]).replace("–", "-").replace("/", "-").partition("-")
    first = int(a)
    last = int(b) if len(b) == 4 else first // 100 * 100 + int(b)
    if last < first or last - first > 200:
        return unresolved("date", "DATE", "the second year comes before the first")
    draft = dated(year(first), f, scene, relative=False)
    if f.get("school"):
        draft.value = f"{first:04d}-09/{last:04d}-08"
        draft.period = Period(date(first, 9, 1), date(last, 8, 31), "year")
        return draft
    draft.value = f"{first:04d}/{last:04d}"
    draft.period = Period(date(first, 1, 1), date(last, 12, 31), "year")
    return draft


def numeric(f: Fields, scene: Scene) -> Draft:
    """Dates in figures: ISO, or day, month, year in the order of the language."""
    raw = str(f.get("iso") or f.get("date"))
    body, _, clock = raw.partition("T") if "iso" in f else (raw, "", "")
    sep = next(c for c in body if not c.isdigit())
    a, b, c = (int(x) for x in body.split(sep))
    if len(body.split(sep)[0]) == 4:
        y, m, d = a, b, c
    else:
        d, m = (b, a) if scene.settings.get("month_first") and a <= 12 else (a, b)
        y = c if c > 99 else full_year({"year2": c}, scene) or c
    if m > 12 >= d:
        d, m = m, d
    return dated(day(date(y, m, d)), {**f, **({"clock": clock} if clock else {})}, scene, relative=False)


def day_month(f: Fields, scene: Scene) -> Draft:
    """Day and month in figures: "17/02"."""
    a, b = (int(x) for x in str(f["dm"]).split("/"))
    d, m = (b, a) if scene.settings.get("month_first") and a <= 12 else (a, b)
    return full_date({**f, "day": d, "month": m}, scene)
