"""What the last dispatches brought: what is new, confirmed, changed, contradicted or told again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

from selon.errors import InputError
from selon.ledger import Ledger
from selon.linking.asked import Asked
from selon.linking.model import Happening, Link, Relation, Told
from selon.linking.reasons import Reason, said

Change = Literal["new", "corrected", "contradicted", "changed", "confirmed", "again"]
CHANGES: tuple[Change, ...] = ("new", "corrected", "contradicted", "changed", "confirmed", "again")
"""In the order of how much they matter."""
_OF: dict[Relation, Change] = {
    "contradicts": "contradicted",
    "updates": "changed",
    "differs": "changed",
    "refines": "changed",
    "corroborates": "confirmed",
    "repeats": "again",
}


@dataclass(frozen=True, slots=True)
class News:
    """What new dispatches say of a happening.

    `tolds` are the new claims that say it, `before` those of earlier dispatches that they bear on (none for what is
    new), `why` the reasons of the links between them. A happening has one entry a change.
    """

    change: Change
    happening: Happening
    tolds: tuple[Told, ...]
    before: tuple[Told, ...] = ()
    why: tuple[Reason, ...] = ()

    def to_json(self, lang: str = "en") -> dict[str, Any]:
        """The news as JSON-ready values."""
        return {
            "change": self.change,
            "happening": self.happening.id,
            "family": self.happening.family,
            "actor": self.happening.actor.label if self.happening.actor else None,
            "places": [s.label for s in self.happening.spots],
            "claims": [t.to_json() for t in self.tolds],
            "before": [t.to_json() for t in self.before],
            "why": said(self.why, lang),
        }


def news(linker: Asked, dispatches: Collection[str], happenings: Iterable[Happening] | None = None) -> list[News]:
    """What the dispatches of these ids brought to all happenings, or to those given: by how much it matters, then by
    publication. Claims on a happening among themselves are no news of each other."""
    fresh = frozenset(dispatches)
    found: list[News] = []
    for h in linker.happenings() if happenings is None else happenings:
        new = [t for t in h.tolds if t.dispatch.id in fresh]
        takes = {t.id: old for t in new for old in (linker.earlier_take(t.id),) if old and old.dispatch.id not in fresh}
        found += _retaken(h, new, takes)
        rest = [t for t in new if t.id not in takes]
        if not rest:
            continue
        if len(rest) == len(h.tolds):
            found.append(News("new", h, tuple(rest)))
        else:
            found += _changes(h, linker.links(h), {t.id for t in rest})
    return sorted(found, key=lambda n: (CHANGES.index(n.change), n.tolds[0].order, n.happening.id))


def _retaken(h: Happening, new: Iterable[Told], takes: Mapping[str, Told]) -> Iterator[News]:
    """What a later take of a dispatch says otherwise than the one that it replaced, and what it says again."""
    both = [(t, takes[t.id]) for t in new if t.id in takes]
    other = [(t, old) for t, old in both if _content(t) != _content(old)]
    if other:
        yield News("corrected", h, tuple(t for t, _ in other), tuple({old.id: old for _, old in other}.values()))
    if again := tuple(t for t, old in both if _content(t) == _content(old)):
        yield News("again", h, again)


def _content(t: Told) -> tuple[object, ...]:
    """What a claim says, whatever the words."""
    q = t.claim.quantity
    number = None if q is None else (q.low, q.high)
    who = tuple(p.key if p is not None else None for p in (t.actor, t.target))
    return t.family, t.stage, t.denied, t.when, number, who, tuple(sorted(s.id for s in t.spots))


def _changes(h: Happening, links: Iterable[Link], new: set[str]) -> list[News]:
    """One entry a change: each new claim counts for what matters most of what it does."""
    by_id = {t.id: t for t in h.tolds}
    found: dict[str, dict[Change, list[Link]]] = {claim: {} for claim in new}
    for link in links:
        for claim, other in ((link.claim, link.other), (link.other, link.claim)):
            if claim in new and other not in new:
                found[claim].setdefault(_change(link, by_id[claim], by_id[other]), []).append(link)
    best = {claim: _foremost(links) for claim, links in found.items()}
    made = []
    for change in CHANGES:
        mine = {claim: links for claim, (what, links) in best.items() if what == change}
        if mine:
            used = [link for links in mine.values() for link in links]
            others = {x for link in used for x in (link.claim, link.other)} - set(mine)
            why = tuple(dict.fromkeys(reason for link in used for reason in link.why))
            made.append(News(change, h, _told(by_id, mine), _told(by_id, others), why))
    return made


def _change(link: Link, t: Told, before: Told) -> Change:
    """What a new claim does by a link to an earlier one. To say less closely what was told is to say it again; one that
    may be the same person's again confirms nothing."""
    says_less = link.relation == "refines" and link.claim == before.id
    change: Change = "confirmed" if says_less else _OF[link.relation]
    one = link.maybe_one or (says_less and (t.voice == before.voice or t.claim.source.kind == "narrator"))
    return "again" if t.copy_of or (change == "confirmed" and one) else change


def _foremost(links: Mapping[Change, list[Link]]) -> tuple[Change, list[Link]]:
    """What matters most of what a claim does. What was told before changes nothing, whatever else it differs from."""
    known = any(change in links for change in ("confirmed", "again"))
    found = [c for c in CHANGES if c in links and not (known and c == "changed")]
    return (found[0], links[found[0]]) if found else ("again", [])


def _told(by_id: dict[str, Told], ids: Iterable[str]) -> tuple[Told, ...]:
    return tuple(sorted((by_id[x] for x in ids), key=lambda t: t.order))


def recorded_since(ledger: Ledger, since: datetime) -> frozenset[str]:
    """The ids of the dispatches that the ledger came to hold at this instant or later."""
    return frozenset(k.dispatch.id for k in ledger.dispatches() if k.recorded >= since)


def published_since(tolds: Iterable[Told], since: date) -> frozenset[str]:
    """The ids of the dispatches of these claims that were published on this day or later."""
    return frozenset(t.dispatch.id for t in tolds if t.published is not None and t.published >= since)


def instant(words: str) -> datetime:
    """An instant from `2026-03-16T08:00+01:00`; a day means its beginning, and a time without a zone is UTC.

    Raises:
        InputError: it is neither.
    """
    try:
        found = datetime.fromisoformat(words)
    except ValueError as e:
        raise InputError(f"{words!r} is no instant: write it as 2026-03-16 or 2026-03-16T08:00+01:00") from e
    return found if found.tzinfo else found.replace(tzinfo=UTC)
