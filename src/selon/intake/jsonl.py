"""JSON Lines into dispatches: one object a line with `id`, `lang`, `published`, `title`, `agency`, `text`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from selon.errors import InputError
from selon.intake.clean import clean, decode
from selon.intake.refused import LIMIT, TOO_LARGE, Given, Refused
from selon.intake.text import from_text
from selon.model import Dispatch


def from_lines(lines: BinaryIO, name: str, given: Given | None = None) -> Iterator[Dispatch | Refused]:
    """The dispatch of each line, or why it has none, named `<name>:<line>`; blank lines are passed over.

    Only `text` is needed; what a line lacks comes from `given`, then from the text. Fields of other names are ignored.
    A text that is clean already (see `clean`) stays as it is to the character. Streams: one line is held at a time.
    """
    given = given or Given()
    for n, line in enumerate(_lines(lines), 1):
        if line is not None and not line.strip():
            continue
        if n == 1 and line is not None and line.strip() in (b"{", b"["):
            yield Refused(name, "JSON spread over several lines: put each dispatch on one line (`jq -c . FILE`)")
            return
        try:
            if line is None:
                raise InputError(TOO_LARGE)
            yield _dispatch(_record(line, given), given)
        except InputError as e:
            yield Refused(f"{name}:{n}", str(e))


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines, None for each that is longer than any dispatch."""
    first = True
    while line := stream.readline(LIMIT + 1):
        if len(line) > LIMIT:
            while not line.endswith(b"\n") and (line := stream.readline(LIMIT)):
                pass
            yield None
        else:
            yield line.removeprefix(b"\xef\xbb\xbf") if first else line
        first = False


def _record(line: bytes, given: Given) -> dict[str, Any]:
    text = decode(line, given.encoding)
    try:
        record = json.loads(text)
    except json.JSONDecodeError as e:
        raise InputError(f"not a whole JSON object ({e.msg}, column {e.colno}): put each dispatch on one line") from e
    except (ValueError, RecursionError) as e:
        raise InputError(
            "JSON that no dispatch needs (numbers too long or nested too deep): keep the text alone"
        ) from e
    if not isinstance(record, dict):
        raise InputError('JSON, but not an object: write {"text": "…"} on each line')
    return record


def _dispatch(record: dict[str, Any], given: Given) -> Dispatch:
    text = record.get("text")
    if not isinstance(text, str):
        raise InputError('no "text": give the dispatch\'s text under that name')
    name = record.get("id")
    return from_text(
        text,
        id=str(name) if isinstance(name, int) else _string(record, "id"),
        lang=_string(record, "lang") or given.lang,
        published=_day(record.get("published")) or given.published,
        title=clean(_string(record, "title") or "") or None,
        agency=_string(record, "agency"),
    )


def _string(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise InputError(f'"{key}" is not a string: put it in quotation marks')
    if not value:
        return None
    try:
        value.encode()
    except UnicodeEncodeError as e:
        raise InputError(f'"{key}" holds half a character (a lone surrogate): write it whole') from e
    return value.strip()


def _day(value: Any) -> date | None:
    """A day from `2026-02-23`, or from a time stamp that begins so."""
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(value[:10] if value[10:11] in ("", "T", " ") else "")
    except (TypeError, ValueError) as e:
        raise InputError(f'"published" is {value!r}, not a day: write it as 2026-02-23') from e
