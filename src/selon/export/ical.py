"""Deadlines as a calendar (RFC 5545): each claim with a due day is an all-day event on it, under a UID that stays.

Where nothing else is asked for, claims that are negated or rejected by a reviewer are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, timedelta
from typing import Any, BinaryIO

from selon.ledger import Entry, Ledger

NAME = "ical"
SUFFIX = ".ics"
OCTETS = 75
"""Octets of a line, the longest that RFC 5545 allows."""


def write(ledger: Ledger, asked: Mapping[str, Any], out: BinaryIO) -> int:
    """Write the deadlines; see `Format.write`."""
    count = 0
    _put(out, ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Selon//Deadlines//EN", "CALSCALE:GREGORIAN"])
    for entry in ledger.claims(**{"reviewed": "standing", "negated": False, **asked, "deadline": True}):
        if entry.claim.time and entry.claim.time.last:
            _put(out, event(entry))
            count += 1
    _put(out, ["END:VCALENDAR"])
    return count


def event(entry: Entry) -> Iterator[str]:
    """The lines of a claim's event, not yet folded."""
    c, d = entry.claim, entry.dispatch
    due = c.time.last if c.time else None
    if due is None:
        return
    who = entry.words(c.actor)
    said = entry.words(c.trigger)
    yield "BEGIN:VEVENT"
    yield f"UID:{c.id}@selon"
    yield f"DTSTAMP:{entry.recorded.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{due:%Y%m%d}"
    if due.toordinal() < due.max.toordinal():
        yield f"DTEND;VALUE=DATE:{due + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(': '.join(x for x in (who, said) if x))} ({c.type})"
    source = entry.words(c.source.span) or d.agency or ""
    told = [entry.words(c.quote), f"{source} ({c.source.kind})".strip(), d.title or "", d.agency or ""]
    yield f"DESCRIPTION:{_text(chr(10).join(x for x in told if x))}"
    places = ", ".join(entry.words(p.span) for p in c.places)
    if places:
        yield f"LOCATION:{_text(places)}"
    origin = entry.kept.origin
    if origin and origin.provenance.url:
        yield f"URL:{origin.provenance.url}"
    yield f"CATEGORIES:{c.type}"
    yield "STATUS:TENTATIVE" if c.hedged or c.status == "hypothetical" else "STATUS:CONFIRMED"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(words: str) -> str:
    """Words as a value of type TEXT."""
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(c for c in escaped if c >= " ")


def _put(out: BinaryIO, lines: Iterator[str] | list[str]) -> None:
    for line in lines:
        out.write("\r\n ".join(folded(line)).encode() + b"\r\n")


def folded(line: str) -> list[str]:
    """The line in pieces of so many octets, no character cut in two; a piece after the first has a space before it."""
    pieces: list[str] = []
    piece, size = "", 0
    for c in line:
        octets = len(c.encode())
        if size + octets > OCTETS - bool(pieces):
            pieces.append(piece)
            piece, size = "", 0
        piece += c
        size += octets
    return [*pieces, piece]
