"""What the tables of a language hold: its words for numbers, and for what they count."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from selon.reading.quantities.tokens import Tokens, tokenize

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Strings of words with a meaning each, by their first word and by their last one, longest first."""

    by_first: Mapping[str, tuple[tuple[Phrase, str], ...]]
    by_last: Mapping[str, tuple[tuple[Phrase, str], ...]]

    def ahead(self, t: Tokens, i: int) -> tuple[int, str] | None:
        """The phrase that begins at token `i`: the token after it, and its meaning."""
        for words, meaning in self.by_first.get(t.words[i], ()):
            if t.matches(i, words):
                return i + len(words), meaning
        return None

    def behind(self, t: Tokens, i: int) -> tuple[int, str] | None:
        """The phrase that ends before token `i`: its first token, and its meaning."""
        for words, meaning in self.by_last.get(t.words[i - 1], ()):
            first = i - len(words)
            if first >= 1 and t.matches(first, words):
                return first, meaning
        return None


@dataclass(frozen=True, slots=True)
class Cardinals:
    """Number words by their place in a number."""

    units: Mapping[str, int]
    teens: Mapping[str, int]
    tens: Mapping[str, int]
    hundreds: frozenset[str]
    hundreds_of_figures: frozenset[str]
    scales: Mapping[str, int]
    bare: frozenset[str]
    nominal: frozenset[str]
    pairs: Mapping[Phrase, int]
    wide: frozenset[Phrase]
    over_ten: frozenset[str]
    tens_and: str
    tens_and_units: frozenset[str]
    hundreds_and: frozenset[str]
    ones: frozenset[str]
    doubtful: frozenset[str]
    point: frozenset[str]
    half_more: Phrases
    half: frozenset[str]
    suffixes: Mapping[str, int]
    spaced: frozenset[str]
    parts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Collectives:
    """Words that stand for a number of things."""

    exact: Mapping[str, int]
    vague: Mapping[str, tuple[float, float]]
    times: Mapping[str, int]
    inner: frozenset[str]
    several: Phrases
    the: frozenset[str]
    groups: Mapping[str, int]
    multiples: Mapping[str, int]
    multiplied: frozenset[str]
    few: Phrases
    few_scales: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Fractions:
    """Words for parts."""

    halves: Mapping[str, int]
    parts: Mapping[str, int]
    sure: frozenset[str]
    the: frozenset[str]
    and_: frozenset[str]
    out_of: Phrases
    rates: frozenset[int]


@dataclass(frozen=True, slots=True)
class Looks:
    """What is a figure and no quantity."""

    months: frozenset[str]
    months_first: bool
    weekdays: frozenset[str]
    day_openers: frozenset[str]
    day_links: frozenset[str]
    ordinals: frozenset[str]
    year_before: frozenset[str]
    decades: frozenset[str]
    clock_before: frozenset[str]
    clock_after: Phrases
    clock_minutes: frozenset[str]
    clock_zones: frozenset[str]
    labels: frozenset[str]
    label_phrases: Phrases
    age_labels: frozenset[str]
    label_links: frozenset[str]
    idle_before: frozenset[str]
    idle_max: int
    never: Phrases
    never_ahead: Phrases


@dataclass(frozen=True, slots=True)
class Units:
    """Money, shares, distances, weights and the other measures, by the lemma of the unit."""

    percent: Phrases
    of: frozenset[str]
    symbols_after: Mapping[str, str]
    symbols_before: Phrases
    codes: frozenset[str]
    money: Mapping[str, str]
    money_suffixes: Mapping[str, int]
    distance: Mapping[str, float]
    weight: Mapping[str, float]
    symbols: Mapping[str, tuple[str, Any]]
    measures: frozenset[str]


@dataclass(frozen=True, slots=True)
class Nouns:
    """How the thing counted is found and put in the singular."""

    head_last: bool
    plural_endings: tuple[str, ...]
    never_plural: tuple[str, ...]
    adverb: tuple[str, ...]
    participle: tuple[str, ...]
    skip: frozenset[str]
    skip_nouns: frozenset[str]
    stop: frozenset[str]
    partitive: frozenset[str]
    among: Phrases
    one_of_several: frozenset[str]
    mass: frozenset[str]
    genitive: frozenset[str]
    never_one: frozenset[str]
    never_after: frozenset[str]
    invariable: frozenset[str]
    plural_without_mark: frozenset[str]
    irregular: Mapping[str, str]
    endings: tuple[tuple[str, str], ...]
    capital_invariable: tuple[str, ...]
    both_parts: tuple[str, ...]
    compounds: Phrases
    modifiers: frozenset[str]
    demonyms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything `quantities.toml` says, ready to use."""

    lang: str
    token: re.Pattern[str]
    decimal: str
    negative: frozenset[str]
    cardinals: Cardinals
    collectives: Collectives
    fractions: Fractions
    before: Phrases
    determiners: frozenset[str]
    only: frozenset[Phrase]
    negation: frozenset[str]
    negation_window: int
    after: Phrases
    between: frozenset[str]
    between_links: frozenset[str]
    from_: frozenset[str]
    links: Phrases
    coordinates: frozenset[str]
    change: re.Pattern[str]
    change_window: int
    looks: Looks
    units: Units
    nouns: Nouns
    seeds: frozenset[str]

    def tokens(self, text: str) -> Tokens:
        """The tokens of a text."""
        return tokenize(text, self.token, self.decimal)
