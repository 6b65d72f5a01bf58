"""Zip and gzip: what is in them is read as if it stood beside them."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from selon.errors import InputError
from selon.intake import registry
from selon.intake.bounded import Gunzipped, Metered
from selon.intake.refused import Given, Refused
from selon.intake.source import Source
from selon.intake.taken import Taken

_MOST = 200_000
"""Members of one archive."""
_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    struct.error,
)


class Zip:
    """Zip archives: members in the order of their names; the traces of file managers are passed over."""

    NAME = "zip"

    def sniff(self, head: bytes, _name: str, /) -> float:
        """The magic number."""
        return 1.0 if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) else 0.0

    def read(self, source: Source, given: Given, /) -> Iterator[Taken | Refused]:
        """The dispatches of each member; one that cannot be read is refused, and the next is tried."""
        with source.spooled() as copy:
            try:
                archive = zipfile.ZipFile(copy)
                members = sorted((m for m in archive.infolist() if _counts(m.filename)), key=lambda m: m.filename)
            except (*_DAMAGES, LookupError) as e:
                raise InputError(f"damaged zip ({' '.join(str(e).split())[:100]}): get the file again") from e
            if len(members) > _MOST:
                raise InputError(f"more than {_MOST} files in one zip: unpack it")
            if not members:
                raise InputError("a zip with no files in it: there is nothing to read")
            for member in members:
                yield from self._member(archive, member, source, given)

    def _member(
        self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: Source, given: Given
    ) -> Iterator[Taken | Refused]:
        name = f"{source.name}!{member.filename[:300]}"
        try:
            if member.flag_bits & 1:
                raise InputError("locked with a password: unpack it")
            with archive.open(member) as opened:
                stream = io.BufferedReader(_Member(cast(BinaryIO, opened), source.budget))
                inner = source.inner(name, PurePosixPath(member.filename).name, cast(BinaryIO, stream))
                yield from registry.read(inner, given)
        except InputError as e:
            yield Refused(name, str(e))
        except _DAMAGES as e:
            yield Refused(name, _damaged(e))


class _Member(Metered):
    """A member's bytes, whose damages come as the one error."""

    def some(self, size: int) -> bytes:
        try:
            return super().some(size)
        except _DAMAGES as e:
            raise InputError(_damaged(e)) from e


def _damaged(e: BaseException) -> str:
    return f"damaged in the zip ({' '.join(str(e).split())[:100]}): get the file again"


def _counts(name: str) -> bool:
    path = PurePosixPath(name)
    return not name.endswith("/") and not any(p.startswith((".", "__MACOSX")) and p != ".." for p in path.parts)


class Gzip:
    """Gzip: one file, which may be any other format."""

    NAME = "gzip"

    def sniff(self, head: bytes, _name: str, /) -> float:
        """The magic number."""
        return 1.0 if head.startswith(b"\x1f\x8b") else 0.0

    def read(self, source: Source, given: Given, /) -> Iterator[Taken | Refused]:
        """The dispatches of the file within."""
        file = source.file.removesuffix(".gz").removesuffix(".GZ")
        stream = io.BufferedReader(Gunzipped(source.stream, source.budget))
        yield from registry.read(source.inner(source.name, file, cast(BinaryIO, stream)), given)


ZIP, GZIP = Zip(), Gzip()
