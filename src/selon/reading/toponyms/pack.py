"""What a language pack knows of place names: `languages/<lang>/toponyms.toml`, with its phrases as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from selon.errors import DataError, LanguageError
from selon.gazetteer.names import fold
from selon.languages.load import rows, table

LANGUAGES = ("en", "fr")
NAMES_OF_PEOPLE = "fr"
"""The pack whose table of given names (of the whole world) serves every language."""


@dataclass(frozen=True)
class Pack:
    """The words of one language, folded; phrases as patterns that end where a name begins."""

    lang: str
    locative: frozenset[str]
    weak: frozenset[str]
    joining: frozenset[str]
    determiners: frozenset[str]
    articles: Mapping[str, str]
    nouns: Mapping[str, str]
    between: frozenset[str]
    links: frozenset[str]
    openers: frozenset[str]
    inside: frozenset[str]
    titles: frozenset[str]
    common: frozenset[str]
    abbreviations: frozenset[str]
    generic: frozenset[str]
    facilities_before: frozenset[str]
    facilities_after: frozenset[str]
    streets: frozenset[str]
    unsure_streets: frozenset[str]
    portfolios: frozenset[str]
    actor_nouns: frozenset[str]
    actor_prepositions: frozenset[str]
    actor_verbs: frozenset[str]
    place_verbs: frozenset[str]
    passives: frozenset[str]
    among_passives: frozenset[str]
    falls: frozenset[str]
    solid: frozenset[str]
    capital_words: frozenset[str]
    place_heads: frozenset[str]
    titled: frozenset[str]
    only_places: frozenset[str]
    also_people: frozenset[str]
    people_before: frozenset[str]
    seats: Mapping[str, str]
    seat_words: frozenset[str]
    given_names: frozenset[str]
    bodies: frozenset[str]
    body_heads: frozenset[str]
    bearings: Mapping[str, float]
    portions: Mapping[str, float]
    units: Mapping[str, int]
    numbers: Mapping[str, int]
    distance: re.Pattern[str]
    bearing: re.Pattern[str]
    near: re.Pattern[str]
    border: re.Pattern[str]
    references: Mapping[str, str]
    reference: re.Pattern[str]
    telling: frozenset[str]
    regional: Mapping[str, str]
    countries: Mapping[str, str]

    @cached_property
    def reference_ends(self) -> frozenset[str]:
        """The last words of the phrases that take up a place."""
        return frozenset(fold(phrase).rpartition(" ")[2] for phrase in self.references)

    @cached_property
    def locative_ends(self) -> frozenset[str]:
        """The last words of the locative prepositions."""
        return frozenset(phrase.rpartition(" ")[2] for phrase in self.locative)

    @cached_property
    def names_only(self) -> frozenset[str]:
        """Given names that no place's name begins with."""
        return self.given_names - self.place_heads

    @classmethod
    @lru_cache(maxsize=8)
    def load(cls, lang: str) -> Pack:
        """The pack of a language.

        Raises:
            LanguageError: the language has none.
            DataError: the pack is damaged.
        """
        if lang not in LANGUAGES:
            known = ", ".join(LANGUAGES)
            raise LanguageError(f"no place names are read in {lang!r}: choose one of {known} with --lang")
        words = table(lang, "toponyms")
        try:
            return cls._from(lang, words)
        except (KeyError, re.error) as e:
            raise DataError(f"languages/{lang}/toponyms.toml is damaged ({e}): reinstall selon") from e

    @classmethod
    def _from(cls, lang: str, words: Mapping[str, Any]) -> Pack:
        sets = {k: _folded(v) for k, v in words["sets"].items()}
        sets |= {k: _folded(" ".join(words["sets"][k]).split()) for k in ("place_verbs", "falls")}
        bodies = _bodies(lang) | sets.pop("named_bodies")
        phrases = {k: _pattern(words, words["phrases"][k]) for k in ("distance", "bearing", "near", "border")}
        own = words["references"]
        fields: dict[str, Any] = {**sets, **phrases}
        return cls(
            lang=lang,
            locative=_folded(words["locative"]),
            weak=_folded(words["weak"]),
            determiners=_folded(words["determiners"]),
            articles={fold(k): fold(v) for k, v in words["articles"].items()},
            nouns={fold(k): v for k, v in words["nouns"].items()},
            seats={fold(k): v for k, v in words["seats"].items()},
            seat_words=frozenset(fold(k).rpartition(" ")[0] for k in words["seats"]) - {""},
            given_names=_given_names(),
            bodies=bodies,
            body_heads=frozenset(b.partition(" ")[0] for b in bodies if " " in b),
            bearings={k: float(v) for k, v in words["bearings"].items()},
            portions={k: float(v) for k, v in words["portions"].items()},
            units=words["units"],
            numbers=words["numbers"],
            **fields,
            telling=_telling(words),
            references=own,
            reference=re.compile(rf"(?<![\w'’-])(?:{_any(own)})(?![\w'’-])", re.IGNORECASE),
            regional={fold(k): v for k, v in words["regional"].items()},
            countries={fold(k): v for k, v in words["countries"].items()},
        )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _any(words: Iterable[str]) -> str:
    """Alternatives, the longest first; a space stands for a space, a hyphen or an apostrophe's place."""
    return "|".join(re.escape(w).replace(r"\ ", "[ \u00a0-]") for w in sorted(words, key=len, reverse=True))


def _pattern(words: Mapping[str, Any], templates: Iterable[str]) -> re.Pattern[str]:
    slots = {
        "{number}": rf"(?P<number>\d+(?:[ \u00a0\u202f.,]\d+)*|{_any(words['numbers'])})",
        "{unit}": rf"(?P<unit>{_any(words['units'])})",
        "{bearing}": rf"(?P<bearing>{_any(words['bearings'])})",
    }
    one = "|".join(f"(?:{_numbered(t, n, slots)})" for n, t in enumerate(templates))
    return re.compile(rf"(?<![\w'’-])(?:{one})$", re.IGNORECASE)


def _telling(words: Mapping[str, Any]) -> frozenset[str]:
    """The words, folded, of which at least one stands in any phrase that tells a spot from a place."""
    said = [w for k in ("bearings", "portions", "units") for w in words[k]]
    said += [w for k in ("near", "border") for t in words["phrases"][k] for w in re.findall(r"[^\W\d_]{3,}\??", t)]
    said += [w[:-2] for w in said if w.endswith("?")]
    small = _folded([*words["determiners"], *words["sets"]["links"], "des", "the", "with", "avec", "entre"])
    return frozenset(w for phrase in said for w in fold(phrase).split()) - small


def _numbered(template: str, n: int, slots: Mapping[str, str]) -> str:
    for slot, pattern in slots.items():
        template = template.replace(slot, pattern.replace("(?P<", f"(?P<_{n}_"))
    return template


def _given_names() -> frozenset[str]:
    return frozenset(fold(r["name"]) for r in rows(NAMES_OF_PEOPLE, "firstnames"))


@lru_cache(maxsize=8)
def _bodies(lang: str) -> frozenset[str]:
    try:
        return frozenset(fold(r["name"]) for r in rows(lang, "organisations"))
    except DataError:
        return frozenset()
