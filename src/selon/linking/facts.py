"""What claims say of the situation: who is where, who controls what, which agreements hold, who is held.

Plans and possibilities change nothing. A change lies on some day of its claim's period; where the text gives none, on
or before the day of publication.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from selon.gazetteer.names import fold
from selon.linking.model import Fact, Party, SituationKind, Spot, Told
from selon.linking.words import stems, words
from selon.model import Period

_LEAVING = {"begun": "leaving", "done": "gone"}
_COMING = {"begun": "arriving", "done": "present"}


def facts(t: Told, beside: Sequence[Told] = ()) -> Iterator[Fact]:
    """What a claim says of the situation; nothing for a plan, a possibility or a reprint.

    `beside` are the claims of the same dispatch: one that tells of a departure from a country and of more to come says
    that it is under way, not that it is over.
    """
    if t.stage in ("planned", "possible") or t.copy_of is not None or t.published is None:
        return
    type_ = t.claim.type
    if t.family == "leave":
        yield from _leave(t, beside)
    elif type_ in ("presence", "deploy"):
        yield from _come(t)
    elif type_ == "control":
        yield from _control(t)
    elif type_ == "agree" and any(f" {w} " in f" {fold(t.quote)} " for w in words().truce):
        yield from _truce(t, ended=t.denied or bool(set(stems(t.quote)) & words().ended and t.stage == "done"))
    elif type_ == "reject" and any(f" {w} " in f" {fold(t.quote)} " for w in words().truce):
        yield from _truce(t, ended=not t.denied)
    elif type_ in ("detain", "release"):
        yield from _held(t)


def _leave(t: Told, beside: Sequence[Told]) -> Iterator[Fact]:
    if t.denied:
        yield from _at_spots(t, "present", _on(t), None, "a departure is denied")
        return
    state = _LEAVING[t.stage]
    if state == "gone" and _in_part(t, beside):
        yield from _at_spots(t, "leaving", _on(t), None, "left in part: the dispatch tells of more to go")
        return
    why = "leaving, and not said to be gone" if state == "leaving" else "gone on some day of these"
    if t.claim.type == "presence":
        state, why = "gone", "said to be there no longer"
    yield from _at_spots(t, state, _on(t), None, why)


def _in_part(t: Told, beside: Sequence[Told]) -> bool:
    wide = {s.id for s in t.spots if not s.exact}
    plans = [b for b in beside if b.family == "leave" and b.stage == "planned" and not b.denied and _to_come(b)]
    return any(wide & {s.id for s in b.spots} for b in plans)


def _to_come(t: Told) -> bool:
    """Whether the term of a plan ends after the day of its dispatch."""
    return t.when is not None and t.when.last is not None and t.published is not None and t.when.last > t.published


def _come(t: Told) -> Iterator[Fact]:
    if t.denied:
        yield from _at_spots(t, "gone", _on(t), None, "an arrival is denied")
        return
    if t.claim.type == "deploy":
        yield from _at_spots(t, _COMING[t.stage], _on(t), None, "sent or set up there")
        return
    since, until = _on(t), None
    assert t.published is not None
    if t.stage == "done" and t.when is not None and t.when.last is not None:
        first = t.when.first
        since, until = Period(first, first or t.when.last), Period(t.when.last, max(t.when.last, t.published))
    elif t.when is not None and t.when.first is not None:
        since = Period(t.when.first, t.when.first, t.when.grain, t.when.approximate)
    yield from _at_spots(t, "present", since, until, "said to be there")
    if t.claim.quantity is not None and t.claim.quantity.kind == "count":
        for s in t.spots:
            yield _fact(t, "strength", s, "present", since, until, "how many are there")


def _control(t: Told) -> Iterator[Fact]:
    for s in t.spots:
        if not s.inferred:
            value = "lost" if t.denied else "held"
            yield _fact(t, "control", s, value, _on(t), None, "control denied" if t.denied else "control told")


def _truce(t: Told, *, ended: bool) -> Iterator[Fact]:
    value = "ended" if ended else "in force"
    spot = next((s for s in t.spots), None)
    yield _fact(t, "agreement", spot, value, _on(t), None, "broken or ended" if ended else "agreed or in force")


def _held(t: Told) -> Iterator[Fact]:
    if t.denied:
        return
    value = "detained" if t.claim.type == "detain" else "released"
    spot = next((s for s in t.spots), None)
    whom = t.target if t.claim.type == "detain" else t.target or t.actor
    yield Fact(
        "detainees",
        whom or t.actor,
        spot,
        value,
        _on(t),
        None,
        t,
        t.claim.quantity,
        not t.claim.hedged,
        "held since" if value == "detained" else "set free",
    )


def _at_spots(t: Told, value: str, since: Period, until: Period | None, why: str) -> Iterator[Fact]:
    if t.actor is None or not (t.actor.key or t.actor.label):
        return
    for s in t.spots:
        if not s.inferred:
            yield _fact(t, "presence", s, value, since, until, why)


def _fact(
    t: Told, kind: SituationKind, spot: Spot | None, value: str, since: Period, until: Period | None, why: str
) -> Fact:
    actor: Party | None = t.actor
    return Fact(kind, actor, spot, value, since, until, t, t.claim.quantity, not t.claim.hedged, why)


def _on(t: Told) -> Period:
    """The days on which the change may lie: the claim's, cut off at publication, else up to publication."""
    published = t.published
    assert published is not None
    if t.when is None:
        return Period(None, published)
    first, last = t.when.first, _earlier(t.when.last, published)
    if first is not None and first > last:
        return Period(published, published)
    if t.stage == "begun" and first is not None:
        last = first if t.when.last is None else last
    return Period(first, last, t.when.grain, t.when.approximate)


def _earlier(a: date | None, b: date) -> date:
    return b if a is None or a > b else a
