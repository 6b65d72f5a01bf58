"""From a match to the dates it stands for: one function a kind of expression, none of them knows a language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from selon.model import Period
from selon.reading.periods import clocks, lengths
from selon.reading.periods.choose import candidates, choose
from selon.reading.periods.draft import NO_DAY, OUT, VAGUE, Draft, Found, Scene, unresolved
from selon.reading.periods.holidays import feast
from selon.reading.periods.slots import Slot, at, century, day, decade, month, nth_weekday, part, season, shift, year

Fields = Mapping[str, Any]
PART_MODS = {"FIRST_HALF": "START", "SECOND_HALF": "END", "EARLIER": "START", "LATER": "END"}
LEAP = 2000
"""A year in which every day and month that exist at all can be found."""
PIVOT = 10
"""A two-digit year up to this far ahead of the publication is of the coming years, else of the century before."""


def resolve(found: Found, scene: Scene) -> Draft:
    """What the match denotes. Never fails: what no calendar holds comes back with a reason and without a value."""
    try:
        return RESOLVERS[found.make](found.fields, scene)
    except (ValueError, OverflowError):
        return unresolved("date", "DATE", OUT)


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


def _date(f: Fields, scene: Scene) -> Draft:
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
    return _chosen(slots, f, scene, scene.turn)


def _week_of(f: Fields, scene: Scene) -> Draft:
    """The week that holds a date."""
    named = _date(f, scene)
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
    return _chosen(slots, f, scene, scene.turn)


def _chosen(slots: list[Slot], f: Fields, scene: Scene, turn: Callable[[], int | None]) -> Draft:
    rel = f.get("rel")
    assert scene.published is not None
    if rel:
        slot = choose(slots, scene.published, int(rel), strictly=True)
    else:
        slot = choose(slots, scene.published, turn() if len(slots) > 1 else None)
    return dated(slot, f, scene) if slot else unresolved("day", "DATE", OUT)


def _month(f: Fields, scene: Scene) -> Draft:
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
    return _chosen(slots, f, scene, scene.turn)


def _year(f: Fields, scene: Scene) -> Draft:
    y = full_year(f, scene)
    assert y is not None
    if y <= 0:
        return Draft("date", "DATE", f"BC{-y:04d}", reason="before the calendar's first year")
    return dated(year(y), f, scene, relative=False)


def _years(f: Fields, scene: Scene) -> Draft:
    a, _, b = str(f["years"]).replace("–", "-").replace("/", "-").partition("-")
    first = int(a)
    last = int(b) if len(b) == 4 else first // 100 * 100 + int(b)
    if last < first or last - first > 200:
        return unresolved("date", "DATE", "the second year comes before the first")
    draft = dated(year(first), f, scene, relative=False)
    draft.value = f"{first:04d}/{last:04d}"
    draft.period = Period(date(first, 1, 1), date(last, 12, 31), "year")
    return draft


def _weekday(f: Fields, scene: Scene) -> Draft:
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


def _deictic(f: Fields, scene: Scene) -> Draft:
    if scene.published is None:
        return unresolved("day", "DATE", NO_DAY)
    return dated(day(scene.published + timedelta(days=int(f["offset"]))), f, scene)


def _relative(f: Fields, scene: Scene) -> Draft:
    """This, last, next week, month, year …; "cette semaine" runs to the publication day, or from it."""
    pub, n, unit = scene.published, int(f["rel"]), str(f["unit"])
    if pub is None:
        return unresolved("date", "DATE", NO_DAY)
    if unit in ("NI", "MO", "AF", "EV"):
        return dated(day(pub + timedelta(days=n)), {**f, "tod": unit}, scene)
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


def _season(f: Fields, scene: Scene) -> Draft:
    name = str(f["season"])
    y = full_year(f, scene)
    if y is not None:
        return dated(season(y, name), f, scene, relative=False)
    pub = scene.published
    if pub is None or (f.get("generic") and scene.turn() is None):
        return unresolved("date", "DATE", VAGUE if pub else NO_DAY, f"XXXX-{name}")
    if f.get("rely") is not None:
        return dated(season(pub.year + int(f["rely"]), name), f, scene)
    slots = candidates(lambda y: season(y, name), range(pub.year - 2, pub.year + 3))
    if f.get("this"):
        return dated(season(pub.year, name), f, scene)
    return _chosen(slots, f, scene, scene.turn)


def _nth(f: Fields, scene: Scene) -> Draft:
    """The nth quarter or half of a year."""
    unit, n = str(f["unit"]), int(f.get("ord", f.get("n", f.get("num", 1))))
    size = {"Q": 3, "H": 6}[unit]
    if not 1 <= n <= 12 // size:
        return unresolved("date", "DATE", OUT)

    def of(y: int) -> Slot:
        return at(unit, date(y, (n - 1) * size + 1, 1))

    y = full_year(f, scene)
    pub = scene.published
    if y is None and f.get("rely") is not None and pub:
        y = pub.year + int(f["rely"])
    if y is None:
        y = scene.year
    if y is not None:
        return dated(of(y), f, scene, relative=False)
    if pub is None:
        return unresolved("date", "DATE", NO_DAY, f"XXXX-{unit}{n}")
    return _chosen(candidates(of, range(pub.year - 1, pub.year + 2)), f, scene, scene.turn)


def _decade(f: Fields, scene: Scene) -> Draft:
    n = int(f["decade"])
    if n < 100:
        n += 1900
    return dated(decade(n // 10 * 10), f, scene, relative=False)


def _century(f: Fields, scene: Scene) -> Draft:
    n = f.get("ord")
    n = _roman(str(f["roman"])) if n is None else int(n)
    if f.get("era"):
        return Draft("date", "DATE", f"BC{n - 1:02d}", reason="before the calendar's first year")
    return dated(century(n), f, scene, relative=False)


def _roman(s: str) -> int:
    worth = {"i": 1, "v": 5, "x": 10, "l": 50}
    digits = [worth[c] for c in s.lower() if c in worth]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


def _holiday(f: Fields, scene: Scene) -> Draft:
    name, y, pub = str(f["holiday"]), full_year(f, scene), scene.published

    def of(y: int) -> Slot | None:
        days = feast(name, y)
        if days is None:
            return None
        first, last = days
        value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
        return Slot("D" if first == last else "M", first, last, value)

    if y is not None:
        slot = of(y)
        return dated(slot, f, scene, relative=False) if slot else unresolved("date", "DATE", OUT)
    if pub is None:
        return unresolved("date", "DATE", NO_DAY)
    if f.get("rely") is not None:
        slot = of(pub.year + int(f["rely"]))
        return dated(slot, f, scene) if slot else unresolved("date", "DATE", OUT)
    return _chosen(candidates(of, range(pub.year - 1, pub.year + 2)), f, scene, scene.turn)


def _anaphor(f: Fields, scene: Scene) -> Draft:
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


def _ref(f: Fields, scene: Scene) -> Draft:
    kind = scene.settings.get("ref_type", "DATE")
    return Draft("ref", kind, str(f["ref"]), reason=VAGUE, focus=False)


def _numeric(f: Fields, scene: Scene) -> Draft:
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


def _day_month(f: Fields, scene: Scene) -> Draft:
    a, b = (int(x) for x in str(f["dm"]).split("/"))
    d, m = (b, a) if scene.settings.get("month_first") and a <= 12 else (a, b)
    return _date({**f, "day": d, "month": m}, scene)


def _set(f: Fields, _: Scene) -> Draft:
    value = f.get("value")
    if value is None and (w := f.get("weekday")) is not None:
        value = f"XXXX-WXX-{int(w) + 1}"
    if value is None and (m := f.get("month")) is not None:
        value = f"XXXX-{int(m):02d}"
    if value is None:
        value = lengths.value(float(f.get("num", 1)), str(f.get("unit") or f.get("tod")))
    return Draft("set", "SET", str(value), reason="a frequency", focus=False)


def _clock(f: Fields, scene: Scene) -> Draft:
    """A clock time, with the weekday that stands beside it."""
    if f.get("on") is not None:
        scene.day = None
        slot = _weekday({"weekday": f["on"]}, scene).slot
        scene.day = slot.first if slot else None
    return clocks.clock(f, scene)


def _night(f: Fields, scene: Scene) -> Draft:
    """The night that runs over two days: by the weekday it begins on, or by the date it ends on."""
    if f.get("weekday") is not None and f.get("month") is None:
        return clocks.night(f, scene)
    second = _date({k: v for k, v in f.items() if k != "weekday"}, scene)
    if second.slot is None:
        return unresolved("date", "TIME", second.reason)
    first = second.slot.first - timedelta(days=1)
    return Draft("date", "TIME", f"{first.isoformat()}TNI", Period(first, second.slot.first), day(first))


def _none(_fields: Fields, _: Scene) -> Draft:
    return Draft("none", "DATE", None)


RESOLVERS: Mapping[str, Callable[[Fields, Scene], Draft]] = {
    "none": _none,
    "date": _date,
    "week_of": _week_of,
    "month": _month,
    "year": _year,
    "years": _years,
    "weekday": _weekday,
    "deictic": _deictic,
    "relative": _relative,
    "season": _season,
    "nth": _nth,
    "decade": _decade,
    "century": _century,
    "holiday": _holiday,
    "anaphor": _anaphor,
    "ref": _ref,
    "numeric": _numeric,
    "daymonth": _day_month,
    "set": _set,
    "length": lengths.length,
    "frame": lengths.frame,
    "clock": _clock,
    "tod": clocks.time_of_day,
    "night": _night,
}
