"""What a page says of itself for machines: schema.org in JSON-LD and microdata, then Open Graph and plain meta tags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from selon.intake.stamps import Stamp, stamp
from selon.intake.xmltree import attribute, local, words

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ARTICLE = re.compile(r"(?:^|/)(?:\w*Article|Report|\w*BlogPosting)$")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)[\s;]*$")
_MOST = 2_000
"""JSON-LD objects looked at on one page."""
_MOST_ELEMENTS = 50_000


@dataclass(slots=True)
class Page:
    """What a page tells of its article."""

    title: str | None = None
    published: Stamp | None = None
    updated: Stamp | None = None
    authors: list[str] = field(default_factory=list)
    agency: str | None = None
    publisher: str | None = None
    identifier: str | None = None
    version: str | None = None
    lang: str | None = None
    url: str | None = None
    captions: list[str] = field(default_factory=list)
    body: str | None = None


def page(root: Element) -> Page:
    """What the page says; JSON-LD before microdata before meta tags."""
    found = Page()
    for properties in (*_json_ld(root), *_microdata(root)):
        _fill(found, properties)
    _meta(found, root)
    return found


# JSON-LD


def _json_ld(root: Element) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json":
            try:
                data = json.loads(_WRAPPING.sub("", script.text or ""), strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _articles(data)


def _articles(data: Any) -> Iterator[dict[str, Any]]:
    """The article objects in JSON-LD, at the top, in `@graph` or as the main entity of a page."""
    queue, seen = [data], 0
    while queue and seen < _MOST:
        one, seen = queue.pop(0), seen + 1
        if isinstance(one, list):
            queue += one[:_MOST]
        elif isinstance(one, dict):
            if any(isinstance(t, str) and _ARTICLE.search(t) for t in _list(one.get("@type"))):
                yield one
            else:
                queue += [one[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if k in one]


# Microdata


def _microdata(root: Element) -> Iterator[dict[str, Any]]:
    for n, scope in enumerate(root.iter()):
        if n > _MOST_ELEMENTS:
            return
        if scope.get("itemscope") is not None and _ARTICLE.search((scope.get("itemtype") or "").strip()):
            yield _properties(scope)
            return


def _properties(scope: Element) -> dict[str, Any]:
    """The properties of an item; of items within it, their name alone."""
    found: dict[str, Any] = {}
    stack = list(scope)[::-1]
    while stack:
        element = stack.pop()
        names = (element.get("itemprop") or "").split()
        inner = element.get("itemscope") is not None
        value = _named(element) if inner else _value(element)
        for name in names:
            if value and name != "articleBody":
                found.setdefault(name, []).append(value)
        if not inner:
            stack += list(element)[::-1]
    return found


def _named(item: Element) -> str | None:
    named = (e for e in item.iter() if "name" in (e.get("itemprop") or "").split())
    return next((v for e in named if (v := _value(e))), None) or words(item)


def _value(element: Element) -> str | None:
    if local(element) not in ("time", "meta", "a", "link", "data", "img"):
        return element.get("content") or words(element)
    return next((v for k in ("content", "datetime", "href", "value") if (v := element.get(k))), None) or words(element)


# Both


def _fill(found: Page, p: dict[str, Any]) -> None:
    """Take from an article's properties what is not known yet."""
    found.title = found.title or _text(p.get("headline")) or _text(p.get("name"))
    found.published = found.published or stamp(_text(p.get("datePublished")))
    found.updated = found.updated or stamp(_text(p.get("dateModified")))
    found.agency = found.agency or _text(p.get("sourceOrganization")) or _text(p.get("provider"))
    found.publisher = found.publisher or _text(p.get("publisher"))
    found.identifier = found.identifier or _text(p.get("identifier"))
    found.version = found.version or _text(p.get("version"))
    found.lang = found.lang or _text(p.get("inLanguage"))
    found.url = found.url or _text(p.get("url")) or _text(p.get("mainEntityOfPage"))
    found.body = found.body or _text(p.get("articleBody"))
    if not found.authors:
        for author in _list(p.get("author")) or _list(p.get("creator")):
            name = _text(author)
            if name:
                found.authors.append(name)
                if isinstance(author, dict) and "Organization" in str(author.get("@type")):
                    found.agency = found.agency or name
    if not found.captions:
        images = [i for i in _list(p.get("image")) if isinstance(i, dict)]
        found.captions = [c for i in images[:10] if (c := _text(i.get("caption")))]


def _text(value: Any) -> str | None:
    """The text of a value, the name of an object, the first of a list."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = next((value[k] for k in ("name", "value", "@value", "alternateName", "@id") if value.get(k)), None)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None


def _list(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


# Meta tags


def _meta(found: Page, root: Element) -> None:
    tags: dict[str, str] = {}
    for meta in root.iter("meta"):
        key, content = attribute(meta, "property", "name"), attribute(meta, "content")
        if key and content:
            tags.setdefault(key.lower(), content)
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            tags.setdefault("canonical", link.get("href") or "")
    get = tags.get
    found.title = found.title or get("og:title")
    found.published = found.published or _first_stamp(
        tags, "article:published_time", "dcterms.issued", "dc.date", "date"
    )
    found.published = found.published or _time_element(root)
    found.updated = found.updated or _first_stamp(tags, "article:modified_time", "dcterms.modified", "og:updated_time")
    found.publisher = found.publisher or get("og:site_name")
    found.url = found.url or get("canonical") or get("og:url")
    found.lang = found.lang or attribute(root, "lang") or get("og:locale")
    if not found.authors and (author := get("author") or get("dc.creator")):
        found.authors.append(author)


def _first_stamp(tags: dict[str, str], *names: str) -> Stamp | None:
    return next((s for n in names if (s := stamp(tags.get(n)))), None)


def _time_element(root: Element) -> Stamp | None:
    """The `<time pubdate>`, or the first `<time datetime>` of the first article."""
    for article in root.iter("article"):
        for time in article.iter("time"):
            if found := stamp(time.get("datetime")):
                return found
        break
    return next(
        (s for t in root.iter("time") if t.get("pubdate") is not None and (s := stamp(t.get("datetime")))), None
    )
