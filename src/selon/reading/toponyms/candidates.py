"""What a name may stand for: the gazetteer's entries of that name, its near spellings in the dispatch's countries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selon.gazetteer import Gazetteer, Place
from selon.gazetteer.names import distance, fold, sound
from selon.reading.toponyms.pack import Pack

MOST = 40
"""Entries of one name that are weighed; the least of a common name's hundreds are never meant without more words."""
_HYPHENATED = re.compile(r"[\u00ad¬]\s*|(?<=\w)-\s+(?=\w)")
_SPACES = re.compile(r"\s+")


def of_name(text: str, gazetteer: Gazetteer, pack: Pack) -> tuple[Place, ...]:
    """Entries that the words may name, exactly: cleaned of hyphenation, of articles, of the noun for a place.

    A demonym names its country before it names any town that is called so.
    """
    key = fold(text)
    if key in pack.seats:
        return seat(pack.seats[key], gazetteer)
    if key in pack.regional:
        return gazetteer.exact(pack.regional[key])[:1]
    people = gazetteer.demonym(text) or ()
    lands = tuple(p for c in people if (p := gazetteer.division(c)) is not None)
    if lands:
        return lands
    for name in _forms(text, pack):
        found = gazetteer.exact(name)
        if found:
            return found[:MOST]
    return tuple(p for c in _press(text, key, pack) if (p := gazetteer.division(c)) is not None)


def seat(capital: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The capital of that name: where a government's seats stand."""
    return tuple(p for p in gazetteer.exact(capital) if p.kind == "capital")[:1]


def near_spellings(text: str, countries: Sequence[str], gazetteer: Gazetteer, pack: Pack) -> tuple[Place, ...]:
    """Entries within the countries whose name sounds like the words."""
    if not countries:
        return ()
    for name in _forms(text, pack):
        if len(name) > 3:
            found = gazetteer.fuzzy(name, countries)
            if found:
                return found[:5]
    return ()


def sounds_like(text: str, place: Place) -> bool:
    """Whether the words sound like a name that the place is usually called by, a vowel or two aside."""
    heard = sound(text)
    return any(distance(heard, sound(name), 2) <= 1.0 for name in (place.name, *place.names[:12]))


def _forms(text: str, pack: Pack) -> list[str]:
    """The words as they are looked up, one after the other until one is known."""
    clean = _SPACES.sub(" ", _HYPHENATED.sub("", text)).strip(" .,'’\"“”«»()")
    words = clean.split(" ")
    forms = [clean]
    if len(words) > 2 and fold(words[0]) in pack.nouns and fold(words[1]) in pack.links:
        forms.append(" ".join(words[2:]))
    for article in ("d'", "d’", "l'", "l’"):
        for n, word in enumerate(words):
            if n < 3 and word.lower().startswith(article) and all(fold(w) in pack.nouns for w in words[:n]):
                forms.append(" ".join([word[2:], *words[n + 1 :]]))
    if len(words) > 1 and fold(words[0]) in (pack.nouns.keys() | pack.determiners):
        forms.append(" ".join(words[1:]))
    if len(words) > 1 and fold(words[-1]) in (pack.nouns.keys() | {"area"}):
        forms.append(" ".join(words[:-1]))
    if fold(words[-1]) == "co":
        forms.insert(0, " ".join([*words[:-1], "County"]))
    forms.append("Le " + clean)
    return forms


def _press(text: str, key: str, pack: Pack) -> tuple[str, ...]:
    code = pack.countries.get(key)
    return (code,) if code and len(text) <= 5 else ()
