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
from selon.linking.profile import FAR
from selon.linking.reasons import Reason, because
from selon.linking.words import folded, stem, words
from selon.model import Period

_PRESSING: dict[DueStatus, int] = {"overdue": 0, "due": 1, "open": 2, "begun": 3, "kept": 4, "dropped": 5}
"""Of terms that stand differently, the first of these is the state of the whole."""
COUNTED: frozenset[Family] = frozenset({"release", "displace", "support"})
"""Families whose promises are of so many, and kept in several deeds."""
_UNDOES: dict[Family, Family] = {"come": "leave"}
"""What a plan of a family is given up by: who was to stay or come, leaves."""


def commitments(happenings: Iterable[Happening], voices: Mapping[str, Voice]) -> list[Commitment]:
    """All commitments among these happenings, each with what others tell that bears on it."""
    deeds: dict[tuple[Family, str], list[Told]] = defaultdict(list)
    plans: list[Happening] = []
    for h in happenings:
        for t in h.tolds:
            if t.actor is not None and t.actor.key and not t.denied and t.copy_of is None and t.family in _BESIDE:
                deeds[t.family, t.actor.key].append(t)
        if any(_promises(t) for t in h.tolds):
            plans.append(h)
    return [c for h in plans for c in (commitment(h, voices, deeds),) if c is not None]


_PLACED: frozenset[Family] = frozenset({"leave", "come", "control"})
"""Families whose promises are kept by a deed at the very place that was named."""
_BESIDE: frozenset[Family] = COUNTED | _PLACED


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
    others = [t for f in (h.family, _UNDOES.get(h.family)) if f for t in (deeds or {}).get((f, actor.key), ())]
    mine = {t.id for t in h.tolds}
    beside = tuple(t for t in others if t.id not in mine and _bears_on(t, planned))
    return Commitment(h.id, h, actor, tuple(dues), tuple(sorted(beside, key=lambda t: t.order)))


def _bears_on(t: Told, planned: Sequence[Told]) -> bool:
    """Whether another claim of the same actor is a deed of the kind promised, or at the very place the opposite."""
    if t.family in COUNTED:
        return t.stage == "done" and t.claim.quantity is not None and _whom(t) in ("", *map(_whom, planned))
    mine = _named(t)
    if t.family == planned[0].family:
        return t.stage == "done" and bool(mine) and any(mine == _named(p) for p in planned)
    return t.stage != "possible" and any(s in mine for p in planned for s in _named(p))


def _named(t: Told) -> frozenset[str]:
    return frozenset(s.id for s in t.spots if not s.inferred)


def _whom(t: Told) -> str:
    """Those who are counted, by what they are called or by what that means in any language; empty where none are."""
    unit = (t.claim.quantity.unit if t.claim.quantity else None) or ""
    return words().concepts.get(stem(folded(unit)), unit)


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
    done = [t for t in since if t.stage == "done" and not t.denied and not t.claim.hedged]
    done += [t for t in later if t.family in _PLACED and t.family == made.family and not t.claim.hedged]
    done.sort(key=lambda t: (_done_by(t, day), _from(t) or date.min, t.order))
    counted = _counted(due, [*done, *(t for t in later if t.family == made.family)], day)
    missing: Reason | None = None
    if counted is not None:
        done, missing = counted
    if done and missing is None:
        first = done[0] if counted is None else done[-1]
        return _kept(due, first, (first, *sorted((t for t in done if t is not first), key=lambda t: t.order)), day)
    dropped = [t for t in since if t.denied and t.stage in ("planned", "possible")]
    dropped += [t for t in later if t.family != made.family]
    renewed = [t for t in since if _promises(t)]
    if dropped and not any(_after(t, dropped[-1]) for t in renewed):
        return DueOn(due, "dropped", because("dropped", day=_day(dropped[-1])), tuple(dropped))
    last = due.period.last if due.period else None
    begun = (*(t for t in since if t.stage == "begun" and not t.denied), *(done if missing is not None else ()))
    if last is not None and day > last:
        days = (day - last).days
        why = (
            because("overdue", last=last, n=days)
            if missing is None
            else because("part_overdue", part=missing, last=last)
        )
        return DueOn(due, "overdue", why, begun)
    if last is not None and ((due.period and due.period.first) or last) <= day:
        return DueOn(due, "due", because("due_by", last=last), begun)
    if missing is not None:
        return DueOn(due, "begun", missing, begun)
    if begun:
        return DueOn(due, "begun", because("has_begun", day=_day(begun[0])), begun)
    return DueOn(due, "open", because("due_by", last=last) if last else because("no_term"))


def _counted(due: Due, done: Sequence[Told], day: date) -> tuple[list[Told], Reason | None] | None:
    """Deeds that count towards a number promised, as far as they are needed, and how many of it are told where they are
    too few; None where no number was promised or none is told.

    Deeds of one day and number are one, whoever tells of them.
    """
    made = due.tolds[0]
    q = made.claim.quantity
    if made.family not in COUNTED or q is None or not q.low:
        return None
    if any(t.claim.quantity is None for t in done) and not any(t.claim.quantity for t in done):
        return None
    total, used, told = 0.0, list[Told](), set[tuple[date, float]]()
    for t in sorted(done, key=lambda t: (_done_by(t, day), t.order)):
        n = t.claim.quantity.low if t.claim.quantity else None
        if n is None or (due.period and due.period.last and (_done_by(t, day) - due.period.last).days > FAR):
            continue
        if (_done_by(t, day), n) not in told:
            told.add((_done_by(t, day), n))
            total += n
        used.append(t)
        if total >= q.low:
            return used, None
    return (used, because("part_done", done=f"{total:g}", promised=f"{q.low:g}")) if used else None


def _kept(due: Due, first: Told, done: tuple[Told, ...], day: date) -> DueOn:
    last = due.period.last if due.period else None
    at = _done_by(first, day)
    earliest = _from(first)
    if last is None or at <= last:
        return DueOn(due, "kept", because("done_in_time" if last else "done_by", day=at), done)
    late = (earliest - last).days if earliest is not None else 0
    if late <= 0:
        return DueOn(due, "kept", because("done_whether", day=at), done)
    return DueOn(due, "kept", because("done_late", day=at, n=late), done, late)


def _done_by(t: Told, day: date) -> date:
    """The last day on which it can have been done."""
    if t.when is not None and t.when.last is not None:
        return t.when.last
    return t.published or day


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
