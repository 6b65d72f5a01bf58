"""WARC, the archive format of the web: each HTML page that was fetched is read as such."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from selon.errors import InputError
from selon.intake import html
from selon.intake.refused import LIMIT, TOO_LARGE, Given, Refused
from selon.intake.source import Source
from selon.intake.taken import Taken

NAME = "warc"

_PAGES = ("text/html", "application/xhtml+xml")


def sniff(head: bytes, _name: str) -> float:
    """The version line of the first record."""
    return 1.0 if head.startswith((b"WARC/1.", b"WARC/0.")) else 0.0


def read(source: Source, given: Given) -> Iterator[Taken | Refused]:
    """The article of each HTML page that was answered with success; other records are passed over."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource
    with source.spooled() as copy:  # what goes wrong in a stream of Python's would bring down fastwarc, in Rust
        try:
            for record in ArchiveIterator(copy, record_types=wanted, auto_decode="all", strict_mode=False):
                if (one := _record(record, source, given)) is not None:
                    yield one
        except (OSError, ValueError, RuntimeError, EOFError) as e:
            raise InputError(f"damaged WARC ({' '.join(str(e).split())[:100]}): get the file again") from e
        except BaseException as e:
            if type(e).__name__ != "PanicException":
                raise
            raise InputError("damaged WARC, in a way that its reader cannot bear: get the file again") from e


def _record(record: Any, source: Source, given: Given) -> Taken | Refused | None:
    """The page of a record; None where it is no page, or the server had none to give."""
    media = (record.http_content_type if record.is_http else record.headers.get("Content-Type")) or ""
    status = record.http_headers.status_code if record.is_http else 200
    if media.split(";")[0].strip().lower() not in _PAGES or status is None or not 200 <= status < 300:
        return None
    url = record.headers.get("WARC-Target-URI")
    name = f"{source.name}!{(url or record.record_id or '?')[:300]}"
    data = b""
    try:
        data = _payload(record)
        return html.from_html(data, name, given, charset=record.http_charset if record.is_http else None, url=url)
    except InputError as e:
        return Refused(name, str(e), data, html.NAME)


def _payload(record: Any) -> bytes:
    data: bytes = record.reader.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise InputError(TOO_LARGE)
    if not data:
        raise InputError("an empty page, or half a record: get the file again")
    return data
