"""Bytes in measured doses: no input inflates without end, and none is held whole that is too large."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from selon.errors import InputError
from selon.intake.refused import LIMIT

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

RATIO = 200
"""Times its size that an input may inflate to; news in HTML or JSON stays below 30."""
MOST = 8_000_000_000
"""Bytes that one input may inflate to in all."""
MOST_BLANK = 100_000
"""Blank lines in a row, in formats of a dispatch a line."""
BLANK = f"more than {MOST_BLANK} blank lines in a row: there is nothing to read"
_CHUNK = 65_536


@dataclass(slots=True)
class Budget:
    """How many bytes of one input were read as stored, and how many came out of it, archives in archives included."""

    stored: int = 0
    inflated: int = 0

    def store(self, n: int) -> None:
        """Count bytes as they are stored."""
        self.stored += n

    def inflate(self, n: int) -> None:
        """Count bytes that were inflated.

        Raises:
            InputError: out of proportion to what is stored.
        """
        self.inflated += n
        if self.inflated > 2 * LIMIT + RATIO * self.stored:
            raise InputError(f"inflates to more than {RATIO} times its size, as no news does: unpack it yourself")
        if self.inflated > MOST:
            raise InputError(f"inflates to more than {MOST // 10**9} GB: unpack it and add its parts one by one")


class Raw(io.RawIOBase):
    """A readable raw stream over one function, `some`."""

    def some(self, size: int) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        raise NotImplementedError

    def readable(self) -> bool:
        """True: these streams are for reading."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer as far as one step goes."""
        view = memoryview(buffer).cast("B")
        data = self.some(len(view))
        view[: len(data)] = data
        return len(data)


class Counted(Raw):
    """A stream whose bytes are counted as stored."""

    def __init__(self, inner: BinaryIO, budget: Budget, head: bytes = b"") -> None:
        super().__init__()
        self._inner, self._budget, self._head = inner, budget, head
        budget.store(len(head))

    def some(self, size: int) -> bytes:
        """The head that was read before, then the stream's own bytes."""
        if self._head:
            data, self._head = self._head[:size], self._head[size:]
            return data
        read = getattr(self._inner, "read1", self._inner.read)
        data = bytes(read(size))
        self._budget.store(len(data))
        return data


class Metered(Raw):
    """A stream whose bytes are counted as inflated."""

    def __init__(self, inner: BinaryIO, budget: Budget) -> None:
        super().__init__()
        self._inner, self._budget = inner, budget

    def some(self, size: int) -> bytes:
        """The next bytes of the stream."""
        data = self._inner.read(min(size, _CHUNK))
        self._budget.inflate(len(data))
        return data


class Gunzipped(Raw):
    """The contents of a gzip stream, all its members in a row.

    Raises, while it is read:
        InputError: damaged, cut off, or out of proportion.
    """

    def __init__(self, inner: BinaryIO, budget: Budget) -> None:
        super().__init__()
        self._inner, self._budget = inner, budget
        self._inflater = zlib.decompressobj(31)
        self._pending = b""

    def some(self, size: int) -> bytes:
        """The next inflated bytes."""
        try:
            while not self._inflater.eof or self._next_member():
                data = self._pending or self._inner.read(_CHUNK)
                if not data:
                    raise InputError("half a gzip file: it ends too early; get it again")
                out = self._inflater.decompress(data, min(size, _CHUNK))
                self._pending = self._inflater.unconsumed_tail or self._inflater.unused_data
                if out:
                    self._budget.inflate(len(out))
                    return out
            return b""
        except zlib.error as e:
            raise InputError(f"damaged gzip ({e}): get the file again") from e

    def _next_member(self) -> bool:
        """Begin the next member; False at the end, or where only padding follows."""
        rest = (self._pending or self._inner.read(_CHUNK)).lstrip(b"\0")
        self._pending = rest
        if not rest.startswith(b"\x1f"):
            return False
        self._inflater = zlib.decompressobj(31)
        return True
