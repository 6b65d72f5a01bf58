"""Decisions on happenings: which claims are about one thing in the world, and which are not, taken back in one step."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from selon import linking
from selon.desk import views
from selon.desk.cards import UNSEEN
from selon.desk.office import Office
from selon.desk.phrases import wording
from selon.desk.state import Decision
from selon.desk.verdicts import Asked
from selon.errors import LedgerError, SelonError
from selon.linking.rulings import Rulings, rulings

Ruling = Literal["merge", "split", "pin"]
RULINGS: tuple[Ruling, ...] = ("merge", "split", "pin")


@dataclass(frozen=True, slots=True)
class Grouping:
    """Claims to be merged or pinned, or to be split from `others`: all but the first, where none are named."""

    claims: tuple[str, ...]
    others: tuple[str, ...] = ()


def rule(office: Office, ruling: Ruling, asked: Sequence[Grouping], *, by: str, note: str = "") -> Decision:
    """Decide on all of them, and remember it as one decision; happenings follow in a moment.

    Raises:
        SelonError: one of them cannot be decided so; then none is.
    """
    made: list[Asked] = []
    try:
        for g in asked:
            made.append(Asked(g.claims[0] if g.claims else "", _ruled(office, ruling, g, by, note)))
    except SelonError:
        for m in made:
            linking.undo(office.ledger, m.seen, by=by)
        raise
    done = office.state.decided(by, ruling, made)
    for g in asked:
        office.state.act(by, ruling, " ".join(g.claims), note)
    office.hub.tell("decision", event(done))
    office.linked.outdated()
    return done


def take_back(office: Office, found: Decision, by: str) -> None:
    """Take the rulings of a decision back; one that was taken back elsewhere is passed over."""
    for r in found.reviews:
        with suppress(LedgerError):
            linking.undo(office.ledger, r.seen, by=by)
    office.linked.outdated()


def foreseen(office: Office, ruling: Ruling, asked: Sequence[Grouping], lang: str) -> tuple[views.Change, ...]:
    """What rulings would do, or did."""
    before, after = ("together", "apart") if ruling == "split" else ("apart", "together")
    return tuple(
        views.Change(g.claims[0], f"/claims/{g.claims[0]}", _said(office, g, lang), before, after, seen=UNSEEN)
        for g in asked
        if g.claims
    )


def event(made: Decision) -> dict[str, Any]:
    """A decision as pages are told of it."""
    claims = [r.claim for r in made.reviews]
    return {"id": made.id, "verdict": made.verdict, "by": made.user, "claims": claims, "undone": made.undone}


def standing(office: Office) -> Rulings:
    """The rulings that stand."""
    return office.cached("rulings", lambda: rulings(linking.decisions(office.ledger)))


def is_ruled(known: Rulings, one: str, other: str) -> bool:
    """Whether somebody decided already if two claims are about one thing."""
    pair = frozenset((one, other))
    return pair in known.together or pair in known.apart


def _ruled(office: Office, ruling: Ruling, g: Grouping, by: str, note: str) -> str:
    if ruling == "merge":
        return linking.merge(office.ledger, g.claims, by=by, note=note).id
    if ruling == "split":
        claims, others = (g.claims, g.others) if g.others else (g.claims[:1], g.claims[1:])
        return linking.split(office.ledger, claims, others, by=by, note=note).id
    return linking.pin(office.ledger, g.claims, by=by, note=note).id


def _said(office: Office, g: Grouping, lang: str) -> str:
    found = []
    for id_ in (*g.claims, *g.others):
        entry = next(office.ledger.claims(id=id_), None)
        found.append(wording(lang, entry.dispatch.lang).claim(entry.claim, entry.dispatch.text) if entry else id_)
    return " · ".join(found)
