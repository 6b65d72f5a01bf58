"""JSON Lines into dispatches: one object a line with `id`, `lang`, `published`, `title`, `agency`, `text`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from selon.errors import InputError
from selon.intake import glance, ninjs
from selon.intake.bounded import BLANK, MOST_BLANK
from selon.intake.clean import decode
from selon.intake.draft import Draft, finish
from selon.intake.refused import LIMIT, TOO_LARGE, Given, Refused
from selon.intake.source import Source
from selon.intake.stamps import Stamp, stamp
from selon.intake.taken import Taken
from selon.model import Dispatch

NAME = "jsonl"
LINES = (".jsonl", ".ndjson", ".json")


def sniff(head: bytes, name: str) -> float:
    """The first character is `{`; the name settles it where the first line is not one whole object."""
    start = glance.characters(head).lstrip()
    named = name.lower().endswith(LINES)
    if not start.startswith("{"):
        return 0.4 if named else 0.0
    whole = ninjs.is_whole(start.split("\n", 1)[0])
    return 0.85 if whole or named else 0.5


def read(source: Source, given: Given) -> Iterator[Taken | Refused]:
    """The dispatch of each line."""
    yield from taken(source.stream, source.name, given)


def from_lines(lines: BinaryIO, name: str, given: Given | None = None) -> Iterator[Dispatch | Refused]:
    """The dispatch of each line, or why it has none, named `<name>:<line>`; blank lines are passed over.

    Only `text` is needed; what a line lacks comes from `given`, then from the text. Fields of other names are ignored.
    A text that is clean already (see `clean`) stays as it is to the character. Streams: one line is held at a time.

    Raises, between two lines:
        InputError: blank lines without end.
    """
    for one in taken(lines, name, given or Given()):
        yield one if isinstance(one, Refused) else one.dispatch


def taken(lines: BinaryIO, name: str, given: Given) -> Iterator[Taken | Refused]:
    """As `from_lines`, with all that a line tells of where its dispatch comes from."""
    blank = 0
    for n, ended in enumerate(_lines(lines), 1):
        line = None if ended is None else ended.rstrip(b"\r\n")
        blank = blank + 1 if line is not None and not line.strip() else 0
        if blank > MOST_BLANK:
            raise InputError(BLANK)
        if blank:
            continue
        if n == 1 and line is not None and line.strip() in (b"{", b"["):
            yield Refused(name, "JSON spread over several lines: put each dispatch on one line (`jq -c . FILE`)")
            return
        try:
            if line is None:
                raise InputError(TOO_LARGE)
            record = _record(line, given)
            draft = ninjs.draft(record) if ninjs.is_item(record) else _draft(record, given)
            yield finish(draft, name=f"{name}:{n}", format=NAME, raw=line, given=given)
        except InputError as e:
            yield Refused(f"{name}:{n}", str(e), line or b"", NAME)


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
    return {**record, **{field: record.get(key) for field, key in given.columns.items()}}


def _draft(record: dict[str, Any], given: Given) -> Draft:
    text = record.get("text")
    if not isinstance(text, str):
        missing = given.columns.get("text", "text")
        raise InputError(f'no "{missing}": give the dispatch\'s text under that name')
    name = record.get("id")
    return Draft(
        text=text,
        as_it_is=True,
        id=str(name) if isinstance(name, int) else _string(record, "id"),
        title=_string(record, "title"),
        agency=_string(record, "agency"),
        provider_id=_first(record, "provider_id", "id"),
        version=_first(record, "version"),
        replaces=_first(record, "replaces"),
        published=_published(record.get("published")),
        updated=stamp(record.get("updated")),
        embargo=stamp(record.get("embargo")),
        lang=_string(record, "lang"),
        url=_first(record, "url"),
        slug=_first(record, "slug"),
        authors=_authors(record.get("authors") or record.get("author")),
        change=_first(record, "change"),
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


def _first(record: dict[str, Any], *keys: str) -> str | None:
    """The first of the keys that holds a string or a number."""
    values = (record.get(k) for k in keys)
    return next((str(v) for v in values if isinstance(v, str | int | float) and v != ""), None)


def _authors(value: Any) -> list[str]:
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)]


def _published(value: Any) -> Stamp | None:
    """A day from `2026-02-23`, or a day and an instant from a time stamp that begins so."""
    if value in (None, ""):
        return None
    if isinstance(value, str) and value[10:11] in ("", "T", " ") and (found := stamp(value) or stamp(value[:10])):
        return found
    raise InputError(f'"published" is {value!r:.60}, not a day: write it as 2026-02-23')
