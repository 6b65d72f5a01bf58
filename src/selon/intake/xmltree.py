"""XML into a tree, safely: no entity is expanded, nothing outside the document is read, nothing nests without end.

Elements are told by their local names: the same standard comes with and without its namespace.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.entities import name2codepoint
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from selon.errors import InputError
from selon.intake import glance

_DECLARED = re.compile(rb"""<\?xml\b[^>]*?\bencoding\s*+=\s*+["']([\w.:-]+)""", re.ASCII)
DEEPEST = 200
"""Levels of nested elements; news has some twenty."""
_LONGEST_SHOWN = 60
"""Characters of what is wrong that a message shows: it may hold a name without end."""
MOST = 500_000
"""Elements of one document."""

HOSTILE = "XML that defines entities of its own, as no news does: take the document type out, or refuse its sender"


class NotWhole(InputError):
    """XML that is not well formed: half a file, or one written without care."""


class _Bounded(TreeBuilder):
    """Builds the tree, and gives up where it grows too deep or too large."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST:
            raise InputError(f"elements nested more than {DEEPEST} deep, as no news has them: refuse its sender")
        if self._count > MOST:
            raise InputError(f"more than {MOST} elements: split it, one dispatch a file")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def parse(data: bytes) -> Element:
    """The root element.

    Raises:
        NotWhole: not well formed.
        InputError: hostile, or in an encoding that cannot be read.
    """
    from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.ElementTree import DefusedXMLParser  # type: ignore[import-untyped]

    parser: Any = DefusedXMLParser(target=_Bounded())
    parser.entity.update({name: chr(point) for name, point in name2codepoint.items()})
    try:
        parser.feed(_in_utf_8(data))
        root: Element = parser.close()
    except DefusedXmlException as e:
        raise InputError(HOSTILE) from e
    except ParseError as e:
        line, column = e.position
        what = str(e).split(":")[0][:_LONGEST_SHOWN]
        raise NotWhole(f"not whole XML ({what}, line {line}, column {column}): get the file again") from e
    except UnicodeDecodeError as e:
        raise NotWhole(f"not whole XML (byte {e.start} is not in {e.encoding}): get the file again") from e
    except (ValueError, LookupError) as e:
        raise InputError(f"XML in an encoding that cannot be read ({e}): save it as UTF-8") from e
    return root


def _in_utf_8(data: bytes) -> bytes | str:
    """The document as expat takes it without converting it. What it converts it hands on in pieces, and where the first
    piece of a long name is an error, the interpreter is brought down by the second.

    Raises:
        UnicodeError, LookupError: in another encoding than it says, or in none that is known.
    """
    if marked := glance.bom(data):
        return data[marked[1] :].decode(marked[0])
    if data[:4] in (b"<\0?\0", b"\0<\0?", b"<\0!\0", b"\0<\0!"):
        return data.decode("utf-16-le" if data[0] else "utf-16-be")
    declared = _DECLARED.match(data)
    if declared is None or declared[1].lower() == b"utf-8":
        return data
    name = codecs.lookup(declared[1].decode()).name
    if name in glance.NO_PAGE:
        raise LookupError(f"{name} is declared")
    return data.decode(name)


def local(element: Element) -> str:
    """The element's name without its namespace; "" for comments and instructions."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children of any of these names, in their order."""
    if element is not None:
        for child in element:
            if local(child) in names:
                yield child


def descend(element: Element | None, path: str) -> Iterator[Element]:
    """The elements at the end of a path of local names (`a/b/c`), in document order."""
    if element is None:
        return
    name, _, rest = path.partition("/")
    for child in children(element, name):
        if rest:
            yield from descend(child, rest)
        else:
            yield child


def first(element: Element | None, *paths: str) -> Element | None:
    """The first element at the first of the paths that leads to one."""
    return next((found for path in paths for found in descend(element, path)), None)


def every(element: Element | None, *names: str) -> Iterator[Element]:
    """All elements of these names, at any depth, in document order."""
    if element is not None:
        for each in element.iter():
            if local(each) in names:
                yield each


def words(element: Element | None) -> str | None:
    """All the text in an element, white space as single spaces; None where there is none."""
    if element is None:
        return None
    return " ".join("".join(element.itertext()).split()) or None


def attribute(element: Element | None, *names: str) -> str | None:
    """The first of these attributes that says something, with or without a namespace (`lang` is `xml:lang` too)."""
    if element is None:
        return None
    for name in names:
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == name and value.strip():
                return value.strip()
    return None
