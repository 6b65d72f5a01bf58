"""What stands between a match and a finished time expression."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from selon.model import Period, TimexType, TimexUse
from selon.reading.periods.slots import Slot

Kind = Literal["day", "date", "clock", "length", "frame", "set", "ref", "none"]
"""What an expression is to its context: a day, another stretch of the calendar, a clock time, a bare length, a length
counted from the publication ("les deux dernières semaines"), a frequency, a vague reference, nothing."""

NO_DAY = "no publication day to count from"
OUT = "no such day in the calendar"
VAGUE = "vague on purpose: no days are invented for it"


@dataclass(slots=True)
class Found:
    """A match of a rule: tokens `[first, end)` are the TIMEX3 extent; `fields` are the captures and constants."""

    make: str
    first: int
    end: int
    fields: dict[str, Any]


@dataclass(slots=True)
class Draft:
    """A time expression being resolved. `length` is (number or None where vague, unit)."""

    kind: Kind
    type: TimexType
    value: str | None
    period: Period | None = None
    slot: Slot | None = None
    length: tuple[float | None, str] | None = None
    mod: str | None = None
    anchor: date | None = None
    use: TimexUse = "point"
    reason: str = ""
    part: str | None = None
    focus: bool = True
    """Whether later anaphora may point back to it."""
    named: Period | None = None
    """The stretch that the words name, before a preposition makes it a start or an end."""


@dataclass(slots=True)
class Scene:
    """What a resolver may look at besides the words it matched.

    `focus` is the last date in the text, `year` the year that the same sentence named last; `turn()` is the direction
    of the clause: -1 past, 1 future, None unknown.
    """

    published: date | None
    turn: Callable[[], int | None]
    focus: Slot | None = None
    focus_day: Slot | None = None
    """The last day in the text, and `near_day` the last one in the same paragraph."""
    near_day: date | None = None
    year: int | None = None
    sentence_day: date | None = None
    """The last day named in the same sentence."""
    day: date | None = None
    """The day a clock time belongs to, where the sentence tells."""
    settings: Mapping[str, Any] = field(default_factory=dict)


def unresolved(kind: Kind, type_: TimexType, reason: str, value: str | None = None) -> Draft:
    """An expression that is one, but denotes nothing that can be told."""
    return Draft(kind, type_, value, reason=reason, focus=False)
