"""Lengths of time, alone ("trois jours") and counted from the publication ("les trois prochains jours")."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from selon.model import Period
from selon.reading.periods.draft import NO_DAY, VAGUE, Draft, Scene
from selon.reading.periods.slots import GRAINS, add

LONGEST = 100_000
"""No stretch of more units than this is a date."""
FIXED = {"F": (2.0, "W"), "DE": (10.0, "Y"), "CE": (100.0, "Y"), "H": (6.0, "M"), "MIL": (1000.0, "Y"), "S": (3.0, "M")}
"""Units that TIMEX3 values write as others: fortnights, decades, centuries, halves."""
SMALLER = {"Y": (12, "M"), "TH": (60, "M"), "TM": (60, "S")}
"""What half a unit is told in."""
PARTS = ("MO", "AF", "EV", "NI", "DT")


def value(n: float | None, unit: str) -> str:
    """The TIMEX3 value of a length; `n` None is an unknown number."""
    if unit in FIXED and n is not None:
        factor, unit = FIXED[unit]
        n *= factor
    elif unit in FIXED:
        unit = {"DE": "DE", "CE": "CE"}.get(unit, FIXED[unit][1])
    if n is not None and n != int(n) and unit in SMALLER:
        factor, small = SMALLER[unit]
        whole, rest = int(n), round((n - int(n)) * factor)
        return (
            f"{'PT' if unit[0] == 'T' else 'P'}{whole}{unit[-1]}{rest}{small}"
            if whole
            else value(rest, _of(unit, small))
        )
    number = "X" if n is None else f"{int(n)}" if n == int(n) else f"{n:g}"
    if unit in ("TH", "TM", "TS"):
        return f"PT{number}{unit[1]}"
    return f"P{number}{unit}"


def _of(unit: str, small: str) -> str:
    return f"T{small}" if unit.startswith("T") else small


def length(f: Mapping[str, Any], _: Scene) -> Draft:
    """A bare length: no period of its own until a preposition gives it one."""
    unit = str(f["unit"])
    n = _number(f)
    if n is not None and n > LONGEST:
        return Draft("length", "DURATION", None, reason="a length that no calendar holds", focus=False)
    return Draft(
        "length",
        "DURATION",
        f.get("value") or value(n, unit),
        length=(n, unit),
        mod=f.get("mod"),
        reason="a length" if n is not None else VAGUE,
        focus=False,
    )


def frame(f: Mapping[str, Any], scene: Scene) -> Draft:
    """A length that ends or begins at the publication day."""
    draft = length(f, scene)
    draft.kind = "frame"
    n = draft.length[0] if draft.length else None
    if draft.value is None or n is None:
        return draft
    if scene.published is None:
        draft.reason = NO_DAY
        return draft
    draft.anchor = scene.published
    draft.period = stretch(scene.published, n * int(f["rel"]), str(f["unit"]), draft.mod == "APPROX")
    draft.reason = "counted from the publication day"
    return draft


def stretch(d: date, n: float, unit: str, approximate: bool = False) -> Period:
    """The days from `d` to `n` units later, or from `n` units before to `d`."""
    other = add(d, n, countable(unit))
    return Period(min(d, other), max(d, other), GRAINS.get(unit, "day"), approximate)


def countable(unit: str) -> str:
    """The unit that calendar arithmetic counts in."""
    return {"S": "Q", "MO": "D", "AF": "D", "EV": "D", "NI": "D", "DT": "D"}.get(unit, unit)


def _number(f: Mapping[str, Any]) -> float | None:
    if f.get("vague"):
        return None
    n = f.get("num", f.get("n", f.get("one")))
    n = 1.0 if n is None else float(n)
    if (times := f.get("times")) is not None:
        n *= float(times)
    return n + _half(f.get("half", 0))


def _half(half: Any) -> float:
    """What "et demi" or "1/2" adds."""
    if isinstance(half, str):
        a, _, b = half.partition("/")
        return int(a) / int(b) if int(b) else 0.0
    return float(half)
