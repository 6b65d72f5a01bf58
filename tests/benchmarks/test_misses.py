"""Misses are told apart by what went wrong."""

from typing import Any

import pytest
from benchmarks.misses import misses
from training.train import dispatch

from selon import Reader

TEXT = (
    "Les soldats ont quitté Ménaka lundi, a indiqué un officier.\n\n"
    "La guerre civile a ravagé la région. Le gouverneur a démissionné mardi."
)
NARRATOR = {"kind": "narrator", "span": None, "count": None}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


@pytest.fixture(scope="module")
def read(reader: Reader) -> dict[str, dict[str, Any]]:
    """What the reader reads, by trigger: taken for what a person read."""
    claims = reader.read(dispatch(line())).to_json()["claims"]
    return {TEXT[slice(*c["trigger"])]: c for c in claims}


def line(*claims: dict[str, Any]) -> dict[str, Any]:
    return {"id": "t", "lang": "fr", "published": "2026-03-04", "title": None, "text": TEXT, "claims": list(claims)}


def kinds(reader: Reader, *claims: dict[str, Any]) -> list[str]:
    return [m.kind for m in misses(reader, [line(*claims)])]


def test_nothing_is_missed_where_a_person_read_the_same(reader: Reader, read: dict[str, dict[str, Any]]) -> None:
    assert {"quitté", "démissionné"} <= read.keys()
    assert kinds(reader, *read.values()) == []


def test_a_claim_that_nobody_read_is_extra(reader: Reader, read: dict[str, dict[str, Any]]) -> None:
    rest = [c for word, c in read.items() if word != "démissionné"]
    assert kinds(reader, *rest) == ["extra: verb that reports no event of a type"]


def test_a_claim_on_a_word_that_no_row_lists_is_missed(reader: Reader, read: dict[str, dict[str, Any]]) -> None:
    start = TEXT.index("région")
    more = {**read["quitté"], "trigger": [start, start + 6], "type": "control"}
    assert kinds(reader, *read.values(), more) == ["missed: noun that the lexicon lacks"]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"type": "move"}, "type: another one"),
        ({"status": "planned"}, "status of a verb: occurred and planned confused"),
        ({"negated": True}, "negation: missed"),
        ({"source": NARRATOR}, "source: the narrator's own words given to somebody"),
    ],
)
def test_a_wrong_field_is_told(
    reader: Reader, read: dict[str, dict[str, Any]], change: dict[str, Any], kind: str
) -> None:
    changed = {**read, "quitté": {**read["quitté"], **change}}
    assert kinds(reader, *changed.values()) == [kind]


def test_a_source_of_another_kind_is_the_right_words(reader: Reader, read: dict[str, dict[str, Any]]) -> None:
    source = {**read["quitté"]["source"], "kind": "organisation"}
    changed = {**read, "quitté": {**read["quitté"], "source": source}}
    assert kinds(reader, *changed.values()) == ["source: the right words, another kind"]
