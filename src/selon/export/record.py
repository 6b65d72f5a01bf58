"""A claim as one flat record: what a line of a table holds, with the codes of the data sets that desks exchange."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from selon.ledger import Entry, Ledger
from selon.model import Period, PlaceMention

COLUMNS: dict[str, type] = {
    "id": str,
    "dispatch": str,
    "given_id": str,
    "agency": str,
    "lang": str,
    "published": date,
    "title": str,
    "url": str,
    "type": str,
    "plover": str,
    "status": str,
    "negated": bool,
    "hedged": bool,
    "source_kind": str,
    "source": str,
    "source_count": int,
    "actor": str,
    "target": str,
    "trigger": str,
    "quote": str,
    "edtf": str,
    "first_day": date,
    "last_day": date,
    "grain": str,
    "deadline": bool,
    "ucdp_date_prec": int,
    "acled_time_precision": int,
    "places": str,
    "place": str,
    "gazetteer_id": str,
    "lat": float,
    "lon": float,
    "radius_m": int,
    "country": str,
    "claimants": str,
    "ucdp_where_prec": int,
    "acled_geo_precision": int,
    "quantity": str,
    "low": float,
    "high": float,
    "unit": str,
    "quantity_kind": str,
    "confidence": float,
    "verdict": str,
    "reviewer": str,
    "reader": str,
    "recorded": str,
    "trigger_start": int,
    "trigger_end": int,
    "quote_start": int,
    "quote_end": int,
}
"""Columns and what they hold. `place` and the columns after it are of the first place that the gazetteer knows, a place
where the claim happens before one that it comes from or goes to. Spans are half-open code-point offsets."""

ROLES = ("at", "to", "from", "via")


def records(ledger: Ledger, asked: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The records of the claims that are asked for."""
    return map(record, ledger.claims(**asked))


def record(entry: Entry, place: PlaceMention | None = None) -> dict[str, Any]:
    """The record of a claim: where it is by the place given, else by the first that the gazetteer knows."""
    c, d = entry.claim, entry.dispatch
    q, origin = c.quantity, entry.kept.origin
    return {
        "id": c.id,
        "dispatch": d.id,
        "given_id": entry.kept.given,
        "agency": d.agency,
        "lang": d.lang,
        "published": d.published,
        "title": d.title,
        "url": origin.provenance.url if origin else None,
        "type": c.type,
        "plover": c.plover,
        "status": c.status,
        "negated": c.negated,
        "hedged": c.hedged,
        "source_kind": c.source.kind,
        "source": entry.words(c.source.span) or None,
        "source_count": c.source.count,
        "actor": entry.words(c.actor) or None,
        "target": entry.words(c.target) or None,
        "trigger": entry.words(c.trigger),
        "quote": entry.words(c.quote),
        **_when(c.time),
        "deadline": c.deadline,
        "places": "; ".join(f"{entry.words(p.span)} ({p.role})" for p in c.places) or None,
        **_where(c.places if place is None else (place,)),
        "quantity": entry.words(q.span) if q else None,
        "low": q.low if q else None,
        "high": q.high if q else None,
        "unit": q.unit if q else None,
        "quantity_kind": q.kind if q else None,
        "confidence": round(c.confidence, 3),
        "verdict": entry.review.verdict if entry.review else None,
        "reviewer": entry.review.by if entry.review else None,
        "reader": entry.reader,
        "recorded": entry.recorded.isoformat(),
        "trigger_start": c.trigger.start,
        "trigger_end": c.trigger.end,
        "quote_start": c.quote.start,
        "quote_end": c.quote.end,
    }


def _when(t: Period | None) -> dict[str, Any]:
    return {
        "edtf": t.edtf if t else None,
        "first_day": t.first if t else None,
        "last_day": t.last if t else None,
        "grain": t.grain if t else None,
        "ucdp_date_prec": date_prec(t),
        "acled_time_precision": time_precision(t),
    }


def date_prec(t: Period | None) -> int | None:
    """UCDP GED's date_prec: 1 the day, 2 up to six days, 3 a week, 4 up to a month, 5 longer; None for open ones."""
    days = _days(t)
    return None if days is None else next((p for p, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= most), 5)


def time_precision(t: Period | None) -> int | None:
    """ACLED's time_precision: 1 the day, 2 within a week, 3 within a month; None for what ACLED does not code."""
    days = _days(t)
    return None if days is None else next((p for p, most in ((1, 1), (2, 7), (3, 31)) if days <= most), None)


def _days(t: Period | None) -> int | None:
    return (t.last - t.first).days + 1 if t and t.first and t.last else None


def _where(places: Sequence[PlaceMention]) -> dict[str, Any]:
    known = sorted((p for p in places if p.place is not None), key=lambda p: ROLES.index(p.role))
    r = known[0].place if known else None
    return {
        "place": r.name if r else None,
        "gazetteer_id": r.id if r else None,
        "lat": r.lat if r else None,
        "lon": r.lon if r else None,
        "radius_m": r.radius_m if r else None,
        "country": (r.country or None) if r else None,
        "claimants": ("; ".join(r.claimants) or None) if r else None,
        "ucdp_where_prec": r.where_prec if r else None,
        "acled_geo_precision": r.geo_precision if r else None,
    }
