"""The verbs of the ledger: what they write where, and their exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.readings import TEXT, reading
from tests.wire import made
from typer.testing import CliRunner

import selon.ledger
from selon.cli.app import app
from selon.model import Dispatch, Reading

GAO = "Un convoi militaire est parti mardi de la base de Gao vers le nord du pays."


class FakeReader:
    """Reads TEXT and the texts of `made`, and fails on a text that says so."""

    calls = 0

    def __init__(self, lang: str = "fr") -> None:
        self.lang = lang

    def read_many(self, dispatches: Iterable[Dispatch]) -> Iterator[Reading]:
        for d in dispatches:
            FakeReader.calls += 1
            if "trébuche" in d.text:
                raise IndexError("list index out of range")
            yield replace(reading() if d.text == TEXT else Reading(d, ()), dispatch=d, reader=f"selon-{self.lang}/1")


@pytest.fixture(autouse=True)
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    module = ModuleType("selon.reading.reader")
    module.Reader = FakeReader  # type: ignore[attr-defined]
    module.VERSION = "1"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "selon.reading.reader", module)
    monkeypatch.setenv("SELON_LEDGER", str(tmp_path / "desk.db"))
    monkeypatch.setenv("SELON_REVIEWER", "Inès")
    monkeypatch.setenv("SELON_DATA", str(tmp_path / "data"))
    FakeReader.calls = 0
    return tmp_path


def run(*args: str | Path, stdin: str | bytes | None = None) -> Any:
    return CliRunner().invoke(app, [*map(str, args)], input=stdin, catch_exceptions=True)


@pytest.fixture
def wire(desk: Path) -> Path:
    folder = desk / "wire"
    folder.mkdir()
    (folder / "menaka.txt").write_text(TEXT, "utf-8")
    for i in range(3):
        (folder / f"w{i}.txt").write_text(made(i).dispatch.text, "utf-8")
    return folder


@pytest.fixture
def filled(wire: Path) -> Path:
    assert run("add", wire, "--published", "2026-03-04", "--agency", "ALP").exit_code == 0
    return wire


def claim_ids() -> list[str]:
    return [json.loads(line)["id"] for line in run("claims", "--json").stdout.splitlines()]


def test_add_tells_what_was_new_and_reads_nothing_twice(wire: Path) -> None:
    done = run("add", wire, "--published", "2026-03-04")
    assert (done.exit_code, done.stdout) == (0, "4 new; 3 claims\n"), done.output
    assert FakeReader.calls == 4
    again = run("add", wire, "--published", "2026-03-04")
    assert (again.exit_code, again.stdout) == (0, "4 known; 0 claims\n")
    assert FakeReader.calls == 4
    assert run("add", wire, "--quiet").stdout == ""


def test_one_bad_file_stops_nothing_and_waits_in_quarantine(wire: Path) -> None:
    (wire / "bad.txt").write_bytes(b" \n")
    (wire / "hard.txt").write_text("Un convoi trébuche en quittant la base de Gao mardi matin.")
    done = run("add", wire)
    assert done.exit_code == 2, done.output
    assert "4 new, 2 refused" in done.stdout
    assert "nothing but white space" in done.stderr and "the reader failed on it (IndexError" in done.stderr
    listed = run("quarantine")
    assert listed.exit_code == 0 and len(listed.stdout.splitlines()) == 2
    case = json.loads(run("quarantine", "--json").stdout.splitlines()[0])
    assert case["name"].endswith("bad.txt") and case["reason"]


def test_of_an_input_of_many_bad_parts_only_some_are_told(desk: Path) -> None:
    path = desk / "many.jsonl"
    path.write_text('{"text": ""}\n' * 30 + json.dumps({"text": GAO}) + "\n", "utf-8")
    done = run("add", path)
    assert (done.exit_code, done.stdout) == (2, "1 new, 30 refused; 0 claims; 1 without a publication day\n")
    *told, last = done.stderr.splitlines()
    assert len(told) == 20 and last == f"selon: {path}: 10 more parts of it were refused: `selon quarantine` lists them"
    assert len(run("quarantine").stdout.splitlines()) == 30


def test_a_try_may_tell_more_of_the_input(desk: Path) -> None:
    path = desk / "old.txt"
    path.write_bytes(TEXT.replace("«", '"').replace("»", '"').encode("cp1252"))
    assert "--encoding" in run("add", path).stderr
    done = run("quarantine", "--retry", "--encoding", "cp1252", "--published", "2026-03-04", "--agency", "ALP")
    assert (done.exit_code, done.stdout) == (0, f"{path}: 1 new; 0 claims\n1 tried: 1 taken in\n"), done.output
    (line,) = run("dispatches", "--json").stdout.splitlines()
    assert (json.loads(line)["published"], json.loads(line)["agency"]) == ("2026-03-04", "ALP")


def test_a_column_for_no_field_is_a_wrong_command(desk: Path) -> None:
    (desk / "table.csv").write_text("corps\nUn convoi est parti de Gao.\n", "utf-8")
    done = run("add", "--column", "body=corps", desk / "table.csv")
    assert done.exit_code == 2 and "no field is called 'body'" in done.stderr
    assert run("add", "--column", "text=corps", desk / "table.csv").exit_code == 0


def test_the_same_text_with_a_day_and_without_is_one_dispatch_read_once(wire: Path) -> None:
    line = {"text": TEXT, "lang": "fr", "published": "2026-03-04"}
    (wire / "later.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    together = run("add", wire / "menaka.txt", wire / "later.jsonl")
    assert together.stdout == "1 new, 1 known; 3 claims; 1 without a publication day\n"
    assert FakeReader.calls == 1
    assert run("add", wire / "later.jsonl").stdout == "1 known; 0 claims\n"
    (kept,) = run("dispatches", "--json").stdout.splitlines()
    assert json.loads(kept)["published"] is None


def test_what_is_known_is_read_anew_as_the_ledger_holds_it(wire: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", wire / "menaka.txt")
    monkeypatch.setattr(sys.modules["selon.reading.reader"], "VERSION", "next")
    done = run("add", "--published", "2026-03-04", wire / "menaka.txt")
    assert done.exit_code == 0, done.output
    (kept,) = run("dispatches", "--json").stdout.splitlines()
    assert json.loads(kept)["published"] is None and run("check").exit_code == 0


def test_quarantine_can_be_tried_again(wire: Path) -> None:
    path = wire / "late.txt"
    assert run("add", path).exit_code == 2
    assert run("quarantine", "--retry").exit_code == 2
    path.write_text("Un convoi militaire est parti mardi de la base de Gao vers le nord du pays.", "utf-8")
    done = run("quarantine", "--retry")
    assert (done.exit_code, done.stdout) == (
        0,
        f"{path}: 1 new; 0 claims; 1 without a publication day\n1 tried: 1 taken in\n",
    )
    assert run("quarantine").stdout == ""
    assert "late.txt" in run("quarantine", "--settled").stdout


def test_a_try_that_is_refused_for_another_reason_leaves_one_case(desk: Path) -> None:
    path = desk / "old.txt"
    path.write_bytes("« Überfall » auf eine Kaserne in Ménaka, sagte die Armee.".encode("cp1252"))
    run("add", path)
    (case,) = [json.loads(line) for line in run("quarantine", "--json").stdout.splitlines()]
    for _ in range(2):
        done = run("quarantine", "--retry", case["id"][:8], "--encoding", "cp1252")
        assert (done.exit_code, done.stdout) == (2, "1 tried: 1 refused again\n")
    (again,) = [json.loads(line) for line in run("quarantine", "--json").stdout.splitlines()]
    assert again["id"] == case["id"] and "seems to be in 'de'" in again["reason"] != case["reason"]
    assert run("quarantine", "--retry", "ffff").exit_code == 2
    assert run("quarantine", "--retry", "--encoding", "cp1252", "--lang", "fr").stdout.endswith("1 tried: 1 taken in\n")
    assert run("quarantine").stdout == ""
    assert run("quarantine", "--retry").stdout == "nothing waits\n"
    assert run("check").exit_code == 0


def test_what_is_taken_in_but_for_parts_leaves_the_parts(desk: Path) -> None:
    path = desk / "table.csv"
    rows = [GAO, "Überfall auf eine Kaserne in Ménaka, sagte die Armee am Dienstag.", "L'armée a quitté Gao."]
    path.write_bytes(("corps,date\n" + "".join(f'"{row}",2026-03-04\n' for row in rows)).encode("cp1252"))
    assert "give its encoding" in run("add", path).stderr
    for _ in range(2):
        done = run("quarantine", "--retry", "--encoding", "cp1252")
        assert done.exit_code == 2, done.output
    assert done.stdout == "1 tried: 1 refused again\n"
    (line,) = run("quarantine").stdout.splitlines()
    assert f"{path}:3: " in line
    assert len(run("dispatches", "--json").stdout.splitlines()) == 2
    path.unlink()
    done = run("quarantine", "--retry", "--lang", "fr")
    assert done.stdout == f"{path}:3: 1 new; 0 claims\n1 tried: 1 taken in\n"
    settled = run("quarantine", "--settled").stdout.splitlines()
    assert len(settled) == 2 and run("quarantine").stdout == "" and run("check").exit_code == 0


def test_a_file_that_is_gone_is_told_and_waits(desk: Path) -> None:
    path = desk / "gone.txt"
    run("add", path)
    for _ in range(2):
        done = run("quarantine", "--retry")
        assert (done.exit_code, done.stdout) == (2, "1 tried: 1 refused again\n")
        assert f"{path}: its bytes were not kept and no such file is there any more" in done.stderr
    assert len(run("quarantine").stdout.splitlines()) == 1
    path.write_bytes(b"\0\1\2" * 60)
    assert run("quarantine", "--retry").exit_code == 2
    (case,) = run("quarantine", "--json").stdout.splitlines()
    assert json.loads(case)["sha256"], "what the file holds now waits in its stead"


def test_standard_input_and_another_ledger(desk: Path) -> None:
    other = desk / "other.db"
    done = run("add", "-", "--ledger", other, stdin=TEXT.encode())
    assert done.stdout == "1 new; 3 claims; 1 without a publication day\n"
    assert len(run("claims", "--ledger", other, "--json").stdout.splitlines()) == 3
    missing = run("claims")
    assert missing.exit_code == 1 and "no ledger is there yet" in str(missing.exception)


@pytest.mark.usefixtures("filled")
def test_claims_as_table_json_and_csv() -> None:
    table = run("claims")
    assert table.exit_code == 0
    assert table.stdout.startswith("2026-03-04  [retrait] les soldats avaient commencé à évacuer")
    assert len(table.stdout.splitlines()) == 6
    assert "withdrawal" in run("claims", "--words", "en").stdout
    one = json.loads(run("claims", "--type", "control", "--json").stdout)
    assert (one["negated"], one["dispatch"]["agency"], one["ledger"]["reader"]) == (True, "ALP", "selon-fr/1")
    rows = run("claims", "--csv", "--deadline").stdout.splitlines()
    assert len(rows) == 2 and rows[0].startswith("id,dispatch,")
    assert run("claims", "--json", "--csv").exit_code == 2
    assert "and more" in run("claims", "--limit", "1").stdout


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("args", "found"),
    [
        (["--type", "withdraw", "--type", "control"], 3),
        (["--status", "planned"], 1),
        (["--place", "menaka"], 1),
        (["--text", '"quitter la"'], 0),
        (["--text", "camions"], 1),
        (["--source", "officier", "--source-kind", "unnamed"], 2),
        (["--negated"], 1),
        (["--not-negated"], 2),
        (["--happening", "2026-03-03"], 2),
        (["--happening", "2026-03-01/2026-03-31", "--no-deadline"], 1),
        (["--published", "2026-03-05/"], 0),
        (["--published", "/2026-03-04"], 3),
        (["--reviewed", "no"], 3),
        (["--reviewed", "yes"], 0),
        (["--as-of", "2020-01-01"], 0),
        (["--agency", "ALP", "--lang", "fr", "--not-superseded", "--no-reprints"], 3),
        (["--id", "absent"], 0),
    ],
)
def test_filters_as_options(args: list[str], found: int) -> None:
    done = run("claims", "--json", *args)
    assert done.exit_code == 0, done.output
    assert len(done.stdout.splitlines()) == found


@pytest.mark.usefixtures("filled")
def test_review_show_and_undo() -> None:
    id_ = claim_ids()[0]
    done = run(
        "review", id_, "amend", "--set", "status=occurred", "--set", 'time=["2026-03-01", null]', "--note", "oui"
    )
    assert done.exit_code == 0 and f"{id_}: amend by Inès" in done.stdout
    shown = run("show", id_)
    assert shown.exit_code == 0
    assert "amend (stands)" in shown.stdout and "Inès" in shown.stdout
    assert json.loads(run("show", "--json", id_).stdout)["status"] == "occurred"
    assert len(run("claims", "--reviewed", "amend", "--json").stdout.splitlines()) == 1
    assert run("review", id_, "undo").exit_code == 0
    assert json.loads(run("show", "--json", id_).stdout)["status"] == "ongoing"
    assert run("review", id_, "undo").exit_code == 1
    assert run("review", id_, "praise").exit_code == 2
    assert run("review", id_, "amend", "--set", "status").exit_code == 2


@pytest.mark.usefixtures("filled")
def test_show_a_dispatch() -> None:
    key = json.loads(run("claims", "--json", "--limit", "1").stdout)["dispatch"]["id"]
    done = run("show", key)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("Mali: l'armée évacue Ménaka\n")
    assert "menaka.txt" in done.stdout and "read by selon-fr/1: 3 claims" in done.stdout
    assert json.loads(run("show", "--json", key).stdout)["id"] == key
    assert run("show", "nothing").exit_code == 1


@pytest.mark.usefixtures("filled")
def test_export_and_import(desk: Path) -> None:
    run("review", claim_ids()[0], "accept")
    first = run("export").stdout_bytes
    (desk / "all.jsonl").write_bytes(first)
    other = desk / "other.db"
    done = run("import", desk / "all.jsonl", "--ledger", other)
    assert (done.exit_code, done.stdout) == (0, "4 new; 3 claims\n"), done.output
    assert run("export", "--ledger", other).stdout_bytes == first
    target = desk / "due.ics"
    done = run("export", "--format", "ical", "--output", target)
    assert (done.exit_code, done.stderr) == (0, f"selon: 1 record written to {target}\n")
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert run("export", "--format", "docx").exit_code == 2
    lost = run("export", "--output", desk / "missing" / "x.jsonl")
    assert lost.exit_code == 1 and "cannot be written" in str(lost.exception)
    assert run("import", desk / "wire" / "w0.txt").exit_code == 2
    done = run("import", desk / "missing.jsonl", desk / "all.jsonl", "--ledger", other)
    assert (done.exit_code, done.stdout) == (2, "4 known; 0 claims\n")
    assert f"{desk / 'missing.jsonl'}: cannot be read (No such file or directory)" in done.stderr


@pytest.mark.usefixtures("filled")
def test_check(desk: Path) -> None:
    done = run("check")
    assert (done.exit_code, done.stdout) == (0, f"{desk / 'desk.db'}: all is well\n")
    from sqlalchemy import text

    with selon.ledger.open(desk / "desk.db") as ledger, ledger.store.writing() as connection:
        connection.execute(text("UPDATE claim SET target_start = 0, target_end = 0 WHERE type = 'control'"))
    done = run("check")
    assert done.exit_code == 1 and "the span 0-0" in done.stdout and "1 things are wrong" in done.stderr


def test_watch_looks_once_and_remembers(wire: Path, desk: Path) -> None:
    import os

    for path in wire.iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))
    done = run("watch", "--once", wire)
    assert done.exit_code == 0, done.output
    assert done.stdout.endswith("4 new; 3 claims; 4 without a publication day\n")
    assert len(list((desk / "data").glob("watch-*.json"))) == 1
    assert run("watch", "--once", wire).stdout == "nothing; 0 claims\n"
    assert run("watch", "--once", desk / "missing").exit_code == 2
    assert run("quarantine").stdout == "", "a place is no input"
    other = run("watch", "--once", "--ledger", desk / "other.db", wire)
    assert other.stdout.endswith("4 new; 3 claims; 4 without a publication day\n"), "another ledger has seen nothing"
    (desk / "other.db").unlink()
    again = run("watch", "--once", "--ledger", desk / "other.db", wire)
    assert again.stdout.endswith("4 new; 3 claims; 4 without a publication day\n"), (
        "and so has a new one of the same name"
    )


@pytest.mark.usefixtures("filled")
def test_dispatches_are_listed_and_searched() -> None:
    shown = run("dispatches").stdout.splitlines()
    assert len(shown) == 8 and shown[0].startswith("2026-03-04  ") and "ALP · fr · id " in shown[1]
    found = run("dispatches", "--text", "camions", "--agency", "ALP", "--published", "2026-03-04", "--lang", "fr")
    assert found.exit_code == 0 and found.stdout.splitlines()[0] == "2026-03-04  Mali: l'armée évacue Ménaka"
    (line,) = run("dispatches", "--text", "camions", "--json").stdout.splitlines()
    assert json.loads(line)["text"] == TEXT and len(json.loads(line)["claims"]) == 3
    assert "1 shown" in run("dispatches", "--limit", "1").stdout
    assert len(run("dispatches", "--limit", "4").stdout.splitlines()) == 8
    for args in (["--unread"], ["--as-of", "2020-01-01"], ["--text", "absent"]):
        assert run("dispatches", *args).stdout == ""
    assert run("dispatches", "--published", "hier").exit_code == 2
    assert "'hier' is no day" in run("dispatches", "--published", "2026-02-01/hier").stderr


@pytest.mark.usefixtures("filled")
def test_sources_are_listed_and_searched() -> None:
    shown = run("sources").stdout
    assert "unnamed       Un officier malien  (dispatch " in shown and "narrator      -  (dispatch" in shown
    found = [json.loads(line) for line in run("sources", "--text", "officier -cet", "--json").stdout.splitlines()]
    assert [(s["kind"], s["written"], s["claims"]) for s in found] == [("unnamed", "Un officier malien", 1)]
    assert run("sources", "--kind", "named").stdout == ""
    assert "1 shown" in run("sources", "--limit", "1").stdout
    done = run("sources", "--kind", "bogus")
    assert done.exit_code == 1 and "give one of named" in str(done.exception)


VERBS = ["add", "claims", "dispatches", "sources", "show", "review", "export", "import", "check", "quarantine", "watch"]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_takes_a_ledger_and_has_examples(verb: str) -> None:
    done = run(verb, "--help")
    assert done.exit_code == 0
    assert "--ledger" in done.stdout and "Examples:" in done.stdout and "Exit codes:" in done.stdout


@pytest.mark.parametrize("verb", VERBS)
def test_help_loads_nothing_heavy(verb: str) -> None:
    code = (
        f"import sys; from selon.cli.app import main; sys.argv = ['selon', '{verb}', '--help']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = {'spacy', 'numpy', 'sqlalchemy', 'pyarrow', 'rensa'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
