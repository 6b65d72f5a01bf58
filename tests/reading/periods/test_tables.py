"""The tables of both languages: every rule can be resolved, and every word of a class is known by it."""

import pytest

from selon.errors import DataError
from selon.languages.load import table
from selon.reading.periods.direction import turn
from selon.reading.periods.grammar import grammar
from selon.reading.periods.patterns import compile_pattern
from selon.reading.periods.resolve import RESOLVERS
from selon.reading.periods.tokens import tokenize
from selon.reading.periods.uses import EFFECTS

NEEDS = {
    "deictic": {"offset"},
    "month": {"month"},
    "relative": {"unit", "rel"},
    "season": {"season"},
    "century": {"ord", "roman"},
    "decade": {"decade"},
    "holiday": {"holiday"},
    "anaphor": {"unit"},
    "ref": {"ref"},
    "tod": {"tod"},
    "frame": {"rel", "unit"},
    "length": {"unit", "value"},
    "years": {"years"},
    "daymonth": {"dm"},
    "nth": {"unit"},
    "weekday": {"weekday"},
}
"""What a rule must capture or be given; of `century` and `length` one of the two is enough."""
EITHER = {"century", "length"}
LANGS = ("fr", "en")


@pytest.mark.parametrize("lang", LANGS)
def test_every_rule_gives_its_resolver_what_it_needs(lang: str) -> None:
    for rules in grammar(lang).rules.values():
        for rule in rules:
            assert rule.make in RESOLVERS, rule.name
            got = {name for name, _ in rule.pattern.groups.values()} | set(rule.given)
            needs = NEEDS.get(rule.make, set())
            assert (got & needs if rule.make in EITHER else needs <= got) or not needs, (rule.name, got)


@pytest.mark.parametrize("lang", LANGS)
def test_every_effect_is_known(lang: str) -> None:
    data = table(lang, "periods")
    for row in [*data["before"], *data["after"]]:
        assert row["effect"] in EFFECTS
        assert row["on"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_is_read_as_its_class_says(lang: str) -> None:
    vocabulary = grammar(lang).vocabulary
    for name, words in table(lang, "periods")["words"].items():
        for word in words:
            tokens = tokenize(word + "x" * word.endswith("'"), vocabulary)
            assert tokens.ends[0] == len(word), word
            assert name in tokens.values[0], (name, word)


@pytest.mark.parametrize("lang", LANGS)
def test_no_class_or_macro_is_dead(lang: str) -> None:
    data = table(lang, "periods")
    rows = [*data["rule"], *data["before"], *data["after"]]
    patterns = " ".join([*(p for r in rows for p in r.get("patterns", [r.get("pattern")])), *data["macros"].values()])
    assert {c for c in data["words"] if f"<{c}>" not in patterns and f"<{c}:" not in patterns} <= {"capword"}
    assert all("{" + m + "}" in patterns for m in data["macros"])


@pytest.mark.parametrize("lang", LANGS)
def test_every_pattern_and_tense_word_is_listed_once(lang: str) -> None:
    data = table(lang, "periods")
    patterns = [p for r in data["rule"] for p in r.get("patterns", [r.get("pattern")])]
    assert sorted(set(patterns)) == sorted(patterns)
    for name, words in data["direction"].items():
        if isinstance(words, list):
            assert len(set(words)) == len(words), name


def test_a_malformed_pattern_says_what_is_wrong() -> None:
    for pattern, said in (("<nothing>", "no word of class"), ("( le", "malformed"), ("{NO}", "unknown macro")):
        with pytest.raises(DataError, match=said):
            compile_pattern(pattern, {}, lambda tag: "" if tag == "nothing" else "x")


def test_the_direction_of_a_clause() -> None:
    g = grammar("fr")
    for text, expected in (("doit partir lundi", 1), ("est parti lundi", -1), ("signé lundi", -1), ("prévu lundi", 1)):
        tokens = tokenize(text, g.vocabulary)
        assert turn(tokens, len(tokens) - 1, len(tokens), g.direction, None) == expected, text
