"""Claims as W3C Web Annotations: one JSON-LD object a line, its target the words in the dispatch.

The body describes the claim; the selectors find its trigger by position and by quote. Positions count Unicode code
points, as the model's recommendation has it (https://www.w3.org/TR/annotation-model/#text-position-selector).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, BinaryIO

from selon.ledger import Entry, Ledger
from selon.model import Span

NAME = "webannotation"
SUFFIX = ".jsonl"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Code points of text before and after the words of a quote selector."""


def write(ledger: Ledger, asked: Mapping[str, Any], out: BinaryIO) -> int:
    """Write the claims; see `Format.write`."""
    count = 0
    for entry in ledger.claims(**asked):
        out.write(json.dumps(annotation(entry), ensure_ascii=False).encode() + b"\n")
        count += 1
    return count


def annotation(entry: Entry) -> dict[str, Any]:
    """The annotation of a claim."""
    c, d = entry.claim, entry.dispatch
    claim = c.to_json(d.text)
    for field in ("quote", "evidence", "id"):
        del claim[field]
    body: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "classifying", "value": c.type},
        {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "application/json",
            "value": json.dumps(claim, ensure_ascii=False),
        },
    ]
    if entry.review:
        body.append({"type": "TextualBody", "purpose": "assessing", "value": entry.review.verdict})
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "id": f"urn:selon:claim:{c.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "created": entry.recorded.isoformat(),
        "generator": {"type": "Software", "name": entry.reader},
        "body": body,
        "target": {
            "source": _source(entry),
            "selector": selector(d.text, c.trigger),
            "scope": f"urn:selon:dispatch:{d.id}",
        },
    }
    return made


def selector(text: str, span: Span) -> list[dict[str, Any]]:
    """Two selectors of the same words, each enough by itself."""
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(0, span.start - AROUND) : span.start],
            "suffix": text[span.end : span.end + AROUND],
        },
    ]


def _source(entry: Entry) -> str:
    origin = entry.kept.origin
    return (origin.provenance.url if origin else None) or f"urn:selon:dispatch:{entry.dispatch.id}"
