"""What was promised by when, according to whom, and how it stands on a day as could be known on that day.

A term that passes without a report is overdue, never broken. A report counts where it was published after the plan
was: what the dispatch of the plan itself tells as under way is part of the plan. Kept in time or late is told by the
days that the report gives, else by the day it was published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from selon.linking.model import Commitment, CommitmentOn, Due, DueOn, DueStatus, Happening, Told, Voice
from selon.linking.reasons import Reason, because
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
        first = min(done, key=lambda t: (_done_by(t, day), _from(t) or date.min, t.order))
        return _kept(due, first, tuple(sorted(done, key=lambda t: t.order)), day)
    dropped = [t for t in since if t.denied and t.stage in ("planned", "possible")]
    renewed = [t for t in since if _promises(t)]
    if dropped and not any(_after(t, dropped[-1]) for t in renewed):
        return DueOn(due, "dropped", because("dropped", day=_day(dropped[-1])), tuple(dropped))
    last = due.period.last if due.period else None
    begun = tuple(t for t in since if t.stage == "begun" and not t.denied)
    if last is not None and day > last:
        days = (day - last).days
        return DueOn(due, "overdue", because("overdue", last=last, n=days), begun)
    if last is not None and ((due.period and due.period.first) or last) <= day:
        return DueOn(due, "due", because("due_by", last=last), begun)
    if begun:
        return DueOn(due, "begun", because("has_begun", day=_day(begun[0])), begun)
    return DueOn(due, "open", because("due_by", last=last) if last else because("no_term"))


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
