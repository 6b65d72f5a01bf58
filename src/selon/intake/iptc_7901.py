"""IPTC 7901, the text messages of the wire: a header behind SOH, the text behind STX, the day and time behind ETX.

    SOH AFP0123 4 i 250 FRA /AFP-AB12 CR LF       source and number, priority, category, words, options
    STX Syrie-conflit-armée CR LF …               keywords, title, text in wrapped lines, indented paragraphs
    ETX 231015 fév 26 CR LF EOT                   day and time, GMT unless another zone is named

A file may hold several messages one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from selon.errors import InputError
from selon.intake.clean import clean
from selon.intake.draft import Draft, finish
from selon.intake.parts import Part
from selon.intake.refused import Given, Refused
from selon.intake.source import Source
from selon.intake.stamps import Stamp
from selon.intake.taken import Taken
from selon.reading.language import PACKS
from selon.reading.marks import marks

NAME = "iptc-7901"

_HEADER = re.compile(
    rb"(?:\x16|\s)*\x01\s*(?P<service>[A-Za-z]{2,5})[ -]?(?P<number>\d{2,6})\s+(?P<priority>\d)\s+"
    rb"(?P<category>[A-Za-z]{1,5})\s+(?P<count>\d{1,6})?(?P<options>[^\x02\r\n]{0,200})[\r\n]*\x02?"
)
_START = re.compile(rb"(?:\x16|\s)*\x01")
_PLAIN_HEADER = re.compile(
    rb"\s*\x01?[A-Za-z]{2,5}[ -]?\d{2,6}\s+\d\s+[A-Za-z]{1,5}\s+\d{1,6}\b[^\r\n]{0,200}\r?\n\x02"
)
_WHEN = re.compile(
    r"(?P<d>\d\d)(?P<H>\d\d)(?P<M>\d\d)\s*(?P<zone>GMT|UTC|Z|CET|CEST|[+-]\d{4})?\s+(?P<m>[^\W\d_]{3,9})\.?\s*(?P<y>\d{4}|\d\d)\b",
    re.IGNORECASE,
)
_ZONES = {"CET": 1, "CEST": 2}
_SLUG = re.compile(r"[\w.'’&/]+(?:-[\w.'’&/]+)+(?:\s+[\w.'’()/-]+){0,4}")
_LONGEST_TITLE = 250
_CHANGE = re.compile(r"\b(correction|rectificatif|correctif|update|actualisation)\b", re.IGNORECASE)


def sniff(head: bytes, _name: str) -> float:
    """A start of heading (SOH) with source and number, or such a line with a start of text (STX) below."""
    return 0.95 if _HEADER.match(head) or _PLAIN_HEADER.match(head) else 0.0


def read(source: Source, given: Given) -> Iterator[Taken | Refused]:
    """The dispatch of each message."""
    data = source.whole()
    messages = [m for m in _messages(data) if m.strip(b"\x00\x16\x04\r\n \t")]
    for n, message in enumerate(messages):
        name = f"{source.name}#{n + 1}" if len(messages) > 1 else source.name
        try:
            yield finish(_draft(message, given), name=name, format=NAME, raw=message, given=given)
        except InputError as e:
            yield Refused(name, str(e), message, NAME)


def _messages(data: bytes) -> Iterator[bytes]:
    starts = [m.start() for m in re.finditer(rb"\x01", data)] or [0]
    starts[0] = 0
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        yield data[start:end]


def _draft(message: bytes, given: Given) -> Draft:
    header = _HEADER.match(message if _START.match(message) else b"\x01" + message)
    if header is None:
        raise InputError("an IPTC 7901 message without its header line: give the text alone, as plain text")
    _, begun, rest = message.partition(b"\x02")
    if not begun:
        raise InputError("an IPTC 7901 message without a start of text (STX): get it again, or give the text alone")
    text, ended, trailer = rest.partition(b"\x03")
    if not ended:
        raise InputError("half an IPTC 7901 message: it has no end of text (ETX); get it again")
    slug, parts = _layout(clean(_decode(text, given.encoding)))
    service = header["service"].decode()
    return Draft(
        parts=parts,
        agency=service.upper(),
        provider_id=service + header["number"].decode(),
        published=_when(_decode(trailer, given.encoding)),
        slug=slug,
        change=found[1].lower() if (found := _CHANGE.search(slug or "")) else None,
    )


def _decode(data: bytes, encoding: str | None) -> str:
    """UTF-8 where it is, else ISO 8859-1 as the standard has it (with Windows's additions)."""
    if encoding:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as e:
            raise InputError(f"not in {encoding} (byte {e.start}): give the right encoding") from e
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _layout(text: str) -> tuple[str | None, list[Part]]:
    """Keywords, and the title and paragraphs below: a blank line or an indented one begins the next."""
    chunks: list[list[str]] = []
    fresh = True
    for line in text.split("\n"):
        if not line.strip():
            fresh = True
            continue
        if fresh or line.startswith(("  ", "\t")) or not chunks:
            chunks.append([])
        chunks[-1].append(line.strip())
        fresh = False
    slug = None
    if chunks and _SLUG.fullmatch(chunks[0][0]):
        slug = chunks[0].pop(0)
    paragraphs = [" ".join(lines) for lines in chunks if lines]
    parts = [Part("paragraph", p) for p in paragraphs]
    if len(parts) > 1 and len(parts[0].text) <= _LONGEST_TITLE and not parts[0].text.endswith("."):
        parts[0] = Part("title", parts[0].text)
    return slug, parts


def _when(trailer: str) -> Stamp | None:
    found = _WHEN.search(trailer[:200])
    if not found:
        return None
    month = next((n for lang in PACKS if (n := marks(lang).months.get(found["m"].lower()))), None)
    if month is None:
        return None
    year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
    try:
        moment = datetime(year, month, int(found["d"]), int(found["H"]), int(found["M"]), tzinfo=_zone(found["zone"]))
    except ValueError:
        return None
    return Stamp(moment.date(), moment)


def _zone(words: str | None) -> timezone:
    if words is None or words.upper() in ("GMT", "UTC", "Z"):
        return UTC
    if words.upper() in _ZONES:
        return timezone(timedelta(hours=_ZONES[words.upper()]))
    minutes = int(words[1:3]) * 60 + int(words[3:5])
    return timezone(timedelta(minutes=-minutes if words[0] == "-" else minutes))
