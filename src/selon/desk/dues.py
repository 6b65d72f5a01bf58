"""The due screen: commitments by day as they stand on a day, overdue ones first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from selon.desk import views
from selon.desk.phrases import after, wording
from selon.desk.storytelling import words_of
from selon.linking.model import DUE_STATUSES, CommitmentOn, DueOn, DueStatus

PRESSING = ("open", "due", "overdue")
"""Statuses that wait for something to happen."""
MOST = 100
"""Commitments that are shown of those overdue, of those to come and of those settled, the nearest to the day."""
_DAY = timedelta(days=1)


def due_screen(
    states: Sequence[CommitmentOn],
    on: date,
    lang: str,
    stories: Mapping[str, str] | None = None,
    *,
    whole: bool = False,
) -> views.DueScreen:
    """The screen of commitments as they stand `on` a day; the calendar's address is left to the caller. `stories` gives
    the address of the story of a happening; `whole` leaves nothing out of long lists."""
    w = wording(lang, lang)
    terms = list(_terms(states))
    counts = Counter(t.status for t in terms)
    shown = terms if whole else list(_nearest(terms, on))
    items = [_item(t, on, lang, stories or {}) for t in shown]
    waiting = [i for i in items if i.status in PRESSING]
    before, after = (on - _DAY if on > date.min else on), (on + _DAY if on < date.max else on)
    return views.DueScreen(
        on=on.isoformat(),
        on_said=w.long_day(on),
        previous_url=f"/due?on={before.isoformat()}",
        next_url=f"/due?on={after.isoformat()}",
        days=tuple(_days([i for i in waiting if i.due], on, lang)),
        counts=tuple((s, counts[s]) for s in ("overdue", "due", "open", "begun", "kept", "dropped") if counts[s]),
        settled=tuple(i for i in items if i.status not in PRESSING),
        undated=tuple(i for i in waiting if not i.due),
        calendar_url="",
        hidden=len(terms) - len(shown),
        all_url=f"/due?on={on.isoformat()}&whole=1" if len(shown) < len(terms) else None,
    )


def overdue(states: Sequence[CommitmentOn]) -> int:
    """How many terms are overdue, as the screen counts them."""
    return sum(t.status == "overdue" for t in _terms(states))


@dataclass(frozen=True, slots=True)
class _Term:
    """A commitment and the last day by which some say that it is due."""

    commitment: CommitmentOn
    day: date | None
    said: list[DueOn]

    @property
    def status(self) -> DueStatus:
        return self.said[0].status


def _terms(states: Sequence[CommitmentOn]) -> Iterator[_Term]:
    """One term a commitment, last day and status: those who say the same are put together."""
    for c in states:
        same: dict[tuple[date | None, str], list[DueOn]] = defaultdict(list)
        for d in c.by:
            same[d.due.period.last if d.due.period else None, d.status].append(d)
        for (day, _), said in same.items():
            yield _Term(c, day, said)


def _nearest(terms: list[_Term], on: date) -> Iterator[_Term]:
    """The terms that are nearest to the day: so many that are past, that come, that are settled, that name no day."""
    heaps: dict[str, list[_Term]] = defaultdict(list)
    for t in terms:
        heap = "settled" if t.status not in PRESSING else "undated" if not t.day else "past" if t.day < on else "coming"
        heaps[heap].append(t)
    for some in heaps.values():
        yield from sorted(some, key=lambda t: abs(((t.day or on) - on).days))[:MOST]


def _item(t: _Term, on: date, lang: str, stories: Mapping[str, str]) -> views.DueItem:
    c, day, some = t.commitment, t.day, t.said
    own = words_of(lang)
    first = some[0].due.tolds[0]
    w = wording(lang, first.dispatch.lang)
    actor = c.commitment.actor
    proof = next((x for d in some for x in d.evidence), None)
    voices = {after(d.due.voice.name or own.who(d.due.tolds[0]), w): d.due.voice.kind for d in some}
    return views.DueItem(
        id=f"{c.commitment.id}-{day.isoformat() if day else 'undated'}",
        who=own.party(actor) if actor and actor.label else "",
        what=w.claim(first.claim, first.dispatch.text),
        status=some[0].status,
        late=any(d.late for d in some),
        due=day.isoformat() if day else "",
        due_said=w.short_day(day) if day else "",
        days=(day - on).days if day else 0,
        sources=tuple(voices),
        source_kinds=tuple(voices.values()),
        claim=first.id,
        url=f"/claims/{first.id}",
        story_url=stories.get(c.commitment.happening.id),
        reasons=tuple(dict.fromkeys(d.why.say(lang) for d in some)),
        proof_url=f"/claims/{proof.id}" if proof else None,
    )


def _days(items: list[views.DueItem], on: date, lang: str) -> Iterator[views.DueDay]:
    w = wording(lang, lang)
    by_day: dict[date, list[views.DueItem]] = defaultdict(list)
    for i in items:
        by_day[date.fromisoformat(i.due)].append(i)
    past = sorted((d for d in by_day if d < on), reverse=True)
    for day in (*past, *sorted(d for d in by_day if d >= on)):
        when: views.DueWhen = "overdue" if day < on else "today" if day == on else "coming"
        rank: dict[str, int] = {status: n for n, status in enumerate(DUE_STATUSES)}
        some = sorted(by_day[day], key=lambda i: (-rank[i.status], i.who, i.what))
        yield views.DueDay(day.isoformat(), w.long_day(day), when, tuple(some))
