"""A claim as a card: its fields in words, the characters each was read from, and how each may be amended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from selon.desk import views
from selon.desk.runs import Units, fields
from selon.errors import DataError
from selon.ledger import Entry, Review
from selon.model import CLAIM_TYPES, SOURCE_KINDS, STATUSES, Claim, Dispatch, Place, Span
from selon.wording import Wording

SURE, FAIRLY = 0.8, 0.6
"""Confidence from which a reading is called sure, and fairly sure: right four times in five, three times in five."""
UNSEEN = "-"
"""What `Card.seen` is where a claim has no review."""


@lru_cache(maxsize=64)
def wording(lang: str, text: str) -> Wording:
    """The words of the interface's language for texts in another; a text's language without tables reads as its own."""
    try:
        return Wording.of(lang, text)
    except DataError:
        return Wording.of(lang)


@dataclass(frozen=True, slots=True)
class Home:
    """The happening that a claim is about, and the story that it is of, by their ids."""

    happening: str
    story: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a card says beyond the claim: its last review (undone ones too), and what it hangs together with."""

    last: Review | None = None
    home: Home | None = None


def card(entry: Entry, known: Known, n: int, lang: str, units: Units | None = None) -> views.Card:
    """The card of a claim, numbered `n` in its dispatch, in the words of `lang`."""
    c, d = entry.claim, entry.dispatch
    w = wording(lang, d.lang)
    units = units or Units(d.text)
    return views.Card(
        id=c.id,
        url=f"/claims/{c.id}",
        n=n,
        type=c.type,
        status=c.status,
        negated=c.negated,
        hedged=c.hedged,
        said=w.claim(c, d.text),
        status_said=w.status(c),
        who=w.who(c.source, d),
        source_kind=c.source.kind,
        source_count=c.source.count,
        confidence=round(c.confidence, 2),
        sureness=sureness(c.confidence),
        due=c.time.last.isoformat() if c.deadline and c.time and c.time.last else None,
        fields=tuple(_fields(entry, w, units)),
        seen=known.last.id if known.last else UNSEEN,
        verdict=verdict(entry.review),
        happening=known.home.happening if known.home else None,
        story=known.home.story if known.home else None,
    )


def sureness(confidence: float) -> views.Sureness:
    """How surely a claim was read, in one of three words."""
    return "high" if confidence >= SURE else "medium" if confidence >= FAIRLY else "low"


def verdict(review: Review | None) -> views.Verdict | None:
    """The standing review as a card shows it."""
    if review is None:
        return None
    at = review.recorded.isoformat(timespec="minutes")
    return views.Verdict(review.id, review.verdict, review.by, at, review.note, tuple(review.amendments or ()))


def _fields(entry: Entry, w: Wording, units: Units) -> Iterator[views.Field]:
    c, d = entry.claim, entry.dispatch
    amended = tuple(entry.review.amendments or ()) if entry.review else ()
    at = fields(c, amended)
    raw = c.to_json(d.text)
    for name, said, detail in _said(c, d, w):
        spans = at.get("trigger", ()) if name == "type" else at.get(name, ())
        evidence = c.evidence.get(name)
        yield views.Field(
            name,
            said,
            " … ".join(" ".join(s.of(d.text).split()) for s in spans),
            detail,
            "" if evidence is None or name in amended else evidence.why,
            tuple(units.place(s) for s in spans),
            _amend(name, raw),
        )


def _said(c: Claim, d: Dispatch, w: Wording) -> Iterator[tuple[str, str, str]]:
    """Each field that can be told or amended: its name, its value in words, and a second line."""
    yield "type", str(w.words["types"][c.type]), c.plover or ""
    yield "status", w.status(c), ""
    yield "negated", w.status(c) if c.negated else "", ""
    yield "hedged", str(w.words["status"]["hedged"]) if c.hedged else "", ""
    yield "source", w.who(c.source, d), ""
    yield "actor", _words(c.actor, d), ""
    yield "target", _words(c.target, d), ""
    yield "places", ", ".join(f"{w.words['roles'][p.role]} {_words(p.span, d)}" for p in c.places), _places(c, w)
    yield "time", w.period(c.time) if c.time else "", c.time.edtf if c.time else ""
    yield "deadline", w.due(c.time) if c.deadline and c.time else "", ""
    q = c.quantity
    yield "quantity", " ".join(x for x in (w.number(q), q.unit) if x) if q else "", _words(q.counted, d) if q else ""


def _places(c: Claim, w: Wording) -> str:
    words = w.words["places"]
    return "; ".join(words["unresolved"] if p.place is None else place_said(p.place, w) for p in c.places)


def place_said(p: Place, w: Wording) -> str:
    """What a place name stands for: "Ménaka (ville, Ménaka, Mali)", and who claims it where it is disputed."""
    words = w.words["places"]
    said = f"{p.name} ({', '.join((words['kinds'][p.kind], *p.admin))})"
    return f"{said}, {words['disputed'].format(claimants=', '.join(p.claimants))}" if p.claimants else said


def _words(span: Span | None, d: Dispatch) -> str:
    return "" if span is None else " ".join(span.of(d.text).split())


_CHOICES: dict[str, Sequence[str]] = {"type": CLAIM_TYPES, "status": STATUSES}


def _amend(name: str, raw: dict[str, Any]) -> views.Amend | None:
    value = raw[name]
    if name in _CHOICES:
        return views.Amend(name, "choice", value, tuple(views.Choice(x, x == value) for x in _CHOICES[name]))
    if name in ("negated", "hedged", "deadline"):
        return views.Amend(name, "flag", value)
    if name in ("actor", "target"):
        return views.Amend(name, "span", value)
    if name == "source":
        kinds = tuple(views.Choice(x, x == value["kind"]) for x in SOURCE_KINDS)
        return views.Amend(name, "source", value, kinds)
    return {
        "places": views.Amend("places", "places", value),
        "time": views.Amend("time", "days", value),
        "quantity": views.Amend("quantity", "quantity", value),
    }[name]
