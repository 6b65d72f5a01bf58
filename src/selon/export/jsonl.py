"""The ledger itself: a line a dispatch, as `selon read --json` writes its current reading, and what the ledger knows.

`selon import` makes the same ledger of it, but for the bytes that dispatches were read from. With filters, the
dispatches that make at least one of the claims are written, whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from selon.ledger import Ledger
from selon.ledger.origins import origin_json
from selon.ledger.readings import Recorded
from selon.ledger.things import Kept

NAME = "jsonl"
SUFFIX = ".jsonl"


def write(ledger: Ledger, asked: Mapping[str, Any], out: BinaryIO) -> int:
    """Write the dispatches by publication day, then by key; see `Format.write`."""
    count = 0
    for kept in _dispatches(ledger, asked):
        line = json.dumps(record(ledger, kept), ensure_ascii=False, separators=(",", ":"))
        out.write(line.encode() + b"\n")
        count += 1
    return count


def _dispatches(ledger: Ledger, asked: Mapping[str, Any]) -> Iterator[Kept]:
    wanted = None
    if any(value is not None for value in asked.values()):
        wanted = {entry.kept.n for entry in ledger.claims(**asked)}
    yield from ledger.in_order(wanted)


def record(ledger: Ledger, kept: Kept) -> dict[str, Any]:
    """The line of a dispatch."""
    d = kept.dispatch
    earlier = ledger.readings(kept)
    current = earlier.pop() if earlier else None
    reading = current.reading if current else None
    return {
        **d.to_json(),
        "reader": reading.reader if reading else "",
        "notes": list(reading.notes) if reading else [],
        "claims": [c.to_json(d.text) for c in reading.claims] if reading else [],
        "attributions": [a.to_json() for a in reading.attributions] if reading else [],
        "ledger": {
            "given": kept.given,
            "recorded": kept.recorded.isoformat(),
            "origin": origin_json(kept.origin),
            "read": current.recorded.isoformat() if current else None,
            "earlier": [_earlier(r, d.text) for r in earlier],
            "links": [
                {"kind": x.kind, "other": x.earlier, "score": x.score, "why": x.why, "recorded": x.recorded.isoformat()}
                for x in ledger.links(d.id)
                if x.later == d.id
            ],
            "reviews": [r.to_json() for r in ledger.reviews_of(kept)],
        },
    }


def _earlier(r: Recorded, text: str) -> dict[str, Any]:
    return {
        "reader": r.reading.reader,
        "notes": list(r.reading.notes),
        "claims": [c.to_json(text) for c in r.reading.claims],
        "attributions": [a.to_json() for a in r.reading.attributions],
        "recorded": r.recorded.isoformat(),
    }
