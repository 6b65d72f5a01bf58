"""Time expressions as text: a table, a line of JSON, TimeML."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from selon.cli.lines import visible
from selon.model import Dispatch, TimeExpression

ACROSS = 34
"""Characters of the widest column of words."""


def table(d: Dispatch, found: Sequence[TimeExpression]) -> str:
    """One expression a line: where, the words, type, value, days, use, and why where nothing could be resolved."""
    lines = []
    for x in found:
        words = visible(" ".join(x.extent.of(d.text).split()))
        days = x.period.edtf if x.period else ""
        cells = [f"{x.span.start}-{x.span.end}", words.ljust(ACROSS), x.type, x.value or "?", days, x.use]
        why = f"({x.reason})" if x.period is None and x.reason else ""
        lines.append("  ".join(c for c in [*cells, why] if c).rstrip())
    return "\n".join(lines)


def json_line(d: Dispatch, found: Sequence[TimeExpression]) -> str:
    """`{"id", "published", "pred": […]}` on one line; offsets count code points of the dispatch's text."""
    return json.dumps(
        {
            "id": d.id,
            "published": d.published.isoformat() if d.published else None,
            "pred": [_record(d.text, x) for x in found],
        },
        ensure_ascii=False,
    )


def timeml(d: Dispatch, found: Sequence[TimeExpression]) -> str:
    """The text as TimeML: the publication day as DCT, each expression as a TIMEX3 element."""
    day = d.published.isoformat() if d.published else ""
    dct = f'<TIMEX3 tid="t0" type="DATE" value="{day}" functionInDocument="CREATION_TIME">{day}</TIMEX3>'
    parts, at = [], 0
    for n, x in enumerate(found, 1):
        parts += [escape(d.text[at : x.span.start]), _element(d.text, n, x)]
        at = x.span.end
    body = "".join(parts) + escape(d.text[at:])
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>'
    name = escape(d.id)
    return f"{head}\n<DOCID>{name}</DOCID>\n<DCT>{dct if day else ''}</DCT>\n<TEXT>{body}</TEXT>\n</TimeML>"


def _element(text: str, n: int, x: TimeExpression) -> str:
    value = "" if x.value is None else f" value={quoteattr(x.value)}"
    mod = "" if x.mod is None else f" mod={quoteattr(x.mod)}"
    counted = ' temporalFunction="true" anchorTimeID="t0"' if x.anchor is not None else ""
    return f'<TIMEX3 tid="t{n}" type="{x.type}"{value}{mod}{counted}>{escape(x.span.of(text))}</TIMEX3>'


def _record(text: str, x: TimeExpression) -> dict[str, Any]:
    p = x.period
    return {
        "start": x.span.start,
        "end": x.span.end,
        "text": x.span.of(text),
        "type": x.type,
        "value": x.value,
        "mod": x.mod,
        "extent": list(x.extent),
        "use": x.use,
        "first": p.first.isoformat() if p and p.first else None,
        "last": p.last.isoformat() if p and p.last else None,
        "period": p.edtf if p else None,
        "grain": p.grain if p else None,
        "anchor": x.anchor.isoformat() if x.anchor else None,
        "reason": x.reason,
    }
