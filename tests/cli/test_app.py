"""The program itself: help, examples, exit codes, and how soon it answers."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from selon.cli.app import VERBS, app, main
from selon.errors import LanguageError


def run(*args: str) -> Any:
    return CliRunner().invoke(app, list(args))


def verbs() -> list[str]:
    group: Any = get_command(app)
    return list(group.list_commands(None))


def test_the_verbs_that_are_there() -> None:
    assert {"read", "schema"} <= set(verbs()) <= set(VERBS)


def test_help_has_examples_and_exit_codes() -> None:
    done = run("--help")
    assert done.exit_code == 0
    for words in (r"Examples:\n +selon read", r"Exit codes:\n +0  .*\n +1  .*\n +2  ", *verbs()):
        assert re.search(words, done.stdout)


@pytest.mark.parametrize("verb", verbs())
def test_every_verb_has_a_summary_examples_and_help_for_every_option(verb: str) -> None:
    done = run(verb, "--help")
    assert done.exit_code == 0
    examples = done.stdout.partition("Examples:\n")[2]
    assert re.search(rf"^  .*\bselon {verb}\b", examples, re.MULTILINE), "an example that calls the verb"
    group: Any = get_command(app)
    command = group.get_command(None, verb)
    assert command.get_short_help_str()
    assert all(getattr(p, "help", None) for p in command.params)


def test_an_unknown_verb_and_no_verb_at_all() -> None:
    assert run("dance").exit_code == 2
    assert "Examples:" in run().output


def test_version_and_schema() -> None:
    assert re.fullmatch(r"selon \d+\.\d+\.\d+\S*\n", run("--version").stdout)
    assert run("schema").stdout.startswith("{")


def test_a_reader_that_cannot_run_is_one_line_and_exit_code_1(
    reader: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: Any, lang: str) -> None:
        raise LanguageError(f"the {lang} parser is not installed")

    monkeypatch.setattr(reader, "__init__", broken)
    (tmp_path / "a.txt").write_text("Un convoi est parti.")
    monkeypatch.setattr(sys, "argv", ["selon", "read", str(tmp_path / "a.txt")])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert capsys.readouterr() == ("", "selon: the fr parser is not installed\n")


LOADED = """
import sys
from selon.cli.app import main
sys.argv = ["selon", {argument}]
try:
    main()
except SystemExit as e:
    assert not e.code, e.code
heavy = {{"spacy", "numpy", "rich", "thinc"}} & set(sys.modules)
assert not heavy, heavy
"""


@pytest.mark.parametrize("argument", ['"--help"', '"read", "--help"', '"--version"', '"schema"'])
def test_help_loads_nothing_heavy(argument: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(argument=argument)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_import_selon_loads_nothing_heavy() -> None:
    code = "import selon, sys; dir(selon); assert not {'spacy', 'numpy', 'selon.model'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_output_into_a_closed_pipe_ends_quietly() -> None:
    code = "import sys; sys.argv = ['selon', 'schema']; from selon.cli.app import main; main()"
    script = f'{sys.executable} -c "{code}" | head -1'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout == "{\n"
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is full is needed")
@pytest.mark.parametrize("args", [["--version"], ["schema"], ["--help"]])
def test_output_onto_a_full_disk_is_one_line_and_exit_code_1(args: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        code = "from selon.cli.app import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, *args], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (
        1,
        "selon: the output cannot be written (No space left on device): make room and run the same again\n",
    )
