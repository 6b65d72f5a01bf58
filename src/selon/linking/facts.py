"""What claims say of the situation: who is where, who controls what, which agreements hold, who is held.

Plans and possibilities change nothing. A change lies on some day of its claim's period; where the text gives none, on
or before the day of publication.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from selon.linking import extent
from selon.linking.model import Fact, Party, SituationKind, Spot, Told
from selon.linking.parties import alike, known_keys, party
from selon.linking.reasons import Reason, because
from selon.linking.spots import country_of
from selon.linking.truces import truce_value
from selon.model import Period

_LEAVING = {"begun": "leaving", "done": "gone"}
_COMING = {"begun": "arriving", "done": "present"}


def facts(t: Told, beside: Sequence[Told] = ()) -> Iterator[Fact]:
    """What a claim says of the situation; nothing for a plan, a possibility or a reprint, for what a picture shows, nor
    for what was not read surely.

    `beside` are the claims of the same dispatch: one that tells of a departure from a country and of more to come says
    that it is under way, not that it is over.
    """
    if t.stage in ("planned", "possible") or t.copy_of is not None or t.published is None or not t.sure:
        return
    if any(b.kind == "caption" and b.span.covers(t.claim.trigger) for b in t.dispatch.blocks):
        return
    type_ = t.claim.type
    if t.family == "leave":
        yield from _leave(t, beside)
    elif type_ in ("presence", "deploy"):
        yield from _come(t)
    elif type_ == "control":
        yield from _control(t)
    elif type_ in ("agree", "reject"):
        yield from _truce(t, beside)
    elif type_ in ("detain", "release"):
        yield from _held(t)


def _leave(t: Told, beside: Sequence[Told]) -> Iterator[Fact]:
    if t.denied:
        yield from _at_spots(t, "present", _on(t), None, because("departure_denied"))
        return
    state = _LEAVING[t.stage]
    if t.claim.type == "move" and not extent.last(t.claim, t.dispatch.text):
        return  # a convoy that leaves leaves others behind
    if state == "gone" and _more_to_go(t, beside):
        yield from _at_spots(t, "leaving", _on(t), None, because("left_in_part"))
        return
    why = because("leaving" if state == "leaving" else "gone")
    if t.claim.type == "presence":
        state, why = "gone", because("no_longer_there")
    yield from _at_spots(t, state, _on(t), None, why)


def _more_to_go(t: Told, beside: Sequence[Told]) -> bool:
    wide = {s.id for s in t.spots if not s.exact}
    plans = [b for b in beside if b.family == "leave" and b.stage == "planned" and not b.denied and _to_come(b)]
    return any(wide & {s.id for s in b.spots} and alike(t.actor, b.actor)[0] is not None for b in plans)


def _to_come(t: Told) -> bool:
    """Whether the term of a plan ends after the day of its dispatch."""
    return t.when is not None and t.when.last is not None and t.published is not None and t.when.last > t.published


def _come(t: Told) -> Iterator[Fact]:
    if t.denied:
        yield from _at_spots(t, "absent", _on(t), None, because("not_there"))
        return
    if t.claim.type == "deploy":
        yield from _at_spots(t, _COMING[t.stage], _on(t), None, because("sent_there"))
        return
    since, until = _on(t), None
    assert t.published is not None
    if t.stage == "done" and t.when is not None and t.when.last is not None:
        first = t.when.first
        since, until = Period(first, first or t.when.last), Period(t.when.last, max(t.when.last, t.published))
    elif t.when is not None and t.when.first is not None:
        since = Period(t.when.first, t.when.first, t.when.grain, t.when.approximate)
    yield from _at_spots(t, "present", since, until, because("said_there"))
    if t.claim.quantity is not None and t.claim.quantity.kind == "count":
        yield from _strength(t, since, until)


def _strength(t: Told, since: Period, until: Period | None) -> Iterator[Fact]:
    """How many are at each place that the claim names; of several, no more than at all of them."""
    places, q = told_spots(t), t.claim.quantity
    assert q is not None
    several = len(places) > 1
    why = because("how_many_together", places=", ".join(s.label for s in places)) if several else because("how_many")
    for f in _at_spots(t, "present", since, until, why, kind="strength"):
        yield replace(f, quantity=replace(q, low=None) if q.high is not None else None) if several else f


def _control(t: Told) -> Iterator[Fact]:
    value = "lost" if t.denied else "held"
    why = because("control_denied" if t.denied else "control_told")
    for s in told_spots(t):
        yield _fact(t, "control", t.actor, s, value, _on(t), None, why)


def _truce(t: Told, beside: Sequence[Told]) -> Iterator[Fact]:
    """A truce is of a country: that of the claim's place, else that of the dispatch."""
    value = truce_value(t.claim, t.dispatch.text)
    if value is None or t.denied:
        return
    where = country_of((t.claim,), t.dispatch.text) or country_of((b.claim for b in beside), t.dispatch.text)
    who = _deal(t)
    yield _fact(t, "agreement", who, where, value, _on(t), None, because(f"truce_{value.replace(' ', '_')}"))


def _deal(t: Told) -> Party | None:
    """Those whose truce it is, as one: who makes or breaks it, and with whom."""
    sides = [p for p in (t.actor, t.target) if p is not None and p.role not in ("people", "person")]
    keys = {k for p in sides for k in p.key.split("+") if k in known_keys()}
    return replace(sides[0], key="+".join(sorted(keys))) if keys else None


def _held(t: Told) -> Iterator[Fact]:
    if t.denied:
        return
    value = "detained" if t.claim.type == "detain" else "released"
    spot = next((s for s in t.spots if not s.inferred), None)
    why = because("held_since" if value == "detained" else "set_free")
    q = t.claim.quantity
    whom = t.target or (party(t.words(q.counted)) if q is not None and q.counted is not None else None)
    if whom is None and t.actor is None:
        return
    yield replace(_fact(t, "detainees", whom, spot, value, _on(t), None, why), by=t.actor)


def _at_spots(
    t: Told, value: str, since: Period, until: Period | None, why: Reason, kind: SituationKind = "presence"
) -> Iterator[Fact]:
    """The state of each party at each place that the claim names. People that are somewhere hold no place."""
    who = t.actor or (t.target if t.claim.type in ("presence", "deploy") else None)
    if who is None or who.role in ("people", "person") or not (who.key or who.label):
        return
    for s in told_spots(t):
        for key in who.key.split("+"):
            yield _fact(t, kind, replace(who, key=key), s, value, since, until, why)


def told_spots(t: Told) -> list[Spot]:
    """The places that a state is told of: those named, without what they are only said to lie in or near.

    A part of a country or region is not the whole: "le nord-est de la Syrie" tells no state of Syria.
    """
    named = [s for s in t.spots if not s.inferred]
    sites = [s for s in named if s.exact]
    return [s for s in sites if not s.near] or sites or [s for s in named if not s.near]


def _fact(
    t: Told,
    kind: SituationKind,
    actor: Party | None,
    spot: Spot | None,
    value: str,
    since: Period,
    until: Period | None,
    why: Reason,
) -> Fact:
    return Fact(kind, actor, spot, value, since, until, t, why, t.claim.quantity, not t.claim.hedged)


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
