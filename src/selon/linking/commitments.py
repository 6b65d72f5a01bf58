"""What was promised by when, according to whom, and how it stands on a day as could be known on that day.

A term that passes without a report is overdue, never broken. A report counts where it was published after the plan
was: what the dispatch of the plan itself tells as under way is part of the plan. Kept in time or late is told by the
days that the report gives, else by the day it was published. Where a number was promised, deeds count up to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from selon.linking.model import Commitment, CommitmentOn, Due, DueOn, DueStatus, Family, Happening, Told, Voice
from selon.linking.reasons import Reason, because
from selon.linking.shares import COUNTED, done_by, frees_other_side, holds_on, share, sides, whom
from selon.model import Period

_PRESSING: dict[DueStatus, int] = {"overdue": 0, "due": 1, "open": 2, "begun": 3, "kept": 4, "dropped": 5}
"""Of terms that stand differently, the first of these is the state of the whole."""
_UNDOES: dict[Family, Family] = {"come": "leave"}
"""What a plan of a family is given up by: who was to stay or come, leaves."""
_LEAVES_OPEN: dict[Family, Family] = {"release": "detain"}
"""What tells of a promise of a family that it was kept in part: who was to free all, holds others still."""


def commitments(happenings: Iterable[Happening], voices: Mapping[str, Voice]) -> list[Commitment]:
    """All commitments among these happenings, each with what others tell that bears on it."""
    deeds: dict[tuple[Family, str], list[Told]] = defaultdict(list)
    plans: list[Happening] = []
    for h in happenings:
        for t in h.tolds:
            if t.family in _BESIDE and t.sure and not t.denied and t.copy_of is None:
                for side in sides(t):
                    deeds[t.family, side].append(t)
        if any(_promises(t) for t in h.tolds):
            plans.append(h)
    return [c for h in plans for c in (commitment(h, voices, deeds),) if c is not None]


_PLACED: frozenset[Family] = frozenset({"leave", "come", "control"})
"""Families whose promises are kept by a deed at the very place that was named."""
_BESIDE: frozenset[Family] = COUNTED | _PLACED | frozenset(_LEAVES_OPEN.values())


def commitment(
    h: Happening, voices: Mapping[str, Voice], deeds: Mapping[tuple[Family, str], Sequence[Told]] | None = None
) -> Commitment | None:
    """The commitment that a happening is, None where nothing is planned or nobody is to do it."""
    planned = [t for t in h.tolds if _promises(t)]
    if not planned:
        return None
    actors = [t.actor for t in planned if t.actor is not None]
    actor = next((a for a in actors if not a.inferred), actors[0])
    terms: dict[tuple[str, Period | None], list[Told]] = {}
    for t in planned:
        for v in (t.voice, *t.endorsed):
            terms.setdefault((v, t.when), []).append(t)
    dated = {v for v, when in terms if when is not None}
    dues = [Due(voices[v], w, tuple(ts)) for (v, w), ts in terms.items() if w is not None or v not in dated]
    dues.sort(key=lambda d: (_last(d).isoformat(), d.tolds[0].order, d.voice.id))
    families = [f for f in (h.family, _UNDOES.get(h.family), _LEAVES_OPEN.get(h.family)) if f]
    sought = {side for t in planned for side in sides(t)} if deeds else set()
    others = {t.id: t for f in families for side in sought for t in (deeds or {}).get((f, side), ())}
    mine = {t.id for t in h.tolds}
    beside = (t for t in others.values() if t.id not in mine and _bears_on(t, planned))
    return Commitment(h.id, h, actor, tuple(dues), tuple(sorted(beside, key=lambda t: t.order)))


def _bears_on(t: Told, planned: Sequence[Told]) -> bool:
    """Whether another claim of the same actor is a deed of the kind promised, or at the very place the opposite."""
    if t.family in COUNTED:
        counted = t.claim.quantity is not None and whom(t) in ("", *map(whom, planned))
        return t.stage == "done" and (counted or any(frees_other_side(t, p) for p in planned))
    if t.family in _LEAVES_OPEN.values():
        return any(holds_on(t, p) for p in planned)
    mine = _named(t)
    if t.family == planned[0].family:
        return t.stage == "done" and bool(mine) and any(mine == _named(p) for p in planned)
    return t.stage != "possible" and any(s in mine for p in planned for s in _named(p))


def _named(t: Told) -> frozenset[str]:
    """The places that a claim names, without those of which it means a part: "le nord-est de la Syrie"."""
    return frozenset(s.id for s in t.spots if not s.inferred and (s.exact or not s.near))


def _promises(t: Told) -> bool:
    """Whether a claim is of something promised: a plan of someone. What the writer alone tells, without a term, is what
    something is for, or expected."""
    if t.stage != "planned" or t.denied or t.actor is None or t.copy_of is not None:
        return False
    return t.when is not None or t.claim.source.kind != "narrator" or bool(t.endorsed)


def _last(d: Due) -> date:
    return d.period.last if d.period is not None and d.period.last is not None else date.max


def known_by(t: Told, day: date) -> bool:
    """Whether a claim was published by a day; one without a day counts as known."""
    return t.published is None or t.published <= day


def standing(c: Commitment, day: date) -> CommitmentOn | None:
    """How a commitment stands on a day; None where it had not been made by then."""
    reports = [t for t in c.happening.tolds if known_by(t, day) and t.copy_of is None]
    beside = [t for t in c.beside if known_by(t, day)]
    dues = [d for d in (_known(d, day) for d in c.dues) if d is not None]
    if not dues:
        return None
    by = tuple(_by_term(d, reports, beside, day) for d in dues)
    status = min((d.status for d in by), key=lambda s: _PRESSING[s])
    return CommitmentOn(c, day, status, by, _whole(by))


def _known(d: Due, day: date) -> Due | None:
    told = tuple(t for t in d.tolds if known_by(t, day))
    return Due(d.voice, d.period, told) if told else None


def _by_term(due: Due, reports: Sequence[Told], beside: Sequence[Told], day: date) -> DueOn:
    made = due.tolds[0]
    since = [t for t in reports if _after(t, made)]
    later = [t for t in beside if _after(t, made)]
    deeds = [t for t in since if t.stage == "done" and not t.denied and t.sure]
    deeds += [t for t in later if t.family == made.family and (t.family in _PLACED or _counts(t, made))]
    done = [t for t in deeds if not t.claim.hedged]
    done.sort(key=lambda t: (done_by(t, day), _from(t) or date.min, t.order))
    found, missing = share(due, done, [*since, *later], day)
    if found and missing is None:
        first, *rest = found
        return _kept(due, first, (first, *sorted(rest, key=lambda t: t.order)), day)
    dropped = [t for t in since if t.denied and t.stage in ("planned", "possible")]
    dropped += [t for t in later if t.family == _UNDOES.get(made.family)]
    renewed = [t for t in since if _promises(t)]
    if dropped and not any(_after(t, dropped[-1]) for t in renewed):
        how = "denied_since" if dropped[0].denied and due.voice.side not in sides(made) else "dropped"
        return DueOn(due, "dropped", because(how, day=_day(dropped[-1])), tuple(dropped))
    last = due.period.last if due.period else None
    begun = (*found, *(t for t in since if t.stage == "begun" and not t.denied and t.sure))
    if last is not None and ((due.period and due.period.first) or last) <= day:
        over = day > last
        why = because("overdue", last=last, n=(day - last).days) if over else because("due_by", last=last)
        why = because("part_due", part=missing, last=last) if missing is not None else why
        return DueOn(due, "overdue" if over else "due", why, begun, part=missing)
    if missing is not None:
        return DueOn(due, "begun", missing, begun, part=missing)
    if begun:
        return DueOn(due, "begun", because("has_begun", day=_day(begun[0])), begun)
    return DueOn(due, "open", because("due_by", last=last) if last else because("no_term"))


def _counts(t: Told, made: Told) -> bool:
    """Whether a deed beside the happening counts towards a number promised, or is one side's part of an exchange."""
    q = made.claim.quantity
    return (q is not None and bool(q.low) and t.claim.quantity is not None) or frees_other_side(t, made)


def _kept(due: Due, first: Told, done: tuple[Told, ...], day: date) -> DueOn:
    last = due.period.last if due.period else None
    at = done_by(first, day)
    earliest = _from(first)
    if last is None or at <= last:
        return DueOn(due, "kept", because("done_in_time" if last else "done_by", day=at), done)
    late = (earliest - last).days if earliest is not None else 0
    if late <= 0:
        return DueOn(due, "kept", because("done_whether", day=at), done)
    return DueOn(due, "kept", because("done_late", day=at, n=late), done, late)


def _from(t: Told) -> date | None:
    """The first day on which it can have been done; None where the text does not tell."""
    return t.when.first if t.when is not None else None


def _after(t: Told, made: Told) -> bool:
    """Whether a report came after the plan was told."""
    return t.published is None or made.published is None or t.published > made.published


def _day(t: Told) -> date | Reason:
    return t.published or because("unknown_day")


def _whole(by: Iterable[DueOn]) -> tuple[Reason, ...]:
    """The terms, those that stand alike together."""
    found: dict[tuple[DueStatus, Reason], list[str]] = {}
    for d in by:
        said = d.due.voice.name or d.due.voice.kind
        found.setdefault((d.status, d.why), []).append(said)
    return tuple(
        because("terms", status=because(f"status_{status}"), why=why, who=", ".join(dict.fromkeys(who)))
        for (status, why), who in found.items()
    )
