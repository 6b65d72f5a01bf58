"""Deadlines as a calendar (RFC 5545): each claim with a due day is an all-day event on it, under a UID that stays.

An event is told in the language of its dispatch. Where nothing else is asked for, claims that are negated or rejected
by a reviewer are left out, and so are those of reprints and of dispatches that a later take supersedes: they would tell
a due day twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, timedelta
from functools import lru_cache
from typing import Any, BinaryIO

from selon.errors import DataError
from selon.ledger import Entry, Ledger
from selon.wording import Wording

NAME = "ical"
SUFFIX = ".ics"
OCTETS = 75
"""Octets of a line, the longest that RFC 5545 allows."""

USUAL = {"reviewed": "standing", "negated": False, "reprints": False, "superseded": False}
"""What is asked of claims where nothing else is."""
ELSE = "en"
"""The language of events from dispatches in one that has no words for them."""


def write(ledger: Ledger, asked: Mapping[str, Any], out: BinaryIO) -> int:
    """Write the deadlines; see `Format.write`."""
    count = 0
    _put(out, ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Selon//Deadlines//EN", "CALSCALE:GREGORIAN"])
    _put(out, ["NAME:Selon", "X-WR-CALNAME:Selon"])
    for entry in ledger.claims(**{**USUAL, **asked, "deadline": True}):
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
    w = _wording(d.lang)
    said = w.words["calendar"]
    yield "BEGIN:VEVENT"
    yield f"UID:{c.id}@selon"
    yield f"DTSTAMP:{entry.recorded.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{due:%Y%m%d}"
    if due.toordinal() < due.max.toordinal():
        yield f"DTEND;VALUE=DATE:{due + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(said['summary'].format(claim=w.claim(c, d.text), type=w.words['types'][c.type]))}"
    yield f"DESCRIPTION:{_text(chr(10).join(_told(entry, w)))}"
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


def _told(entry: Entry, w: Wording) -> Iterator[str]:
    """What is told of an event: the sentence, who says so and how surely, and where that stands."""
    c, d, said = entry.claim, entry.dispatch, w.words["calendar"]
    yield entry.words(c.quote)
    yield said["source"].format(who=w.who(c.source, d))
    reserve = f", {w.words['status']['hedged']}" if c.hedged else ""
    yield said["status"].format(status=w.status(c) + reserve)
    day = w.short_day(d.published) if d.published else w.words["heading"]["no_date"]
    title = d.title or w.words["heading"]["no_title"]
    yield said["dispatch"].format(title=title, origin=", ".join(x for x in (d.agency, day) if x))
    yield said["id"].format(id=c.id)


@lru_cache(maxsize=16)
def _wording(lang: str) -> Wording:
    try:
        return Wording.of(lang)
    except DataError:
        return Wording.of(ELSE)


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
