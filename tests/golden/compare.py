"""Two readings of one dispatch compared field by field, the differences told in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

UNSTABLE = {"reader", "evidence", "confidence"}
"""What may change without the reading being another: its version, and how sure it is, by which signs."""
OF_PLACES = ("score", "why")
"""The same of what a place stands for."""


def differences(expected: dict[str, Any], given: dict[str, Any]) -> list[str]:
    """What differs between two lines of `selon read --json`; claims are matched by their triggers."""
    text = expected["text"]
    if text != given["text"]:
        return ["another text"]
    found = [*_fields("dispatch", expected, given, text, leave={"claims", "attributions"})]
    before, after = ({tuple(c["trigger"]): c for c in x["claims"]} for x in (expected, given))
    for span in sorted(before.keys() | after.keys()):
        name = f"claim «{text[slice(*span)]}» {span[0]}-{span[1]}"
        if span not in after:
            found.append(f"{name}: gone ({before[span]['type']})")
        elif span not in before:
            found.append(f"{name}: new ({after[span]['type']}, in: {after[span]['quote']['text']})")
        else:
            found += _fields(name, before[span], after[span], text)
    if expected["attributions"] != given["attributions"]:
        found.append(_said("attributions", _unlike(expected, given), _unlike(given, expected), text))
    return found


def _unlike(one: dict[str, Any], other: dict[str, Any]) -> list[Any]:
    return [a for a in one["attributions"] if a not in other["attributions"]]


def _fields(
    name: str, expected: dict[str, Any], given: dict[str, Any], text: str, leave: set[str] | None = None
) -> Iterator[str]:
    for key in sorted((expected.keys() | given.keys()) - UNSTABLE - (leave or set())):
        a, b = _settled(key, expected.get(key)), _settled(key, given.get(key))
        if a != b:
            yield _said(f"{name}: {key}", a, b, text)


def _settled(key: str, value: Any) -> Any:
    """The value without what may change in it."""
    if key != "places":
        return value
    return [
        {**p, "place": p.get("place") and {k: v for k, v in p["place"].items() if k not in OF_PLACES}} for p in value
    ]


def _said(name: str, a: Any, b: Any, text: str) -> str:
    return f"{name}: expected {_words(a, text)}, got {_words(b, text)}"


def _words(value: Any, text: str) -> str:
    """A value with the words of its spans."""
    match value:
        case [int(start), int(end)]:
            return f"«{text[start:end]}» {start}-{end}"
        case dict():
            return "{" + ", ".join(f"{k}: {_words(v, text)}" for k, v in value.items()) + "}"
        case list():
            return "[" + ", ".join(_words(v, text) for v in value) + "]"
    return repr(value)
