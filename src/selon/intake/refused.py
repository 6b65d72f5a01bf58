"""What the adapters share: the input that was refused, and what the caller knows about the input."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from datetime import date

from selon.errors import InputError

LIMIT = 10_000_000
"""Bytes of the largest dispatch that is read: some 1,500 pages, more than any agency sends as one text."""

TOO_LARGE = (
    f"larger than {LIMIT // 1_000_000} MB, the limit for one dispatch: "
    "split it, one dispatch a file, or a line each as JSON Lines (.jsonl)"
)


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that could not be read: its name (with the line, in JSON Lines), and what is wrong and what to do."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller knows: used where the input itself does not say (`published`: also against a text's own header).

    Raises:
        InputError: no such encoding.
    """

    published: date | None = None
    lang: str | None = None
    encoding: str | None = None

    def __post_init__(self) -> None:
        if self.encoding is not None:
            try:
                codecs.lookup(self.encoding)
            except LookupError as e:
                raise InputError(f"no encoding is called {self.encoding!r}: try cp1252, latin-1 or utf-16") from e
