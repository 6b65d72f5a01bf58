"""Decisions: verdicts given in one step, remembered so that they are taken back in one step, and told to all pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from selon.desk import verdicts, views
from selon.desk.cards import UNSEEN
from selon.desk.groupings import RULINGS, event, take_back
from selon.desk.office import Office
from selon.desk.phrases import wording
from selon.desk.state import Decision
from selon.desk.verdicts import Asked, Step
from selon.errors import LedgerError
from selon.ledger import Ledger


def decide(
    office: Office,
    asked: Sequence[Asked],
    verdict: str,
    *,
    by: str,
    note: str = "",
    amendments: Mapping[str, Any] | None = None,
) -> tuple[Decision, list[Step]]:
    """Give a verdict and remember it.

    Raises:
        ConflictError, LedgerError: as `verdicts.judge`; nothing was written.
    """
    steps = verdicts.judge(office.ledger.store, asked, verdict, by=by, note=note, amendments=amendments)
    made = office.state.decided(by, verdict, [Asked(s.claim, s.made.id) for s in steps if s.made])
    office.hub.tell("decision", event(made))
    office.watcher.look()
    return made, steps


def undo(office: Office, id_: str, by: str) -> tuple[Decision, list[Step]]:
    """Take a decision back. A claim that was reviewed since is left as it is, and told as a conflict.

    Raises:
        LedgerError: there is none, it was taken back already, or it is somebody else's.
    """
    found = office.state.decision(id_)
    if found is None:
        raise LedgerError(f"{id_[:40]}: no decision has this id")
    if found.user != by:
        raise LedgerError(f"{id_}: a decision of {found.user}: review the claims yourself instead")
    if not office.state.undo(id_):
        raise LedgerError(f"{id_}: it was taken back already")
    steps: list[Step] = []
    if found.verdict in RULINGS:
        take_back(office, found, by)
    else:
        steps = verdicts.take_back(office.ledger.store, found.reviews, by=by)
    made = office.state.decision(id_) or found
    office.hub.tell("decision", event(made))
    office.watcher.look()
    return made, steps


def preview(
    office: Office, asked: Sequence[Asked], verdict: str, by: str, lang: str, note: str = ""
) -> views.DecisionView:
    """What a decision would do.

    Raises:
        LedgerError: as `verdicts.foresee`.
    """
    steps = verdicts.foresee(office.ledger.store, asked, verdict, note)
    return views.DecisionView("", verdict, by, "", changes(office.ledger, steps, verdict, lang, asked))


def decision_view(office: Office, made: Decision, steps: Sequence[Step], lang: str) -> views.DecisionView:
    """A decision that was made, as the page shows it."""
    verdict = "undo" if made.undone else made.verdict
    listed = changes(office.ledger, steps, verdict, lang, ())
    return views.DecisionView(made.id, made.verdict, made.user, made.at, listed, made.undone)


def decision_of(made: Decision) -> views.DecisionView:
    """A decision as it is remembered, without what it did to each claim."""
    return views.DecisionView(made.id, made.verdict, made.user, made.at, (), made.undone, len(made.reviews))


def changes(
    ledger: Ledger, steps: Sequence[Step], verdict: str, lang: str, asked: Sequence[Asked]
) -> tuple[views.Change, ...]:
    """What becomes of each claim."""
    seen = {a.claim: a.seen for a in asked}
    found = []
    for s in steps:
        entry = next(ledger.claims(id=s.claim), None)
        said = wording(lang, entry.dispatch.lang).claim(entry.claim, entry.dispatch.text) if entry else ""
        found.append(
            views.Change(
                s.claim,
                f"/claims/{s.claim}",
                said,
                s.before.verdict if s.before else None,
                None if verdict == "undo" else verdict,
                s.conflict,
                s.last.by if s.last else "",
                s.last.id if s.last else seen.get(s.claim, UNSEEN),
            )
        )
    return tuple(found)
