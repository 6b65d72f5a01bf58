"""The expressions in a string of tokens: leftmost, then longest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from selon.reading.periods.draft import Found
from selon.reading.periods.grammar import Grammar, Rule
from selon.reading.periods.patterns import Compiled
from selon.reading.periods.tokens import Tokens


@dataclass(slots=True)
class _Hit:
    """A match of a rule with the extent that it marks."""

    rule: Rule
    match: re.Match[str]
    first: int
    end: int


def scan(tokens: Tokens, grammar: Grammar) -> Iterator[Found]:
    """The matches in text order; they do not overlap. Rules that only tell what is no date yield `make` "none"."""
    i = 0
    while (m := grammar.opening.search(tokens.signatures, i)) is not None:
        i = m.start()
        hit = _best(tokens.signatures, i, grammar)
        if hit is None:
            i += 1
            continue
        for j in range(i + 1, hit.first + 1):
            other = _best(tokens.signatures, j, grammar)
            if other is not None and other.first <= hit.first and other.end > hit.end:
                hit = other
                break
        fields = {**hit.rule.given, **captured(hit.rule.pattern, hit.match, tokens)}
        yield Found(hit.rule.make, hit.first, hit.end, fields)
        i = max(hit.end, i + 1)


def _best(signatures: str, i: int, grammar: Grammar) -> _Hit | None:
    """The match at token `i` whose extent reaches farthest, of these the one that reads farthest."""
    best: _Hit | None = None
    for rule, match in grammar.rules_at(signatures, i):
        m = match(signatures, i)
        if m is None:
            continue
        end = m.end("E") if rule.pattern.marked else m.end()
        first = m.start("B") if rule.pattern.marked else i
        if best is None or (end, -first, m.end()) > (best.end, -best.first, best.match.end()):
            best = _Hit(rule, m, first, end)
    return best


def captured(pattern: Compiled, m: re.Match[str], tokens: Tokens) -> dict[str, Any]:
    """What each group of a match is worth. Of groups with the same name the first that matched counts."""
    fields: dict[str, Any] = {}
    for group, (name, cls) in pattern.groups.items():
        at = m.start(group)
        if at >= 0 and name not in fields:
            fields[name] = tokens.values[at].get(cls)
    return fields
