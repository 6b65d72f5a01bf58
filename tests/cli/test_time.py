"""`selon time`: table, JSON Lines, TimeML, and bad input."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from typer.testing import CliRunner

from selon.cli.app import app

TEXT = "Le convoi a quitté la base de Qasrak <nord> lundi. Le reste partira d'ici un mois.\n"


def run(*args: str, stdin: str | None = None) -> Any:
    return CliRunner().invoke(app, ["time", *args], input=stdin)


def test_the_table(tmp_path: Path) -> None:
    path = tmp_path / "wire.txt"
    path.write_text(TEXT, "utf-8")
    done = run(str(path), "--published", "2026-02-23", "--lang", "fr")
    assert done.exit_code == 0
    first, second = done.stdout.splitlines()
    assert first.split() == ["44-49", "lundi", "DATE", "2026-02-23", "2026-02-23", "point"]
    assert second.split()[-3:] == ["P1M", "../2026-03-23", "deadline"]


def test_json_lines_keep_ids_and_offsets() -> None:
    line = json.dumps({"id": "a", "lang": "fr", "published": "2026-02-23", "text": TEXT})
    done = run("--json", "-", stdin=line)
    assert done.exit_code == 0
    record = json.loads(done.stdout)
    assert record["id"] == "a"
    assert [(p["type"], p["value"], TEXT[p["start"] : p["end"]]) for p in record["pred"]] == [
        ("DATE", "2026-02-23", "lundi"),
        ("DURATION", "P1M", "un mois"),
    ]


def test_timeml_is_xml_and_keeps_the_text() -> None:
    done = run("--timeml", "--lang", "fr", "--published", "2026-02-23", "-", stdin=TEXT)
    root = ElementTree.fromstring(done.stdout)
    text = root.find("TEXT")
    assert text is not None
    assert "".join(text.itertext()) == TEXT
    assert [t.attrib["value"] for t in text.iter("TIMEX3")] == ["2026-02-23", "P1M"]


def test_bad_input_is_told_in_one_line() -> None:
    done = run("/no/such/file")
    assert done.exit_code == 2
    assert "no such file" in done.stderr
    assert run("--json", "--timeml", "-", stdin=TEXT).exit_code == 2
    assert run("--lang", "xx", "-", stdin=TEXT).exit_code == 2
