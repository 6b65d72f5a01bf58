"""A claim as a card: its fields in words, the characters each was read from, and how each may be amended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from selon.desk import views
from selon.desk.phrases import counted, place_said, speaker, wording, words_at
from selon.desk.runs import Units, fields
from selon.ledger import Entry, Review
from selon.model import CLAIM_TYPES, SOURCE_KINDS, STATUSES, Claim, Dispatch, Period
from selon.wording import Wording

SURE, FAIRLY = 0.8, 0.6
"""Confidence from which a reading is called sure, and fairly sure: right four times in five, three times in five."""
UNSEEN = "-"
"""What `Card.seen` is where a claim has no review."""


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
    due = c.time.last if c.deadline and c.time else None
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
        who=speaker(c.source, d, w),
        source_kind=c.source.kind,
        source_count=c.source.count,
        confidence=round(c.confidence, 2),
        sureness=sureness(c.confidence),
        due=due.isoformat() if due else None,
        due_said=w.short_day(due) if due else "",
        fields=tuple(_fields(entry, w, units, lang)),
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


def _fields(entry: Entry, w: Wording, units: Units, lang: str) -> Iterator[views.Field]:
    c, d = entry.claim, entry.dispatch
    amended = tuple(entry.review.amendments or ()) if entry.review else ()
    at = fields(c, amended)
    raw = c.to_json(d.text)
    for name, said, detail in _said(c, d, w, lang):
        spans = at.get("trigger", ()) if name == "type" else at.get(name, ())
        evidence = c.evidence.get(name)
        yield views.Field(
            name,
            said,
            _unsaid(said, [words_at(s, d.text) for s in spans]),
            detail,
            "" if evidence is None or name in amended else evidence.why,
            tuple(units.place(s) for s in spans),
            _amend(name, raw),
        )


def _said(c: Claim, d: Dispatch, w: Wording, lang: str) -> Iterator[tuple[str, str, str]]:
    """Each field that can be told or amended: its name, its value in words, and what goes beside it."""
    at = words_at
    yield "type", str(w.words["types"][c.type]), c.plover or ""
    yield "status", w.status(c), ""
    yield "negated", w.status(c) if c.negated else "", ""
    yield "hedged", str(w.words["status"]["hedged"]) if c.hedged else "", ""
    yield "source", speaker(c.source, d, w), ""
    yield "actor", at(c.actor, d.text), ""
    yield "target", at(c.target, d.text), ""
    yield "places", ", ".join(f"{w.words['roles'][p.role]} {at(p.span, d.text)}" for p in c.places), _places(c, w, lang)
    yield "time", w.period(c.time) if c.time else "", _edtf(c.time)
    yield "deadline", w.due(c.time) if c.deadline and c.time else "", ""
    yield "quantity", counted(c.quantity, d.text, w), ""


def _unsaid(said: str, words: list[str]) -> str:
    """The text's words, where they are not in what is said already."""
    return "" if all(w.casefold() in said.casefold() for w in words) else " … ".join(words)


def _edtf(p: Period | None) -> str:
    """The period in EDTF, where it says more than a day does."""
    return "" if p is None or (p.first == p.last and not p.approximate) else p.edtf


def _places(c: Claim, w: Wording, lang: str) -> str:
    lost = str(w.words["places"]["unresolved"])
    return "; ".join(lost if p.place is None else place_said(p.place, lang) for p in c.places)


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
