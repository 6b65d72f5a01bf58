"""Instants as providers write them: ISO 8601 in its long and short forms, RFC 822, with or without a zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz

_ISO = re.compile(
    r"(?P<y>\d{4})-?(?P<m>\d\d)-?(?P<d>\d\d)"
    r"(?:[T ]?\s*(?P<H>\d\d)(?::?(?P<M>\d\d)(?::?(?P<S>\d\d)(?:[.,]\d+)?)?)?"
    r"\s*(?P<zone>Z|z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, and the instant where the writing gives a time of day. `assumed`: it names no zone and UTC was taken."""

    day: date
    instant: datetime | None = None
    assumed: bool = False


def stamp(words: object) -> Stamp | None:
    """What a date or time says; None where it says nothing that can be understood.

    Takes `2026-02-23T10:15:00+01:00`, `20260223T101500Z`, `2026-02-23`, `Mon, 23 Feb 2026 10:15:00 +0100`, dates and
    datetimes. The day is the calendar day in the zone that is written.
    """
    if isinstance(words, datetime):
        return _zoned(words)
    if isinstance(words, date):
        return Stamp(words)
    if not isinstance(words, str) or len(words) > 100:
        return None
    try:
        return _iso(words.strip()) or _rfc(words)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None


def instant(words: object) -> datetime | None:
    """The instant that is written, None where there is no time of day."""
    found = stamp(words)
    return found.instant if found else None


def _iso(words: str) -> Stamp | None:
    found = _ISO.fullmatch(words)
    if not found:
        return None
    day = date(int(found["y"]), int(found["m"]), int(found["d"]))
    if found["H"] is None:
        return Stamp(day)
    hour, minute, second = (int(found[k] or 0) for k in "HMS")
    late = hour == 24
    naive = datetime(day.year, day.month, day.day, 0 if late else hour, minute, min(second, 59))
    return _zoned(naive + timedelta(days=late), _zone(found["zone"]))


def _zone(words: str | None) -> timezone | None:
    if not words:
        return None
    if words[0] not in "+-":
        return UTC
    digits = words[1:].replace(":", "")
    length = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-length if words[0] == "-" else length)


def _rfc(words: str) -> Stamp | None:
    found = parsedate_tz(words)
    if not found:
        return None
    zone = None if found[9] is None else timezone(timedelta(seconds=found[9]))
    year, month, day, hour, minute, second = found[:6]
    return _zoned(datetime(year, month, day, hour, minute, min(second, 59)), zone)


def _zoned(moment: datetime, zone: timezone | None = None) -> Stamp:
    zone_ = moment.tzinfo or zone
    made = moment.replace(tzinfo=zone_ or UTC)
    made.astimezone(UTC)  # an instant outside the calendar is none
    return Stamp(made.date(), made, assumed=zone_ is None)
