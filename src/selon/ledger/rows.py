"""Dispatches and readings into the rows that hold them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from selon.intake.taken import Provenance
from selon.ledger.calendar import buckets
from selon.ledger.fold import fold, name
from selon.ledger.keys import paragraph_hash, rank, text_hash
from selon.ledger.numbers import number
from selon.ledger.things import Origin
from selon.model import Attribution, Claim, Dispatch, Quantity, Reading, Span, claim_id

Row = dict[str, Any]
_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
NAMED = ("named", "organisation", "document")
"""Kinds of source that are the same source under the same name. Unnamed ones never are."""


_NOWHERE = (None, None)


def _span(field: str, span: Span | None) -> Row:
    start, end = span or _NOWHERE
    return {f"{field}_start": start, f"{field}_end": end}


def dumped(value: Any) -> str:
    """The value as JSON, the same in every store."""
    return _JSON.encode(value)


def dispatch_row(d: Dispatch, key: str, n: int, *, recorded: datetime, given: str, origin: Origin | None) -> Row:
    """The row of a dispatch."""
    return {
        "n": n,
        "key": key,
        "text_sha256": text_hash(d.text),
        "given": given,
        "agency": d.agency,
        "lang": d.lang,
        "published": d.published,
        "title": d.title,
        **_span("place", d.place),
        "text": d.text,
        "recorded": recorded,
        **(_origin(origin) if origin else _NO_ORIGIN),
    }


def _origin(origin: Origin) -> Row:
    p = origin.provenance
    return {
        "name": origin.name,
        "format": origin.format,
        "raw": origin.raw,
        "provider": p.agency,
        "provider_id": p.provider_id,
        "version": p.version,
        "replaces": p.replaces,
        **_instant("published", "at", p.published),
        **_instant("updated", "at", p.updated),
        **_instant("embargo", "until", p.embargo),
        "tag": p.lang,
        "headline": p.title,
        "url": p.url,
        "slug": p.slug,
        "authors": dumped(p.authors) if p.authors else None,
        "change": p.change,
        "notes": dumped(p.notes) if p.notes else None,
    }


def _instant(field: str, suffix: str, at: datetime | None) -> Row:
    """A moment and the zone it was written in, in minutes; a moment without a zone is taken for UTC."""
    if at is None:
        return {f"{field}_{suffix}": None, f"{field}_offset": None}
    offset = at.utcoffset()
    if offset is None:
        return {f"{field}_{suffix}": at.replace(tzinfo=UTC), f"{field}_offset": None}
    return {f"{field}_{suffix}": at, f"{field}_offset": round(offset / timedelta(minutes=1))}


_NO_ORIGIN: Row = dict.fromkeys(_origin(Origin("", "", None, Provenance())))


def block_rows(d: Dispatch, n: int) -> list[Row]:
    """The rows of a dispatch's blocks."""
    return [
        {
            "dispatch": n,
            "ordinal": i,
            "kind": b.kind,
            "start": b.span.start,
            "end": b.span.end,
            "hash": paragraph_hash(b.span.of(d.text)),
        }
        for i, b in enumerate(d.blocks)
    ]


def dispatch_words(d: Dispatch, n: int, folded: Sequence[str]) -> tuple[int, str]:
    """What full-text search finds a dispatch by: its words, and those of a title that is not among them."""
    title = [fold(d.title)] if d.title is not None and d.title not in d.text else []
    return n, " ".join([*title, *folded])


def reading_row(reading: Reading, n: int, dispatch: int, recorded: datetime) -> Row:
    """The row of a reading; its claims have the serials after its number."""
    return {
        "n": n,
        "dispatch": dispatch,
        "reader": reading.reader,
        "rank": rank(reading.reader),
        "recorded": recorded,
        "notes": dumped(reading.notes),
        "claims": len(reading.claims),
    }


def attributions(reading: Reading) -> tuple[list[tuple[Attribution, bool]], list[int | None]]:
    """The attributions to keep, each with whether the reading lists it, and for each claim the one it rests on."""
    kept = [(a, True) for a in reading.attributions]
    places = {a: i for i, a in reversed(list(enumerate(reading.attributions)))}
    of_claims: list[int | None] = []
    for claim in reading.claims:
        a = claim.attribution
        if a is not None and a not in places:
            places[a] = len(kept)
            kept.append((a, False))
        of_claims.append(None if a is None else places[a])
    return kept, of_claims


def attribution_rows(kept: Sequence[tuple[Attribution, bool]], reading: int) -> list[Row]:
    """The rows of a reading's attributions."""
    return [
        {
            "reading": reading,
            "ordinal": i,
            "listed": listed,
            "source_kind": a.source.kind,
            **_span("source", a.source.span),
            "source_count": a.source.count,
            **_span("cue", a.cue),
            **_span("told", a.told),
            "speech": a.speech,
            "content": dumped(a.content),
        }
        for i, (a, listed) in enumerate(kept)
    ]


def claim_row(
    claim: Claim,
    d: Dispatch,
    key: str,
    n: int,
    *,
    reading: int,
    dispatch: int,
    recorded: datetime,
    rests_on: int | None,
) -> Row:
    """The row of a claim."""
    t, q, source = claim.time, claim.quantity, claim.source
    actor, target, speaker = claim.actor or _NOWHERE, claim.target or _NOWHERE, source.span or _NOWHERE
    named = source.kind in NAMED and source.span is not None
    return {
        "n": n,
        "id": claim_id(key, claim.trigger, claim.type),
        "reading": reading,
        "dispatch": dispatch,
        "review": None,
        "recorded": recorded,
        "ahead": is_ahead(d.published, recorded),
        "agency": d.agency,
        "lang": d.lang,
        "type": claim.type,
        "status": claim.status,
        "negated": claim.negated,
        "hedged": claim.hedged,
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
        "quote_start": claim.quote.start,
        "quote_end": claim.quote.end,
        "source_kind": source.kind,
        "source_start": speaker[0],
        "source_end": speaker[1],
        "source_count": source.count,
        "source_name": name(source.span.of(d.text)) if named and source.span else None,
        "actor_start": actor[0],
        "actor_end": actor[1],
        "target_start": target[0],
        "target_end": target[1],
        "first": t.first if t else None,
        "last": t.last if t else None,
        "grain": t.grain if t else None,
        "approximate": t.approximate if t else None,
        "deadline": claim.deadline,
        **(_quantity(q) if q else _NO_QUANTITY),
        "attribution": rests_on,
        "confidence": claim.confidence,
        "evidence": dumped({k: [e.spans, e.why] for k, e in claim.evidence.items()}),
    }


def _quantity(q: Quantity) -> Row:
    return {
        **_span("quantity", q.span),
        "low": q.low,
        "high": q.high,
        "unit": q.unit,
        "about": q.approximate,
        "measure": q.kind,
        **_span("counted", q.counted),
    }


_NO_QUANTITY: Row = dict.fromkeys(_quantity(Quantity(Span(0, 0), None, None)))


def is_ahead(published: date | None, recorded: datetime) -> bool:
    """Whether it came more than a day before the day it says it was published on (an embargo, or a wrong date)."""
    return published is not None and published.toordinal() > recorded.toordinal() + 1


def place_rows(claim: Claim, text: str, n: int) -> list[Row]:
    """The rows of a claim's places."""
    return [
        {
            "claim": n,
            "ordinal": i,
            "start": p.span.start,
            "end": p.span.end,
            **_span("words", p.words),
            "role": p.role,
            "name": name(p.span.of(text)),
            "place": None if p.place is None else json.dumps(p.place.to_json(), ensure_ascii=False),
        }
        for i, p in enumerate(claim.places)
    ]


def happening_rows(claim: Claim, n: int) -> list[Row]:
    """The rows under which a claim is found by when it happens."""
    return [{"bucket": b, "claim": n} for b in buckets(claim.time)]


def claim_words(claim: Claim, text: str, n: int) -> tuple[int, str, str, str, str]:
    """What full-text search finds a claim by: the words of its sentence, actor, target and source."""
    parts = (claim.actor, claim.target, claim.source.span)
    return n, fold(claim.quote.of(text)), *(fold(s.of(text)) if s else "" for s in parts)  # type: ignore[return-value]


def numbers_of(d: Dispatch, first: int, count: int) -> Iterator[int]:
    """The numbers of so many rows of a dispatch, in order."""
    start = number(d.published, first)
    yield from range(start, start + count)
