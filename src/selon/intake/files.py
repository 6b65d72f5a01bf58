"""Files and standard input into dispatches, whichever of the formats they are in."""

from __future__ import annotations

import io
import stat
import sys
from collections.abc import Iterable, Iterator
from os import fspath
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from selon.errors import InputError
from selon.intake.jsonl import from_lines
from selon.intake.refused import LIMIT, TOO_LARGE, Given, Refused
from selon.intake.text import from_bytes
from selon.model import Dispatch

STDIN = "-"
LINES = (".jsonl", ".ndjson", ".json")


class _Peeking(Protocol):
    def peek(self, size: int = ..., /) -> bytes: ...


def dispatches(
    names: Iterable[str | Path], given: Given | None = None, stdin: BinaryIO | None = None
) -> Iterator[Dispatch | Refused]:
    """The dispatches of each file in turn, `-` being standard input; what cannot be read comes as `Refused`.

    A name in `.jsonl`, `.ndjson` or `.json`, or a first character `{`, means JSON Lines; all else is one plain text.
    """
    for name in names:
        label = "standard input" if fspath(name) == STDIN else fspath(name)
        try:
            if fspath(name) == STDIN:
                yield from _stream(stdin or sys.stdin.buffer, label, "", given)
            else:
                path = Path(name)
                _check(path)
                with path.open("rb") as f:
                    yield from _stream(f, label, path.suffix.lower(), given)
        except InputError as e:
            yield Refused(label, str(e))
        except OSError as e:
            yield Refused(label, f"cannot be read ({e.strerror or e}): check its permissions")


def _check(path: Path) -> None:
    """Tell early what no reading will mend.

    Raises:
        InputError: missing, or a directory.
    """
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError) as e:
        raise InputError("no such file: check the name") from e
    except ValueError as e:
        raise InputError("no file can be called this: check the name") from e
    if stat.S_ISDIR(found.st_mode):
        raise InputError(f"a directory: name the files in it, for instance {path}/*.txt")


def _stream(stream: BinaryIO, name: str, suffix: str, given: Given | None) -> Iterator[Dispatch | Refused]:
    buffered = stream if hasattr(stream, "peek") else io.BufferedReader(cast(io.RawIOBase, stream))
    start = cast(_Peeking, buffered).peek(64)[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if suffix in LINES or (suffix != ".txt" and start.startswith(b"{")):
        yield from from_lines(buffered, name, given)
        return
    data = buffered.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise InputError(TOO_LARGE)
    yield from_bytes(data, given)
