"""`selon places`: table, JSON Lines, given spans, and bad input."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from selon.cli.places import places_command

TEXT = "Un convoi a quitté la base de Qasrak, à 30 km de Hassaké, en Syrie. Washington a confirmé le départ du pays.\n"
app = typer.Typer()
app.command()(places_command)


def run(*args: str, stdin: str | None = None) -> Any:
    return CliRunner().invoke(app, args, input=stdin)


def test_the_table_tells_places_governments_and_references(tmp_path: Path) -> None:
    path = tmp_path / "wire.txt"
    path.write_text(TEXT, "utf-8")
    done = run(str(path), "--lang", "fr")
    assert done.exit_code == 0
    assert "Qasrak (base, Al Ḩasakah, Syria)  36.750 40.530 ± 15 km" in done.stdout
    assert "à 30 km de Hassaké" in done.stdout
    assert "governments, no places:" in done.stdout
    assert "du pays" in done.stdout


def test_json_lines_keep_ids_and_offsets() -> None:
    done = run("--json", "-", stdin=json.dumps({"id": "a", "lang": "fr", "text": TEXT}))
    record = json.loads(done.stdout)
    assert record["id"] == "a"
    first = record["toponyms"][0]
    assert TEXT[first["start"] : first["end"]] == "Qasrak"
    wanted = {"start", "end", "name", "lat", "lon", "geonameid", "country", "kind", "radius_m", "score", "why"}
    assert wanted <= first.keys()
    assert [TEXT[a["start"] : a["end"]] for a in record["actors"]] == ["Washington"]


def test_given_spans_are_resolved_and_no_others(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    line = {
        "id": "b",
        "lang": "en",
        "text": "Paris, Missouri and Canadian troops",
        "toponyms": [{"start": 0, "end": 5}],
    }
    gold.write_text(json.dumps(line) + "\n", "utf-8")
    for args in (["--given", str(gold)], [str(gold), "--given", str(gold)]):
        done = run(*args, "--json")
        record = json.loads(done.stdout)
        assert [(t["start"], t["end"], t["country"]) for t in record["toponyms"]] == [(0, 5, "FR")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not a whole JSON object"),
        ("[]", "not an object"),
        ('{"lang": "fr", "toponyms": []}', 'no "text"'),
        ('{"lang": "de", "text": "a", "toponyms": []}', "\"lang\" is 'de'"),
        ('{"lang": "fr", "text": "a"}', 'no "toponyms"'),
        ('{"lang": "fr", "text": "a", "toponyms": [{"start": 0, "end": 5}]}', "does not lie in the text"),
    ],
)
def test_bad_marked_lines_are_told_by_line(tmp_path: Path, line: str, message: str) -> None:
    good = {"id": "g", "lang": "fr", "text": "à Mossoul", "toponyms": [{"start": 2, "end": 9}]}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(f"{line}\n{json.dumps(good)}\n", "utf-8")
    done = run("--given", str(gold), "--json")
    assert done.exit_code == 2
    assert f"{gold}:1" in done.stderr and message in done.stderr
    assert json.loads(done.stdout)["id"] == "g"


def test_wrong_commands() -> None:
    assert run().exit_code == 2
    assert run("x.txt", "--lang", "xx").exit_code == 2
    assert run("no-such-file.txt").exit_code == 2
