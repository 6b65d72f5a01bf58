"""NewsML 1.2 of the IPTC: news items with nested components; the text with its captions becomes a dispatch."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from selon.errors import InputError
from selon.intake import glance, nitf
from selon.intake.cut import cut
from selon.intake.draft import Draft, finish
from selon.intake.flow import any_flow, flow, text_flow
from selon.intake.parts import Part, arrange
from selon.intake.refused import Given, Refused
from selon.intake.source import Source
from selon.intake.stamps import Stamp, stamp
from selon.intake.taken import Taken
from selon.intake.xmltree import attribute, children, descend, every, first, parse, words

NAME = "newsml-1"

_ITEM = frozenset({"NewsItem"})
_WITHDRAWN = frozenset({"canceled", "withheld"})
_CHANGES = frozenset({"correction", "update", "rectify", "replace"})
_PICTURES = frozenset({"photo", "picture", "graphic", "video", "audio", "animation", "logo", "complementarydata"})


def sniff(head: bytes, _name: str) -> float:
    """The first element is `NewsML`."""
    root = glance.root(head)
    return 0.95 if root is not None and root.name == "NewsML" else 0.0


def read(source: Source, given: Given) -> Iterator[Taken | Refused]:
    """The dispatches of the document, in order."""
    data = source.whole()
    root = parse(data)
    items = list(every(root, "NewsItem"))
    if not items:
        raise InputError("NewsML without a news item: there is nothing to read")
    sent = stamp(words(first(root, "NewsEnvelope/DateAndTime")))
    raws = cut(data, _ITEM) if len(items) > 1 else [data]
    for n, item in enumerate(items):
        raw = raws[n] if len(raws) == len(items) else data
        name = f"{source.name}#{n + 1}" if len(items) > 1 else source.name
        try:
            drafts = list(_drafts(item, sent))
        except InputError as e:
            yield Refused(name, str(e), raw, NAME)
            continue
        for m, draft in enumerate(drafts):
            part = f"{name}/{m + 1}" if len(drafts) > 1 else name
            try:
                yield finish(draft, name=part, format=NAME, raw=raw, given=given)
            except InputError as e:
                yield Refused(part, str(e), raw, NAME)


def _drafts(item: Element, sent: Stamp | None) -> Iterator[Draft]:
    """One draft for each text of an item: mostly one, or one a language.

    Raises:
        InputError: its provider withdrew it, or there is no text in it.
    """
    identity, management = first(item, "Identification/NewsIdentifier"), first(item, "NewsManagement")
    status = _formal(first(management, "Status")).lower()
    identifier = _identifier(identity)
    if status in _WITHDRAWN:
        raise InputError(f"{status} by its provider ({identifier or 'no id'}): there is nothing to read")
    born = stamp(words(first(management, "FirstCreated")))
    made = stamp(words(first(management, "ThisRevisionCreated"))) or born
    later = made and born and made.instant and born.instant and made.instant > born.instant
    whole = first(item, "NewsComponent")
    texts = [c for c in every(whole, "NewsComponent") if _is_text(c)]
    captions = [Part("caption", w) for c in every(whole, "NewsComponent") for w in _captions(c)]
    if not texts and not captions:
        raise InputError("no text in it: there is nothing to read")
    for component in texts or [item]:
        lines = [first(c, "NewsLines") for c in (component, whole)]
        meta = [first(c, "AdministrativeMetadata") for c in (component, whole)]
        yield Draft(
            parts=arrange([*_parts(component, lines), *(captions if len(texts) < 2 else [])]),
            title=_line(lines, "HeadLine"),
            agency=_party(meta, "Provider") or _party(meta, "Source") or words(first(identity, "ProviderId")),
            provider_id=identifier,
            version=words(first(identity, "RevisionId")),
            replaces=_replaced(management),
            day=made.day if made else None,
            published=born or made or sent,
            updated=made if later else None,
            embargo=_embargo(management, status),
            lang=_language(component) or _language(whole) or attribute(item, "lang"),
            slug=_line(lines, "SlugLine") or words(first(item, "Identification/NameLabel")),
            authors=[w for line in lines[:1] for e in children(line, "ByLine") if (w := words(e))],
            change=next(
                (c for e in children(management, "Instruction") if (c := _formal(e).lower()) in _CHANGES), None
            ),
        )


def _identifier(identity: Element | None) -> str | None:
    """The item's name without its revision, in the form of RFC 3085; the public identifier where parts are missing."""
    parts = [words(first(identity, name)) for name in ("ProviderId", "DateId", "NewsItemId")]
    named = [p for p in parts if p]
    return ":".join(["urn:newsml", *named]) if len(named) == len(parts) else words(first(identity, "PublicIdentifier"))


def _is_text(component: Element) -> bool:
    """Whether a component holds a text of its own, not a caption's and not a picture."""
    if _role(component) in (*_PICTURES, "caption"):
        return False
    return any(_textual(c) for c in children(component, "ContentItem"))


def _textual(content: Element) -> bool:
    media = _formal(first(content, "MediaType")).lower()
    return media not in _PICTURES and bool(words(first(content, "DataContent")))


def _captions(component: Element) -> Iterator[str]:
    """Captions: components in that role with their text, and the headline of a picture that has no such component."""
    if _role(component) == "caption":
        for content in every(component, "DataContent"):
            if found := words(content):
                yield found
    elif _role(component) in _PICTURES:
        inner = {_role(c) for c in children(component, "NewsComponent")}
        if "caption" not in inner and (found := words(first(component, "NewsLines/HeadLine"))):
            yield found


def _parts(component: Element | None, lines: list[Element | None]) -> list[Part]:
    top = [Part("title", title)] if (title := _line(lines, "HeadLine")) else []
    top += [Part("paragraph", w) for e in children(lines[0], "SubHeadLine") if (w := words(e))]
    if dateline := _line(lines, "DateLine"):
        top.append(Part("dateline", dateline))
    found: list[Part] = []
    for content in children(component, "ContentItem"):
        if _textual(content):
            found += [p for e in descend(content, "DataContent") for p in _content(e)]
    if any(p.kind == "title" for p in found):
        top = [p for p in top if p.kind != "title"]
    return [*top, *found]


def _content(data: Element) -> list[Part]:
    inner = first(data, "nitf")
    if inner is not None:
        return nitf.parts(inner)
    if len(data):
        return flow(data)
    text = data.text or ""
    return any_flow(text) if "</" in text else text_flow(text)


def _formal(element: Element | None) -> str:
    return attribute(element, "FormalName") or ""


def _role(component: Element) -> str:
    return _formal(first(component, "Role")).lower()


def _line(lines: list[Element | None], name: str) -> str | None:
    return next((w for line in lines if (w := words(first(line, name)))), None)


def _party(meta: list[Element | None], name: str) -> str | None:
    parties = (first(m, f"{name}/Party") for m in meta)
    return next((w for p in parties if (w := attribute(p, "FormalName"))), None)


def _language(component: Element | None) -> str | None:
    found = first(component, "DescriptiveMetadata/Language", "ContentItem/Characteristics/Language")
    return _formal(found) or attribute(component, "lang")


def _replaced(management: Element | None) -> str | None:
    for name in ("DerivedFrom", "AssociatedWith"):
        for element in children(management, name):
            if found := attribute(element, "NewsItem"):
                return found
    return None


def _embargo(management: Element | None, status: str) -> Stamp | None:
    """When an embargoed item becomes usable."""
    if status != "embargoed":
        return None
    return stamp(words(first(management, "StatusWillChange/DateAndTime")))
