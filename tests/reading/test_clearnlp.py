"""English trees are in Universal Dependencies, whatever the parser's own labels."""

import pytest

from selon.model import Block, Span
from selon.reading.parse import Parser
from selon.reading.status import tense
from selon.reading.syntax import Syntax
from selon.reading.tree import Token


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser("en")


def read(parser: Parser, text: str) -> Syntax:
    (paragraph,) = parser.parse(text, [Block("paragraph", Span(0, len(text)))])
    return Syntax(paragraph, "en")


def word(s: Syntax, form: str) -> Token:
    return next(t for t in s.p.doc if t.text == form)


def test_a_noun_takes_the_place_of_its_preposition(parser: Parser) -> None:
    s = read(parser, "The rebels shelled the camp near the river.")
    river = word(s, "river")
    assert (river.head.text, river.dep_, s.preposition(river)) == ("shelled", "obl:mod", "near")
    assert word(s, "near").head is river


def test_prepositions_in_a_row_are_one(parser: Parser) -> None:
    s = read(parser, "The soldiers pulled out of the valley.")
    assert s.preposition(word(s, "valley")) == "from"


def test_a_predicate_takes_the_place_of_its_copula(parser: Parser) -> None:
    s = read(parser, "The rebels are ready to negotiate.")
    ready = word(s, "ready")
    assert ready.head is ready
    assert word(s, "are").dep_ == "cop"
    subject = s.subject(ready)
    assert subject is not None
    assert subject.text == "rebels"


def test_what_is_there_is_a_subject(parser: Parser) -> None:
    s = read(parser, "There were clashes in the port.")
    assert word(s, "clashes").dep_ == "nsubj"


def test_a_passive_has_its_agent(parser: Parser) -> None:
    s = read(parser, "Two guards were killed by gunmen.")
    killed = word(s, "killed")
    assert s.passive(killed)
    assert word(s, "gunmen").dep_ == "obl:agent"


@pytest.mark.parametrize(
    ("text", "form", "when"),
    [
        ("The soldiers left the base.", "left", "past"),
        ("The soldiers have left the base.", "left", "perfect"),
        ("The soldiers are leaving the base.", "leaving", "progressive"),
        ("The soldiers will leave the base.", "leave", "future"),
        ("The soldiers would leave the base.", "leave", "conditional"),
        ("The soldiers may leave the base.", "leave", "potential"),
        ("The soldiers must leave the base.", "leave", "necessary"),
        ("The soldiers did not leave the base.", "leave", "past"),
        ("The base was attacked by rebels.", "attacked", "past"),
        ("The base has been attacked by rebels.", "attacked", "perfect"),
        ("The army plans to leave the base.", "leave", "infinitive"),
    ],
)
def test_tenses_are_told_by_the_auxiliaries(parser: Parser, text: str, form: str, when: str) -> None:
    s = read(parser, text)
    assert tense(s, word(s, form)) == when


def test_every_token_hangs_in_the_tree_and_its_edges_hold_what_is_below(parser: Parser) -> None:
    s = read(
        parser, "In a statement on Monday, the army said that it had pulled out of the camp after rebels shelled it."
    )
    for t in s.p.doc:
        up, steps = t, 0
        while up.head is not up:
            assert up.head.left_edge.i <= t.i <= up.head.right_edge.i
            up, steps = up.head, steps + 1
            assert steps <= len(s.p.doc)
