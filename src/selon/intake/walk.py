"""Folders and patterns into the files they mean, always in the same order."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from selon.errors import InputError

_MAGIC = set("*?[")


def files(name: str) -> Iterator[Path]:
    """The files that a path, a folder or a pattern (`wire/**/*.xml`) means, in the order of their names.

    In folders, hidden files, and what is no regular file, are passed over; links to folders are not followed.

    Raises:
        InputError: no file is meant.
    """
    path = Path(name)
    try:
        if path.is_dir():
            yield from _nonempty(_walk(path), f"no files in this folder: name one that holds some, or a file ({name})")
        elif _MAGIC & set(name) and not path.exists():
            matches = glob.iglob(name, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute pattern
            found = sorted(Path(m) for m in matches)
            yield from _nonempty((p for p in found if p.is_file()), "no file matches this pattern: check it")
        else:
            yield path
    except ValueError as e:
        raise InputError("no file can be called this: check the name") from e


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            path = Path(here, name)
            if not name.startswith(".") and path.is_file():
                yield path


def _nonempty(paths: Iterator[Path], reason: str) -> Iterator[Path]:
    first = next(paths, None)
    if first is None:
        raise InputError(reason)
    yield first
    yield from paths
