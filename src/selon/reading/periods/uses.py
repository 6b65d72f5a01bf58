"""What the words around an expression make of it: a deadline, a start, an end, a length, a point counted from now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from selon.model import Period
from selon.reading.periods.draft import NO_DAY, Draft, Scene
from selon.reading.periods.grammar import Context, Grammar
from selon.reading.periods.lengths import countable
from selon.reading.periods.slots import GRAINS, Slot, add, at, day, shift
from selon.reading.periods.tokens import PLAIN, Tokens

WIDEST = 7
"""Tokens that a context before an expression may span."""
EFFECT_TURN = {"since": -1, "ago": -1, "deadline": 1, "before": 1, "planned": 1, "soonest": 1}
"""The direction that a preposition itself gives to an expression without a year."""


@dataclass(frozen=True, slots=True)
class Around:
    """The contexts found around an expression: tokens `[first, end)` with them, and the contexts themselves."""

    first: int
    end: int
    contexts: tuple[Context, ...]
    inside: tuple[int, int]
    """Tokens of the TIMEX3 extent, which some contexts belong to ("two years ago")."""

    @property
    def effects(self) -> tuple[str, ...]:
        """The effects, that of the words before first."""
        return tuple(c.effect for c in self.contexts)


def around(tokens: Tokens, first: int, end: int, kind: str, grammar: Grammar) -> Around:
    """The contexts that hold of an expression of this kind at tokens `[first, end)`."""
    contexts: list[Context] = []
    a, b = first, end
    inner_first, inner_end = first, end
    if m := _after(tokens, end, kind, grammar):
        contexts.append(m[0])
        b = m[1]
        inner_end = b if m[0].inside else end
    if before := _before(tokens, first, kind, grammar):
        contexts.insert(0, before[0])
        a = before[1]
        inner_first = a if before[0].inside else first
    return Around(a, b, tuple(contexts), (inner_first, inner_end))


def _after(tokens: Tokens, end: int, kind: str, grammar: Grammar) -> tuple[Context, int] | None:
    if end >= len(tokens):
        return None
    best: tuple[Context, int] | None = None
    for context in grammar.after.get(tokens.signatures[end], ()):
        if kind not in context.on:
            continue
        m = context.pattern.regex.match(tokens.signatures, end)
        if m and (best is None or m.end() > best[1]):
            best = (context, m.end())
    return best


def _before(tokens: Tokens, first: int, kind: str, grammar: Grammar) -> tuple[Context, int] | None:
    if first == 0 or (tokens.signatures[first - 1] == PLAIN and kind != "length"):
        return None
    for start in range(max(0, first - WIDEST), first):
        for context in grammar.before.get(tokens.signatures[start], ()):
            if kind in context.on and context.pattern.regex.fullmatch(tokens.signatures, start, first):
                return context, start
    return None


def apply(draft: Draft, context: Context, scene: Scene) -> None:
    """Change a draft as the context says. What falls out of the calendar loses its period, with a reason."""
    if context.mod and draft.mod is None:
        draft.mod = context.mod
    try:
        EFFECTS[context.effect](draft, scene)
    except (ValueError, OverflowError):
        draft.period, draft.reason = None, "out of the calendar"


def _since(d: Draft, scene: Scene) -> None:
    d.use = "since"
    if d.length is not None and d.kind == "length":
        if (first := _counted(d, scene, -1)) is not None:
            d.period = Period(first, None, GRAINS.get(d.length[1], "day"), _blurred(d))
    elif d.period is not None and d.period.first is not None:
        d.period = Period(d.period.first, None, d.period.grain, d.period.approximate)


def _from(d: Draft, scene: Scene) -> None:
    """ "Dès", "as early as": a start for what is to come, else the stretch itself."""
    if scene.turn() == 1:
        _since(d, scene)


def _within(d: Draft, scene: Scene) -> None:
    """ "En trois jours": the days up to the publication, for what is past."""
    d.use = "length"
    if scene.published is None or d.length is None or scene.turn() != -1:
        return
    if (first := _counted(d, scene, -1)) is not None:
        d.period = Period(first, scene.published, "day", _blurred(d))


def _in(d: Draft, scene: Scene) -> None:
    """ "In two weeks": from now where that is to come, else the days up to the publication."""
    if scene.turn() == 1:
        _ahead(d, scene)
    else:
        _within(d, scene)


def _until(d: Draft, _: Scene) -> None:
    d.use = "until"
    _end(d, _last(d, at_season_start=True))


def _deadline(d: Draft, scene: Scene) -> None:
    d.use = "deadline"
    if d.length is not None and d.kind in ("length", "frame"):
        if (last := _counted(d, scene, 1)) is not None:
            d.period = Period(None, last, "day", _blurred(d))
    else:
        _end(d, _last(d, at_season_start=True))


def _before_it(d: Draft, scene: Scene) -> None:
    """ "Avant l'été": the last day before it; "avant vendredi", "avant la fin du mois": that day. Nothing is due before
    what is past."""
    last = _last(d)
    gone = last is not None and scene.published is not None and last < scene.published
    d.use = "until" if gone else "deadline"
    if d.slot is not None and d.part is None and d.slot.unit == "S":
        last = d.slot.first - timedelta(days=1)
    _end(d, last)


def _after_it(d: Draft, scene: Scene) -> None:
    """ "Après le 23 mars": from the day behind it on, for what is to come; for what is past, from that day on."""
    last = _last(d)
    d.use = "since"
    if last is None or d.period is None:
        return
    first = last + timedelta(days=1) if scene.turn() == 1 else d.period.first
    d.period = Period(first, None, d.period.grain, d.period.approximate)


def _ago(d: Draft, scene: Scene) -> None:
    _point(d, scene, scene.published, -1)


def _ahead(d: Draft, scene: Scene) -> None:
    _point(d, scene, scene.published, 1)


def _later(d: Draft, scene: Scene) -> None:
    _point(d, scene, _reference(scene, last=True), 1)


def _earlier(d: Draft, scene: Scene) -> None:
    _point(d, scene, _reference(scene, last=False), -1)


def _event_before(d: Draft, scene: Scene) -> None:
    """ "Deux jours après l'attentat": the day of what came before, counted back from the day the sentence is at."""
    _event(d, scene, -1)


def _event_after(d: Draft, scene: Scene) -> None:
    _event(d, scene, 1)


def _event(d: Draft, scene: Scene, sign: int) -> None:
    """The words stay a length, whose other end is an event; the period is where the event lies."""
    type_, value, length = d.type, d.value, d.length
    if length is not None and length[0] is not None and length[1] == "W":
        d.length = (7 * length[0], "D")
    _point(d, scene, scene.sentence_day or scene.published, sign)
    d.type, d.value, d.length, d.focus = type_, value, length, False


def _during(d: Draft, _: Scene) -> None:
    if d.kind == "length":
        d.use = "length"


def _lasting(d: Draft, _: Scene) -> None:
    d.use = "length"


def _same(_d: Draft, _scene: Scene) -> None:
    """Words that belong to the extent and change nothing."""


EFFECTS: Mapping[str, Callable[[Draft, Scene], None]] = {
    "since": _since,
    "start": _since,
    "soonest": _since,
    "from": _from,
    "within": _within,
    "in": _in,
    "planned": _same,
    "until": _until,
    "deadline": _deadline,
    "before": _before_it,
    "after": _after_it,
    "ago": _ago,
    "ahead": _ahead,
    "later": _later,
    "earlier": _earlier,
    "event_before": _event_before,
    "event_after": _event_after,
    "during": _during,
    "lasting": _lasting,
    "same": _same,
}


def _point(d: Draft, scene: Scene, origin: date | None, sign: int) -> None:
    """A length made the day, month or year that lies that far from `origin`."""
    if d.length is None:
        return
    n, unit = d.length
    d.anchor = origin
    if n is None or origin is None:
        d.kind = "ref"
    if n is None:
        if sign < 0 and scene.settings.get("points_are_dates"):
            d.type, d.value, d.length = "DATE", "PAST_REF", None
        return
    if origin is None:
        d.reason = NO_DAY if scene.published is None else "counted from a date that the text does not give"
        return
    there = add(origin, sign * n, countable(unit))
    quarter = _quarter_before(scene, n, unit, sign)
    slot = at({"F": "W", "WE": "WE", "Q": "M", "H": "M", "S": "M"}.get(unit, unit if unit in GRAINS else "D"), there)
    if unit in ("DE", "CE") or (unit in ("W", "F") and sign < 0 and n >= 8):
        slot = at("Y" if unit != "W" else "W", there)
    slot = quarter or slot
    if d.mod in ("MORE_THAN", "LESS_THAN"):
        d.period = _beyond(d, origin, there, sign)
    else:
        d.period = slot.period(_blurred(d))
    d.slot = slot
    d.focus = quarter is None
    d.reason = f"counted from {origin.isoformat()}"
    if scene.settings.get("points_are_dates"):
        d.type, d.value, d.length = "DATE", slot.value, None
        if unit in ("TH", "TM", "TS"):
            d.type = "DATE" if unit == "TH" and n >= 24 else "TIME"


def _quarter_before(scene: Scene, n: float, unit: str, sign: int) -> Slot | None:
    """A year before the quarter that the text is at: the same quarter of that year."""
    if unit != "Y" or sign > 0 or n != int(n) or scene.focus is None or scene.focus.unit != "Q":
        return None
    return shift(scene.focus, -4 * int(n))


def _beyond(d: Draft, origin: date, there: date, sign: int) -> Period:
    """Less than a month ago: from then to now; more than a month ago: open towards the past."""
    if d.mod == "LESS_THAN":
        return Period(min(origin, there), max(origin, there), "day")
    return Period(None, there, "day", True) if sign < 0 else Period(there, None, "day", True)


def _counted(d: Draft, scene: Scene, sign: int) -> date | None:
    n, unit = d.length or (None, "D")
    d.anchor = scene.published
    if n is None:
        return None
    if scene.published is None:
        d.reason = NO_DAY
        return None
    d.reason = f"counted from {scene.published.isoformat()}"
    return add(scene.published, sign * n, countable(unit))


def _blurred(d: Draft) -> bool:
    return d.mod in ("APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS")


def _last(d: Draft, at_season_start: bool = False) -> date | None:
    if d.period is None:
        return None
    if at_season_start and d.slot is not None and d.slot.unit == "S" and d.part is None:
        return d.slot.first
    return d.period.last


def _end(d: Draft, last: date | None) -> None:
    if d.period is not None and last is not None:
        d.period = Period(None, last, d.period.grain, d.period.approximate)


def _reference(scene: Scene, last: bool) -> date | None:
    if scene.focus is None:
        return None
    return scene.focus.last if last and scene.focus.unit == "D" else scene.focus.first


def focus_after(draft: Draft, old: Slot | None) -> Slot | None:
    """What later words may point back to once this expression has been read."""
    if draft.focus and draft.slot is not None:
        if draft.part and draft.period and draft.period.first:
            return Slot(draft.slot.unit, draft.period.first, draft.slot.last, draft.slot.value)
        return draft.slot
    if draft.kind == "clock" and draft.slot is not None:
        return day(draft.slot.first)
    return old
