"""Seasons, quarters, halves, decades, centuries and feasts."""

from __future__ import annotations

from datetime import date

from selon.reading.periods.choose import candidates
from selon.reading.periods.common import Fields, chosen, dated, full_year
from selon.reading.periods.draft import NO_DAY, OUT, VAGUE, Draft, Scene, unresolved
from selon.reading.periods.holidays import feast
from selon.reading.periods.slots import Slot, at, century, decade, season


def season_of(f: Fields, scene: Scene) -> Draft:
    """A season; "en été" without a tense to turn it is any summer."""
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
    return chosen(slots, f, scene, scene.turn)


def nth(f: Fields, scene: Scene) -> Draft:
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
    return chosen(candidates(of, range(pub.year - 1, pub.year + 2)), f, scene, scene.turn)


def decade_of(f: Fields, scene: Scene) -> Draft:
    """A decade by the year it begins with, two figures being of the twentieth century."""
    n = int(f["decade"])
    if n < 100:
        n += 1900
    return dated(decade(n // 10 * 10), f, scene, relative=False)


def century_of(f: Fields, scene: Scene) -> Draft:
    """A century by its number, in Roman figures or as an ordinal."""
    n = f.get("ord")
    n = _roman(str(f["roman"])) if n is None else int(n)
    if f.get("era"):
        return Draft("date", "DATE", f"BC{n - 1:02d}", reason="before the calendar's first year")
    return dated(century(n), f, scene, relative=False)


def _roman(s: str) -> int:
    worth = {"i": 1, "v": 5, "x": 10, "l": 50}
    digits = [worth[c] for c in s.lower() if c in worth]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


def holiday(f: Fields, scene: Scene) -> Draft:
    """A feast in the year named, else the nearest one in the direction of the tense."""
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
    return chosen(candidates(of, range(pub.year - 1, pub.year + 2)), f, scene, scene.turn)
