"""What is derived across dispatches, as frozen dataclasses: no I/O.

Every value is derived from claims and can be computed again from them; only decisions and ratings are people's own.
Days are `datetime.date`, periods `selon.model.Period`, spans half-open code points in the text of the dispatch.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, get_args

from selon.linking.reasons import Reason, said
from selon.model import Attribution, Claim, Dispatch, Period, Quantity, Source, SourceKind, Span

Family = Literal[
    "leave",
    "come",
    "control",
    "force",
    "casualty",
    "detain",
    "release",
    "displace",
    "agree",
    "talk",
    "demand",
    "accuse",
    "reject",
    "threaten",
    "support",
    "sanction",
    "protest",
    "integrate",
    "govern",
]
"""What happenings are of. `leave` takes in withdrawals, moves away and the end of a presence; `come` deployments, moves
to a place and presence; `force` attacks and fights; every other type is a family of its own."""
Stage = Literal["possible", "planned", "begun", "done"]
Relation = Literal["repeats", "corroborates", "refines", "differs", "contradicts", "updates"]
DueStatus = Literal["open", "due", "overdue", "begun", "kept", "dropped"]
SituationKind = Literal["presence", "strength", "control", "agreement", "detainees"]
PresenceState = Literal["present", "leaving", "gone", "arriving", "absent"]
Decided = Literal["merge", "split", "pin", "undo"]
Rating = Literal["A", "B", "C", "D", "E", "F"]

RELATIONS: tuple[Relation, ...] = get_args(Relation)
SYMMETRIC: frozenset[Relation] = frozenset({"corroborates", "differs", "contradicts"})
"""Relations that hold both ways."""
DUE_STATUSES: tuple[DueStatus, ...] = get_args(DueStatus)
SITUATION_KINDS: tuple[SituationKind, ...] = get_args(SituationKind)
RATINGS: tuple[Rating, ...] = get_args(Rating)
DECISIONS: tuple[Decided, ...] = get_args(Decided)
SURE = 0.5
"""Confidence of the reader below which a claim is not quoted in a brief, sets no state and keeps no promise."""


@dataclass(frozen=True, slots=True)
class Report:
    """A dispatch with its current claims, as linking takes it in.

    `dispatch.id` and the claims' ids are the ledger's. `reprints` is the id of the dispatch that it is a copy of,
    `superseded_by` that of the later take or correction that took its place: a superseded report counts for nothing.
    """

    dispatch: Dispatch
    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...] = ()
    reprints: str | None = None
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Who acts or undergoes, as far as their words tell: what two mentions are matched by.

    `key` is a country's ISO code, a people, a group or a folded name; `role` tells the forces of a country from its
    people. `label` are the words. `inferred` is true where the claim itself names nobody and the dispatch was asked.
    """

    key: str
    role: Literal["state", "forces", "group", "people", "person", "body"]
    label: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as linking compares it: its id (or folded name), and the ids of what it lies in, nearest first.

    `exact` is true for a site or settlement, false for a country, region or area; `vague` for a country, region or what
    is as wide. `near` is true where the text says that it is only near it. `country` is the ISO code of one that is a
    country itself.
    """

    id: str
    label: str
    within: tuple[str, ...] = ()
    exact: bool = True
    inferred: bool = False
    country: str = ""
    near: bool = False
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Relay:
    """Who passes on what another one says: "les deux camps se sont engagés …, a précisé le ministère"."""

    voice: str
    source: Source


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as one dispatch tells it, with what linking made of it.

    `voice` is the id of who vouches for it, `endorsed` are the voices that confirmed it in the same dispatch
    ("le responsable a confirmé ces informations"). `copy_of` is the claim that it is a reprint of. `when` is the
    period it happened or is due in, never wider than the text says; None where the text gives none. `agency` is the
    one that vouches for the text: of a reprint, that of the dispatch reprinted. `lineage` is the id of the dispatch
    that its dispatch goes back to: itself, the one reprinted, the first take. `home` is the ISO code of the country
    that its dispatch is mostly about, if that can be told. `relay` is who passes on the words of the voice, where the
    dispatch has them from another one; `speaker` where its dispatch names the voice most fully.
    """

    claim: Claim
    dispatch: Dispatch
    voice: str
    family: Family
    stage: Stage
    denied: bool
    actor: Party | None = None
    target: Party | None = None
    spots: tuple[Spot, ...] = ()
    when: Period | None = None
    endorsed: tuple[str, ...] = ()
    copy_of: str | None = None
    agency: str | None = None
    lineage: str = ""
    home: str = ""
    relay: Relay | None = None
    speaker: Source | None = None

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def sure(self) -> bool:
        """Whether it was read surely enough to decide anything by."""
        return self.claim.confidence >= SURE

    @property
    def published(self) -> date | None:
        """The publication day of the dispatch."""
        return self.dispatch.published

    @property
    def quote(self) -> str:
        """The sentence of the claim, on one line."""
        return self.words(self.claim.quote)

    def words(self, span: Span | None) -> str:
        """The words of a span on one line; nothing for None."""
        return "" if span is None else " ".join(span.of(self.dispatch.text).split())

    @property
    def order(self) -> tuple[str, str, int, str]:
        """What sorts claims by publication, then dispatch, then place in the text."""
        day = self.dispatch.published
        return (day.isoformat() if day else "9999", self.dispatch.id, self.claim.trigger.start, self.claim.id)

    def to_json(self) -> dict[str, Any]:
        """The claim in short, as JSON-ready values."""
        d = self.dispatch
        return {
            "claim": self.claim.id,
            "dispatch": d.id,
            "agency": d.agency,
            "published": d.published.isoformat() if d.published else None,
            "type": self.claim.type,
            "status": self.claim.status,
            "negated": self.claim.negated,
            "hedged": self.claim.hedged,
            "period": self.when.edtf if self.when else None,
            "deadline": self.claim.deadline,
            "voice": self.voice,
            "quote": self.quote,
            "copy_of": self.copy_of,
        }


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a voice is named: a span of a dispatch's text, and the words there."""

    dispatch: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One who vouches for claims.

    A person or body with a name is one voice wherever it speaks; who is not named is one within `dispatch` alone, and
    nothing ties two of them in different dispatches. The narrator and the agency's own team are voices of the agency.
    `least` and `most` bound how many persons speak (`most` None where the text leaves it open: "des diplomates").
    `may_include` are voices of the same dispatch that may be among them ("trois sources" and the official beside them).
    `heard_in` are the ids of the dispatches that it speaks in, `side` the country or group that it speaks for, where
    its words or its office tell; of "les deux camps" the keys of both, joined by "+". `office` is the id of the body
    that an unnamed spokesman is of.
    """

    id: str
    kind: SourceKind
    name: str
    dispatch: str | None = None
    least: int = 1
    most: int | None = 1
    mentions: tuple[Mention, ...] = ()
    may_include: tuple[str, ...] = ()
    why: tuple[Reason, ...] = ()
    side: str = ""
    office: str = ""
    heard_in: Collection[str] = field(default=(), compare=False, repr=False)

    def to_json(self, lang: str = "en") -> dict[str, Any]:
        """The voice as JSON-ready values."""
        return {
            "id": self.id,
            "kind": self.kind,
            "name": self.name,
            "dispatch": self.dispatch,
            "persons": [self.least, self.most],
            "mentions": [{"dispatch": m.dispatch, "span": list(m.span), "words": m.words} for m in self.mentions],
            "may_include": list(self.may_include),
            "why": said(self.why, lang),
        }


@dataclass(frozen=True, slots=True)
class Member:
    """A claim on a happening: how surely it is about it, in [0, 1], and why, in words. `decided` is true where a person
    put it there."""

    told: Told
    score: float
    why: tuple[Reason, ...]
    decided: bool = False

    def to_json(self, lang: str = "en") -> dict[str, Any]:
        """The member as JSON-ready values."""
        return {
            **self.told.to_json(),
            "score": round(self.score, 3),
            "why": said(self.why, lang),
            "decided": self.decided,
        }


@dataclass(frozen=True, slots=True)
class Happening:
    """A thing in the world that claims are about. Members are in order of publication.

    `id` comes from the earliest claim, so it is the same in every ledger that holds the same claims. `actor` is the
    one most of them name, those that deny it left out where others do not, `spots` the most precise places, `first` and
    `last` the days that it lies between as far as the claims tell (of plans, the days they are due). `decided` are the
    ids of people's decisions that shaped it.
    """

    id: str
    family: Family
    members: tuple[Member, ...]
    actor: Party | None = None
    target: Party | None = None
    spots: tuple[Spot, ...] = ()
    first: date | None = None
    last: date | None = None
    decided: tuple[str, ...] = ()

    @property
    def tolds(self) -> tuple[Told, ...]:
        """The claims of the members."""
        return tuple(m.told for m in self.members)

    def to_json(self, lang: str = "en") -> dict[str, Any]:
        """The happening as JSON-ready values."""
        return {
            "id": self.id,
            "family": self.family,
            "actor": self.actor.label if self.actor else None,
            "target": self.target.label if self.target else None,
            "places": [s.label for s in self.spots],
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "decided": list(self.decided),
            "members": [m.to_json(lang) for m in self.members],
        }


@dataclass(frozen=True, slots=True)
class Link:
    """`claim` stands in a relation to `other`, both ids of claims on one happening.

    The direction is that of the sentence "claim refines other". `why` has a reason for each thing compared.
    `maybe_one` is true where the two voices may be one person.
    """

    claim: str
    relation: Relation
    other: str
    why: tuple[Reason, ...]
    maybe_one: bool = False

    def to_json(self, lang: str = "en") -> dict[str, Any]:
        """The link as JSON-ready values."""
        return {
            "claim": self.claim,
            "relation": self.relation,
            "other": self.other,
            "why": said(self.why, lang),
            "maybe_one": self.maybe_one,
        }


@dataclass(frozen=True, slots=True)
class Counted:
    """A voice and how it counts among the independent sources: for how many at least and at most, and why."""

    voice: Voice
    least: int
    most: int | None
    why: Reason


@dataclass(frozen=True, slots=True)
class Independence:
    """How many independent sources stand behind a happening: an interval. `at_most` is None where it is open.

    The voices' own bounds need not add up to `at_least`, since voices may overlap; `why` tells how it came about.
    """

    at_least: int
    at_most: int | None
    voices: tuple[Counted, ...]
    kinds: Mapping[SourceKind, int] = field(default_factory=dict)
    why: tuple[Reason, ...] = ()

    def __str__(self) -> str:
        return f"[{self.at_least}, {'…' if self.at_most is None else self.at_most}]"

    def to_json(self, lang: str = "en") -> dict[str, Any]:
        """The interval with its reasons as JSON-ready values."""
        return {
            "at_least": self.at_least,
            "at_most": self.at_most,
            "kinds": dict(self.kinds),
            "voices": [
                {
                    "voice": c.voice.id,
                    "name": c.voice.name,
                    "kind": c.voice.kind,
                    "counts": [c.least, c.most],
                    "why": c.why.say(lang),
                }
                for c in self.voices
            ],
            "why": said(self.why, lang),
        }


@dataclass(frozen=True, slots=True)
class Credibility:
    """The Admiralty code's 1 (confirmed) to 6 (cannot be judged), derived from corroboration, never given by hand."""

    grade: Literal[1, 2, 3, 4, 5, 6]
    why: Reason


@dataclass(frozen=True, slots=True)
class Due:
    """When a commitment is due according to one voice: the period, and the claims that say so, the earliest first."""

    voice: Voice
    period: Period | None
    tolds: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class DueOn:
    """How a commitment stands by one voice's term on a day.

    `evidence` are the claims that show it, the one that decides it first; `late` is by how many days it was kept too
    late; `part` says what is missing where only a part of it is told as done.
    """

    due: Due
    status: DueStatus
    why: Reason
    evidence: tuple[Told, ...] = ()
    late: int | None = None
    part: Reason | None = None


@dataclass(frozen=True, slots=True)
class CommitmentOn:
    """How a commitment stands on a day: by each voice's term, and as a whole, which is the most pressing of them."""

    commitment: Commitment
    day: date
    status: DueStatus
    by: tuple[DueOn, ...]
    why: tuple[Reason, ...]

    def to_json(self, lang: str = "en") -> dict[str, Any]:
        """The state as JSON-ready values."""
        return {
            "commitment": self.commitment.id,
            "happening": self.commitment.happening.id,
            "day": self.day.isoformat(),
            "status": self.status,
            "actor": self.commitment.actor.label if self.commitment.actor else None,
            "family": self.commitment.happening.family,
            "places": [s.label for s in self.commitment.happening.spots],
            "why": "; ".join(said(self.why, lang)),
            "by": [
                {
                    "voice": d.due.voice.id,
                    "name": d.due.voice.name,
                    "due": d.due.period.edtf if d.due.period else None,
                    "status": d.status,
                    "late": d.late,
                    "why": d.why.say(lang),
                    "said": [t.to_json() for t in d.due.tolds],
                    "evidence": [t.to_json() for t in d.evidence],
                }
                for d in self.by
            ],
        }


@dataclass(frozen=True, slots=True)
class Commitment:
    """A happening that was planned, with an actor: what was promised, by when according to whom.

    `id` is the happening's. `dues` holds one entry a voice and term. `beside` are claims of other happenings that bear
    on it: deeds that count towards a number promised, and the opposite of what was promised.
    """

    id: str
    happening: Happening
    actor: Party | None
    dues: tuple[Due, ...]
    beside: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """What one claim says of the situation: a state, and the days within which it set in and ended.

    The state set in on some day of `since` (its `first` None: not told how long ago) and, where `until` is given,
    ended on some day of it. `value` is a presence state, `held` or `lost` for control, `agreed`, `in force`, `broken`
    or `ended` for a truce, `detained` or `released`; `quantity` tells how many. Of detainees `actor` are those held and
    `by` who holds or frees them.
    """

    kind: SituationKind
    actor: Party | None
    spot: Spot | None
    value: str
    since: Period
    until: Period | None
    told: Told
    why: Reason
    quantity: Quantity | None = None
    certain: bool = True
    by: Party | None = None

    def to_json(self, lang: str = "en") -> dict[str, Any]:
        """The fact as JSON-ready values."""
        q = self.quantity
        return {
            "kind": self.kind,
            "actor": self.actor.label if self.actor else None,
            "by": self.by.label if self.by else None,
            "place": self.spot.label if self.spot else None,
            "value": self.value,
            "since": self.since.edtf,
            "until": self.until.edtf if self.until else None,
            "quantity": None if q is None else {"low": q.low, "high": q.high, "unit": q.unit},
            "certain": self.certain,
            "why": self.why.say(lang),
            "evidence": self.told.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """How one thing stands on a day: an actor at a place, who controls it, an agreement, those detained.

    `value` is the state where all say the same, `unknown` where nothing is said of the day, `disputed` where reports
    conflict. `current` are the facts that hold, conflicting ones side by side; `earlier` those that they came after.
    `changing` is true where the day lies within the days in which the change set in. `by` is who holds or frees those
    detained.
    """

    kind: SituationKind
    actor: Party | None
    spot: Spot | None
    day: date
    value: str
    current: tuple[Fact, ...]
    earlier: tuple[Fact, ...] = ()
    changing: bool = False
    why: tuple[Reason, ...] = ()
    by: Party | None = None

    def to_json(self, lang: str = "en") -> dict[str, Any]:
        """The state as JSON-ready values."""
        return {
            "kind": self.kind,
            "actor": self.actor.label if self.actor else None,
            "by": self.by.label if self.by else None,
            "place": self.spot.label if self.spot else None,
            "day": self.day.isoformat(),
            "value": self.value,
            "changing": self.changing,
            "why": "; ".join(said(self.why, lang)),
            "current": [f.to_json(lang) for f in self.current],
            "earlier": [f.to_json(lang) for f in self.earlier],
        }


@dataclass(frozen=True, slots=True)
class Correction:
    """A dispatch that corrects an earlier one: the paragraphs in which it says so, and the takes that it replaced.

    `told` is a claim of the dispatch, so that the notes can be quoted; `before` are the ids of the dispatches replaced.
    """

    told: Told
    notes: tuple[Span, ...]
    before: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The correction as JSON-ready values."""
        d = self.told.dispatch
        return {
            "dispatch": d.id,
            "agency": d.agency,
            "published": d.published.isoformat() if d.published else None,
            "notes": [self.told.words(n) for n in self.notes],
            "before": list(self.before),
        }


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision on how claims are grouped, never changed afterwards.

    `merge`: the claims are about one happening. `split`: the claims are about another happening than `others`. `pin`:
    the claims, and no others, are about one happening. `undo` takes back the decision `undoes`.
    """

    id: str
    kind: Decided
    claims: tuple[str, ...]
    by: str
    recorded: datetime
    others: tuple[str, ...] = ()
    note: str = ""
    undoes: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The decision as JSON-ready values."""
        return {
            "id": self.id,
            "kind": self.kind,
            "claims": list(self.claims),
            "others": list(self.others),
            "by": self.by,
            "note": self.note,
            "undoes": self.undoes,
            "recorded": self.recorded.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Rated:
    """A user's rating of a source in the Admiralty code: A (completely reliable) to F (cannot be judged).

    `voice` is the id of a voice, or an agency's name. The last one recorded stands.
    """

    id: str
    voice: str
    rating: Rating
    by: str
    recorded: datetime
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """The rating as JSON-ready values."""
        return {
            "id": self.id,
            "voice": self.voice,
            "rating": self.rating,
            "by": self.by,
            "note": self.note,
            "recorded": self.recorded.isoformat(),
        }
