"""A plain text into a dispatch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from selon.errors import InputError
from selon.intake.clean import decode, dispatch_id, readable
from selon.intake.refused import LIMIT, TOO_LARGE, Given
from selon.model import Dispatch
from selon.reading.anatomy import anatomy
from selon.reading.language import UNDETERMINED
from selon.reading.parse import MODELS


def from_bytes(data: bytes, given: Given | None = None) -> Dispatch:
    """The dispatch that `data` holds.

    Raises:
        InputError: too large, empty, in another encoding, no text, or in a language that cannot be read.
    """
    given = given or Given()
    if len(data) > LIMIT:
        raise InputError(TOO_LARGE)
    text = decode(data, given.encoding)
    return from_text(text, lang=given.lang, published=given.published, agency=given.agency, languages=given.languages)


def from_text(
    text: str,
    *,
    id: str | None = None,  # noqa: A002 - the name of the field it fills
    lang: str | None = None,
    published: date | None = None,
    title: str | None = None,
    agency: str | None = None,
    languages: Sequence[str] | None = None,
) -> Dispatch:
    """The dispatch whose text this is, cleaned; `id` is told from the text where none is given.

    Raises:
        InputError: nothing to read, or in a language that cannot be read.
    """
    return dispatched(
        readable(text), id=id, lang=lang, published=published, title=title, agency=agency, languages=languages
    )


def dispatched(
    text: str,
    *,
    id: str | None = None,  # noqa: A002 - the name of the field it fills
    lang: str | None = None,
    published: date | None = None,
    title: str | None = None,
    agency: str | None = None,
    languages: Sequence[str] | None = None,
) -> Dispatch:
    """The dispatch of a text that is clean already. Arguments and language errors as for `from_text`; `languages` are
    those that will do, by default those whose claims can be read.

    Raises:
        InputError: empty, or in a language that cannot be read.
    """
    if not text:
        raise InputError("empty: there is nothing to read")
    d = anatomy(text, id=id or dispatch_id(text), lang=_code(lang), published=published, title=title)
    known = languages or tuple(sorted(MODELS))
    if d.lang not in known:
        raise InputError(_unreadable(d.lang, known, told=lang is not None))
    return replace(d, agency=agency) if agency else d


def _code(lang: str | None) -> str | None:
    """The bare language of a tag such as `fr-FR`."""
    return lang.replace("_", "-").split("-")[0].lower() if lang else None


def _unreadable(lang: str, languages: Sequence[str], *, told: bool) -> str:
    known = ", ".join(languages)
    if told:
        return f"language {lang!r} cannot be read: choose one of {known}"
    if lang == UNDETERMINED:
        return f"its language is not one that can be read ({known}): if it is, say so with --lang"
    return f"it seems to be in {lang!r}, which cannot be read yet ({known} can): if it is not, say so with --lang"
