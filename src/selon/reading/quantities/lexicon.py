"""The words of one language for numbers and what they count, compiled from `quantities.toml` once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from selon.errors import DataError
from selon.languages.load import table
from selon.reading.quantities.tokens import JUNK, token_pattern, tokenize
from selon.reading.quantities.words import (
    Cardinals,
    Collectives,
    Fractions,
    Lexicon,
    Looks,
    Nouns,
    Phrase,
    Phrases,
    Units,
)

T = TypeVar("T")


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

    cardinals = _cardinals(data["cardinals"], data["fractions"]["parts"], split, listed)
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


def _cardinals(d: Mapping[str, Any], parts: Mapping[str, int], split: Any, listed: Any) -> Cardinals:
    return Cardinals(
        units=_unaccented(d["units"]),
        teens=_unaccented(d["teens"]),
        tens=_unaccented(d["tens"]),
        hundreds=_words(d["hundreds"]),
        hundreds_of_figures=_words(d["hundreds_of_figures"]),
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
        parts=_unaccented(parts),
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
