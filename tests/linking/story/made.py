"""Happenings made by hand, and a linker that knows no more than it is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from selon.linking.model import (
    CommitmentOn,
    Correction,
    Family,
    Happening,
    Independence,
    Link,
    Member,
    Party,
    SituationKind,
    Spot,
    Standing,
    Told,
    Voice,
)
from selon.linking.reasons import because
from selon.model import (
    NARRATOR,
    Attribution,
    Claim,
    ClaimType,
    Dispatch,
    Evidence,
    Period,
    Place,
    PlaceMention,
    Source,
    Span,
    Status,
)

US = Party("US", "forces", "les forces américaines")
ARMY = Party("SY", "forces", "l'armée syrienne")
SDF = Party("kurd", "group", "les FDS")
QASRAK = Spot("site:qasrak", "Qasrak", ("gn:163843",))
RMEILAN = Spot("site:rmeilane", "Rmeilan", ("gn:163843",))
GAO = Spot("gn:2457161", "Gao", ("gn:2453866",))
_COUNTRY = {"site:qasrak": "SY", "site:rmeilane": "SY", "gn:2457161": "ML"}
_TYPE: dict[Family, ClaimType] = {"leave": "withdraw", "come": "presence", "force": "attack"}
NOBODY = Voice("narrator", "narrator", "ALP")


def told(
    name: str,
    sentence: str,
    trigger: str,
    *,
    family: Family = "leave",
    actor: Party | None = US,
    target: Party | None = None,
    spot: Spot | None = QASRAK,
    day: str = "2026-02-23",
    when: Period | None = None,
    status: Status = "occurred",
    denied: bool = False,
    speaker: str | None = None,
    cue: str | None = None,
    dispatch: str | None = None,
    agency: str = "ALP",
    copy_of: str | None = None,
    confidence: float = 0.9,
) -> Told:
    """A claim on a word of a sentence, alone in its dispatch unless that is named."""
    published = date.fromisoformat(day)
    d = Dispatch(dispatch or f"d-{name}", sentence, "fr", published, f"Titre {name}", agency)
    at = _span(sentence, trigger)
    source = NARRATOR if speaker is None else Source("unnamed", _span(sentence, speaker), 1)
    attribution = None if cue is None else Attribution(source, _span(sentence, cue), (at,), "indirect")
    claim = Claim(
        name,
        at,
        _TYPE.get(family, "agree"),
        status,
        Span(0, len(sentence)),
        negated=denied,
        source=source,
        places=() if spot is None else (_mention(spot, sentence),),
        time=when,
        attribution=attribution,
        confidence=confidence,
        evidence={"type": Evidence((at,), "by hand")},
    )
    stage = {"occurred": "done", "ongoing": "begun", "planned": "planned", "hypothetical": "possible"}[status]
    spots = () if spot is None else (spot,)
    return Told(
        claim,
        d,
        NOBODY.id if speaker is None else f"{d.id}:{speaker}",
        family,
        stage,  # type: ignore[arg-type]
        denied,
        actor,
        target,
        spots,
        when,
        copy_of=copy_of,
        agency="ALP",
    )


def happening(*tolds: Told) -> Happening:
    """A happening of these claims."""
    first = min((t.when.first for t in tolds if t.when and t.when.first), default=None)
    last = max((t.when.last for t in tolds if t.when and t.when.last), default=None)
    t = tolds[0]
    members = tuple(Member(x, 1.0, (because("by_person"),)) for x in tolds)
    return Happening(t.id, t.family, members, t.actor, t.target, t.spots, first, last)


def on(day: str) -> Period:
    """A day as a period."""
    return Period(date.fromisoformat(day), date.fromisoformat(day))


def by(day: str) -> Period:
    """A term."""
    return Period(None, date.fromisoformat(day))


@dataclass
class Known:
    """A linker of what is put into it."""

    all: Sequence[Happening]
    found: Sequence[Link] = ()
    standing: Sequence[Standing] = ()
    owed: Sequence[CommitmentOn] = ()
    speakers: dict[str, Voice] = field(default_factory=dict)
    corrected: Sequence[Correction] = ()
    takes: dict[str, Told] = field(default_factory=dict)

    def happenings(self) -> list[Happening]:
        return list(self.all)

    def told(self, claim_id: str, /) -> Told:
        return next(t for t in self.tolds() if t.id == claim_id)

    def tolds(self) -> Iterator[Told]:
        return (t for h in self.all for t in h.tolds)

    def voice(self, voice_id: str, /) -> Voice:
        return self.speakers.get(voice_id, NOBODY)

    def links(self, happening: Happening, /) -> list[Link]:
        mine = {t.id for t in happening.tolds}
        return [k for k in self.found if k.claim in mine]

    def independence(
        self, happening: Happening, until: date | None = None, of: Collection[str] | None = None
    ) -> Independence:
        told = [t for t in happening.tolds if of is None or t.id in of]
        n = len({t.voice for t in told if until is None or (t.published or until) <= until})
        return Independence(n, n, ())

    def corrections(self, dispatches: Iterable[str] | None = None) -> list[Correction]:
        asked = None if dispatches is None else set(dispatches)
        return [c for c in self.corrected if asked is None or c.told.dispatch.id in asked]

    def earlier_take(self, claim_id: str, /) -> Told | None:
        return self.takes.get(claim_id)

    def due(
        self,
        on: date,  # noqa: ARG002 - the shape asked for
        within: int | None = None,  # noqa: ARG002
        happenings: Collection[str] | None = None,
    ) -> list[CommitmentOn]:
        return [c for c in self.owed if happenings is None or c.commitment.happening.id in happenings]

    def situation(
        self,
        on: date,  # noqa: ARG002
        actor: str | None = None,  # noqa: ARG002
        place: str | None = None,  # noqa: ARG002
        kind: SituationKind | None = None,  # noqa: ARG002
        known: date | None = None,  # noqa: ARG002
        claims: Collection[str] | None = None,
    ) -> list[Standing]:
        asked = {f.told.id for s in self.standing for f in (*s.current, *s.earlier)} if claims is None else set(claims)
        return [s for s in self.standing if any(f.told.id in asked for f in (*s.current, *s.earlier))]


def _span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def _mention(spot: Spot, text: str) -> PlaceMention:
    place = Place(spot.id, spot.label, "base", 36.0, 41.0, 2000, _COUNTRY.get(spot.id, ""), 1, 1)
    span = _span(text, spot.label) if spot.label in text else Span(0, 1)
    return PlaceMention(span, "from", place)
