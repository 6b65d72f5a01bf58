"""What the first bytes of an input look like: its characters, and the first tag of its markup."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TAG = re.compile(r"<(?:(?P<prefix>[\w.-]{1,40}):)?(?P<name>[A-Za-z_][\w.-]{0,80})(?P<attributes>[^<>]{0,4000})")
_XMLNS = re.compile(r"""xmlns(?::(?P<prefix>[\w.-]{1,40}))?\s*=\s*["'](?P<uri>[^"']{0,200})["']""")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")


@dataclass(frozen=True, slots=True)
class Root:
    """The first element of markup: its local name and namespace ("" for none)."""

    name: str
    namespace: str


def bom(data: bytes) -> tuple[str, int] | None:
    """The encoding that a byte-order mark tells, and the mark's length."""
    return next(((encoding, len(mark)) for mark, encoding in _BOMS if data.startswith(mark)), None)


def characters(head: bytes) -> str:
    """The first characters, well enough to tell a format by them; half a character at the end is dropped."""
    found = bom(head)
    if found:
        return head[found[1] :].decode(found[0], "ignore")
    if head[:4] in (b"<\0?\0", b"\0<\0?"):
        return head.decode("utf-16-le" if head[0] else "utf-16-be", "ignore")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return head.decode("latin-1")


def root(head: bytes) -> Root | None:
    """The first element of XML or HTML, behind declarations, comments and document type; None where there is none."""
    text = characters(head).lstrip()
    at = 0
    while text.startswith("<", at):
        if text.startswith(("<?", "<!"), at):
            at = _behind(text, at)
            while at < len(text) and text[at].isspace():
                at += 1
            continue
        return _root(text, at)
    return None


def _behind(text: str, at: int) -> int:
    """Where what follows the declaration that begins at `at` begins."""
    for opening, closing in (("<!--", "-->"), ("<?", "?>")):
        if text.startswith(opening, at):
            end = text.find(closing, at + len(opening))
            return len(text) if end < 0 else end + len(closing)
    end = text.find(">", at)
    subset = text.find("[", at)
    if 0 <= subset < end:
        close = text.find("]", subset)
        end = text.find(">", close) if close >= 0 else -1
    return len(text) if end < 0 else end + 1


def _root(text: str, at: int) -> Root | None:
    found = _TAG.match(text, at)
    if not found:
        return None
    namespaces = {m["prefix"]: m["uri"] for m in _XMLNS.finditer(found["attributes"])}
    return Root(found["name"], namespaces.get(found["prefix"], ""))


def markup(data: bytes, told: str | None = None) -> str:
    """The characters of HTML, by byte-order mark, what the server told, its own `<meta charset>`, UTF-8, Windows-1252.

    As in the HTML standard's encoding sniffing: nothing is refused, what cannot be read becomes U+FFFD.
    """
    found = bom(data)
    if found:
        return data[found[1] :].decode(found[0], "replace")
    declared = _ENCODING.match(data) or re.search(
        rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", data[:HEAD_OF_HTML], re.I
    )
    for name in (told, declared and declared[1].decode("ascii")):
        if name and (read := _decoded(data, name)) is not None:
            return read
    text = _decoded(data, "utf-8")
    return data.decode("cp1252", "replace") if text is None else text


HEAD_OF_HTML = 4_096
"""Bytes in which a page tells its encoding."""
NO_PAGE = frozenset(
    {"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "punycode", "idna", "unicode-escape", "raw-unicode-escape"}
)
"""Encodings that disprove themselves where they are declared in ASCII, or that no page is in."""


def _decoded(data: bytes, encoding: str) -> str | None:
    """The characters; None where there is no such encoding of text, or the bytes are in another."""
    try:
        name = codecs.lookup(encoding).name
        if name in NO_PAGE:
            return None
        return data.decode("cp1252" if name == "iso8859-1" else name)
    except (LookupError, UnicodeError, ValueError):
        return None
