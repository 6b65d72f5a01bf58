"""How two claims on one happening stand to each other. `docs/linking.md` has the table, with examples.

Asked in this order: is it the same report again; does one deny what the other says; is it a later stage or a later
report of one agency; then times and numbers, of which the strongest difference counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from selon.linking import intervals
from selon.linking.intervals import Stands
from selon.linking.model import Family, Link, Relation, Told, Voice
from selon.linking.parties import found_in
from selon.linking.profile import STATES, holds, toll
from selon.linking.reasons import Reason, because, number
from selon.linking.voices import sides
from selon.model import Quantity

MANY = 60
"""Claims on one happening from which on each voice is heard once for each thing that it says."""
_RANK: dict[str, int] = {"possible": 0, "planned": 1, "begun": 2, "done": 3}
_BECOMES: frozenset[Family] = frozenset(
    {"leave", "come", "control", "agree", "detain", "release", "displace", "integrate", "talk"}
)
"""Families of what may be so later though it is not yet."""
_COUNTED = frozenset({"casualty", "detain", "release", "displace"})
"""Families whose numbers grow from report to report."""


def links(tolds: Sequence[Told], voices: Mapping[str, Voice]) -> list[Link]:
    """The links between the claims on one happening, in order of publication of the later one."""
    ordered = sorted(tolds, key=lambda t: t.order)
    chosen, found = _chosen(ordered)
    for j, later in enumerate(chosen):
        for earlier in chosen[:j]:
            link = relation(earlier, later, voices)
            if link is not None:
                found.append(link)
    at = {t.id: i for i, t in enumerate(ordered)}
    return sorted(found, key=lambda k: (max(at[k.claim], at[k.other]), min(at[k.claim], at[k.other])))


def _chosen(ordered: Sequence[Told]) -> tuple[list[Told], list[Link]]:
    """The claims that are held against each other, and links of those that say again what one of them says."""
    ids = {t.id for t in ordered}
    first: dict[object, Told] = {}
    chosen: list[Told] = []
    found: list[Link] = []
    for t in ordered:
        if t.copy_of is not None and t.copy_of in ids:
            found.append(Link(t.id, "repeats", t.copy_of, (because("reprint"),)))
            continue
        said = (t.voice, t.stage, t.denied, t.when, t.claim.deadline, _bounds(t.claim.quantity))
        known = first.setdefault(said, t)
        if known is not t and len(ordered) > MANY:
            found.append(Link(t.id, "repeats", known.id, (because("same_voice_same"),)))
            continue
        chosen.append(t)
    return chosen, found


def _is_term(t: Told) -> bool:
    """Whether the time of a claim is a term: a deadline, or the last day of a plan whose first is not told."""
    return t.claim.deadline or (t.stage == "planned" and t.when is not None and t.when.first is None)


def _bounds(q: Quantity | None) -> object:
    return None if q is None else (q.low, q.high, q.kind)


def relation(a: Told, b: Told, voices: Mapping[str, Voice]) -> Link | None:
    """The link between two claims, `a` the earlier in `Told.order`; None where nothing ties one to the other."""
    first, second = voices[a.voice], voices[b.voice]
    one = first.id == second.id
    rests = not one and _rests(a, b, first, second)
    maybe = not one and maybe_one(first, second)
    later = b.published is not None and a.published is not None and b.published > a.published
    of_plans = a.stage == b.stage == "planned"
    reported = later and (one or (a.agency is not None and a.agency == b.agency and not of_plans))
    if b.copy_of == a.id or a.copy_of == b.id:
        copy, of = (b, a) if b.copy_of == a.id else (a, b)
        return Link(copy.id, "repeats", of.id, (because("reprint"),))
    if _elsewhere(a, b):
        return None
    if a.denied != b.denied:
        return _denial(a, b, later=later, one=one, maybe=maybe)
    if _RANK[b.stage] != _RANK[a.stage] and {a.stage, b.stage} != {"possible", "planned"} and not _in_force(a, b):
        return _stage(a, b, later=later, rests=rests, reported=reported, maybe=maybe)
    when, what, why = _compared(a, b)
    return _of(a, b, when, what, why, one=one, rests=rests, reported=reported, maybe=maybe)


def _rests(a: Told, b: Told, first: Voice, second: Voice) -> bool:
    """Whether an agency tells itself what it has someone say beside it, or had before, so that it confirms nothing."""
    own = (a.agency or a.lineage) == (b.agency or b.lineage)
    tells, told = first.kind == "narrator", second.kind == "narrator"
    return own and tells != told and (told or a.lineage == b.lineage)


def _elsewhere(a: Told, b: Told) -> bool:
    """Whether two claims are of different sites of one deed: one of al-Tanf, one of al-Chaddadi."""
    mine, yours = ([s for s in t.spots if s.exact and not s.inferred] for t in (a, b))
    one = (s.id == o.id or s.id in o.within or o.id in s.within for s in mine for o in yours)
    return bool(mine and yours) and not any(one)


def _denial(a: Told, b: Told, *, later: bool, one: bool, maybe: bool) -> Link | None:
    why = because("denial", stage=because((a if b.denied else b).stage))
    if later and a.denied and a.stage in ("begun", "done") and a.family in _BECOMES and _since(b, a):
        return Link(b.id, "updates", a.id, (because("not_yet_then", stage=because(b.stage)),), maybe)
    if later and one:
        return Link(b.id, "updates", a.id, (why, because("takes_back")))
    if intervals.times(a.when, b.when) == "apart" and a.stage == b.stage:
        return None
    return Link(b.id, "contradicts", a.id, (why,), maybe)


def _since(b: Told, a: Told) -> bool:
    """Whether what one claim tells may have come after another was published."""
    return b.when is None or b.when.last is None or a.published is None or b.when.last >= a.published


def _stage(a: Told, b: Told, *, later: bool, rests: bool, reported: bool, maybe: bool) -> Link | None:
    """Planned, begun, done: a later report of a later stage brings the happening forward."""
    if later and _RANK[b.stage] > _RANK[a.stage]:
        return Link(b.id, "updates", a.id, (because("then", first=because(a.stage), second=because(b.stage)),), maybe)
    if {a.stage, b.stage} <= {"begun", "done"} and not later:
        when, what, why = _compared(a, b)
        return _of(a, b, when, what, why, one=a.voice == b.voice, rests=rests, reported=reported, maybe=maybe)
    return None


def _compared(a: Told, b: Told) -> tuple[Stands, Stands, tuple[Reason, ...]]:
    when = intervals.times(a.when, b.when, terms=(_is_term(a), _is_term(b)))
    what, why = _numbers(a, b), list[Reason]()
    if when == "apart" and _last(a, b):
        when = "unknown"
        why.append(because("later_state"))
    if when != "unknown":
        assert a.when is not None and b.when is not None
        why.append(because("times", one=a.when, other=b.when, stands=because(when)))
    if what != "unknown":
        assert a.claim.quantity is not None and b.claim.quantity is not None
        one, other = number(a.claim.quantity), number(b.claim.quantity)
        why.append(because("numbers", one=one, other=other, stands=because(what)))
    return when, what, tuple(why)


def _numbers(a: Told, b: Told) -> Stands:
    """How two numbers stand. How many are at other places, or were there on another day, may be so beside it."""
    if not _one_unit(a, b):
        return "unknown"
    found = intervals.numbers(a.claim.quantity, b.claim.quantity)
    if found == "unknown" or _of_other_places(a, b):
        return "overlaps" if found != "unknown" else found
    return "overlaps" if found == "apart" and _last(a, b) and _days(a) != _days(b) else found


def _last(a: Told, b: Told) -> bool:
    """Whether both tell of a state, which what is told of another day does not contradict."""
    return all(t.claim.type in STATES or holds(t) for t in (a, b))


def _in_force(a: Told, b: Told) -> bool:
    """Whether both tell that a truce is in force: that it came into force and that it is respected is one stage."""
    return holds(a) and holds(b) and {a.stage, b.stage} <= {"begun", "done"}


def _days(t: Told) -> object:
    return t.when or t.published


def _of_other_places(a: Told, b: Told) -> bool:
    """Whether those counted may be others: who are, leave or fled somewhere else, or fled from nobody says where."""
    if a.family == "displace":
        return not any(not s.inferred for t in (a, b) for s in t.spots)
    return a.family in ("come", "leave") and {s.id for s in a.spots} != {s.id for s in b.spots}


def _of(
    a: Told,
    b: Told,
    when: Stands,
    what: Stands,
    why: tuple[Reason, ...],
    *,
    one: bool,
    rests: bool,
    reported: bool,
    maybe: bool,
) -> Link | None:
    """What the comparison of times and numbers amounts to."""
    both = (when, what)
    if "apart" in both or ("overlaps" in both and reported):
        if reported:
            how = because("later_of_voice" if one else "later_of_agency")
            return Link(b.id, "updates", a.id, (*why, how))
        if _risen(a, b) and when != "apart":
            return Link(b.id, "differs", a.id, (*why, because("may_have_risen")), maybe)
        if "apart" in both:
            return Link(b.id, "contradicts", a.id, why, maybe)
    if what in ("inside", "around") and reported and a.family in _COUNTED:
        return Link(b.id, "updates", a.id, (*why, because("later_count")))
    if "overlaps" in both or ("inside" in both and "around" in both):
        return Link(b.id, "differs", a.id, why, maybe)
    told = _adds(a, b)
    if "inside" in both or "around" in both or told:
        first = "inside" in both or (told == "a" and "around" not in both)
        fine, coarse = (a, b) if first else (b, a)
        reasons = why if set(both) & {"inside", "around"} else (*why, _added(fine, coarse))
        return Link(fine.id, "refines", coarse.id, reasons, maybe)
    relation_: Relation = "repeats" if one or rests else "corroborates"
    entry = "same_voice" if one else "resting" if rests else "maybe_one_voice" if maybe else "other_voice"
    voices = because(entry)
    return Link(b.id, relation_, a.id, (*why, voices), maybe)


def _risen(a: Told, b: Told) -> bool:
    """Whether the number told on a later day is the higher one, of what grows from report to report."""
    p, q = a.claim.quantity, b.claim.quantity
    if a.family not in _COUNTED or p is None or q is None or p.high is None or q.low is None:
        return False
    return a.published is not None and b.published is not None and b.published > a.published and q.low > p.high


def _adds(a: Told, b: Told) -> str:
    """Which of two claims says when or how many where the other does not; neither where each does."""
    mine, yours = _fields(a), _fields(b)
    if mine > yours:
        return "a"
    return "b" if yours > mine else ""


def _fields(t: Told) -> set[str]:
    found = set()
    if t.when is not None:
        found.add("time")
    if t.claim.quantity is not None and t.claim.quantity.kind == "count":
        found.add("number")
    return found


def _added(fine: Told, coarse: Told) -> Reason:
    added = _fields(fine) - _fields(coarse)
    return because("says_both" if len(added) > 1 else f"says_{min(added)}")


def _one_unit(a: Told, b: Told) -> bool:
    """Whether two numbers count one kind of thing: the same toll, the same lemma, or people of one country."""
    p, q = a.claim.quantity, b.claim.quantity
    if p is None or q is None:
        return False
    if a.family == "casualty":
        return toll(a) == toll(b) and p.kind == q.kind
    if p.unit == q.unit:
        return True
    return p.kind == q.kind == "count" and a.dispatch.lang != b.dispatch.lang and a.family == b.family


def maybe_one(a: Voice, b: Voice) -> bool:
    """Whether two voices may be one person as far as the texts tell.

    Within a dispatch, a group and one that it may include. Across dispatches, two of whom one is not named: a person
    who asked not to be named may be anyone, an unnamed official of a body speaks as the body. Parties that speak as one
    speak by any of them.
    """
    if a.id == b.id or b.id in a.may_include or a.id in b.may_include:
        return True
    if "+" in a.side + b.side and sides(a) & sides(b):
        return True
    unnamed = [v for v in (a, b) if v.kind == "unnamed" or (v.kind == "organisation" and v.dispatch is not None)]
    if not unnamed or (a.dispatch is not None and a.dispatch == b.dispatch):
        return False
    if len(unnamed) == 2:
        return True
    other = b if unnamed[0] is a else a
    if other.kind == "named":
        return unnamed[0].dispatch not in other.heard_in
    return other.kind == "organisation" and bool(set(found_in(other.name)) & set(found_in(unnamed[0].name)))
