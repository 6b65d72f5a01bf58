"""The words of one language for numbers and what they count, compiled from `quantities.toml` once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from selon.errors import DataError
from selon.languages.load import table
from selon.reading.quantities.tokens import JUNK, Tokens, token_pattern, tokenize

T = TypeVar("T")
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


@lru_cache(maxsize=8)
def lexicon(lang: str) -> Lexicon:
    """The lexicon of a language.

    Raises:
        DataError: the language has no `quantities.toml`, or it lacks a key.
    """
    data = table(lang, "quantities")
    try:
        return _compile(lang, data)
    except KeyError as e:
        raise DataError(f"languages/{lang}/quantities.toml lacks {e}: see the header of the French one") from e


def plain(word: str) -> str:
    """A word without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _compile(lang: str, data: Mapping[str, Any]) -> Lexicon:
    digits, bounds, ranges = data["digits"], data["bounds"], data["ranges"]
    pattern = token_pattern(digits["thousands"], digits["decimal"])

    def split(phrase: str) -> Phrase:
        """A phrase as the tokens it falls into; an elided last word keeps its apostrophe."""
        t = tokenize(phrase + "a" * phrase.endswith("'"), pattern, digits["decimal"])
        words = t.words[1:-1]
        assert JUNK not in t.kinds, phrase
        return tuple(words[:-1] if phrase.endswith("'") else words)

    def phrases(meanings: Mapping[str, str]) -> Phrases:
        own = _unaccented({split(p): m for p, m in meanings.items()})
        first: dict[str, list[tuple[Phrase, str]]] = {}
        last: dict[str, list[tuple[Phrase, str]]] = {}
        for words, meaning in sorted(own.items(), key=lambda x: -len(x[0])):
            first.setdefault(words[0], []).append((words, meaning))
            last.setdefault(words[-1], []).append((words, meaning))
        return Phrases({k: tuple(v) for k, v in first.items()}, {k: tuple(v) for k, v in last.items()})

    def listed(words: Iterable[str]) -> Phrases:
        return phrases(dict.fromkeys(words, ""))

    def meant(meanings: Mapping[str, Iterable[str]]) -> Phrases:
        return phrases({p: meaning for meaning, own in meanings.items() for p in own})

    cardinals = _cardinals(data["cardinals"], split, listed)
    collectives = _collectives(data["collectives"], listed)
    fractions = _fractions(data["fractions"], listed)
    return Lexicon(
        lang=lang,
        token=pattern,
        decimal=digits["decimal"],
        negative=_words(digits["negative"]),
        cardinals=cardinals,
        collectives=collectives,
        fractions=fractions,
        before=meant(bounds["before"]),
        determiners=_words(bounds["determiners"]),
        only=frozenset(split(p) for p in bounds["only"]),
        negation=frozenset(bounds["negation"]),
        negation_window=bounds["negation_window"],
        after=meant(bounds["after"]),
        between=_words(ranges["between"]),
        between_links=_words(ranges["between_links"]),
        from_=_words(ranges["from"]),
        links=listed(ranges["links"]),
        coordinates=_words(ranges["coordinates"]),
        change=re.compile("|".join(map(re.escape, ranges["change"]))),
        change_window=ranges["change_window"],
        looks=_looks(data["looks"], listed),
        units=_units(data["units"], listed, phrases),
        nouns=_nouns(data["nouns"], listed, phrases),
        seeds=_seeds(cardinals, collectives, fractions),
    )


def _unaccented(values: Mapping[Any, T]) -> dict[Any, T]:
    """The same table with the words' forms without accents, where they are no other word of it."""
    out = dict(values)
    for key, value in values.items():
        bare = tuple(map(plain, key)) if isinstance(key, tuple) else plain(key)
        out.setdefault(bare, value)
    return out


def _words(words: Iterable[str]) -> frozenset[str]:
    own = set(words)
    return frozenset(own | {plain(w) for w in own if len(w) > 2})


def _cardinals(d: Mapping[str, Any], split: Any, listed: Any) -> Cardinals:
    return Cardinals(
        units=_unaccented(d["units"]),
        teens=_unaccented(d["teens"]),
        tens=_unaccented(d["tens"]),
        hundreds=_words(d["hundreds"]),
        scales=_unaccented(d["scales"]),
        bare=_words(d["bare"]),
        nominal=_words(d["nominal"]),
        pairs={split(k): v for k, v in d["pairs"].items()},
        wide=frozenset(split(w) for w in d["wide"]),
        over_ten=_words(d["over_ten"]),
        tens_and=d["tens_and"],
        tens_and_units=_words(d["tens_and_units"]),
        hundreds_and=_words(d["hundreds_and"]),
        ones=_words(d["ones"]),
        doubtful=_words(d["doubtful"]),
        point=_words(d["point"]),
        half_more=listed(d["half_more"]),
        half=_words(d["half"]),
        suffixes=d["suffixes"],
        spaced=frozenset(d["spaced"]),
    )


def _collectives(d: Mapping[str, Any], listed: Any) -> Collectives:
    return Collectives(
        exact=_unaccented(d["exact"]),
        vague={k: (low, high) for k, (low, high) in _unaccented(d["vague"]).items()},
        times=d["times"],
        inner=_words(d["inner"]),
        several=listed(d["several"]),
        the=_words(d["the"]),
        groups=_unaccented(d["groups"]),
        multiples=d["multiples"],
        multiplied=_words(d["multiplied"]),
        few=listed(d["few"]),
        few_scales={k: (low, high) for k, (low, high) in d["few_scales"].items()},
    )


def _fractions(d: Mapping[str, Any], listed: Any) -> Fractions:
    return Fractions(
        halves=_unaccented(d["halves"]),
        parts=_unaccented(d["parts"]),
        sure=_words(d["sure"]),
        the=_words(d["the"]),
        and_=_words(d["and"]),
        out_of=listed(d["out_of"]),
        rates=frozenset(d["rates"]),
    )


def _looks(d: Mapping[str, Any], listed: Any) -> Looks:
    return Looks(
        months=_words(d["months"]),
        months_first=d["months_first"],
        weekdays=_words(d["weekdays"]),
        day_openers=_words(d["day_openers"]),
        day_links=_words(d["day_links"]),
        ordinals=_words(d["ordinals"]),
        year_before=_words(d["year_before"]),
        decades=_words(d["decades"]),
        clock_before=_words(d["clock_before"]),
        clock_after=listed(d["clock_after"]),
        clock_minutes=_words(d["clock_minutes"]),
        clock_zones=_words(d["clock_zones"]),
        labels=_words(d["labels"]),
        label_phrases=listed(d["label_phrases"]),
        age_labels=_words(d["age_labels"]),
        label_links=_words(d["label_links"]),
        idle_before=_words(d["idle_before"]),
        idle_max=d["idle_max"],
        never=listed(d["never"]),
        never_ahead=listed(d["never_ahead"]),
    )


def _units(d: Mapping[str, Any], listed: Any, phrases: Any) -> Units:
    return Units(
        percent=listed(d["percent"]),
        of=frozenset(d["of"]),
        symbols_after=d["symbols_after"],
        symbols_before=phrases(d["symbols_before"]),
        codes=frozenset(d["codes"]),
        money=_unaccented({k.lower(): v for k, v in d["money"].items()}),
        money_suffixes=d["money_suffixes"],
        distance=_unaccented(d["distance"]),
        weight=_unaccented(d["weight"]),
        symbols={k: (kind, worth) for k, (kind, worth) in d["symbols"].items()},
        measures=_words(d["measures"]["words"]),
    )


def _nouns(d: Mapping[str, Any], listed: Any, phrases: Any) -> Nouns:
    return Nouns(
        head_last=d["head"] == "last",
        plural_endings=tuple(d["plural_endings"]),
        never_plural=tuple(d["never_plural"]),
        adverb=tuple(d["adverb"]),
        participle=tuple(d["participle"]),
        skip=_words(d["skip"]),
        skip_nouns=_words(d["skip_nouns"]),
        stop=_words(d["stop"]),
        partitive=_words(d["partitive"]),
        among=listed(d["among"]),
        one_of_several=frozenset(d["one_of_several"]),
        mass=frozenset(d["mass"]),
        genitive=frozenset(d["genitive"]),
        never_one=_words(d["never_one"]),
        never_after=_words(d["never_after"]),
        invariable=_words(d["invariable"]),
        plural_without_mark=_words(d["plural_without_mark"]),
        irregular=_unaccented(d["irregular"]),
        endings=tuple((plural, singular) for plural, singular in d["endings"]),
        capital_invariable=tuple(d["capital_invariable"]),
        both_parts=tuple(d["both_parts"]),
        compounds=phrases(d["compounds"]),
        modifiers=_words(d["modifiers"]),
        demonyms=_words(d["demonyms"]),
    )


def _seeds(c: Cardinals, g: Collectives, f: Fractions) -> frozenset[str]:
    """The words that a number can begin with."""
    singles = (c.units, c.teens, c.tens, c.hundreds & c.bare, c.scales.keys() & c.bare, c.ones, c.half)
    lists = (g.exact, g.vague, g.groups, g.multiples, g.few.by_first, f.halves, f.parts)
    return frozenset(w for words in (*singles, *lists) for w in words)
