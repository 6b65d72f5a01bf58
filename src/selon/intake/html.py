"""HTML pages: the article that trafilatura finds, and what the page says of it for machines."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from selon.errors import InputError
from selon.intake import glance
from selon.intake.draft import Draft, finish, line
from selon.intake.flow import any_flow, flow, html_tree
from selon.intake.parts import Part
from selon.intake.refused import Given, Refused
from selon.intake.schema_org import Page, page
from selon.intake.source import Source
from selon.intake.taken import Taken
from selon.intake.xmltree import local, words
from selon.reading.marks import marks

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAME = "html"

_NAMES = (".html", ".htm", ".xhtml")
_TAGS = frozenset(
    {"head", "body", "div", "p", "h1", "article", "main", "meta", "title", "section", "table", "span", "script"}
)
_OUTSIDE = frozenset({"nav", "aside", "footer", "form"})
_SILENT = logging.NullHandler()
_MOST_CAPTIONS = 10
_DEEPEST = 250
_MOST_ELEMENTS = 25_000
"""Elements of one page; an article's have some two thousand."""


def sniff(head: bytes, name: str) -> float:
    """A page begins with a doctype or an HTML element."""
    start = glance.characters(head)[:4_000].lstrip().lower()
    if start.startswith("<!doctype html"):
        return 0.9
    root = glance.root(head)
    tag = root.name.lower() if root else ""
    if tag == "html":
        return 0.9
    if tag in _TAGS:
        return 0.6
    return 0.3 if tag and name.lower().endswith(_NAMES) else 0.0


def read(source: Source, given: Given) -> Iterator[Taken | Refused]:
    """The article of the page."""
    data = source.whole()
    charset = source.media_type.partition("charset=")[2].strip(" \"'") or None
    yield from_html(data, source.name, given, charset=charset, url=source.url)


def from_html(data: bytes, name: str, given: Given, *, charset: str | None = None, url: str | None = None) -> Taken:
    """The article of a page; `url` is where the page came from, should it not say so itself.

    Raises:
        InputError: no article in it, or in a language that cannot be read.
    """
    root = html_tree(glance.markup(data, given.encoding or charset))
    if root is None:
        raise InputError("no page: there is no markup in it that can be read")
    about = page(root)
    captions = _captions(root) or about.captions
    parts = _article(root) or (any_flow(about.body) if about.body else [])
    title = line(about.title) or _heading(root) or line(words(next(root.iter("title"), None)))
    if not parts:
        raise InputError("no article found in the page: save its text alone and read that")
    draft = Draft(
        parts=_ordered(title, [line(c, 2_000) or "" for c in captions], parts),
        title=title,
        agency=_agency(about),
        agency_else=about.publisher,
        provider_id=about.identifier,
        version=about.version,
        published=about.published,
        updated=about.updated,
        lang=_lang(about.lang),
        lang_sure=False,
        url=about.url or url,
        authors=about.authors,
    )
    return finish(draft, name=name, format=NAME, raw=data, given=given)


def _ordered(title: str | None, captions: list[str], body: list[Part]) -> list[Part]:
    """Title, captions, then the body without either of them."""
    known = {" ".join(c.split()) for c in captions} | {title}
    rest = [p for p in body if " ".join(p.text.split()) not in known]
    return [*([Part("title", title)] if title else []), *(Part("caption", c) for c in captions if c), *rest]


def _article(root: Element) -> list[Part]:
    """The paragraphs of the article, without navigation, comments and pointers to other articles."""
    from trafilatura import bare_extraction

    for library in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(library).addHandler(_SILENT)  # what they complain of comes as our own refusals
    _check(root)
    try:
        found = bare_extraction(
            root,
            with_metadata=False,
            include_comments=False,
            include_tables=True,
        )
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, AssertionError, RecursionError):
        return []  # trafilatura stumbles over some broken pages; the article body that the page itself gives may serve
    body = getattr(found, "body", None)
    return [] if body is None else flow(body, lines=True)


def _check(root: Element) -> None:
    """Keep from trafilatura what would keep it busy without end.

    Raises:
        InputError: too many elements, or nested too deep.
    """
    stack, count = [(root, 1)], 0
    while stack:
        (element, depth), count = stack.pop(), count + 1
        if depth > _DEEPEST:
            raise InputError(f"elements nested more than {_DEEPEST} deep: save its text alone and read that")
        if count > _MOST_ELEMENTS:
            raise InputError(f"a page of more than {_MOST_ELEMENTS} elements: save its text alone and read that")
        stack += [(child, depth + 1) for child in element]


def _captions(root: Element) -> list[str]:
    """The captions of the article's pictures."""
    place = next(root.iter("article"), None)
    if place is None:
        place = next(root.iter("main"), root)
    found: list[str] = []
    stack = [place]
    while stack and len(found) < _MOST_CAPTIONS:
        element = stack.pop()
        if local(element) == "figcaption":
            if caption := words(element):
                found.append(caption)
        elif local(element) not in _OUTSIDE:
            stack += list(element)[::-1]
    return found


def _heading(root: Element) -> str | None:
    return line(words(next(root.iter("h1"), None)))


def _agency(about: Page) -> str | None:
    """Who issued the text: the organisation the page names as its source, or an author who is an agency."""
    agencies = marks("fr").agencies
    return about.agency or next((a for a in about.authors if a in agencies), None)


def _lang(tag: str | None) -> str | None:
    """The tag, where it is one: pages say "french" or a template's placeholder too."""
    bare = (tag or "").replace("_", "-").split("-")[0]
    return tag if bare.isascii() and bare.isalpha() and len(bare) in (2, 3) else None
