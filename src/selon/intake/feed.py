"""RSS (0.9x to 2.0, and 1.0) and Atom: each entry is a dispatch, of a title alone if it says no more."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from selon.errors import InputError
from selon.intake import glance
from selon.intake.cut import cut
from selon.intake.draft import Draft, finish
from selon.intake.flow import any_flow, html_flow, text_flow
from selon.intake.parts import Part, arrange
from selon.intake.refused import Given, Refused
from selon.intake.source import Source
from selon.intake.stamps import Stamp, stamp
from selon.intake.taken import Taken
from selon.intake.xmltree import HOSTILE, NotWhole, parse

NAME = "feed"

_ITEM = frozenset({"item", "entry"})
_CLOSED = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|RDF)\s*+>\s*+(?:<!--(?:(?!-->).)*+-->\s*+)*+$", re.DOTALL)
_ITEM_CLOSED = re.compile(rb"</(?:[\w.-]+:)?(?:item|entry)\s*+>")
_LARGEST_BROKEN = 2_000_000
"""Bytes of the largest feed that is read though it is not well formed; reading around errors is slow."""

HALF = "half a feed: it ends within an entry, which was left out; get it again"


def sniff(head: bytes, _name: str) -> float:
    """The first element is `rss`, Atom's `feed`, or RDF that holds RSS 1.0."""
    root = glance.root(head)
    if root is None:
        return 0.0
    if root.name.lower() == "rss" or (root.name == "feed" and "Atom" in root.namespace):
        return 1.0
    if root.name == "feed":
        return 0.6
    return 0.9 if root.name == "RDF" and b"purl.org/rss/" in head else 0.0


def read(source: Source, given: Given) -> Iterator[Taken | Refused]:
    """The entries in the feed's order. Of a feed that is cut off, the whole entries, then what is wrong."""
    data = source.whole()
    data, half = _sound(data)
    feed = _parsed(data)
    raws = cut(data, _ITEM)
    if not feed.entries and not half:
        return
    for n, entry in enumerate(feed.entries):
        raw = raws[n] if len(raws) == len(feed.entries) else data
        name = f"{source.name}#{n + 1}"
        try:
            draft = _draft(entry, feed.feed, source.url)
            yield finish(draft, name=name, format=NAME, raw=raw, given=given)
        except InputError as e:
            yield Refused(name, str(e), raw, NAME)
    if half:
        yield Refused(source.name, HALF, source.held, NAME)


def _sound(data: bytes) -> tuple[bytes, bool]:
    """The feed, without the entry it breaks off in; whether it does break off.

    Raises:
        InputError: hostile, or broken beyond reading around.
    """
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise InputError(HOSTILE)
    try:
        parse(data)
        return data, False
    except NotWhole as e:
        if len(data) > _LARGEST_BROKEN:
            raise
        if _CLOSED.search(data[-2_000:]) or glance.bom(data):
            return data, False
        ends = [m.end() for m in _ITEM_CLOSED.finditer(data)]
        if not ends:
            raise InputError(HALF) from e
        atom = b"<entry" in data or b":entry" in data
        return data[: ends[-1]] + (b"</feed>" if atom else b"</channel></rss>"), True


def _parsed(data: bytes) -> Any:
    import feedparser  # type: ignore[import-untyped]

    try:
        return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError) as e:
        raise InputError(f"a feed that cannot be read ({type(e).__name__}): get it again") from e


def _draft(entry: Any, feed: Any, url: str | None) -> Draft:
    body, captions = _body(entry)
    title = " ".join(p.text for p in any_flow(entry.get("title") or ""))
    lang = _detail(entry, "content", "language") or entry.get("language") or feed.get("language")
    published, updated = _when(entry, "published"), _when(entry, "updated")
    return Draft(
        parts=arrange([*([Part("title", title)] if title else []), *captions, *_without(title, body)]),
        title=title,
        agency=(entry.get("source") or {}).get("title") or entry.get("publisher"),
        agency_else=feed.get("publisher") or feed.get("author") or feed.get("title"),
        provider_id=entry.get("id"),
        published=published or updated,
        updated=updated if published and published != updated else None,
        lang=lang,
        lang_sure=False,
        url=_absolute(entry.get("link"), feed.get("link") or url),
        authors=[a["name"] for a in entry.get("authors", []) if a.get("name")],
    )


def _absolute(link: str | None, base: str | None) -> str | None:
    """The link, where it is a path, below the feed's own."""
    try:
        return urljoin(base, link) if link and base and not urlsplit(link).scheme else link
    except ValueError:
        return None


def _body(entry: Any) -> tuple[list[Part], list[Part]]:
    """The paragraphs of the longest of the texts that an entry gives, and the captions of its pictures.

    feedparser files a picture's `media:description` with the contents, as plain text.
    """
    texts = [*entry.get("content", []), *([entry.summary_detail] if entry.get("summary_detail") else [])]
    flows = [(t, _flow(t.get("value") or "", t.get("type") or "")) for t in texts]
    flows.sort(key=lambda f: -sum(len(p.text) for p in f[1]))
    if not flows:
        return [], []
    (_, body), *others = flows
    pictured = entry.get("media_content") or entry.get("media_thumbnail")
    contents = {id(t) for t in entry.get("content", [])}
    captions = [
        Part("caption", " ".join(p.text for p in parts))
        for t, parts in others
        if pictured and id(t) in contents and t.get("type") == "text/plain" and parts
    ]
    return body, captions


def _flow(text: str, kind: str) -> list[Part]:
    if kind in ("text/html", "application/xhtml+xml"):
        return html_flow(text)
    return any_flow(text) if kind == "" or "<" in text else text_flow(text)


def _without(title: str, body: list[Part]) -> list[Part]:
    """The body without a first paragraph that repeats the title."""
    return body[1:] if body and " ".join(body[0].text.split()) == title else body


def _detail(entry: Any, key: str, name: str) -> str | None:
    return next((v for d in entry.get(key, []) if (v := d.get(name))), None)


def _when(entry: Any, key: str) -> Stamp | None:
    """The instant in the zone it is written in; in UTC where only feedparser understands the writing."""
    if key not in entry:
        return None  # asked without this, feedparser gives one date for the other
    if found := stamp(entry.get(key)):
        return found
    parsed = entry.get(f"{key}_parsed")
    if not parsed:
        return None
    try:
        return stamp("{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}Z".format(*parsed[:6]))
    except (ValueError, TypeError, IndexError):
        return None
