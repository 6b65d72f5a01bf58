"""Across dispatches: what is one thing in the world, who backs it, what differs, what fell due, how things stand.

Everything here is derived from claims and can be computed again with the same result, in whatever order dispatches
came. Only decisions (merge, split, pin) and ratings are people's own; the ledger keeps them.

    linker = link(reports, decisions=(), ratings=())         from reports alone, no ledger, no I/O
    linker = linker_of(ledger, as_of=None)                   from all that a ledger holds
    refresh(linker, ledger)                                  take in what the ledger holds by now

    linker.add(*reports), linker.remove(*dispatch_ids)       one dispatch costs what it touches
    linker.happenings(family=None) -> list[Happening]        the latest first
    linker.happening(id) -> Happening                        by its id, or by that of a claim on it
    linker.told(claim_id) -> Told
    linker.tolds() -> Iterator[Told]                         all claims, in order of publication
    linker.voice(id) -> Voice
    linker.voices(dispatch=None) -> list[Voice]              all, or those of one dispatch
    linker.links(happening) -> list[Link]                    between its claims
    linker.independence(happening, until=None) -> Independence     of what was published by a day
    linker.rating(voice) -> Rated | None
    linker.credibility(happening) -> Credibility             the Admiralty code's 1 to 6
    linker.corrections(dispatches=None) -> list[Correction]  dispatches that say what they correct, of all or of these
    linker.earlier_take(claim_id) -> Told | None             what the take that was replaced said in place of a claim
    linker.commitments() -> list[Commitment]
    linker.due(on, within=None, happenings=None) -> list[CommitmentOn]     as could be known then, most pressing first
    linker.facts() -> list[Fact]                             all that claims say of the situation
    linker.situation(on, actor=None, place=None, kind=None, known=None, claims=None) -> list[Standing]    likewise
    linker.history(place, kind=None) -> list[Fact]           each change at a place or within it, with its evidence

    merge(ledger, claims, by=, note=""), split(ledger, claims, others, by=, note=""), pin(ledger, claims, by=, note="")
    undo(ledger, decision_id, by=), rate(ledger, voice, rating, by=, note="")   what people decide; append-only
    decisions(ledger) -> list[Decision], ratings(ledger) -> list[Rated]

`actor` and `place` take words in French or English ("Etats-Unis", "US forces", "Qasrak").
"""

from __future__ import annotations

from selon.linking.decisions import decisions, merge, pin, rate, ratings, split, undo
from selon.linking.linker import Linker
from selon.linking.reports import link, linker_of, refresh, reports

__all__ = [
    "Linker",
    "decisions",
    "link",
    "linker_of",
    "merge",
    "pin",
    "rate",
    "ratings",
    "refresh",
    "reports",
    "split",
    "undo",
]
