"""Rows back into dispatches and claims, with what the ledger knows of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import RowMapping

from selon.intake.taken import Provenance
from selon.model import (
    NARRATOR,
    Attribution,
    Block,
    Claim,
    Dispatch,
    Evidence,
    Period,
    Place,
    PlaceMention,
    Quantity,
    Source,
    Span,
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a dispatch came from: the input's name and format, the hash of its bytes, what the provider says of it."""

    name: str
    format: str
    raw: str | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Review:
    """A person's verdict on a claim. `amendments` holds the fields that were amended as in the claim's JSON; `undoes`
    is the id of the review that this one takes back."""

    id: str
    claim: str
    verdict: str
    by: str
    recorded: datetime
    note: str = ""
    amendments: Mapping[str, Any] | None = None
    undoes: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The review as JSON-ready values."""
        return {
            "id": self.id,
            "claim": self.claim,
            "verdict": self.verdict,
            "by": self.by,
            "note": self.note,
            "amendments": dict(self.amendments or {}),
            "undoes": self.undoes,
            "recorded": self.recorded.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Kept:
    """A dispatch in the ledger. Its `id` is the ledger's key; `given` is the id it came with.

    `origin` is None for a dispatch that came without. `n` is its number in this ledger.
    """

    n: int
    dispatch: Dispatch
    given: str
    recorded: datetime
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim in the ledger: as it was read, or as a standing review amended it, with its dispatch.

    `recorded` is when the ledger came to hold it so, `review` the standing review of it, None where there is none.
    """

    n: int
    claim: Claim
    kept: Kept
    reader: str
    recorded: datetime
    review: Review | None = None

    @property
    def dispatch(self) -> Dispatch:
        """The dispatch that makes the claim."""
        return self.kept.dispatch

    @property
    def quote(self) -> str:
        """The sentence of the claim."""
        return self.claim.quote.of(self.dispatch.text)

    def words(self, span: Span | None) -> str:
        """The words of a span on one line; nothing for None."""
        return "" if span is None else " ".join(span.of(self.dispatch.text).split())

    def to_json(self) -> dict[str, Any]:
        """The claim's JSON, with `dispatch` and `ledger`: what `selon claims --json` writes."""
        d = self.dispatch
        return {
            **self.claim.to_json(d.text),
            "dispatch": {
                "id": d.id,
                "given": self.kept.given,
                "agency": d.agency,
                "lang": d.lang,
                "published": d.published.isoformat() if d.published else None,
                "title": d.title,
                "url": self.kept.origin.provenance.url if self.kept.origin else None,
            },
            "ledger": {
                "reader": self.reader,
                "recorded": self.recorded.isoformat(),
                "review": self.review.to_json() if self.review else None,
            },
        }


def kept(row: RowMapping, blocks: Sequence[RowMapping]) -> Kept:
    """A dispatch from its row and those of its blocks, in order."""
    d = Dispatch(
        id=row["key"],
        text=row["text"],
        lang=row["lang"],
        published=row["published"],
        title=row["title"],
        agency=row["agency"],
        place=_span(row, "place"),
        blocks=tuple(Block(b["kind"], Span(b["start"], b["end"])) for b in blocks),
    )
    return Kept(row["n"], d, row["given"], row["recorded"], _origin(row))


def _origin(row: RowMapping) -> Origin | None:
    if row["name"] is None:
        return None
    return Origin(
        row["name"],
        row["format"],
        row["raw"],
        Provenance(
            agency=row["provider"],
            provider_id=row["provider_id"],
            version=row["version"],
            replaces=row["replaces"],
            published=_zoned(row["published_at"], row["published_offset"]),
            updated=_zoned(row["updated_at"], row["updated_offset"]),
            embargo=_zoned(row["embargo_until"], row["embargo_offset"]),
            lang=row["tag"],
            title=row["headline"],
            url=row["url"],
            slug=row["slug"],
            authors=tuple(json.loads(row["authors"] or "[]")),
            change=row["change"],
            notes=tuple(json.loads(row["notes"] or "[]")),
        ),
    )


def _zoned(at: datetime | None, offset: int | None) -> datetime | None:
    if at is None or offset is None:
        return at
    return at.astimezone(timezone(timedelta(minutes=offset)))


def attribution(row: RowMapping) -> Attribution:
    """An attribution from its row."""
    return Attribution(
        _source(row),
        _span(row, "cue"),
        tuple(Span(*s) for s in json.loads(row["content"])),
        row["speech"],
        _span(row, "told"),
    )


def claim(row: RowMapping, places: Sequence[RowMapping], rests_on: Attribution | None) -> Claim:
    """A claim from its row, those of its places in order, and its attribution."""
    return Claim(
        id=row["id"],
        trigger=Span(row["trigger_start"], row["trigger_end"]),
        type=row["type"],
        status=row["status"],
        quote=Span(row["quote_start"], row["quote_end"]),
        negated=row["negated"],
        hedged=row["hedged"],
        source=_source(row),
        actor=_span(row, "actor"),
        target=_span(row, "target"),
        places=tuple(
            PlaceMention(Span(p["start"], p["end"]), p["role"], _place(p["place"]), _span(p, "words")) for p in places
        ),
        time=None if row["grain"] is None else Period(row["first"], row["last"], row["grain"], row["approximate"]),
        deadline=row["deadline"],
        quantity=_quantity(row),
        attribution=rests_on,
        confidence=row["confidence"],
        evidence={
            k: Evidence(tuple(Span(*s) for s in spans), why) for k, (spans, why) in json.loads(row["evidence"]).items()
        },
    )


def review(row: RowMapping) -> Review:
    """A review from its row."""
    return Review(
        row["id"],
        row["claim"],
        row["verdict"],
        row["by"],
        row["recorded"],
        row["note"],
        json.loads(row["amendments"]),
        row["undoes"],
    )


def _place(told: str | None) -> Place | None:
    return None if told is None else Place.from_json(json.loads(told))


def _quantity(row: RowMapping) -> Quantity | None:
    span = _span(row, "quantity")
    if span is None:
        return None
    return Quantity(span, row["low"], row["high"], row["unit"], row["about"], row["measure"], _span(row, "counted"))


def _source(row: RowMapping) -> Source:
    span = _span(row, "source")
    if row["source_kind"] == NARRATOR.kind and span is None and row["source_count"] is None:
        return NARRATOR
    return Source(row["source_kind"], span, row["source_count"])


def _span(row: RowMapping, field: str) -> Span | None:
    start = row[f"{field}_start"]
    return None if start is None else Span(start, row[f"{field}_end"])
