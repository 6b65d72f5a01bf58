"""What was promised by when, according to whom, and how it stands on a day as could be known on that day.

A term that passes without a report is overdue, never broken. A report counts where it was published after the plan
was: what the dispatch of the plan itself tells as under way is part of the plan. Kept in time or late is told by the
days that the report gives, else by the day it was published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from selon.linking.model import Commitment, CommitmentOn, Due, DueOn, DueStatus, Happening, Told, Voice
from selon.model import Period

_PRESSING: dict[DueStatus, int] = {"overdue": 0, "due": 1, "open": 2, "begun": 3, "kept": 4, "dropped": 5}
"""Of terms that stand differently, the first of these is the state of the whole."""


def commitment(h: Happening, voices: Mapping[str, Voice]) -> Commitment | None:
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
    return Commitment(h.id, h, actor, tuple(dues))


def _promises(t: Told) -> bool:
    return t.stage == "planned" and not t.denied and t.actor is not None and t.copy_of is None


def _last(d: Due) -> date:
    return d.period.last if d.period is not None and d.period.last is not None else date.max


def known_by(t: Told, day: date) -> bool:
    """Whether a claim was published by a day; one without a day counts as known."""
    return t.published is None or t.published <= day


def standing(c: Commitment, day: date) -> CommitmentOn | None:
    """How a commitment stands on a day; None where it had not been made by then."""
    reports = [t for t in c.happening.tolds if known_by(t, day) and t.copy_of is None]
    dues = [d for d in (_known(d, day) for d in c.dues) if d is not None]
    if not dues:
        return None
    by = tuple(_by_term(d, reports, day) for d in dues)
    status = min((d.status for d in by), key=lambda s: _PRESSING[s])
    return CommitmentOn(c, day, status, by, _whole(by))


def _known(d: Due, day: date) -> Due | None:
    told = tuple(t for t in d.tolds if known_by(t, day))
    return Due(d.voice, d.period, told) if told else None


def _by_term(due: Due, reports: Sequence[Told], day: date) -> DueOn:
    made = due.tolds[0]
    since = [t for t in reports if _after(t, made)]
    done = [t for t in since if t.stage == "done" and not t.denied and not t.claim.hedged]
    if done:
        first = min(done, key=lambda t: (_done_by(t, day), t.order))
        return _kept(due, first, tuple(sorted(done, key=lambda t: t.order)), day)
    dropped = [t for t in since if t.denied and t.stage in ("planned", "possible")]
    renewed = [t for t in since if _promises(t)]
    if dropped and not any(_after(t, dropped[-1]) for t in renewed):
        return DueOn(due, "dropped", tuple(dropped), why=f"given up, by a report of {_day(dropped[-1])}")
    last = due.period.last if due.period else None
    begun = tuple(t for t in since if t.stage == "begun" and not t.denied)
    if last is not None and day > last:
        days = (day - last).days
        why = f"due by {last.isoformat()}, {days} day{'s' if days > 1 else ''} ago; no report that it was done"
        return DueOn(due, "overdue", begun, why=why)
    if last is not None and ((due.period and due.period.first) or last) <= day:
        return DueOn(due, "due", begun, why=f"due by {last.isoformat()}")
    if begun:
        return DueOn(due, "begun", begun, why=f"begun, by a report of {_day(begun[0])}")
    return DueOn(due, "open", why=f"due by {last.isoformat()}" if last else "no term was told")


def _kept(due: Due, first: Told, done: tuple[Told, ...], day: date) -> DueOn:
    last = due.period.last if due.period else None
    at = _done_by(first, day)
    earliest = first.when.first if first.when and first.when.first else at
    if last is None or at <= last:
        return DueOn(due, "kept", done, why=f"done by {at.isoformat()}" + (", in time" if last else ""))
    late = (earliest - last).days
    if late <= 0:
        return DueOn(due, "kept", done, why=f"done by {at.isoformat()}; whether in time is not told")
    return DueOn(due, "kept", done, late, f"done by {at.isoformat()}, {late} day{'s' if late > 1 else ''} late")


def _done_by(t: Told, day: date) -> date:
    """The last day on which it can have been done."""
    if t.when is not None and t.when.last is not None:
        return t.when.last
    return t.published or day


def _after(t: Told, made: Told) -> bool:
    """Whether a report came after the plan was told."""
    return t.published is None or made.published is None or t.published > made.published


def _day(t: Told) -> str:
    return t.published.isoformat() if t.published else "an unknown day"


def _whole(by: Iterable[DueOn]) -> str:
    """The terms in a sentence, those that stand alike together."""
    found: dict[str, list[str]] = {}
    for d in by:
        said = d.due.voice.name or d.due.voice.kind
        found.setdefault(f"{d.status}: {d.why}", []).append(said)
    return "; ".join(f"{why} ({', '.join(dict.fromkeys(who))})" for why, who in found.items())
