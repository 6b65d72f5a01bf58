"""The example story from its readings to its brief: what is written beside this file."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tests.linking.story.told import EXPECTED, HERE, SINCE, given_ids, ledger, linked, story_of

from selon.cli.due import rows
from selon.linking import Linker
from selon.linking.brief import LANGUAGES, brief
from selon.linking.brief_parts import Line
from selon.linking.brief_words import BriefWords
from selon.linking.stories import stories


@pytest.fixture(scope="module")
def linker(tmp_path_factory: pytest.TempPathFactory) -> Linker:
    """What is derived across the dispatches of the story."""
    return linked(tmp_path_factory.mktemp("story") / "story.db")


@pytest.mark.parametrize("name", EXPECTED)
def test_it_is_as_expected(linker: Linker, name: str) -> None:
    found = "\n".join(EXPECTED[name](linker)) + "\n"
    expected = (HERE / name).read_text("utf-8")
    assert found == expected, f"{name} differs: look at it, and run tests/linking/story/regenerate.py if it is meant"


def test_the_ledger_holds_the_dispatches_of_the_example(tmp_path: Path) -> None:
    with ledger(tmp_path / "story.db") as opened:
        assert {k.given for k in opened.in_order()} == set(given_ids())
        kinds = [link.kind for link in opened.links()]
    assert (kinds.count("reprints"), kinds.count("supersedes")) == (4, 1)


def test_a_story_stands_as_its_claims_do_among_all(linker: Linker) -> None:
    day = date(2026, 3, 16)
    every = linker.situation(day)
    for story in stories(linker.happenings()):
        mine = {t.id for t in story.tolds}
        bears = [s for s in every if any(f.told.id in mine for f in (*s.current, *s.earlier))]
        assert linker.situation(day, claims=mine) == bears


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_line_of_a_brief_is_carried_by_its_notes(linker: Linker, lang: str) -> None:
    for story in stories(linker.happenings()):
        made = brief(linker, story, since=SINCE, lang=lang)
        notes = {n.n: n.quote for n in made.notes}
        for line in (x for s in made.sections for top in s.lines for x in lines(top)):
            carried = " ".join(notes[n] for n in line.notes)
            quotes = re.findall(r"[«“]\s?(.*?)\s?[»”]", line.text) if line.notes else []
            assert all(q.removesuffix(" …") in carried for q in quotes if len(q.split()) > 3), line


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_confirms_a_term_is_quoted_confirming_it(linker: Linker, lang: str) -> None:
    made = brief(linker, story_of(linker, "leave"), since=SINCE, lang=lang)
    notes = {n.n: n.quote for n in made.notes}
    (due,) = (s for s in made.sections if s.name == "due")
    confirmed = [x for top in due.lines for x in top.below if re.search("qui confirme|who confirms", x.text)]
    assert confirmed
    assert all(any("a confirmé ces informations" in notes[n] for n in x.notes) for x in confirmed)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_state_and_term_has_a_note(linker: Linker, lang: str) -> None:
    for story in stories(linker.happenings()):
        made = brief(linker, story, since=SINCE, lang=lang)
        told = [top for s in made.sections if s.name in ("standing", "due", "differs") for top in s.lines]
        none = {"Rien dans les dépêches lues.", "Nothing in the dispatches read."}
        assert all(x.notes for top in told for x in (top.below or (top,)) if x.text not in none)


def test_the_lines_of_due_in_the_readme_are_what_it_prints(linker: Linker) -> None:
    """But for the ids, which are left out."""
    shown = (HERE.parents[2] / "README.md").read_text("utf-8").split("`selon due` tells")[1].split("```")[1]
    words = BriefWords.of("fr")
    found = [x.plain for c in linker.due(date(2026, 3, 16)) for x in rows(c, words)]
    wanted = shown.removeprefix("text").strip().splitlines()
    assert len(wanted) == 2
    assert all(any(x.startswith(w.removesuffix("…")) for x in found) for w in wanted)


def lines(line: Line) -> list[Line]:
    """A line and those below it."""
    return [line, *(x for below in line.below for x in lines(below))]
