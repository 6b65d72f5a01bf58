"""The templates of briefs: every language has the same, with the same blanks, and a word for every kind of thing."""

from __future__ import annotations

import string
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from selon.linking.brief import LANGUAGES
from selon.linking.brief_words import BriefWords
from selon.linking.model import DUE_STATUSES, SITUATION_KINDS, Family, PresenceState, Stage
from selon.linking.news import CHANGES


def blanks(entry: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """Each template by its path, with the names of what is filled in."""
    if isinstance(entry, dict):
        for key, value in entry.items():
            yield from blanks(value, (*path, key))
    elif isinstance(entry, str):
        yield path, frozenset(name for _, name, _, _ in string.Formatter().parse(entry) if name)


def test_languages_have_the_same_templates() -> None:
    first, *others = (dict(blanks(BriefWords.of(lang).words)) for lang in LANGUAGES)
    for other in others:
        assert {k: v - {"n"} for k, v in other.items()} == {k: v - {"n"} for k, v in first.items()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_has_a_word(lang: str) -> None:
    words = BriefWords.of(lang).words
    assert set(words["families"]) == set(get_args(Family))
    assert set(words["stages"]) == {*get_args(Stage), "denied", "told"}
    assert set(words["kinds"]) == set(SITUATION_KINDS)
    assert set(words["due"]["status"]) == set(DUE_STATUSES)
    assert set(CHANGES) <= set(words["news"])
    states = {*get_args(PresenceState), "held", "lost", "agreed", "in force", "broken", "ended", "detained", "released"}
    assert set(words["states"]) == states
