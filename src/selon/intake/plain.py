"""Plain text as a format: what no other adapter knows is one dispatch, if it is text at all."""

from __future__ import annotations

from collections.abc import Iterator

from selon.errors import InputError
from selon.intake import glance
from selon.intake.clean import decode
from selon.intake.draft import Draft, finish
from selon.intake.refused import Given, Refused
from selon.intake.source import Source
from selon.intake.stamps import Stamp
from selon.intake.taken import Taken

NAME = "text"


def sniff(_head: bytes, name: str) -> float:
    """Anything may be text."""
    return 0.2 if name.lower().endswith((".txt", ".text", ".md")) else 0.1


def read(source: Source, given: Given) -> Iterator[Taken | Refused]:
    """The whole text as one dispatch."""
    data = source.whole()
    root = glance.root(data[:8_192])
    if root is not None and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        raise InputError(f"XML of a kind that is not known (<{root.name}>): convert it to NITF, NewsML or plain text")
    published = Stamp(given.published) if given.published else None
    draft = Draft(text=decode(data, given.encoding), as_it_is=True, published=published)
    yield finish(draft, name=source.name, format=NAME, raw=data, given=given)
