"""ninjs, the IPTC's news in JSON (1.x, 2.x, 3.x), and the variety that Superdesk writes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from selon.errors import InputError
from selon.intake import glance
from selon.intake.clean import decode
from selon.intake.draft import Draft, finish
from selon.intake.flow import any_flow, html_flow, text_flow
from selon.intake.parts import Part, arrange
from selon.intake.refused import Given, Refused
from selon.intake.source import Source
from selon.intake.stamps import stamp
from selon.intake.taken import Taken

NAME = "ninjs"

_KEY = re.compile(
    r'"(?:versioncreated|versionCreated|pubstatus|pubStatus|body_(?:text|xhtml|html)|bodies|headlines|representationtype|'
    r'representationType|contentcreated|contentCreated|firstcreated|firstCreated)"\s*:'
)
_IDENTITY = re.compile(r'"(?:uri|guid)"\s*:')
_WITHDRAWN = frozenset({"canceled", "withheld"})
_MOST = 1_000
"""Items of one file."""


def sniff(head: bytes, name: str) -> float:
    """A JSON object (or a list of them) with a `uri` and one more of the standard's own keys."""
    start = glance.characters(head).lstrip("\ufeff \t\r\n")
    if not start.startswith(("{", "[")):
        return 0.0
    first, _, rest = start.partition("\n")
    if rest.strip() and is_whole(first):
        return 0.0  # an object a line: JSON Lines, whose adapter knows such items too
    if '"https://www.iptc.org/std/ninjs' in start or '"ninjs"' in start:
        return 0.95
    if _IDENTITY.search(start) and _KEY.search(start):
        return 0.9
    return 0.6 if len(set(_KEY.findall(start))) > 1 else 0.3 if "ninjs" in name.lower() else 0.0


def read(source: Source, given: Given) -> Iterator[Taken | Refused]:
    """The item, or the items where the file holds a list."""
    data = source.whole()
    items = _items(data, given)
    for n, (item, raw) in enumerate(items):
        name = f"{source.name}#{n + 1}" if len(items) > 1 else source.name
        try:
            yield finish(draft(item), name=name, format=NAME, raw=raw or data, given=given)
        except InputError as e:
            yield Refused(name, str(e), raw or data, NAME)


def _items(data: bytes, given: Given) -> list[tuple[Any, bytes]]:
    whole = loads(decode(data, given.encoding).lstrip("\ufeff"))
    if isinstance(whole, list):
        if len(whole) > _MOST:
            raise InputError(f"more than {_MOST} items in one list: put each on a line (`jq -c '.[]' FILE`)")
        return [(item, json.dumps(item, ensure_ascii=False).encode("utf-8", "replace")) for item in whole]
    return [(whole, b"")]


def loads(text: str) -> Any:
    """JSON.

    Raises:
        InputError: not JSON, half of it, or nested without end.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as e:
        raise InputError(f"not whole JSON ({e.msg}, line {e.lineno}, column {e.colno}): get the file again") from e
    except (ValueError, RecursionError) as e:
        raise InputError(
            "JSON that no dispatch needs (numbers too long or nested too deep): keep the text alone"
        ) from e


def is_whole(line: str) -> bool:
    """Whether a line is one JSON object."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def is_item(record: Any) -> bool:
    """Whether a JSON object looks like a ninjs item."""
    return isinstance(record, dict) and any(_get(record, k) for k in _BODIES) and "text" not in record


_BODIES = ("body_text", "body_xhtml", "body_html", "bodies")


def draft(item: Any) -> Draft:
    """What an item holds.

    Raises:
        InputError: no item, or withdrawn by its provider.
    """
    if not isinstance(item, dict):
        raise InputError("JSON, but not an object: one ninjs item is a JSON object")
    identifier, status = _string(item, "uri", "guid"), (_string(item, "pubstatus") or "").lower()
    if status in _WITHDRAWN:
        raise InputError(f"{status} by its provider ({identifier or 'no uri'}): there is nothing to read")
    made, born = stamp(_get(item, "versioncreated")), stamp(_get(item, "firstcreated"))
    later = made and born and made.instant and born.instant and made.instant > born.instant
    title = _chosen(item, "headlines") or _string(item, "headline") or _string(item, "title")
    slug = _chosen(item, "sluglines") or _string(item, "slugline")
    return Draft(
        parts=arrange([*([Part("title", title)] if title else []), *_captions(item), *_body(item)]),
        title=title,
        agency=_agency(item),
        provider_id=identifier,
        version=_string(item, "version"),
        replaces=_string(item, "evolvedfrom") or _linked(item),
        day=made.day if made else None,
        published=born or made or stamp(_get(item, "contentcreated")),
        updated=made if later else None,
        embargo=stamp(_get(item, "embargoed")) or stamp(_get(item, "embargo")),
        lang=_string(item, "language"),
        url=_string(item, "canonicalurl") or _string(item, "url") or identifier,
        slug=slug,
        authors=_authors(item),
        change=_change(item),
        notes=[f"editors' note: {note}"] if (note := _string(item, "ednote")) else [],
    )


def _body(item: dict[str, Any]) -> list[Part]:
    """The text: XHTML before plain text, as it tells paragraphs; then the descriptions, for what has no text."""
    for body in _objects(item, "bodies"):
        kind = (_string(body, "contenttype") or "").lower()
        if value := _string(body, "value"):
            return text_flow(value) if kind == "text/plain" else any_flow(value)
    for key in ("body_xhtml", "body_html"):
        if (value := _string(item, key)) and (found := html_flow(value)):
            return found
    if value := _string(item, "body_text"):
        return text_flow(value)
    for key in sorted(k for k in item if k.startswith("body_")):
        if value := _string(item, key):
            return any_flow(value)
    kind = "caption" if (_string(item, "type") or "") in ("picture", "graphic", "video") else "paragraph"
    if described := _description(item):
        return [Part("caption", described)] if kind == "caption" else any_flow(described)
    return []


def _captions(item: dict[str, Any]) -> list[Part]:
    """The captions of the pictures that come with the item."""
    associated = _get(item, "associations")
    found = associated.values() if isinstance(associated, dict) else associated if isinstance(associated, list) else []
    pictures = (a for a in found if isinstance(a, dict) and _string(a, "type") in ("picture", "graphic", "video"))
    texts = (" ".join(p.text for p in any_flow(words)) for a in pictures if (words := _description(a)))
    return [Part("caption", words) for words in texts if words]


def _description(item: dict[str, Any]) -> str | None:
    keys = ("description_caption", "description_text", "description_xhtml", "description_html")
    return _chosen(item, "descriptions") or next((v for k in keys if (v := _string(item, k))), None)


def _chosen(item: dict[str, Any], key: str) -> str | None:
    """The value of a list such as `headlines`: the one in the role `main` or `caption`, else the first."""
    found = _objects(item, key)
    best = sorted(found, key=lambda h: (_string(h, "role") or "").rpartition(":")[2] not in ("main", "caption"))
    return next((v for h in best if (v := _string(h, "value"))), None)


def _agency(item: dict[str, Any]) -> str | None:
    sources = [s for s in _objects(item, "infosources") if _string(s, "name")]
    provider = [s for s in sources if (_string(s, "role") or "").rpartition(":")[2] in ("prov", "provider")]
    named = next((_string(s, "name") for s in (*provider, *sources)), None)
    return named or _string(item, "provider") or _string(item, "source") or _string(item, "copyrightholder")


def _authors(item: dict[str, Any]) -> list[str]:
    by = [
        v
        for p in (_objects(item, "by") or _objects(item, "authors"))
        if (v := _string(p, "name") or _string(p, "value"))
    ]
    return by or [v for v in [_string(item, "byline")] if v]


def _change(item: dict[str, Any]) -> str | None:
    note = (_string(item, "ednote") or "").lower()
    return next((w for w in ("correction", "update") if w in note), None)


def _linked(item: dict[str, Any]) -> str | None:
    for link in _objects(item, "associations"):
        if (_string(link, "role") or _string(link, "rel") or "").lower() in ("previousversion", "replaces"):
            return _string(link, "uri")
    return None


def _objects(item: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = _get(item, key)
    return [o for o in found if isinstance(o, dict)] if isinstance(found, list) else []


def _string(item: dict[str, Any], *keys: str) -> str | None:
    """The first of the keys that holds words; numbers count as words, an object by its name."""
    for key in keys:
        value = _get(item, key)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return value
    return None


def _get(item: dict[str, Any], key: str) -> Any:
    """The value of a key, written in lower case (1.x) or in camel case (2.x, 3.x)."""
    if key in item:
        return item[key]
    return next((v for k, v in item.items() if k.lower() == key), None)
