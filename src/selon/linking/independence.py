"""How many independent sources stand behind a happening: an interval, with the voices counted and why.

At least: the fewest persons that can be behind the voices. Unnamed ones of two dispatches may be the same persons, or
one who is named in another, but not an agency's own team; a group may hold the official quoted beside it, bodies of one
state speak for one state, who is heard only through another one is no more than that one, and the writer may rest on
any of them. At most: every voice is another person, but for parties that speak as one and by themselves too, and for a
spokesman beside the body that he is of. Reprints count once, since their voices are those of the original. Both ends
can only grow with every further voice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

from selon.linking.model import Counted, Independence, Told, Voice
from selon.linking.reasons import Reason, because, listed
from selon.linking.voices import sides
from selon.model import SourceKind

_SIDES = 6
"""Sides that both an unnamed voice and a body speak for, as far as they are told apart."""


def independence(tolds: Iterable[Told], voices: Mapping[str, Voice]) -> Independence:
    """The interval for the claims of one happening. Claims that deny what the others say stand behind nothing."""
    backing = [t for t in tolds if not t.denied]
    heard: dict[str, list[Told]] = defaultdict(list)
    speakers: dict[str, Voice] = {}
    for t in sorted(backing, key=lambda t: t.order):
        for id_ in (t.voice, *t.endorsed):
            speaker = voices[id_]
            speakers[speaker.id] = speaker
            heard[speaker.id].append(t)
    if not heard:
        return Independence(0, 0, ())
    found = list(speakers.values())
    tellers = [v for v in found if _tells(v)]
    others = [v for v in found if not _tells(v)]
    resting = _resting(tellers, others, heard)
    counted = [_counted(v, others, heard) for v in others]
    behind = _behind(heard, voices)
    least, why = _least([voices[id_] for id_ in behind], behind)
    opened = any(c.most is None for c in counted)
    most = None if opened else sum(c.most or 0 for c in counted) + len(tellers) - len(resting)
    at_least = max(1, least if most is None else min(least, most))
    for v in tellers:
        if v.id in resting:
            counted.append(Counted(v, 0, 0, because("resting")))
        else:
            counted.append(Counted(v, 0 if others else 1, 1, because("agency_alone")))
    order = list(speakers)
    counted.sort(key=lambda c: order.index(c.voice.id))
    kinds: Counter[SourceKind] = Counter(c.voice.kind for c in counted if c.most != 0)
    copies = sum(1 for t in backing if t.copy_of is not None)
    reasons = [*why]
    if copies:
        reasons.append(because("copies_counted", n=copies))
    if opened:
        reasons.append(because("no_upper_end"))
    return Independence(at_least, most, tuple(counted), dict(kinds), tuple(reasons))


def _tells(v: Voice) -> bool:
    """Whether it is an agency that tells it without naming a source."""
    return v.kind == "narrator"


def _resting(tellers: Sequence[Voice], others: Sequence[Voice], heard: Mapping[str, Sequence[Told]]) -> set[str]:
    """The agencies whose own reports quote a source for it: they add no source of their own."""
    quoted = {t.agency or t.lineage for v in others for t in heard[v.id]}
    return {v.id for v in tellers if any((t.agency or t.lineage) in quoted for t in heard[v.id])}


def _counted(v: Voice, others: Sequence[Voice], heard: Mapping[str, Sequence[Told]]) -> Counted:
    """A voice and for how many it counts: nobody more for a spokesman of a body that is heard; of parties that speak as
    one, those that are not heard by themselves too."""
    if v.office in heard:
        return Counted(v, 0, 0, because("of_a_body", body=next(o.name for o in others if o.id == v.office)))
    if not _together(v):
        return Counted(v, v.least, v.most, _why(v, heard[v.id]))
    alone = {s for o in others if not _together(o) for s in sides(o)}
    n = len(sides(v) - alone)
    return Counted(v, n, n, _why(v, heard[v.id]) if n else because("heard_alone"))


def _together(v: Voice) -> bool:
    """Whether it is parties that speak as one."""
    return len(sides(v)) > 1


def _behind(heard: Mapping[str, Sequence[Told]], voices: Mapping[str, Voice]) -> dict[str, list[Told]]:
    """The voices that the dispatches have it from, the agencies left out: in place of one that is only heard through
    another, that other one."""
    found: dict[str, list[Told]] = defaultdict(list)
    for id_, told in heard.items():
        direct = [t for t in told if t.relay is None or voices[t.voice].id != id_]
        for t in direct or told:
            source = voices[t.relay.voice] if t.relay is not None and not direct else voices[id_]
            if not _tells(source):
                found[source.id].append(t)
    return found


def _least(others: Sequence[Voice], heard: Mapping[str, Sequence[Told]]) -> tuple[int, list[Reason]]:
    """The fewest persons behind the voices, and the reasons."""
    speaks = {v.id: {t.lineage for t in heard[v.id]} for v in others}
    named = [v for v in others if _identified(v)]
    identified = {s for v in named for s in sides(v)}
    by_dispatch: dict[str, list[Voice]] = defaultdict(list)
    for v in others:
        if not _identified(v) and v.dispatch is not None:
            by_dispatch[v.dispatch].append(v)
    best, why = len(identified), list[Reason]()
    if len(identified) < len(named):
        why.append(because("one_state"))
    for scope in sorted(by_dispatch):
        group = by_dispatch[scope]
        known = {s for v in named if scope in speaks[v.id] or v.kind == "witness" for s in sides(v)}
        for total, reason in _beside_bodies(group, known):
            if total > best:
                best, why = total, [*(w for w in why if w.entry == "one_state"), *reason]
    if len(by_dispatch) > 1:
        why.append(because("unnamed_may_be_same"))
    return best, why


def _beside_bodies(group: Sequence[Voice], known: AbstractSet[str]) -> Iterator[tuple[int, list[Reason]]]:
    """Lower bounds for the unnamed voices of a dispatch and the bodies and persons `known` beside them.

    An unnamed spokesman may be the one of the body that is heard too: either he counts or the body does, of each side.
    Since all these bounds hold, the highest does, and no further voice lowers it.
    """
    shared = sorted({v.side for v in group} & known)
    for size in range(min(len(shared), _SIDES) + 1):
        for bodies in combinations(shared[:_SIDES], size):
            fewest, reason = _fewest([v for v in group if v.side not in bodies])
            yield fewest + len(known) - len(shared) + size, reason


def _fewest(group: Sequence[Voice]) -> tuple[int, list[Reason]]:
    """The fewest persons behind the unnamed voices of one dispatch."""
    ids = {v.id for v in group}
    singles = [v for v in group if v.least == 1 and not (set(v.may_include) & ids)]
    crowds = [v for v in group if v.least > 1]
    fewest, why = len(singles), list[Reason]()
    for c in crowds:
        inside = [s for s in singles if s.id in c.may_include]
        total = max(c.least, len(inside)) + len(singles) - len(inside)
        if inside:
            why.append(because("may_include", group=c.name, others=listed(s.name for s in inside)))
        fewest = max(fewest, total)
    return fewest, why


def _identified(v: Voice) -> bool:
    return v.dispatch is None


def _why(v: Voice, said: Sequence[Told]) -> Reason:
    times = len({t.copy_of or t.id for t in said})
    often = "once" if times == 1 else "often"
    bodies = v.kind == "organisation" and v.most is not None
    many = f"bodies_{often}" if bodies else f"persons_{often}" if v.most is not None else f"several_{often}"
    entry = f"says_{often}" if v.least <= 1 else many
    return because(entry, who=because(f"who_{v.kind}"), persons=v.least, times=times)
