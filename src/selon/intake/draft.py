"""From what an adapter found to what is taken in: the last steps, the same for every format."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from urllib.parse import urlsplit

from selon.errors import InputError
from selon.intake.clean import clean
from selon.intake.parts import Part, compose
from selon.intake.refused import LIMIT, TOO_LARGE, Given
from selon.intake.stamps import Stamp
from selon.intake.taken import Provenance, Taken
from selon.intake.text import from_text
from selon.model import Dispatch

LONGEST_FIELD = 1_000
"""Code points of a field of provenance; the rest of a longer one is dropped."""
MOST_AUTHORS = 50
MOST_PARTS = 20_000


@dataclass(slots=True)
class Draft:
    """What an adapter found, as found. Either `parts` (told apart by markup) or `text` (as it stands) holds the words.

    A `title` that is neither a part nor the first paragraph of the text is put above it, unless `as_it_is`.
    """

    parts: list[Part] = field(default_factory=list)
    text: str | None = None
    as_it_is: bool = False
    id: str | None = None
    title: str | None = None
    agency: str | None = None
    agency_else: str | None = None
    """Who passed the text on: taken for its agency where it names none itself."""
    provider_id: str | None = None
    version: str | None = None
    replaces: str | None = None
    day: date | None = None
    """The day this version came out, where `published` tells when the first did."""
    published: Stamp | None = None
    updated: Stamp | None = None
    embargo: Stamp | None = None
    lang: str | None = None
    lang_sure: bool = True
    """Whether `lang` is to be believed against the text: templates of pages and feeds often name the wrong one."""
    url: str | None = None
    slug: str | None = None
    authors: list[str] = field(default_factory=list)
    change: str | None = None
    notes: list[str] = field(default_factory=list)


def finish(draft: Draft, *, name: str, format: str, raw: bytes, given: Given) -> Taken:  # noqa: A002
    """The record of a draft.

    Raises:
        InputError: too large, nothing to read in it, or in a language that cannot be read.
    """
    day = draft.day or (draft.published.day if draft.published else given.published)
    d = _dispatch(draft, day, given)
    if d.agency is None and (passed_on := line(draft.agency_else)):
        d = replace(d, agency=passed_on)
    return Taken(d, _provenance(draft, d), name, format, raw)


def _dispatch(draft: Draft, day: date | None, given: Given) -> Dispatch:
    lang = (line(draft.lang) if draft.lang_sure else None) or given.lang
    agency = line(draft.agency) or given.agency
    title = line(draft.title, LIMIT)
    if draft.text is not None:
        text = draft.text
        if title and not draft.as_it_is and not _begins(text, title):
            text = f"{title}\n\n{text}"
        if len(text) > LIMIT:
            raise InputError(TOO_LARGE)
        return from_text(
            text, id=draft.id, lang=lang, published=day, title=title, agency=agency, languages=given.languages
        )
    parts = draft.parts
    if sum(len(p.text) for p in parts) > LIMIT:
        raise InputError(TOO_LARGE)
    if len(parts) > MOST_PARTS:
        raise InputError(f"more than {MOST_PARTS} paragraphs, as no dispatch has: split it")
    if not any(p.kind in ("paragraph", "caption") and p.text.strip() for p in parts) and not title:
        raise InputError("no text in it: there is nothing to read")
    if title and not any(p.kind == "title" for p in parts):
        parts = [Part("title", title), *(p for p in parts if " ".join(p.text.split()) != title)]
    return compose(parts, lang=lang, published=day, agency=agency, languages=given.languages)


def _provenance(draft: Draft, d: Dispatch) -> Provenance:
    notes = [*draft.notes]
    for what, when in (("publication", draft.published), ("update", draft.updated), ("embargo", draft.embargo)):
        if when and when.assumed:
            notes.append(f"the time of {what} names no zone: taken as UTC")
    return Provenance(
        agency=d.agency,
        provider_id=line(draft.provider_id),
        version=line(draft.version),
        replaces=line(draft.replaces),
        published=_instant(draft.published),
        updated=_instant(draft.updated),
        embargo=_instant(draft.embargo),
        lang=line(draft.lang),
        title=line(draft.title) or line(d.title),
        url=link(draft.url),
        slug=line(draft.slug),
        authors=tuple(dict.fromkeys(a for x in draft.authors[:MOST_AUTHORS] if (a := line(x)))),
        change=line(draft.change),
        notes=tuple(notes),
    )


def _instant(when: Stamp | None) -> datetime | None:
    return when.instant if when else None


def _begins(text: str, title: str) -> bool:
    """Whether the text has the title at its head already."""
    words = title.split()
    return text[: len(title) * 2 + 200].split()[: len(words)] == words


def line(words: object, longest: int = LONGEST_FIELD) -> str | None:
    """A field on one line: clean, white space as single spaces, cut where it is too long; None where it is empty."""
    if isinstance(words, int | float) and not isinstance(words, bool):
        words = str(words)
    if not isinstance(words, str):
        return None
    return " ".join(clean(words[: 4 * longest]).split())[:longest] or None


def link(url: object) -> str | None:
    """A link into the web; None for one to anywhere else (`file://`, `javascript:`) and for what is no link."""
    words = line(url, 2_000)
    if not words or " " in words:
        return None
    try:
        parts = urlsplit(words)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return f"{parts.scheme}:{words.partition(':')[2]}"
