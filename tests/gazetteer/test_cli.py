"""`selon gazetteer` on a small gazetteer."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from selon.cli.gazetteer import gazetteer_app


def run(small: Path, verb: str, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(gazetteer_app, [verb, *words, "--gazetteer", str(small)])
    return result.exit_code, result.output


def test_find(small: Path) -> None:
    code, told = run(small, "find", "Hassaké", "-c", "sy")
    assert code == 0
    assert "Al Ḩasakah (region, Syria)" in told
    code, told = run(small, "find", "Syrie", "--json")
    assert json.loads(told)["id"] == "gn:163843"


def test_find_nothing(small: Path) -> None:
    code, told = run(small, "find", "Nulle-Part")
    assert code == 1
    assert "no place named Nulle-Part" in told


def test_info_and_build(small: Path) -> None:
    code, told = run(small, "info")
    assert code == 0 and "places: 3" in told
    assert "up to date" in run(small, "build")[1]
    assert str(small) in run(small, "build", "--force")[1]


def test_add(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("id,name,kind,lat,lon,country\nq1,Qasrak,base,36.7,40.4,SY\n")
    assert run(small, "add", str(file)) == (0, f"{file}: 1 places and 0 names for known places added (own)\n")
    assert "Qasrak (base, Syria)" in run(small, "find", "Qasrak")[1]


def test_add_bad_rows(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("id,name,kind,lat,lon,country\nq1,Qasrak,base,96.7,40.4,SY\nq2,Y,base,x,1,SY\n")
    code, told = run(small, "add", str(file))
    assert code == 2
    assert "2 bad rows, nothing was added" in told and "own.csv, row 3: latitude 'x'" in told
