"""How things stand on a day by what claims say: what holds, what came before it, what conflicts.

Facts of one kind about one actor at one place make a thread. On a day, a fact is past once another of the thread set in
surely after it. What is left and says different things is disputed, and stands side by side; a thread that nothing is
said about on the day is unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from selon.linking.model import Fact, Party, SituationKind, Spot, Standing
from selon.linking.relations import number

_ORDER: dict[SituationKind, int] = {"presence": 0, "strength": 1, "control": 2, "agreement": 3, "detainees": 4}
_STEPS = {"arriving": 0, "present": 1, "leaving": 2, "gone": 3}
"""States of one stay, in the order in which they follow each other."""
Thread = tuple[SituationKind, str, str]


def situation(facts: Iterable[Fact], day: date) -> list[Standing]:
    """The state of every thread on a day. Control of a place is one thread whoever holds it."""
    threads: dict[Thread, list[Fact]] = defaultdict(list)
    for f in facts:
        threads[thread(f)].append(f)
    found = [standing(fs, day) for fs in threads.values()]
    return sorted(found, key=_sorted)


def thread(f: Fact) -> Thread:
    """What a fact is a state of."""
    who = "" if f.kind == "control" else party_key(f.actor)
    if f.kind == "agreement":
        where = f.spot.within[-1] if f.spot and f.spot.within else f.spot.id if f.spot else ""
        return f.kind, "" if where else who, where
    return f.kind, who, f.spot.id if f.spot else ""


def party_key(p: Party | None) -> str:
    """What an actor is known by across dispatches: a state and its forces are one, its people another."""
    if p is None:
        return ""
    side = p.role if p.role in ("people", "group") else ""
    return f"{p.key or p.label.casefold()} {side}".strip()


def standing(facts: Sequence[Fact], day: date) -> Standing:
    """The state of one thread on a day."""
    ordered = sorted(facts, key=_since)
    begun = [f for f in ordered if f.since.first is None or f.since.first <= day]
    ended = [f for f in begun if f.until is not None and f.until.last is not None and f.until.last < day]
    open_ = [f for f in begun if f not in ended]
    current = [f for f in open_ if not any(_after(g, f, day) for g in open_ if g is not f)]
    current = [f for f in current if not _step_on(f, current)]
    earlier = tuple(f for f in begun if f not in current)
    kind, actor, spot = ordered[0].kind, _actor(current or ordered), _spot(ordered)
    if not current:
        if ended:
            return Standing(kind, actor, spot, day, "unknown", (), earlier, why="nothing is said of this day")
        return Standing(kind, actor, spot, day, "unknown", (), (), why="nothing is said of this day or one before")
    if kind == "detainees":
        held = any(f.value == "detained" for f in current)
        value = "detained" if held else "released"
        return Standing(kind, actor, spot, day, value, tuple(current), earlier, why=_held(current))
    values = {_value(f) for f in current}
    changing = any(f.since.last is not None and f.since.last > day for f in current)
    if len(values) > 1:
        return Standing(kind, actor, spot, day, "disputed", tuple(current), earlier, changing, _sides(current))
    return Standing(kind, actor, spot, day, current[-1].value, tuple(current), earlier, changing, _told(current))


def _value(f: Fact) -> tuple[object, ...]:
    """What two facts of a thread must share not to conflict."""
    if f.kind == "control":
        return f.value, party_key(f.actor)
    if f.kind == "strength" and f.quantity is not None:
        return f.value, f.quantity.low, f.quantity.high
    if f.kind == "presence" and f.value in ("arriving", "present"):
        return ("present",)
    return (f.value,)


def _after(g: Fact, f: Fact, day: date) -> bool:
    """Whether one fact set in surely after another, so that by the day it took the other's place."""
    if g.since.last is not None and g.since.last > day:
        return False
    if f.kind == "detainees" and not (g.value == "released" and f.value == "detained" and _frees_all(g, f)):
        return False
    if g.since.first is not None and f.since.last is not None and g.since.first > f.since.last:
        return True
    if g.since.first == f.since.first and g.since.last == f.since.last and g.value == f.value:
        return False
    later = (g.told.published or date.min) > (f.told.published or date.min)
    return later and _reached(g) > _reached(f) and (f.told.agency == g.told.agency or g.value == f.value)


def _frees_all(g: Fact, f: Fact) -> bool:
    """Whether a release is of all who were detained, as far as the numbers tell."""
    if g.quantity is None:
        return True
    if f.quantity is None or f.quantity.high is None or g.quantity.low is None:
        return False
    return g.quantity.low >= f.quantity.high


def _held(current: Sequence[Fact]) -> str:
    """Who is held and who was set free since, one report after the other."""
    return "; ".join(f"{f.value} {number(f.quantity)}" if f.quantity else f.value for f in current)


def _reached(f: Fact) -> date:
    """The last day on which a fact can have set in."""
    return f.since.last or f.told.published or date.max


def _step_on(f: Fact, others: Sequence[Fact]) -> bool:
    """Whether another fact is a further step of the same stay, begun no earlier: leaving is past once gone is told."""
    if f.kind != "presence":
        return False
    mine = _STEPS.get(f.value, 0)
    return any(
        _STEPS.get(g.value, 0) > mine
        and f.value != "arriving"
        and _reached(g) >= _reached(f)
        and (g.told.published or date.min) >= (f.told.published or date.min)
        and (f.value == "leaving" or g.told.dispatch.id == f.told.dispatch.id or _reached(g) > _reached(f))
        for g in others
        if g is not f
    )


def _sides(facts: Sequence[Fact]) -> str:
    said: dict[str, int] = defaultdict(int)
    for f in facts:
        who = f" by {f.actor.label}" if f.kind == "control" and f.actor else ""
        said[f"{f.value}{who}"] += 1
    return "reports conflict: " + ", ".join(f"{v} ({n})" for v, n in said.items())


def _told(facts: Sequence[Fact]) -> str:
    last = facts[-1]
    doubt = "" if all(f.certain for f in facts) else ", told with doubt"
    return f"{last.why}: {last.since.edtf}{doubt}"


def _since(f: Fact) -> tuple[date, date, tuple[str, str, int, str]]:
    return (f.since.first or date.min, f.since.last or date.max, f.told.order)


def _actor(facts: Sequence[Fact]) -> Party | None:
    named = [f.actor for f in facts if f.actor is not None]
    own = [p for p in named if not p.inferred]
    found = own or named
    return found[-1] if found else None


def _spot(facts: Sequence[Fact]) -> Spot | None:
    return next((f.spot for f in facts if f.spot is not None), None)


def _sorted(s: Standing) -> tuple[int, str, str]:
    return (_ORDER[s.kind], s.spot.label if s.spot else "", s.actor.label if s.actor else "")
