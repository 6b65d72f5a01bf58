"""`selon quotes`: the table, JSON Lines, and bad input."""

import json
from pathlib import Path
from typing import Any

import typer
from typer.testing import CliRunner

from selon.cli.quotes import quotes_command

TEXT = (
    '"Ils partent demain", a déclaré un officier kurde à l\'AGENCE.\n\n'
    "Des tirs ont été signalés dans le nord. Comme l'a dit le gouverneur, la route reste coupée."
)
app = typer.Typer()
app.command()(quotes_command)


def run(*args: str, stdin: str | None = None) -> Any:
    return CliRunner().invoke(app, args, input=stdin)


def test_the_table_tells_source_cue_and_content() -> None:
    done = run("--lang", "fr", "-", stdin=TEXT)
    assert done.exit_code == 0
    first, second, third = done.stdout.splitlines()
    assert first.startswith("un officier kurde (unnamed)") and "[direct] Ils partent demain" in first
    assert second.startswith("nobody named") and "signalés" in second and "Des tirs" in second
    assert third.startswith("le gouverneur") and "la route reste coupée" in third


def test_json_lines_carry_offsets() -> None:
    done = run("--json", "-", stdin=json.dumps({"id": "a", "lang": "fr", "text": TEXT}))
    record = json.loads(done.stdout)
    quote = record["quotes"][0]
    assert record["id"] == "a"
    assert TEXT[slice(*quote["source"])] == "un officier kurde"
    assert TEXT[slice(*quote["cue"])] == "déclaré"
    assert [TEXT[slice(*s)] for s in quote["content"]] == ["Ils partent demain"]
    assert (quote["type"], quote["kind"], quote["count"]) == ("direct", "unnamed", 1)
    assert quote["stands_for"] is None


def test_a_pronoun_is_the_source_and_what_it_stands_for_is_told() -> None:
    text = "Le colonel Sidi Traoré a pris la parole. Il a assuré que la route était libre."
    done = run("--json", "-", stdin=json.dumps({"id": "a", "lang": "fr", "text": text}))
    (quote,) = json.loads(done.stdout)["quotes"]
    assert text[slice(*quote["source"])] == "Il"
    assert text[slice(*quote["stands_for"])] == "Le colonel Sidi Traoré"
    assert (quote["kind"], quote["told"]) == ("named", None)
    assert run("--lang", "fr", "-", stdin=text).stdout.startswith("Le colonel Sidi Traoré (named)")


def test_a_missing_file_is_one_line_and_the_rest_is_read(tmp_path: Path) -> None:
    there = tmp_path / "there.txt"
    there.write_text(TEXT, "utf-8")
    done = run("--lang", "fr", str(tmp_path / "gone.txt"), str(there))
    assert done.exit_code == 2
    assert "un officier kurde" in done.stdout
