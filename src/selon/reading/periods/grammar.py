"""The vocabulary and rules of one language, compiled from `periods.toml` once."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from selon.errors import DataError
from selon.languages.load import table
from selon.reading.periods.patterns import Compiled, compile_pattern, literals
from selon.reading.periods.tokens import Entry, Vocabulary, number_tags, pieces

BASE = 0x4E00
"""First of the characters that serve as signatures; none of them means anything in a regular expression."""
NUMBERS = frozenset(("iso", "date", "years", "clock", "dm", "roman", "dotclock"))


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it makes of the tokens it matches: `make` names a resolver, `given` are its constants."""

    name: str
    make: str
    given: Mapping[str, Any]
    pattern: Compiled
    rank: int


Match = Callable[[str, int], "re.Match[str] | None"]
"""Holds a pattern against signatures from a position on."""


@dataclass(frozen=True, slots=True)
class Context:
    """Words before or after an expression that change its use. `on` are the resolvers' kinds it applies to."""

    pattern: Compiled
    effect: str
    on: frozenset[str]
    inside: bool
    mod: str | None
    rank: int


@dataclass(frozen=True, slots=True)
class Grammar:
    """Everything `periods.toml` says, ready to use. Rules and contexts are indexed by a signature they begin with."""

    lang: str
    vocabulary: Vocabulary
    rules: Mapping[str, tuple[Rule, ...]]
    opening: re.Pattern[str]
    """Finds the next signature that a rule may begin with."""
    before: Mapping[str, tuple[Context, ...]]
    after: Mapping[str, tuple[Context, ...]]
    direction: Mapping[str, Any]
    settings: Mapping[str, Any]
    _by_pair: dict[str, tuple[tuple[Rule, Match], ...]] = field(default_factory=dict)

    def rules_at(self, signatures: str, i: int) -> tuple[tuple[Rule, Match], ...]:
        """The rules that may match at token `i`, by its signature and the next one, in file order."""
        pair = signatures[i : i + 2]
        found = self._by_pair.get(pair)
        if found is None:
            seconds = ((rule, rule.pattern.seconds) for rule in self.rules.get(pair[0], ()))
            fits = (rule for rule, second in seconds if second is None or pair[1:] in second)
            found = self._by_pair[pair] = tuple((rule, rule.pattern.regex.match) for rule in fits)
        return found


@lru_cache(maxsize=8)
def grammar(lang: str) -> Grammar:
    """The grammar of a language.

    Raises:
        DataError: the language has no `periods.toml`, or it is malformed.
    """
    data = table(lang, "periods")
    try:
        return _compile(lang, data)
    except KeyError as e:
        raise DataError(f"languages/{lang}/periods.toml lacks {e}: see its header") from e


def _compile(lang: str, data: Mapping[str, Any]) -> Grammar:
    macros = data["macros"]
    rows = [*data["rule"], *data["before"], *data["after"]]
    tags, values = _entries(data["words"], [w for r in rows for p in _patterns(r) for w in literals(p, macros)])
    numbers = data["numbers"]["words"]
    kinds = _kinds(tags, numbers)
    codes: dict[frozenset[str], str] = {}
    for tag_set in (*map(frozenset, tags.values()), *kinds):
        codes.setdefault(tag_set, chr(BASE + len(codes)))
    by_tag: dict[str, str] = defaultdict(str)
    for tag_set, code in codes.items():
        for tag in tag_set:
            by_tag[tag] += code
    vocabulary = _vocabulary(data, tags, values, codes, numbers)

    def compiled(pattern: str) -> Compiled:
        return compile_pattern(pattern, macros, lambda tag: by_tag.get(tag, ""))

    rules: dict[str, list[Rule]] = defaultdict(list)
    for n, row in enumerate(data["rule"]):
        given = {k: v for k, v in row.items() if k not in ("pattern", "patterns", "make", "name")}
        for p in _patterns(row):
            rule = Rule(row.get("name", p), row["make"], given, compiled(p), n)
            for first in rule.pattern.firsts:
                rules[first].append(rule)
    before, after = (_contexts(data[side], compiled) for side in ("before", "after"))
    return Grammar(
        lang,
        vocabulary,
        {k: tuple(v) for k, v in rules.items()},
        re.compile(f"[{''.join(rules)}]"),
        before,
        after,
        {k: frozenset(v) if isinstance(v, list) else v for k, v in data["direction"].items()},
        data["settings"],
    )


def _contexts(rows: Sequence[Mapping[str, Any]], compiled: Callable[[str], Compiled]) -> dict[str, tuple[Context, ...]]:
    """The contexts of a side by the signatures that they begin with, in file order."""
    found: dict[str, list[Context]] = defaultdict(list)
    for n, row in enumerate(rows):
        for p in _patterns(row):
            context = _context(row, compiled(p), n)
            for first in context.pattern.firsts:
                found[first].append(context)
    return {k: tuple(v) for k, v in found.items()}


def _patterns(row: Mapping[str, Any]) -> list[str]:
    return row["patterns"] if "patterns" in row else [row["pattern"]]


def _context(row: Mapping[str, Any], pattern: Compiled, rank: int) -> Context:
    return Context(pattern, row["effect"], frozenset(row["on"]), row.get("inside", False), row.get("mod"), rank)


def _entries(
    words: Mapping[str, Mapping[str, Any]], named: list[tuple[str, ...]]
) -> tuple[dict[tuple[str, ...], set[str]], dict[tuple[str, ...], dict[str, Any]]]:
    """Tags and values of every word and phrase: the classes' words, their forms without accents, and the literals."""
    tags: dict[tuple[str, ...], set[str]] = defaultdict(set)
    values: dict[tuple[str, ...], dict[str, Any]] = defaultdict(dict)
    for name, entries in words.items():
        for word, value in entries.items():
            tags[pieces(word)].add(name)
            values[pieces(word)][name] = value
    for key in named:
        tags[key].add("=" + " ".join(key))
    for key in list(tags):
        plain = tuple(_plain(w) for w in key)
        classes = {t for t in tags[key] if not t.startswith("=")}
        if plain != key and classes and plain not in tags:
            tags[plain] = set(tags[key])
            values[plain] = dict(values[key])
    return tags, values


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _kinds(tags: Mapping[tuple[str, ...], set[str]], numbers: Mapping[str, int]) -> set[frozenset[str]]:
    """Every set of tags that a number can come with."""
    kinds = {frozenset(number_tags(v, d)) for d in range(1, 7) for v in range(3000)}
    kinds |= {frozenset((*number_tags(v), "dotclock")) for v in (1.5,)} | {frozenset(("num", "dotclock"))}
    kinds |= {frozenset((k,)) for k in (*NUMBERS, "decade", "ord", "num", "oddyear")}
    kinds |= {frozenset(("ord", "dayth")), frozenset(("ord", "dayth", "first"))}
    spelled = {frozenset(number_tags(v, words=True)) for v in range(2200)}
    kinds |= spelled
    for word in numbers:
        if (word,) in tags:
            kinds |= {s | frozenset(tags[(word,)]) for s in spelled}
    return kinds


def _vocabulary(
    data: Mapping[str, Any],
    tags: Mapping[tuple[str, ...], set[str]],
    values: Mapping[tuple[str, ...], dict[str, Any]],
    codes: Mapping[frozenset[str], str],
    numbers: Mapping[str, int],
) -> Vocabulary:
    words: dict[str, Entry] = {}
    phrases: dict[str, dict[str, list[tuple[tuple[str, ...], Entry]]]] = defaultdict(lambda: defaultdict(list))
    for key, own in tags.items():
        entry = Entry(codes[frozenset(own)], {**{t: " ".join(key) for t in own}, **values[key]})
        if len(key) == 1:
            words[key[0]] = entry
        else:
            first, second, *rest = (w.lower() for w in key)
            phrases[first][second].append((tuple(rest), entry))
    longest_first = {
        first: {second: tuple(sorted(v, key=lambda p: -len(p[0]))) for second, v in seconds.items()}
        for first, seconds in phrases.items()
    }
    return Vocabulary(words, longest_first, codes, numbers, frozenset(data["numbers"]["joins"]))
