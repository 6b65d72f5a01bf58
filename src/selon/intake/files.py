"""Files, folders, patterns and standard input into dispatches, whichever of the formats they are in."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterable, Iterator
from os import fspath
from pathlib import Path
from typing import BinaryIO

from selon.errors import InputError
from selon.intake import registry, walk
from selon.intake.jsonl import LINES
from selon.intake.refused import Given, Refused
from selon.intake.source import Source
from selon.intake.taken import Taken
from selon.model import Dispatch

__all__ = ["LINES", "STDIN", "dispatches", "take", "take_file"]

STDIN = "-"


def take(
    names: Iterable[str | Path], given: Given | None = None, stdin: BinaryIO | None = None
) -> Iterator[Taken | Refused]:
    """What each file, folder or pattern holds, `-` being standard input; what cannot be read comes as `Refused`.

    The format is told by the content, then by the file's name (see `registry`); a folder's files come in the order of
    their names. Nothing is raised: one bad file never stops a batch.
    """
    for name in names:
        label = _label(name)
        try:
            if fspath(name) == STDIN:
                yield from _stream(stdin or sys.stdin.buffer, label, "", given)
                continue
            for path in walk.files(fspath(name)):
                yield from take_file(path, given)
        except InputError as e:
            yield Refused(label, str(e))
        except OSError as e:
            yield Refused(label, _unreadable(e))


def take_file(path: Path, given: Given | None = None) -> Iterator[Taken | Refused]:
    """What one file holds."""
    try:
        _check(path)
        with path.open("rb") as f:
            yield from _stream(f, str(path), path.name, given)
    except InputError as e:
        yield Refused(str(path), str(e))
    except OSError as e:
        yield Refused(str(path), _unreadable(e))


def dispatches(
    names: Iterable[str | Path], given: Given | None = None, stdin: BinaryIO | None = None
) -> Iterator[Dispatch | Refused]:
    """The dispatches of each file in turn, `-` being standard input; what cannot be read comes as `Refused`.

    As `take`, for files alone and without where they come from.
    """
    for name in names:
        if fspath(name) == STDIN:
            found = _stream(stdin or sys.stdin.buffer, _label(name), "", given)
        else:
            found = take_file(Path(name), given)
        for one in found:
            yield one if isinstance(one, Refused) else one.dispatch


def _label(name: str | Path) -> str:
    return "standard input" if fspath(name) == STDIN else fspath(name)


def _unreadable(e: OSError) -> str:
    return f"cannot be read ({e.strerror or e}): check its permissions"


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


def _stream(stream: BinaryIO, name: str, file: str, given: Given | None) -> Iterator[Taken | Refused]:
    yield from registry.read(Source.of(name, file, stream), given or Given())
