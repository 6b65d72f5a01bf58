"""`selon read`: what goes to standard output, what to standard error, and the exit code."""

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.readings import TEXT
from typer.testing import CliRunner

from selon.cli.app import app
from selon.model import Reading

pytestmark = pytest.mark.usefixtures("reader")


def run(*args: str | Path, stdin: str | bytes | None = None) -> Any:
    return CliRunner().invoke(app, ["read", *map(str, args)], input=stdin)


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    path = tmp_path / "wire.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_the_view_goes_to_standard_output(wire: Path) -> None:
    done = run(wire, "--published", "2026-03-04")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("Mali: l'armée évacue Ménaka\nmercredi 4 mars 2026 · 3 affirmations")
    assert "\x1b" not in done.stdout
    assert "3 claims" in run(wire, "--words", "en").stdout


def test_json_lines_hold_the_text_and_valid_readings(wire: Path) -> None:
    done = run(wire, "-", "--json", stdin=TEXT)
    assert done.exit_code == 0
    schema = json.loads(resources.files("selon").joinpath("reading.schema.json").read_text("utf-8"))
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == 2
    for line in lines:
        Draft202012Validator(schema).validate(line)
        assert Reading.from_json(line).dispatch.text == TEXT
        assert len(line["claims"]) == 3


def test_what_goes_in_as_json_lines_comes_out_under_its_id(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    path.write_text("".join(json.dumps({"id": n, "text": TEXT}) + "\n" for n in ("a", "b")))
    assert [json.loads(line)["id"] for line in run(path, "--json").stdout.splitlines()] == ["a", "b"]
    again = run("-", "--json", stdin=run(path, "--json").stdout)
    assert again.stdout == run(path, "--json").stdout


def test_explain_shows_value_words_and_rule(wire: Path) -> None:
    done = run(wire, "--explain")
    assert "statut       en cours [ongoing]  ← « avaient commencé » 98–114  — phase verb: begun" in done.stdout


BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n\t", "nothing but white space"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not text"),
    "latin.txt": ("L'armée a évacué Ménaka".encode("latin-1"), "--encoding ISO-8859-1"),
    "large.txt": (b"Un convoi est parti. " * 2_400_000, "larger than 10 MB"),
    "half.jsonl": (b'{"id": "a", "text": "Un con', "not a whole JSON object"),
    "lang.jsonl": (b'{"lang": "tlh", "text": "Un convoi"}', "language 'tlh' cannot be read: choose one of en, fr"),
}


@pytest.mark.parametrize("name", [*BAD, "missing.txt", "directory"])
def test_bad_input_is_one_line_and_the_others_are_read(name: str, wire: Path) -> None:
    path = wire.with_name(name)
    reason = {"missing.txt": "no such file", "directory": "a directory"}.get(name, "")
    if name in BAD:
        data, reason = BAD[name]
        path.write_bytes(data)
    elif name == "directory":
        path.mkdir()
    done = run(path, wire, "--json")
    assert done.exit_code == 2
    assert done.stderr.startswith(f"selon: {path}") and reason in done.stderr
    assert done.stderr.count("\n") == 1
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--lang", "tlh"], "'tlh' cannot be read: choose one of en, fr"),
        (["--encoding", "klingon"], "no encoding is called 'klingon'"),
        (["--published", "hier"], "'hier' does not match"),
        (["--words", "tlh"], "tlh"),
        (["--what"], "No such option"),
    ],
)
def test_wrong_commands(args: list[str], message: str, wire: Path) -> None:
    done = run(wire, *args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_a_long_line_and_stray_control_characters_are_read(wire: Path) -> None:
    wire.write_text("Les soldats ont quitté la base. " * 6_250)
    assert run(wire).exit_code == 0
    wire.write_bytes(TEXT.replace("a indiqué", "a \x1b[31m\x00indiqué").encode())
    done = run(wire, "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["text"] == TEXT.replace("a indiqué", "a [31mindiqué")


def test_another_encoding_is_read_when_named(wire: Path) -> None:
    wire.write_bytes(TEXT.replace("’", "'").encode("cp1252"))
    done = run(wire, "--json", "--encoding", "cp1252")
    assert json.loads(done.stdout)["text"] == TEXT


def test_a_file_name_cannot_drive_the_terminal(tmp_path: Path) -> None:
    done = run(tmp_path / "a\x1b[2J\nb")
    assert "\x1b" not in done.stderr and done.stderr.count("\n") == 1
