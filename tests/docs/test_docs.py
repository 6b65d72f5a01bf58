"""The pages say what there is: every command with its help, every file that they name, every word of the model."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from selon.model import CLAIM_TYPES, PLACE_ROLES, PLOVER, SOURCE_KINDS, STATUSES

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
CLI: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "generate_cli.py"))
COMMANDS = list(CLI["commands"]())


def test_the_page_of_the_command_line_is_up_to_date() -> None:
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == CLI["page"](), "run: python docs/generate_cli.py"


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_examples_and_a_place_in_the_docs(path: tuple[str, ...]) -> None:
    told = CLI["help_of"](path)
    name = " ".join(("selon", *path))
    assert told.startswith(f"Usage: {name}")
    assert re.search(rf"Examples?:\n(?:.*\n)*? +(?:.*\| *)?{name}\b", told), "an example that calls it"
    assert f"`{name}`" in (ROOT / "docs" / "cli.md").read_text("utf-8")


@pytest.mark.parametrize("path", [p for p in COMMANDS if len(p) == 1], ids=" ".join)
def test_every_verb_is_in_the_readme(path: tuple[str, ...]) -> None:
    assert f"selon {path[0]}" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
        if not re.match(r"<?[a-z]+:", target):
            assert (page.parent / target).exists(), target


def test_the_page_of_reading_names_every_word_of_the_model() -> None:
    text = (ROOT / "docs" / "reading.md").read_text("utf-8")
    words = {*CLAIM_TYPES, *STATUSES, *SOURCE_KINDS, *PLACE_ROLES, *filter(None, PLOVER.values())}
    assert not [w for w in words if f"`{w}`" not in text]


def test_files_that_the_pages_name_are_there() -> None:
    named = {
        (page, name)
        for page in PAGES
        for name in re.findall(r"`((?:src|tests|docs|examples|benchmarks|training)/[\w./-]+)`", page.read_text("utf-8"))
    }
    assert not [f"{page.name}: {name}" for page, name in named if not (ROOT / name).exists()]
