"""Paragraphs and captions out of marked-up text: XHTML, NITF, NewsML content, HTML as it comes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selon.intake.clean import clean
from selon.intake.parts import Part
from selon.intake.xmltree import local
from selon.model import BlockKind
from selon.reading.chunks import paragraphs

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BLOCKS = _names(
    "p div section article main body header footer aside blockquote bq li ul ol dl dt dd pre h1 h2 h3 h4 h5 h6 hl1 hl2 "
    "table tr td th caption figure figcaption media media-caption media-producer hr address block note fn body.content "
    "body.head body.end paragraph para tbody thead tfoot form details summary center"
)
_TEI = _names("head list item quote row cell code")
_SKIPPED = _names(
    "script style noscript template iframe object embed svg math head nav button select option textarea input "
    "media-metadata media-reference pronounce title audio video canvas"
)
_KINDS: dict[str, BlockKind] = {
    "figcaption": "caption",
    "media-caption": "caption",
    "media-producer": "credit",
}
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_BREAKS = re.compile(r"\n[ \n]*\n")
_TAG = re.compile(r"<[A-Za-z/!][^<>]*>|&(?:#\d+|#x[\da-fA-F]+|\w{2,20});")


def flow(root: Element, *, skip: frozenset[str] = frozenset(), lines: bool = False) -> list[Part]:
    """The paragraphs and captions below an element, in order; elements called one of `skip` are passed over.

    One `<br>` is a space, two end a paragraph. Elements nest no deeper than the parsers let them. `lines`: the tree is
    trafilatura's, in which `head` is a heading and `lb` a line break.
    """
    walk = _Walk((_SKIPPED | skip) - ({"head"} if lines else frozenset()), _BLOCKS | _TEI if lines else _BLOCKS)
    walk.visit(root)
    walk.flush()
    return walk.parts


class _Walk:
    def __init__(self, skipped: frozenset[str], blocks: frozenset[str]) -> None:
        self.parts: list[Part] = []
        self._skipped, self._blocks = skipped, blocks
        self._words: list[str] = []
        self._kind: BlockKind = "paragraph"

    def visit(self, element: Element) -> None:
        name = local(element).lower()
        if name in ("br", "lb"):
            self._words.append("\n")
        if not name or name in self._skipped:
            return
        outer = self._kind
        block = name in self._blocks
        if block:
            self.flush()
            self._kind = _KINDS.get(name, outer)
        self._say(element.text)
        for child in element:
            self.visit(child)
            self._say(child.tail)
        if block:
            self.flush()
            self._kind = outer

    def _say(self, words: str | None) -> None:
        if words:
            self._words.append(_SPACE.sub(" ", words))

    def flush(self) -> None:
        for words in _BREAKS.split("".join(self._words)):
            if words.strip():
                self.parts.append(Part(self._kind, words))
        self._words.clear()


def html_flow(text: str) -> list[Part]:
    """The paragraphs and captions of a piece of HTML, however badly it is written."""
    root = html_tree(text)
    return [] if root is None else flow(root)


def html_tree(text: str) -> Element | None:
    """The root of the tree that an HTML parser makes of the text; None where it makes none."""
    from lxml import etree, html  # type: ignore[import-untyped]

    text = _XML_DECLARATION.sub("", clean(text), count=1)
    if not text.strip():
        return None
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root: Element = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return root


_XML_DECLARATION = re.compile(r"<\?xml[^<>]*>")


def text_flow(text: str) -> list[Part]:
    """The paragraphs of plain text."""
    text = clean(text)
    return [Part("paragraph", span.of(text)) for span in paragraphs(text)]


def any_flow(text: str) -> list[Part]:
    """The paragraphs of what is HTML or plain text, as it looks: feeds and mails do not always say."""
    return html_flow(text) if _TAG.search(text) else text_flow(text)
