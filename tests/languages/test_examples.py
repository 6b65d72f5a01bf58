"""Every entry of a lexicon is met in its own example sentence, as the real parser reads it.

`exceptions.tsv` lists the few rows that are not, and why. A row that has become right must leave that list.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.languages.examples import STATUS, Example, parsed

from selon.reading.cues import load_cues
from selon.reading.effects import load_effects
from selon.reading.lexicon import FILES, Entry, load_lexicon
from selon.reading.parse import MODELS
from selon.reading.sources import Names

AT_MOST = 0.02
"""The share of all rows that may be excused."""


@pytest.fixture(scope="module", params=sorted(MODELS))
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def examples(lang: str) -> dict[str, list[Example]]:
    return parsed(lang)


@pytest.fixture(scope="module")
def excused(lang: str) -> set[tuple[str, str]]:
    lines = Path(__file__).with_name("exceptions.tsv").read_text("utf-8").splitlines()
    found = csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {(r["table"], r["example"]) for r in found if r["lang"] == lang}


def judge(table: str, wrong: Iterable[Example], excused: set[tuple[str, str]]) -> None:
    """Fail with the rows that are wrong and not excused, and with those excused that are right."""
    found = {e.row["example"]: e for e in wrong}
    allowed = {example for name, example in excused if name == table}
    faults = [f"not met: {found[x]}" for x in sorted(found.keys() - allowed)]
    faults += [f"excused, and met or gone: {x}" for x in sorted(allowed - found.keys())]
    if faults:
        pytest.fail("\n".join([table, *faults]), pytrace=False)


def is_row(entry: Entry | None, row: dict[str, str]) -> bool:
    """Whether the entry was made from the row."""
    return entry is not None and entry.example == row["example"] and (entry.type or "-") == row["type"]


def test_few_rows_are_excused(examples: dict[str, list[Example]], excused: set[tuple[str, str]]) -> None:
    assert len(excused) <= AT_MOST * sum(map(len, examples.values()))


@pytest.mark.parametrize("table", FILES)
def test_every_event_is_matched(
    table: str, lang: str, examples: dict[str, list[Example]], excused: set[tuple[str, str]]
) -> None:
    lexicon = load_lexicon(lang)
    tested = examples[table]
    judge(table, [e for e in tested if not is_row(lexicon.match(e.syntax, e.head), e.row)], excused)


def test_every_cue_is_found(lang: str, examples: dict[str, list[Example]], excused: set[tuple[str, str]]) -> None:
    cues = load_cues(lang)

    def found(e: Example) -> bool:
        words = tuple(e.row["cue"].lower().replace("’", "'").replace("'", "' ").split())
        match e.row["kind"]:
            case "verb":
                return any((c := cues.verb(e.syntax, t)) and c.words == words for t in e.marked)
            case "noun":
                return any(e.syntax.lemma(t) == words[0] for t in e.marked) and words[0] in cues.nouns
            case "preposition":
                return any((p := cues.preposition(e.syntax, t.i)) and p[0].mode == e.row["mode"] for t in e.marked)
            case _:
                return e.text.lower().replace("’", "'") == e.row["cue"]

    tested = examples["cues"]
    judge("cues", [e for e in tested if not found(e)], excused)


def test_every_source_is_found(lang: str, examples: dict[str, list[Example]], excused: set[tuple[str, str]]) -> None:
    tested = examples["sources"]
    kinds = Names.load(lang).nouns
    wrong = [e for e in tested if e.row["kind"] not in {kinds.get(e.syntax.lemma(t)) for t in e.marked}]
    judge("sources", wrong, excused)


def test_every_word_of_status_is_found(
    lang: str, examples: dict[str, list[Example]], excused: set[tuple[str, str]]
) -> None:
    effects = load_effects(lang)

    def found(e: Example) -> bool:
        name, words = e.row["table"], e.row["lemma"].replace("’", "'").replace("'", "' ").split()
        words = words[1:] if words[0] in ("se", "s'") else words
        if name == "modal_adjective":
            return any(effects.adjective(e.syntax, t) for t in e.marked)
        return any((x := effects.of(e.syntax, t, (name,))) and list(x.words) == words for t in e.marked)

    tested = examples[STATUS]
    judge(STATUS, [e for e in tested if not found(e)], excused)
