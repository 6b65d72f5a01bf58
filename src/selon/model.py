"""The words of Selon as frozen dataclasses: no I/O, no dependency.

Offsets are half-open `[start, end)` counts of Unicode code points in `Dispatch.text`. Days are
`datetime.date`; a period is closed at both ends (ISO 8601) and may be open at either. Claim types follow
PLOVER, source / cue / content follow PARC, time expressions ISO-TimeML, periods EDTF (ISO 8601-2).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeVar, get_args

T = TypeVar("T")

BlockKind = Literal["header", "title", "dateline", "caption", "credit", "paragraph"]
ClaimType = Literal[
    "withdraw",
    "deploy",
    "move",
    "presence",
    "control",
    "attack",
    "fight",
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
Status = Literal["occurred", "ongoing", "planned", "hypothetical"]
SourceKind = Literal["named", "unnamed", "organisation", "witness", "document", "narrator"]
PlaceRole = Literal["at", "from", "to", "via"]
PlaceKind = Literal[
    # settlements and divisions
    "country",
    "region",
    "district",
    "capital",
    "city",
    "quarter",
    # stretches of land and water without a polygon
    "continent",
    "area",
    "mountain",
    "desert",
    "island",
    "sea",
    "strait",
    "lake",
    "river",
    # sites
    "base",
    "airbase",
    "airport",
    "port",
    "crossing",
    "camp",
    "prison",
    "bridge",
    "dam",
    "plant",
    "field",
]
Speech = Literal["direct", "indirect", "mixed"]
Grain = Literal["day", "week", "month", "quarter", "season", "half", "year", "decade", "century"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TimexUse = Literal["point", "deadline", "since", "until", "length"]

CLAIM_TYPES: tuple[ClaimType, ...] = get_args(ClaimType)
STATUSES: tuple[Status, ...] = get_args(Status)
SOURCE_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
PLACE_ROLES: tuple[PlaceRole, ...] = get_args(PlaceRole)
PLACE_KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)

PLOVER: Mapping[ClaimType, str | None] = MappingProxyType(
    {
        "withdraw": "RETREAT",
        "deploy": "MOBILIZE",
        "move": None,
        "presence": None,
        "control": None,
        "attack": "ASSAULT",
        "fight": "ASSAULT",
        "casualty": None,
        "detain": "COERCE",
        "release": "RETREAT",
        "displace": None,
        "agree": "AGREE",
        "talk": "CONSULT",
        "demand": "REQUEST",
        "accuse": "ACCUSE",
        "reject": "REJECT",
        "threaten": "THREATEN",
        "support": "SUPPORT",
        "sanction": "SANCTION",
        "protest": "PROTEST",
        "integrate": "COOPERATE",
        "govern": None,
    }
)
"""PLOVER event type of each claim type; None where PLOVER has none. Aid (PLOVER AID) is reported as SUPPORT."""


class Span(NamedTuple):
    """Half-open `[start, end)` of Unicode code points in `Dispatch.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a dispatch."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One text from one agency. Immutable: a corrected dispatch is a new one.

    `published` is the publication day, None where neither the text nor the caller gives one; `place` is the
    span of the dateline's place. `blocks` are in text order and do not overlap.
    """

    id: str
    text: str
    lang: str
    published: date | None = None
    title: str | None = None
    agency: str | None = None
    place: Span | None = None
    blocks: tuple[Block, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The dispatch as JSON-ready values; `from_json` is its inverse."""
        return {
            "id": self.id,
            "lang": self.lang,
            "published": _day(self.published),
            "title": self.title,
            "agency": self.agency,
            "place": _span(self.place),
            "blocks": [{"kind": b.kind, "span": list(b.span)} for b in self.blocks],
            "text": self.text,
        }

    @classmethod
    def from_json(cls, d: Mapping[str, Any]) -> Dispatch:
        """The dispatch that `to_json` wrote.

        Raises:
            KeyError, ValueError, TypeError: a field is missing or of the wrong shape.
        """
        return cls(
            id=d["id"],
            text=d["text"],
            lang=d["lang"],
            published=_to_day(d.get("published")),
            title=d.get("title"),
            agency=d.get("agency"),
            place=_to_span(d.get("place")),
            blocks=tuple(Block(b["kind"], Span(*b["span"])) for b in d.get("blocks", ())),
        )


@dataclass(frozen=True, slots=True)
class Source:
    """Who vouches for a claim. `span` is None for the narrator alone; `count` is how many the text says they are."""

    kind: SourceKind
    span: Span | None = None
    count: int | None = None


NARRATOR = Source("narrator")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of reporting: source, cue and content (PARC's terms), and whether the words are quoted.

    `content` spans are in text order. `told` is who was told ("à l'AFP").
    """

    source: Source
    cue: Span | None
    content: tuple[Span, ...]
    speech: Speech
    told: Span | None = None

    def to_json(self) -> dict[str, Any]:
        """The attribution as JSON-ready values; `from_json` is its inverse."""
        return {
            "source": _source(self.source),
            "cue": _span(self.cue),
            "content": [list(s) for s in self.content],
            "speech": self.speech,
            "told": _span(self.told),
        }

    @classmethod
    def from_json(cls, d: Mapping[str, Any]) -> Attribution:
        """The attribution that `to_json` wrote.

        Raises:
            KeyError, ValueError, TypeError: a field is missing or of the wrong shape.
        """
        return cls(
            _to_source(d["source"]),
            _to_span(d["cue"]),
            tuple(Span(*s) for s in d["content"]),
            d["speech"],
            _to_span(d.get("told")),
        )


@dataclass(frozen=True, slots=True)
class Period:
    """Calendar interval at day grain, both days included, either end open.

    `grain` is the unit the text named (a month is a month, not thirty-one days); `approximate` is true where the
    text blurs the edges ("vers", "environ", "ces derniers jours").
    """

    first: date | None
    last: date | None
    grain: Grain = "day"
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"a period cannot end ({self.last}) before it begins ({self.first})")

    @property
    def edtf(self) -> str:
        """EDTF (ISO 8601-2): `2026-02-23`, `2026-01-21/2026-01-31`, `2014-01-01/..`, `../2026-03-23`; `~`: blurred."""
        mark = "~" if self.approximate else ""
        if self.first is not None and self.last is not None:
            whole = _whole(self.first, self.last)
            if whole is not None:
                return whole + mark
        first = ".." if self.first is None else self.first.isoformat() + mark
        last = ".." if self.last is None else self.last.isoformat() + mark
        return f"{first}/{last}"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression as ISO-TimeML's TIMEX3 marks it, with the period it denotes.

    `span` covers the TIMEX3 extent; `extent` also takes in the preposition that gives `use` ("d'ici", "depuis").
    `value` and `mod` are TIMEX3 attributes; `value` is None where nothing can be resolved, and `reason` says why or
    names the rule. `anchor` is the day a relative expression was counted from. `period` is None for what is no
    stretch of the calendar (a bare length, a frequency, an unresolved date).
    """

    span: Span
    extent: Span
    type: TimexType
    value: str | None
    mod: str | None = None
    anchor: date | None = None
    period: Period | None = None
    use: TimexUse = "point"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many: inclusive bounds, either one open (None). `unit` is the lemma of what is counted, singular.

    `kind` tells counts from shares (bounds in per cent), money (`unit` an ISO 4217 code where known),
    distances (metres), weights (kilogrammes) and ranks. `counted` is the span of the noun phrase counted.
    """

    span: Span
    low: float | None
    high: float | None
    unit: str | None = None
    approximate: bool = False
    kind: Literal["count", "share", "money", "distance", "weight", "measure"] = "count"
    counted: Span | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """A spot told from a named place: "30 km south of X", "the north of X", "near X", "the border with X".

    `anchor` is the named place; `bearing` is in degrees from north, None where the text gives none; `distance_m` is
    the distance the text gives in metres, None where it gives none.
    """

    anchor: str
    bearing: float | None = None
    distance_m: int | None = None
    near: bool = False
    border: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """What a place name stands for: an entry of the gazetteer, and the circle that is meant.

    `id` is that of the entry: `gn:` and a GeoNames id, `site:`, `area:`, `air:` and an ICAO code, or the id of a file
    that the user added. `lat`, `lon` (WGS 84 degrees) and `radius_m` (metres) are of the spot meant: that of the entry,
    or one told from it where `relative` is given; a country or region is never a point. `country` is ISO 3166-1 alpha-2
    (XK for Kosovo) as GeoNames gives it, blank where the place lies in several countries; `claimants` are all who claim
    a disputed place, whatever `country` says: ISO codes, or the English name of an unrecognised state. `admin` are the
    names of what it lies in and `within` their ids, nearest first, the country last. `where_prec` is UCDP's (1 exact
    spot … 6 country, 7 international waters), `geo_precision` ACLED's (1 to 3, None where only a country is known).
    `score` in [0, 1] is how surely this entry is meant among those of the name; `why` gives the reasons.
    """

    id: str
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    radius_m: int
    country: str
    where_prec: int
    geo_precision: int | None
    admin: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()
    relative: Relative | None = None
    note: str = ""
    score: float = 1.0
    why: tuple[str, ...] = ()

    @property
    def geonameid(self) -> int | None:
        """The GeoNames id, None for what GeoNames did not name."""
        return int(self.id[3:]) if self.id.startswith("gn:") else None

    def to_json(self) -> dict[str, Any]:
        """The place as JSON-ready values; `from_json` is its inverse."""
        r = self.relative
        return {
            "gazetteer_id": self.id,
            "geonameid": self.geonameid,
            "name": self.name,
            "kind": self.kind,
            "lat": self.lat,
            "lon": self.lon,
            "radius_m": self.radius_m,
            "country": self.country or None,
            "admin": list(self.admin),
            "within": list(self.within),
            "claimants": list(self.claimants),
            "where_prec": self.where_prec,
            "geo_precision": self.geo_precision,
            "relative": None
            if r is None
            else {
                "anchor": r.anchor,
                "bearing": r.bearing,
                "distance_m": r.distance_m,
                "near": r.near,
                "border": r.border,
            },
            "note": self.note,
            "score": self.score,
            "why": list(self.why),
        }

    @classmethod
    def from_json(cls, d: Mapping[str, Any]) -> Place:
        """The place that `to_json` wrote.

        Raises:
            KeyError, ValueError, TypeError: a field is missing or of the wrong shape.
        """
        r = d.get("relative")
        return cls(
            id=d["gazetteer_id"],
            name=d["name"],
            kind=_one_of(d["kind"], PLACE_KINDS),
            lat=float(d["lat"]),
            lon=float(d["lon"]),
            radius_m=int(d["radius_m"]),
            country=d.get("country") or "",
            where_prec=int(d["where_prec"]),
            geo_precision=d.get("geo_precision"),
            admin=tuple(d.get("admin", ())),
            within=tuple(d.get("within", ())),
            claimants=tuple(d.get("claimants", ())),
            relative=None
            if r is None
            else Relative(
                r["anchor"], r.get("bearing"), r.get("distance_m"), r.get("near", False), r.get("border", False)
            ),
            note=d.get("note", ""),
            score=float(d.get("score", 1.0)),
            why=tuple(d.get("why", ())),
        )


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name in the text, the part it plays in the claim, and what it stands for.

    `place` is None where nothing in the gazetteer answers to the name. `words` are those with which the claim takes the
    place up where it does not name it ("le pays", "sur place"): `span` is then that of the name, wherever it stands.
    """

    span: Span
    role: PlaceRole
    place: Place | None = None
    words: Span | None = None

    @property
    def said(self) -> Span:
        """The words by which the claim itself gives the place."""
        return self.words or self.span

    def to_json(self) -> dict[str, Any]:
        """The mention as JSON-ready values; `from_json` is its inverse."""
        place = None if self.place is None else self.place.to_json()
        words = {} if self.words is None else {"words": list(self.words)}
        return {"span": list(self.span), **words, "role": self.role, "place": place}

    @classmethod
    def from_json(cls, d: Mapping[str, Any]) -> PlaceMention:
        """The mention that `to_json` wrote, or one of a span and a role alone.

        Raises:
            KeyError, ValueError, TypeError: a field is missing or of the wrong shape.
        """
        place = d.get("place")
        return cls(
            Span(*d["span"]),
            _one_of(d["role"], PLACE_ROLES),
            None if place is None else Place.from_json(place),
            _to_span(d.get("words")),
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a field was read from: the spans, and the rule that read them, in words."""

    spans: tuple[Span, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One event or state that a dispatch reports, hung on a trigger word.

    `confidence` is how probable it is, in [0, 1], that a person who reads the dispatch hangs a claim of this type
    on this word; what the text itself commits to is in `status`, `negated` and `hedged`. `quote` is the span of the
    trigger's sentence. `evidence` maps each field that was read to its spans and rule. `places` holds the places
    that are named, and those taken up without their name.
    """

    id: str
    trigger: Span
    type: ClaimType
    status: Status
    quote: Span
    negated: bool = False
    hedged: bool = False
    source: Source = NARRATOR
    actor: Span | None = None
    target: Span | None = None
    places: tuple[PlaceMention, ...] = ()
    time: Period | None = None
    deadline: bool = False
    quantity: Quantity | None = None
    attribution: Attribution | None = None
    confidence: float = 1.0
    evidence: Mapping[str, Evidence] = field(default_factory=dict)

    @property
    def plover(self) -> str | None:
        """PLOVER event type, None where PLOVER has none."""
        return PLOVER[self.type]

    def to_json(self, text: str) -> dict[str, Any]:
        """The claim as JSON-ready values under the field names of the gold format; `text` is the dispatch's.

        The gold format lists places by name alone, so those taken up without it stand in a list of their own.
        """
        q, a = self.quantity, self.attribution
        return {
            "id": self.id,
            "trigger": list(self.trigger),
            "type": self.type,
            "plover": self.plover,
            "status": self.status,
            "negated": self.negated,
            "hedged": self.hedged,
            "source": _source(self.source),
            "actor": _span(self.actor),
            "target": _span(self.target),
            "places": [p.to_json() for p in self.places if p.words is None],
            "places_taken_up": [p.to_json() for p in self.places if p.words is not None],
            "time": None if self.time is None else [_day(self.time.first), _day(self.time.last)],
            "period": None if self.time is None else self.time.edtf,
            "grain": None if self.time is None else self.time.grain,
            "deadline": self.deadline,
            "quantity": None
            if q is None
            else {
                "span": list(q.span),
                "low": _number(q.low),
                "high": _number(q.high),
                "unit": q.unit,
                "approximate": q.approximate,
                "kind": q.kind,
                "counted": _span(q.counted),
            },
            "quote": {"span": list(self.quote), "text": self.quote.of(text)},
            "attribution": None if a is None else a.to_json(),
            "confidence": round(self.confidence, 3),
            "evidence": {k: {"spans": [list(s) for s in e.spans], "why": e.why} for k, e in self.evidence.items()},
        }

    @classmethod
    def from_json(cls, d: Mapping[str, Any]) -> Claim:
        """The claim that `to_json` wrote.

        Raises:
            KeyError, ValueError, TypeError: a field is missing or of the wrong shape.
        """
        t, q, a = d.get("time"), d.get("quantity"), d.get("attribution")
        return cls(
            id=d["id"],
            trigger=Span(*d["trigger"]),
            type=_one_of(d["type"], CLAIM_TYPES),
            status=_one_of(d["status"], STATUSES),
            quote=Span(*d["quote"]["span"]),
            negated=d["negated"],
            hedged=d["hedged"],
            source=_to_source(d["source"]),
            actor=_to_span(d.get("actor")),
            target=_to_span(d.get("target")),
            places=tuple(map(PlaceMention.from_json, (*d["places"], *d.get("places_taken_up", ())))),
            time=None
            if t is None
            else Period(_to_day(t[0]), _to_day(t[1]), d.get("grain") or "day", "~" in d["period"]),
            deadline=d["deadline"],
            quantity=None
            if q is None
            else Quantity(
                Span(*q["span"]),
                q["low"],
                q["high"],
                q["unit"],
                q.get("approximate", False),
                q.get("kind", "count"),
                _to_span(q.get("counted")),
            ),
            attribution=None if a is None else Attribution.from_json(a),
            confidence=d["confidence"],
            evidence={
                k: Evidence(tuple(Span(*s) for s in e["spans"]), e["why"]) for k, e in d.get("evidence", {}).items()
            },
        )


def claim_id(dispatch: str, trigger: Span, kind: str) -> str:
    """The id of a claim: 16 hexadecimal digits of the SHA-256 of dispatch id, trigger span and type, so that a newer
    reading of the same dispatch gives the same claim the same id."""
    return hashlib.sha256(f"{dispatch}\n{trigger.start}\n{trigger.end}\n{kind}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Reading:
    """The claims of one dispatch by one version of the reader, in text order.

    `notes` are what the reader wants said about its own work, such as relative dates left unresolved.
    """

    dispatch: Dispatch
    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...] = ()
    reader: str = ""
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """One line of `selon read --json`; `from_json` is its inverse."""
        text = self.dispatch.text
        return {
            **self.dispatch.to_json(),
            "reader": self.reader,
            "notes": list(self.notes),
            "claims": [c.to_json(text) for c in self.claims],
            "attributions": [a.to_json() for a in self.attributions],
        }

    @classmethod
    def from_json(cls, d: Mapping[str, Any]) -> Reading:
        """The reading that `to_json` wrote.

        Raises:
            KeyError, ValueError, TypeError: a field is missing or of the wrong shape.
        """
        return cls(
            Dispatch.from_json(d),
            tuple(Claim.from_json(c) for c in d["claims"]),
            tuple(Attribution.from_json(a) for a in d.get("attributions", ())),
            d.get("reader", ""),
            tuple(d.get("notes", ())),
        )


def _whole(first: date, last: date) -> str | None:
    """The short EDTF form of a day, a calendar month or a calendar year; None for any other stretch."""
    if first == last:
        return first.isoformat()
    if first.year == last.year and (first.month, first.day) == (1, 1) and (last.month, last.day) == (12, 31):
        return f"{first.year:04d}"
    ends_month = last == date.max or (last + timedelta(days=1)).day == 1
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and ends_month:
        return f"{first.year:04d}-{first.month:02d}"
    return None


def _day(d: date | None) -> str | None:
    return None if d is None else d.isoformat()


def _to_day(s: str | None) -> date | None:
    return None if s is None else date.fromisoformat(s)


def _span(s: Span | None) -> list[int] | None:
    return None if s is None else list(s)


def _to_span(s: list[int] | None) -> Span | None:
    return None if s is None else Span(*s)


def _source(s: Source) -> dict[str, Any]:
    return {"kind": s.kind, "span": _span(s.span), "count": s.count}


def _to_source(d: Mapping[str, Any]) -> Source:
    return Source(_one_of(d["kind"], SOURCE_KINDS), _to_span(d.get("span")), d.get("count"))


def _number(x: float | None) -> float | int | None:
    return int(x) if isinstance(x, float) and x.is_integer() else x


def _one_of(value: Any, allowed: tuple[T, ...]) -> T:
    if value not in allowed:
        raise ValueError(f"{value!r} is not one of {', '.join(map(str, allowed))}")
    found: T = value
    return found
