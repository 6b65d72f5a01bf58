"""The pattern language of `periods.toml`, compiled to regular expressions over token signatures.

    le? <weekday>? [ <day> <month> <year>? ]

A bare word stands for itself, `a|b` for either, `( )` groups, `?` makes the item before it optional, `<class>` is a
token of that class, captured under the class's name or, in `<class:name>`, under that name; `{macro}` is replaced by
the macro's text; `!item` looks ahead for what must not follow, `_` is any token that no pattern names; `[ ]` marks the
TIMEX3 extent where the pattern also looks at what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from selon.errors import DataError
from selon.reading.periods.tokens import PLAIN, pieces

_ITEM = re.compile(
    r"<(?P<cls>\w+)(?::(?P<name>\w+))?>|\{(?P<macro>\w+)\}|(?P<op>[()|?\[\]!])|(?P<word>[^\s()|?\[\]<>{}!]+)"
)
DEPTH = 8
ANY = "_"

Signatures = Callable[[str], str]
"""A tag → the signatures of all tokens that carry it. The tag of a literal word is the word after `=`."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern ready to match. `groups` maps a group of the expression to (name, class) of what it captures."""

    regex: re.Pattern[str]
    groups: Mapping[str, tuple[str, str]]
    firsts: frozenset[str]
    seconds: frozenset[str] | None
    """The signatures that the second token of a match may have; None where one token may be enough."""
    marked: bool
    """Whether the pattern marks an extent with `[ ]`."""


def literals(pattern: str, macros: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The words a pattern names, each as the tokens it falls into."""
    for m in _ITEM.finditer(expand(pattern, macros)):
        if m["word"] and m["word"] != ANY:
            yield pieces(m["word"])


def expand(pattern: str, macros: Mapping[str, str], depth: int = 0) -> str:
    """The pattern with its macros replaced.

    Raises:
        DataError: a macro is unknown or contains itself.
    """
    if depth > DEPTH:
        raise DataError(f"the macros of {pattern!r} go round in a circle: break it in periods.toml")

    def one(m: re.Match[str]) -> str:
        if m[1] not in macros:
            raise DataError(f"unknown macro {{{m[1]}}} in {pattern!r}: define it under [macros] in periods.toml")
        return f"( {expand(macros[m[1]], macros, depth + 1)} )"

    return re.sub(r"\{(\w+)\}", one, pattern)


def compile_pattern(pattern: str, macros: Mapping[str, str], signatures: Signatures) -> Compiled:
    """Compile one pattern.

    Raises:
        DataError: the pattern is malformed or names a class that the vocabulary lacks.
    """
    source = expand(pattern, macros)
    items = list(_ITEM.finditer(source))
    left = re.sub(r"\s+", "", _ITEM.sub("", source))
    if left:
        raise DataError(f"cannot read {left!r} in the pattern {pattern!r}: see the header of periods.toml")
    groups: dict[str, tuple[str, str]] = {}
    parts: list[str] = []
    barred = False
    for m in items:
        if m["op"] == "!":
            barred = True
            continue
        if m["op"]:
            parts.append({"(": "(?:", "[": "(?P<B>)", "]": "(?P<E>)"}.get(m["op"], m["op"]))
            continue
        tag = m["cls"] or "=" + " ".join(pieces(m["word"]))
        chars = PLAIN if m["word"] == ANY else signatures(tag)
        if not chars:
            raise DataError(f"no word of class {tag!r}, named in the pattern {pattern!r}: add it to periods.toml")
        body = f"(?![{chars}])" if barred else f"[{chars}]"
        if m["cls"] and not barred:
            group = f"g{len(groups)}"
            groups[group] = (m["name"] or m["cls"], m["cls"])
            body = f"(?P<{group}>{body})"
        parts.append(body)
        barred = False
    try:
        regex = re.compile("".join(parts))
    except re.error as e:
        raise DataError(f"malformed pattern {pattern!r} ({e}): check its brackets in periods.toml") from e
    opening = _opening(parts, pattern)
    seconds = None if opening.single else frozenset(opening.second)
    return Compiled(regex, groups, frozenset(opening.first), seconds, "(?P<B>)" in parts)


@dataclass(slots=True)
class _Opening:
    """How the matches of a part of a pattern begin: the signatures at their first and second token, and whether they
    may be empty or one token long."""

    first: set[str]
    second: set[str]
    empty: bool
    single: bool

    def then(self, after: _Opening) -> _Opening:
        """This part and the one after it."""
        return _Opening(
            self.first | (after.first if self.empty else set()),
            self.second | (after.first if self.single else set()) | (after.second if self.empty else set()),
            self.empty and after.empty,
            (self.single and after.empty) or (self.empty and after.single),
        )

    def either(self, other: _Opening) -> _Opening:
        """This part or the other."""
        return _Opening(
            self.first | other.first, self.second | other.second, self.empty or other.empty, self.single or other.single
        )


def _opening(parts: list[str], pattern: str) -> _Opening:
    """How the matches of a pattern begin."""
    found, _ = _branch([p for p in parts if p not in ("(?P<B>)", "(?P<E>)") and not p.startswith("(?!")], 0)
    if found.empty:
        raise DataError(f"the pattern {pattern!r} matches nothing at all: make one item of it required")
    return found


def _branch(parts: list[str], i: int) -> tuple[_Opening, int]:
    """How the alternatives from `i` to the closing bracket begin, and the position after them."""
    every: _Opening | None = None
    here = _Opening(set(), set(), True, False)
    while i < len(parts) and parts[i] != ")":
        if parts[i] == "|":
            every = here if every is None else every.either(here)
            here = _Opening(set(), set(), True, False)
            i += 1
            continue
        if parts[i] == "(?:":
            own, i = _branch(parts, i + 1)
        else:
            own = _Opening(set(parts[i][parts[i].index("[") + 1 : parts[i].index("]")]), set(), False, True)
        i += 1
        if i < len(parts) and parts[i] == "?":
            own.empty = True
            i += 1
        here = here.then(own)
    return here if every is None else every.either(here), i
