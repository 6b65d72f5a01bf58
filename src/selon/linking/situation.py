"""How things stand on a day by what claims say: what holds, what came before it, what conflicts.

Facts of one kind about one actor at one place make a thread. On a day, a fact is past once another of the thread set in
surely after it. What is left and says different things is disputed, and stands side by side; a thread that nothing is
said about on the day is unknown. Who has left a country has left each place in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from selon.linking.model import Fact, Party, SituationKind, Spot, Standing
from selon.linking.parties import bare, head
from selon.linking.reasons import Reason, because, number
from selon.linking.words import stems, words

_ORDER: dict[SituationKind, int] = {"presence": 0, "strength": 1, "control": 2, "agreement": 3, "detainees": 4}
_STEPS = {"arriving": 0, "present": 1, "leaving": 2, "gone": 3}
"""States of one stay, in the order in which they follow each other."""
_ON = {"agreed": 0, "in force": 1, "broken": 1, "ended": 2}
"""The same of a truce. That it holds and that it was broken are said side by side."""
_THERE = frozenset({"arriving", "present", "leaving"})
Thread = tuple[SituationKind, str, str]


def situation(facts: Iterable[Fact], day: date, claims: Collection[str] | None = None) -> list[Standing]:
    """The state of every thread on a day. Control of a place is one thread whoever holds it.

    `claims`: only the threads that one of these claims, by id, bears on.
    """
    threads: dict[Thread, list[Fact]] = defaultdict(list)
    truces: list[Fact] = []
    for f in facts:
        if f.kind == "agreement":
            truces.append(f)
        else:
            threads[thread(f)].append(f)
    _put_together(threads)
    inner = _inner(threads)
    asked = threads if claims is None else _near(threads, claims)
    found = [_at_a_place(key, threads[key], threads, inner, day) for key in asked]
    found += [standing(fs, day) for fs in _of_one_truce(truces)]
    if claims is not None:
        found = [s for s in found if any(f.told.id in claims for f in (*s.current, *s.earlier))]
    return sorted(found, key=_sorted)


def _near(threads: Mapping[Thread, Sequence[Fact]], claims: Collection[str]) -> list[Thread]:
    """The threads that facts of these claims can bear on: their own, and those of an actor at places around and within
    the places where they tell of it."""
    own, told = set[Thread](), dict[str, set[str]]()
    for key, facts in threads.items():
        mine = [f for f in facts if f.told.id in claims]
        if mine:
            own.add(key)
        if mine and key[0] == "presence":
            told.setdefault(key[1], set()).update(i for f in mine if f.spot for i in (f.spot.id, *f.spot.within))
    return [key for key, facts in threads.items() if key in own or _beside(key, facts, told)]


def _beside(key: Thread, facts: Sequence[Fact], told: Mapping[str, set[str]]) -> bool:
    """Whether a thread is of an actor at, around or within places that `told` has of that actor."""
    places = told.get(key[1], set()) if key[0] in ("presence", "strength") else set()
    return any(f.spot and not places.isdisjoint((f.spot.id, *f.spot.within)) for f in facts) if places else False


def kin(f: Fact) -> Hashable:
    """What facts must share to bear on one standing: where an actor is, wherever; who holds a place; the truces of a
    country; whom somebody holds."""
    kind, who, rest = thread(f)
    if kind in ("presence", "strength"):
        return "stay", who
    if kind == "agreement":
        return kind, rest
    return (kind, who) if kind == "detainees" else (kind, rest)


def thread(f: Fact) -> Thread:
    """What a fact is a state of: of whom and where; of detainees, of whom, held by whom."""
    if f.kind == "detainees":
        return f.kind, party_key(f.by), _sort(f)
    return f.kind, "" if f.kind == "control" else party_key(f.actor), f.spot.id if f.spot else ""


def _put_together(threads: dict[Thread, list[Fact]]) -> None:
    """Put what does not say who is held to the only ones that are told to be in the same hands."""
    for key in [k for k in threads if k[0] == "detainees" and k[1] and not k[2]]:
        others = [k for k in threads if k[:2] == key[:2] and k != key]
        if len(others) == 1:
            threads[others[0]] += threads.pop(key)


def party_key(p: Party | None) -> str:
    """What an actor is known by across dispatches: a state and its forces are one, its rebels and its people others.
    One whose words do not say whose it is is known by what it is."""
    if p is None:
        return ""
    if not p.key:
        return f"? {head(p.label)}"
    apart = p.role == "people" or (p.role == "group" and len(p.key) == 2)
    return f"{p.key} {p.role}" if apart else p.key


def _sort(f: Fact) -> str:
    """What sort of people are held, in any language: hostages, prisoners, soldiers; else what they are called."""
    q = f.told.claim.quantity
    label = f.actor.label if f.actor else ""
    tokens = stems(f"{label} {f.told.words(q.counted) if q else ''}")
    concepts = words().concepts
    found = [concepts[w] for w in tokens if concepts.get(w) in ("hostage", "prisoner", "army", "civilian")]
    return found[0] if found else head(label)


def _at_a_place(
    key: Thread,
    mine: Sequence[Fact],
    threads: Mapping[Thread, Sequence[Fact]],
    inner: Mapping[Thread, Sequence[Fact]],
    day: date,
) -> Standing:
    """The state of a thread, by what is said of its place, of the places around it and of those in it.

    One who is gone from a country, or from this very place, is gone from each place in it, and how many were there is
    past. One told to be at a place later is in the country too.
    """
    own = standing(mine, day)
    kind, who, _ = key
    if kind not in ("presence", "strength") or not who or own.spot is None:
        return own
    more = list(_inside(own, inner.get(key, ())) if own.value == "gone" else _around(own, key, threads))
    return standing([*mine, *more], day, own.spot, kind) if more else own


def _around(own: Standing, key: Thread, threads: Mapping[Thread, Sequence[Fact]]) -> Iterator[Fact]:
    """That the actor is gone from a place around this one, or, of a strength, from this one."""
    kind, who, spot = key
    for place in (*((spot,) if kind == "strength" else ()), *(own.spot.within if own.spot else ())):
        gone = [f for f in threads.get(("presence", who, place), ()) if f.value == "gone"]
        for f in gone:
            name = f.spot.label if f.spot else ""
            yield f if place == spot else replace(f, why=because("gone_from", place=name))
        if gone and place == spot:
            return


def around(found: Sequence[Fact], facts: Iterable[Fact]) -> list[Fact]:
    """The departures from places around those of these facts, of those who are told to be there before."""
    there = {
        (party_key(f.actor), place): _since(f)
        for f in found
        if f.kind == "presence" and f.value in _THERE and f.spot is not None
        for place in f.spot.within
    }
    known = {id(f) for f in found}
    return [
        f
        for f in facts
        if id(f) not in known and f.kind == "presence" and f.value == "gone" and f.spot is not None
        if (party_key(f.actor), f.spot.id) in there and _since(f) > there[party_key(f.actor), f.spot.id]
    ]


def _inner(threads: Mapping[Thread, Sequence[Fact]]) -> dict[Thread, list[Fact]]:
    """Of each thread of presence that there may be, that the actor is told to be at a place within its place."""
    found: dict[Thread, list[Fact]] = defaultdict(list)
    for (kind, who, _), facts in threads.items():
        for f in facts if kind == "presence" else ():
            if f.value in _THERE and f.spot is not None:
                for place in f.spot.within:
                    found[kind, who, place].append(f)
    return found


def _inside(own: Standing, inner: Iterable[Fact]) -> Iterator[Fact]:
    """That the actor is told to be at a place in this one after it was gone."""
    lasts = [f.since.last for f in own.current if f.since.last is not None]
    gone = max(lasts, default=date.max)
    for f in inner:
        if f.since.first is not None and f.since.first > gone:
            yield replace(f, why=because("inner", place=f.spot.label if f.spot else ""))


def _of_one_truce(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Facts on truces, those on one together: of a country and the same two sides.

    A fact that names one side, or none, is on the truce of that side, or of the country, where there is only one.
    """
    by_country: dict[str, list[Fact]] = defaultdict(list)
    for f in sorted(facts, key=_since):
        by_country[f.spot.id if f.spot else ""].append(f)
    found: list[list[Fact]] = []
    for some in by_country.values():
        truces: dict[frozenset[str], list[Fact]] = {}
        for f in sorted(some, key=lambda f: -len(_sides_of(f))):
            sides = _sides_of(f)
            fitting = [known for known in truces if sides <= known or known <= sides]
            truces.setdefault(fitting[0] if len(fitting) == 1 else sides, []).append(f)
        found += truces.values()
    return found


def _sides_of(f: Fact) -> frozenset[str]:
    return frozenset(k for k in (f.actor.key if f.actor else "").split("+") if k)


def standing(facts: Sequence[Fact], day: date, spot: Spot | None = None, kind: SituationKind | None = None) -> Standing:
    """The state of one thread on a day. `spot` and `kind` are its own, where facts of other threads bear on it."""
    ordered = sorted(facts, key=_since)
    spot = spot or _own_spot(ordered)
    begun = [f for f in ordered if f.since.first is None or f.since.first <= day]
    ended = [f for f in begun if f.until is not None and f.until.last is not None and f.until.last < day]
    open_ = [f for f in begun if f not in ended]
    current = [f for f in open_ if not any(_after(g, f, day) for g in open_ if g is not f)]
    current = [f for f in current if not _step_on(f, current)]
    earlier = tuple(f for f in begun if f not in current)
    kind = kind or ordered[0].kind
    named = ordered if kind == "agreement" else current or ordered
    actor, by = _most_said([f.actor for f in named]), _most_said([f.by for f in named])
    made = Standing(kind, actor, spot, day, "unknown", (), earlier, by=by)
    if not current:
        return replace(made, why=(because("nothing_said" if ended else "nothing_said_before"),))
    values = {_value(f) for f in current}
    value = current[-1].value
    changing = any(f.since.last is not None and f.since.last > day for f in current)
    if kind == "detainees":
        held = any(f.value == "detained" for f in current)
        return replace(made, value="detained" if held else "released", current=tuple(current), why=_held(current))
    if len(values) > 1:
        value, why = "disputed", _sides(current)
    else:
        why = _told(current)
    return replace(made, value=value, current=tuple(current), changing=changing, why=why)


def _value(f: Fact) -> tuple[object, ...]:
    """What two facts of a thread must share not to conflict."""
    if f.kind == "control":
        return f.value, party_key(f.actor)
    if f.kind == "strength" and f.quantity is not None and f.value == "present":
        return f.value, f.quantity.low, f.quantity.high
    if f.kind == "presence" and f.value in ("arriving", "present"):
        return ("present",)
    if f.kind == "presence" and f.value in ("gone", "absent"):
        return ("gone",)
    return (f.value,)


def _after(g: Fact, f: Fact, day: date) -> bool:
    """Whether one fact set in surely after another, so that by the day it took the other's place."""
    if g.since.last is not None and g.since.last > day:
        return False
    if f.kind == "detainees" and not (g.value == "released" and f.value == "detained" and _frees_all(g, f)):
        return False
    if _value(g) == _value(f) and f.kind not in ("strength", "detainees"):
        return False  # told again: it holds since it was first told
    if g.since.first is not None and f.since.last is not None and g.since.first > f.since.last:
        return True
    later = (g.told.published or date.min) > (f.told.published or date.min)
    return later and _reached(g) > _reached(f) and (f.told.agency == g.told.agency or g.value == f.value)


def _frees_all(g: Fact, f: Fact) -> bool:
    """Whether a release is of all who were detained, as far as the numbers tell."""
    if g.quantity is None:
        return True
    if f.quantity is None or f.quantity.high is None or g.quantity.low is None:
        return False
    return g.quantity.low >= f.quantity.high


def _held(current: Sequence[Fact]) -> tuple[Reason, ...]:
    """Who is held and who was set free since, one report after the other, what several say once."""
    said = (
        because("counted_state", value=_state(f.value), number=number(f.quantity)) if f.quantity else _state(f.value)
        for f in current
    )
    counted = {f.value for f in current if f.quantity}
    return tuple(w for w in dict.fromkeys(said) if w not in map(_state, counted))


def _reached(f: Fact) -> date:
    """The last day on which a fact can have set in."""
    return f.since.last or f.told.published or date.max


def _step_on(f: Fact, others: Sequence[Fact]) -> bool:
    """Whether another fact is a further step of the same stay, begun no earlier: leaving is past once gone is told."""
    if f.kind == "agreement":
        return any(_ON[g.value] > _ON[f.value] and _reached(g) >= _reached(f) for g in others)
    if f.kind not in ("presence", "strength"):
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


def _sides(facts: Sequence[Fact]) -> tuple[Reason, ...]:
    said: dict[tuple[str, str], int] = defaultdict(int)
    for f in facts:
        said[f.value, bare(f.actor.label) if f.kind == "control" and f.actor else ""] += 1
    sides = [because("side_by" if who else "side", value=_state(v), who=who, n=n) for (v, who), n in said.items()]
    return (because("reports_conflict", sides=tuple(sides)),)


def _told(facts: Sequence[Fact]) -> tuple[Reason, ...]:
    last = facts[-1]
    entry = "state_since" if all(f.certain for f in facts) else "state_doubted"
    return (because(entry, why=last.why, since=last.since),)


def _state(value: str) -> Reason:
    return because(f"value_{value.replace(' ', '_')}")


def _since(f: Fact) -> tuple[date, date, tuple[str, str, int, str]]:
    return (f.since.first or date.min, f.since.last or date.max, f.told.order)


def _most_said(found: Sequence[Party | None]) -> Party | None:
    """The last of those named that are known best: by name, not taken from elsewhere in the dispatch."""
    named = [p for p in found if p is not None]
    own = [p for p in named if p.key and not p.inferred]
    chosen = own or named
    return max(chosen, key=lambda p: len(p.key.split("+"))) if chosen else None


def _own_spot(facts: Sequence[Fact]) -> Spot | None:
    return next((f.spot for f in facts if f.spot is not None), None)


def _sorted(s: Standing) -> tuple[int, str, str]:
    return (_ORDER[s.kind], s.spot.label if s.spot else "", s.actor.label if s.actor else "")
