"""What the adapters share: the input that was refused, and what the caller knows about the input."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from selon.errors import InputError

LIMIT = 10_000_000
"""Bytes of the largest dispatch that is read: some 1,500 pages, more than any agency sends as one text."""

LARGEST = 50_000_000
"""Bytes of the largest input that is held whole: a mail with its attachments."""

TOO_LARGE = (
    f"larger than {LIMIT // 1_000_000} MB, the limit for one dispatch: "
    "split it, one dispatch a file, or a line each as JSON Lines (.jsonl)"
)


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that could not be read: its name (with the line, in JSON Lines), and what is wrong and what to do.

    `raw` are its bytes where they are at hand and not too many, `format` the adapter that gave up ("" if none began):
    with both, the input can be tried again later. `known`: it needs no place in quarantine, being there already, or no
    input but a place where none could be looked for (a feed whose server is down; the next look is its next try).
    """

    name: str
    reason: str
    raw: bytes = field(default=b"", repr=False, compare=False)
    format: str = field(default="", compare=False)
    known: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"

    @property
    def sha256(self) -> str | None:
        """Hexadecimal SHA-256 of `raw`; None where there are no bytes."""
        return hashlib.sha256(self.raw).hexdigest() if self.raw else None


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller knows: used where the input itself does not say (`published`: also against a text's own header).

    `columns` maps a field (`text`, `title`, `published` …) to the column of a table, or the key of a JSON line, that
    holds it. `format` names the adapter, against what the content looks like. `languages` are those that will do, where
    claims are not to be read; otherwise those that have a reader.

    Raises:
        InputError: no such encoding.
    """

    published: date | None = None
    lang: str | None = None
    encoding: str | None = None
    agency: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict, hash=False)
    format: str | None = None
    languages: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        if self.encoding is not None:
            try:
                b"a".decode(self.encoding)
            except UnicodeError:
                pass  # an encoding of text, if not of this one letter
            except (LookupError, ValueError) as e:
                raise InputError(f"no encoding is called {self.encoding!r}: try cp1252, latin-1 or utf-16") from e
