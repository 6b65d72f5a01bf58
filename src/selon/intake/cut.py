"""One XML document for each of the items that a document holds: what an item was read from, and can be again."""

from __future__ import annotations

from xml.parsers import expat

_FRAME = 65_536
"""Bytes around the items (a feed's head, a message's envelope) that each item's document repeats."""


def cut(data: bytes, names: frozenset[str]) -> list[bytes]:
    """For each outermost element of these local names, the document without the others.

    Empty where the document is not well formed; where what stands around the items is long, they come without it.
    """
    spans = _spans(data, names)
    if len(spans) == 1:
        return [data]
    if not spans:
        return []
    before, behind = data[: spans[0][0]], data[spans[-1][1] :]
    if len(before) + len(behind) > _FRAME:
        before = behind = b""
    return [before + data[start:end] + behind for start, end in spans]


def _spans(data: bytes, names: frozenset[str]) -> list[tuple[int, int]]:
    """Where the elements begin and end, in bytes. No entity is expanded: expat stops at the first declaration."""
    if b"<!ENTITY" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return []
    parser = expat.ParserCreate()
    spans: list[tuple[int, int]] = []
    stack: list[tuple[bool, int]] = []
    within = 0

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal within
        mine = name.rpartition(":")[2] in names
        within += mine
        stack.append((mine, parser.CurrentByteIndex))

    def end(_name: str) -> None:
        nonlocal within
        mine, begun = stack.pop()
        within -= mine
        if mine and not within:
            at = parser.CurrentByteIndex
            empty = at > begun and not data.startswith(b"</", at)  # expat stands behind `<item/>`, before `</item>`
            spans.append((begun, at if empty else data.find(b">", at) + 1))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        return []
    return spans
