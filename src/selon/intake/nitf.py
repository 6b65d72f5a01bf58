"""NITF, the News Industry Text Format of the IPTC (3.x, with or without its namespace or document type)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from selon.errors import InputError
from selon.intake import glance
from selon.intake.draft import Draft, finish
from selon.intake.flow import flow
from selon.intake.parts import Part, arrange
from selon.intake.refused import Given, Refused
from selon.intake.source import Source
from selon.intake.stamps import stamp
from selon.intake.taken import Taken
from selon.intake.xmltree import attribute, children, descend, first, local, parse, words

NAME = "nitf"

_NOT_READ = frozenset({"note", "media-metadata", "media-reference", "media-object", "hedline"})
_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})


def sniff(head: bytes, _name: str) -> float:
    """The first element is `nitf`."""
    root = glance.root(head)
    return 0.95 if root is not None and root.name == "nitf" else 0.0


def read(source: Source, given: Given) -> Iterator[Taken | Refused]:
    """The article of the document."""
    data = source.whole()
    root = parse(data)
    if local(root) != "nitf":
        raise InputError(f"not NITF: its first element is {local(root)!r}; name its own format")
    yield finish(draft(root), name=source.name, format=NAME, raw=data, given=given)


def draft(root: Element) -> Draft:
    """What an `nitf` element holds.

    Raises:
        InputError: its provider withdrew it.
    """
    docdata, pubdata, body_head = (
        first(root, "head/docdata"),
        first(root, "head/pubdata"),
        first(root, "body/body.head"),
    )
    status = (attribute(docdata, "management-status") or "").lower()
    identifier = attribute(first(docdata, "doc-id"), "id-string")
    if status in _WITHDRAWN:
        raise InputError(f"{status} by its provider ({identifier or 'no id'}): there is nothing to read")
    correction, key = first(docdata, "correction"), first(docdata, "du-key")
    issued = stamp(attribute(first(docdata, "date.issue"), "norm")) or stamp(attribute(pubdata, "date.publication"))
    story = stamp(attribute(first(body_head, "dateline/story.date"), "norm"))
    release = stamp(attribute(first(docdata, "date.release"), "norm"))
    later = release and issued and release.instant and issued.instant and release.instant > issued.instant
    return Draft(
        parts=arrange(parts(root)),
        agency=_agency(docdata, body_head),
        provider_id=identifier,
        version=attribute(key, "version", "generation"),
        replaces=attribute(correction, "id-string") or attribute(docdata, "management-doc-idref"),
        published=issued or story or release,
        embargo=release if later else None,
        lang=attribute(first(root, "body"), "lang") or attribute(root, "lang"),
        url=attribute(pubdata, "ex-ref"),
        slug=attribute(key, "key"),
        authors=_authors(body_head),
        change="correction" if correction is not None else None,
        notes=[f"message to editors: {note}"] if (note := attribute(first(docdata, "ed-msg"), "info")) else [],
    )


def parts(root: Element) -> list[Part]:
    """Title, dateline and text of an `nitf` element; the abstract where there is no text."""
    body_head, content = first(root, "body/body.head"), first(root, "body/body.content")
    title = words(first(body_head, "hedline/hl1")) or words(first(root, "head/title"))
    found = [Part("title", title)] if title else []
    found += [Part("paragraph", w) for e in descend(body_head, "hedline/hl2") if (w := words(e))]
    if dateline := words(first(body_head, "dateline")):
        found.append(Part("dateline", dateline))
    text = [] if content is None else flow(content, skip=_NOT_READ)
    if not any(p.kind == "paragraph" for p in text):
        abstract = first(body_head, "abstract")
        text = [*([] if abstract is None else flow(abstract)), *text]
    signed = [Part("credit", w) for e in descend(root, "body/body.end/tagline") if (w := words(e))]
    return [*found, *text, *signed]


def _agency(docdata: Element | None, body_head: Element | None) -> str | None:
    return (
        words(first(body_head, "distributor/org", "distributor"))
        or words(first(body_head, "rights/rights.owner"))
        or attribute(first(docdata, "doc.copyright"), "holder")
        or attribute(first(docdata, "doc-id"), "regsrc")
    )


def _authors(body_head: Element | None) -> list[str]:
    found: list[str] = []
    for byline in children(body_head, "byline"):
        people = [w for e in children(byline, "person") if (w := words(e))]
        found += people or [w for w in [words(byline)] if w]
    return found
