"""NewsML-G2 of the IPTC: news items, alone or in a news message. Text items become dispatches.

A picture's caption goes with the text it was sent with; a picture that comes without a text, or with several, is a
dispatch of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from selon.errors import InputError
from selon.intake import glance, nitf
from selon.intake.cut import cut
from selon.intake.draft import Draft, finish
from selon.intake.flow import any_flow, flow, text_flow
from selon.intake.parts import Part, arrange
from selon.intake.refused import Given, Refused
from selon.intake.source import Source
from selon.intake.stamps import stamp
from selon.intake.taken import Taken
from selon.intake.xmltree import attribute, children, descend, every, first, local, parse, words

NAME = "newsml-g2"

_ROOTS = frozenset({"newsItem", "newsMessage", "packageItem", "conceptItem", "knowledgeItem", "planningItem"})
_ITEM = frozenset({"newsItem"})
_WITHDRAWN = frozenset({"canceled", "withheld"})
_CHANGES = frozenset({"correction", "update", "updated", "corrected"})


def sniff(head: bytes, _name: str) -> float:
    """The first element is one of the standard's."""
    root = glance.root(head)
    if root is None or root.name not in _ROOTS:
        return 0.0
    return 1.0 if "iptc.org/std/nar" in root.namespace else 0.8


def read(source: Source, given: Given) -> Iterator[Taken | Refused]:
    """The dispatches of a news item or message, in document order."""
    data = source.whole()
    items = list(every(parse(data), "newsItem"))
    if not items:
        raise InputError("NewsML-G2 without a news item: there is nothing to read")
    texts = [e for e in items if _class(e) == "text"]
    pictures = [e for e in items if _class(e) == "picture"] if len(texts) == 1 else []
    raws = cut(data, _ITEM) if len(items) > 1 and not pictures else []
    for n, item in enumerate(items):
        name = f"{source.name}#{n + 1}" if len(items) > 1 else source.name
        raw = raws[n] if len(raws) == len(items) else data
        if item in pictures:
            continue
        try:
            found = _draft(item)
            captions = [Part("caption", c) for p in pictures if (c := _caption(p))]
            found = replace(found, parts=arrange([*found.parts, *captions]))
            yield finish(found, name=name, format=NAME, raw=raw, given=given)
        except InputError as e:
            yield Refused(name, str(e), raw, NAME)


def _class(item: Element) -> str:
    """The nature of an item: `text`, `picture`, `composite` …; text where it does not say."""
    return _code(first(item, "itemMeta/itemClass")) or "text"


def _draft(item: Element) -> Draft:
    meta, about = first(item, "itemMeta"), first(item, "contentMeta")
    guid, version = attribute(item, "guid"), attribute(item, "version")
    status = _code(first(meta, "pubStatus"))
    if status in _WITHDRAWN:
        raise InputError(f"{status} by its provider ({guid or 'no guid'}): there is nothing to read")
    made, born = stamp(words(first(meta, "versionCreated"))), stamp(words(first(meta, "firstCreated")))
    later = made and born and made.instant and born.instant and made.instant > born.instant
    return Draft(
        parts=_parts(item),
        title=words(first(about, "headline")) or words(first(meta, "title")),
        agency=_name(first(meta, "provider")) or _name(first(about, "infoSource")),
        provider_id=guid,
        version=version,
        replaces=_replaced(meta),
        day=made.day if made else None,
        published=born or made or stamp(words(first(about, "contentCreated"))),
        updated=made if later else stamp(words(first(about, "contentModified"))),
        embargo=stamp(words(first(meta, "embargoed"))),
        lang=attribute(first(about, "language"), "tag") or attribute(item, "lang"),
        url=_url(meta),
        slug=words(first(about, "slugline")),
        authors=[n for e in children(about, "creator", "by") if (n := _name(e))],
        change=_change(meta),
        notes=[f"editors' note: {w}" for e in children(meta, "edNote") if (w := words(e))],
    )


def _parts(item: Element) -> list[Part]:
    """Headline, dateline, and the first of the renditions that holds text; a picture's caption."""
    about = first(item, "contentMeta")
    title = words(first(about, "headline"))
    top = [Part("title", title)] if title else []
    if dateline := words(first(about, "dateline")):
        top.append(Part("dateline", dateline))
    text = next((found for e in descend(item, "contentSet") for each in e if (found := _content(each))), [])
    if any(p.kind == "title" for p in text):
        top = [p for p in top if p.kind != "title"]
    if not text and (caption := _caption(item)):
        text = [Part("caption", caption)]
    return arrange([*top, *text])


def _content(element: Element) -> list[Part]:
    kind = (attribute(element, "contenttype") or "").lower()
    if local(element) == "inlineXML":
        inner = first(element, "nitf")
        return nitf.parts(inner) if inner is not None else flow(element)
    if local(element) == "inlineData":
        if attribute(element, "encoding"):
            return []  # pictures and the like
        text = "".join(element.itertext())
        return text_flow(text) if kind == "text/plain" else any_flow(text)
    return []


def _caption(item: Element) -> str | None:
    about = first(item, "contentMeta")
    said = {_code_of(attribute(e, "role")): words(e) for e in children(about, "description")}
    return said.get("caption") or next(iter(said.values()), None)


def _change(meta: Element | None) -> str | None:
    return next((c for e in children(meta, "signal") if (c := _code(e)) in _CHANGES), None)


def _replaced(meta: Element | None) -> str | None:
    for link in children(meta, "link"):
        if _code_of(attribute(link, "rel")) in ("replaces", "previousVersion", "updates", "corrects"):
            return attribute(link, "residref", "href")
    return None


def _url(meta: Element | None) -> str | None:
    for element in children(meta, "link", "altId"):
        for value in (attribute(element, "href"), words(element)):
            if value and value.startswith(("http://", "https://")):
                return value
    return None


def _name(element: Element | None) -> str | None:
    """What a party is called: its name, else its literal, else its code without the scheme."""
    return words(first(element, "name")) or attribute(element, "literal") or words(element) or _code(element)


def _code(element: Element | None) -> str | None:
    """The code of an element's `qcode`, or the end of its `uri`, without the scheme; None where it has neither."""
    return _code_of(attribute(element, "qcode", "uri"))


def _code_of(value: str | None) -> str | None:
    return value.rpartition("/")[2].rpartition(":")[2] or None if value else None
