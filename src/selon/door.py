"""What `import selon` offers for one text: make it a dispatch, read it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from os import PathLike, fspath
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from selon.errors import InputError
from selon.intake.files import dispatches
from selon.intake.refused import Given, Refused
from selon.intake.text import from_text
from selon.model import Dispatch, Reading

if TYPE_CHECKING:
    from selon.reading.reader import Reader

_LONGEST_NAME = 1_000
_lock = Lock()


def read(text_or_path: str | PathLike[str], *, published: date | str | None = None, lang: str | None = None) -> Reading:
    """The claims of one dispatch, given as its text or as the path of a file that holds it.

    Args:
        text_or_path: a string that names a file is a path; any other string is the text itself.
        published: publication day (a date, or "2026-02-23"), where the text does not say it or says it wrong.
        lang: ISO 639-1 code; told from the text if not given.

    Raises:
        InputError: nothing to read, no such file, or more than one dispatch in it.
        LanguageError: no parser for the language is installed.
    """
    d = dispatch(text_or_path, published=published, lang=lang)
    with _lock:
        reader = _reader(d.lang)
    return reader.read(d)


def dispatch(
    text_or_path: str | PathLike[str], *, published: date | str | None = None, lang: str | None = None
) -> Dispatch:
    """The dispatch that `read` would read, taken apart and not yet read. Same arguments and errors."""
    day = _day(published)
    path = _path(text_or_path)
    if path is None:
        return from_text(fspath(text_or_path), published=day, lang=lang)
    found = list(dispatches([path], Given(day, lang)))
    for one in found:
        if isinstance(one, Refused):
            raise InputError(str(one))
    if len(found) != 1:
        raise InputError(f"{path}: {len(found)} dispatches: read them with Reader(lang).read_many(dispatches([path]))")
    (only,) = (d for d in found if isinstance(d, Dispatch))
    return only


@lru_cache(maxsize=8)
def _reader(lang: str) -> Reader:
    from selon.reading.reader import Reader

    return Reader(lang)


def _path(text_or_path: str | PathLike[str]) -> Path | None:
    """The path that is meant; None where the string is a text. `name.txt` is meant as a file even if there is none."""
    if not isinstance(text_or_path, str):
        return Path(text_or_path)
    if len(text_or_path) > _LONGEST_NAME or "\n" in text_or_path or "\0" in text_or_path:
        return None
    path = Path(text_or_path)
    try:
        there = path.is_file()
    except OSError:
        return None
    named = bool(path.suffix[1:].isalnum()) and not any(c.isspace() for c in text_or_path)
    return path if there or named else None


def _day(day: date | str | None) -> date | None:
    if not isinstance(day, str):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError as e:
        raise InputError(f"published={day!r} is not a day: write it as 2026-02-23") from e
