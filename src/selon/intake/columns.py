"""Which column of a table holds which field, and a row of it as a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from selon.errors import InputError
from selon.intake.draft import Draft
from selon.intake.flow import text_flow
from selon.intake.parts import Part
from selon.intake.stamps import Stamp, stamp

KNOWN: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "fulltext", "full_text", "body_text", "texte", "contenu", "corps"),
    "title": ("title", "headline", "titre"),
    "published": (
        "published",
        "date",
        "published_at",
        "publication_date",
        "pubdate",
        "publish_date",
        "datetime",
        "timestamp",
        "date_publication",
    ),
    "updated": ("updated", "updated_at", "modified", "modified_at"),
    "embargo": ("embargo", "embargoed"),
    "id": ("id", "guid", "uid", "doc_id", "article_id", "identifiant"),
    "version": ("version", "revision"),
    "replaces": ("replaces", "supersedes"),
    "lang": ("lang", "language", "langue"),
    "agency": ("agency", "source", "publisher", "provider", "agence"),
    "url": ("url", "link", "lien"),
    "slug": ("slug", "slugline"),
    "authors": ("authors", "author", "byline", "auteur", "auteurs"),
    "caption": ("caption", "légende", "legende"),
}
"""The fields that a table may have, and what their columns are mostly called."""


def mapping(names: Sequence[str], told: Mapping[str, str]) -> dict[str, str]:
    """The column of each field, by what is told, then by the columns' names.

    Raises:
        InputError: no column for the text, or a column is told that there is not.
    """
    if unknown := set(told) - set(KNOWN):
        raise InputError(f"no field is called {sorted(unknown)[0]!r}: choose from {', '.join(KNOWN)}")
    for field, name in told.items():
        if name not in names:
            raise InputError(f"no column {name!r} for {field}: its columns are {_listed(names)}")
    plain = {name.strip().lower(): name for name in reversed(names)}
    found = {f: plain[n] for f, known in KNOWN.items() if (n := next((k for k in known if k in plain), None))}
    found |= told
    if "text" not in found:
        raise InputError(f"no column for the text among {_listed(names)}: say which it is (text=NAME)")
    return found


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(repr(n[:40]) for n in names[:20])
    return shown + (f" and {len(names) - 20} more" if len(names) > 20 else "")


def draft(row: Mapping[str, Any]) -> Draft:
    """A draft from the values of the fields.

    Raises:
        InputError: no text in it, or a publication date that is none.
    """
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError("no text in this row: there is nothing to read")
    title, caption = _words(row.get("title")), _words(row.get("caption"))
    parts = [Part("title", title or ""), Part("caption", caption), *text_flow(text)] if caption else []
    return Draft(
        text=None if caption else text,
        parts=[p for p in parts if p.text.strip()],
        title=title,
        agency=_words(row.get("agency")),
        provider_id=_words(row.get("id")),
        version=_words(row.get("version")),
        replaces=_words(row.get("replaces")),
        published=_published(row.get("published")),
        updated=stamp(row.get("updated")),
        embargo=stamp(row.get("embargo")),
        lang=_words(row.get("lang")),
        url=_words(row.get("url")),
        slug=_words(row.get("slug")),
        authors=[a for a in _listing(row.get("authors")) if isinstance(a, str)],
    )


def _published(value: Any) -> Stamp | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, datetime | date | str) and (found := stamp(value)):
        return found
    raise InputError(f"published is {value!r:.60}, not a day: write it as 2026-02-23 or 2026-02-23T10:15:00+01:00")


def _words(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) else None


def _listing(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else str(value).split(";") if value else []
