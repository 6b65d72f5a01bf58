"""One input on its way through the adapters: its name, its first bytes, its stream, and what it may cost."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from selon.errors import InputError
from selon.intake.bounded import Budget, Counted
from selon.intake.refused import LIMIT, TOO_LARGE

HEAD = 8_192
"""Bytes that a format is told by."""
DEEPEST = 3
"""Archives in archives."""
SPOOLED = 8_000_000_000
"""Bytes of the largest input that is kept on disk while it is read, for formats that are read from their end."""
_IN_MEMORY = 32_000_000


@dataclass(slots=True)
class Source:
    """An input. `name` is what messages call it, `file` the file name that may hint at its format ("" for none).

    `media_type` is what the server said it is, `url` where it came from, where it came over the web.
    """

    name: str
    file: str
    stream: BinaryIO
    budget: Budget = field(default_factory=Budget)
    depth: int = 0
    media_type: str = ""
    url: str | None = None
    held: bytes = b""
    """The bytes, once they have been read whole."""
    _head: bytes | None = None
    _origin: BinaryIO | None = None
    """The stream itself, where one can go back to its begin."""

    @classmethod
    def of(cls, name: str, file: str, stream: BinaryIO) -> Source:
        """The source of a file, a pipe or another outermost stream, whose bytes are counted as stored."""
        budget = Budget()
        origin = stream if _at_begin(stream) else None
        head = _head(stream)
        source = cls(name, file, cast(BinaryIO, io.BufferedReader(Counted(stream, budget, head), HEAD)), budget)
        source._head, source._origin = head, origin
        return source

    @classmethod
    def of_bytes(
        cls, name: str, data: bytes, *, file: str = "", media_type: str = "", url: str | None = None
    ) -> Source:
        """The source of bytes that are at hand."""
        budget = Budget(stored=len(data))
        return cls(name, file, io.BytesIO(data), budget, media_type=media_type, url=url, _head=data[:HEAD])

    def inner(self, name: str, file: str, stream: BinaryIO) -> Source:
        """An input that lies within this one and shares what it may cost.

        Raises:
            InputError: too many archives in archives.
        """
        if self.depth >= DEEPEST:
            raise InputError("archives in archives in archives: unpack the outer ones")
        return Source(name, file, stream, self.budget, self.depth + 1, url=self.url)

    def head(self) -> bytes:
        """The first bytes, up to `HEAD`; the stream still gives them."""
        if self._head is None:
            head = self.stream.read(HEAD)
            self.stream = cast(BinaryIO, io.BufferedReader(Counted(self.stream, Budget(), head), HEAD))
            self._head = head
        return self._head

    def whole(self, limit: int = LIMIT, too_large: str = TOO_LARGE) -> bytes:
        """All the bytes.

        Raises:
            InputError: more than `limit`.
        """
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise InputError(too_large)
        self.held = data
        return data

    @contextmanager
    def spooled(self) -> Iterator[BinaryIO]:
        """The bytes in a file in which one can go back and forth, gone afterwards.

        Raises:
            InputError: too many to keep.
        """
        if self._origin is not None:
            self.budget.stored = max(self.budget.stored, self._origin.seek(0, io.SEEK_END))
            self._origin.seek(0)
            yield self._origin
            return
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
            kept = 0
            while data := self.stream.read(1 << 20):
                kept += len(data)
                if kept > SPOOLED:
                    raise InputError(f"larger than {SPOOLED // 10**9} GB: split it")
                copy.write(data)
            copy.seek(0)
            if not self.depth:
                self.budget.stored = max(self.budget.stored, kept)
            yield cast(BinaryIO, copy)


def _at_begin(stream: BinaryIO) -> bool:
    """Whether one can go back and forth in a stream, which nobody has read from yet."""
    try:
        return stream.seekable() and stream.tell() == 0
    except (OSError, ValueError, AttributeError):
        return False


def _head(stream: BinaryIO) -> bytes:
    """What the stream gives at once, as far as that tells the format: a pipe may be slow to give its second line."""
    read = getattr(stream, "read1", stream.read)
    head = bytes(read(HEAD))
    while len(head) < HEAD and not _is_a_line_of_json(head):
        more = read(HEAD - len(head))
        if not more:
            break
        head += more
    return head


def _is_a_line_of_json(head: bytes) -> bool:
    line, ended, _ = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    return bool(ended) and line.startswith(b"{") and line.rstrip().endswith(b"}")
