"""`selon read` with the real reader, as a program of its own: bad input next to good."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = (
    "Gao (Mali), 4 mars 2026 (ALP) - Des soldats ont quitté mardi le camp de Ménaka, a indiqué à l'ALP un officier "
    "malien qui a requis l'anonymat.\n"
)

SENTENCE = "Les soldats ont quitté la base de Ménaka mardi, selon un officier. "

REFUSED: dict[str, tuple[bytes | None, str]] = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n \n", "nothing but white space"),
    "binary.txt": (bytes(range(256)) * 8, "not text"),
    "latin-1.txt": ("L'armée a évacué Ménaka, selon le général Koné.".encode("latin-1"), "--encoding"),
    "large.txt": (b"Les soldats sont partis. " * 2_000_000, "larger than"),
    "half.jsonl": (b'{"id": "a", "text": "Un convoi est pa', "not a whole JSON object"),
    "unknown.jsonl": (b'{"id": "a", "lang": "tlh", "text": "Un convoi"}\n', "'tlh' cannot be read"),
    "missing.txt": (None, "no such file"),
    "directory": (None, "a directory"),
}


def selon(*args: str | Path) -> subprocess.CompletedProcess[str]:
    code = "from selon.cli.app import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, args)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("wire")
    for name, (data, _) in REFUSED.items():
        if data is not None:
            (found / name).write_bytes(data)
    (found / "directory").mkdir()
    for name in ("first.txt", "last.txt"):
        (found / name).write_text(GOOD, "utf-8")
    (found / "long.txt").write_text(
        "Les soldats ont quitté la base de Ménaka mardi, selon un officier. " * 3_000, "utf-8"
    )
    (found / "control.txt").write_bytes(GOOD.replace("quitté", "\x1b[1m\x00\x08quitté\x7f\x9b\u202e").encode())
    return found


@pytest.fixture(scope="module")
def done(folder: Path) -> subprocess.CompletedProcess[str]:
    names = ["first.txt", *REFUSED, "control.txt", "last.txt"]
    return selon("read", "--json", "--lang", "fr", *(folder / n for n in names))


def test_the_exit_code_says_that_some_input_was_refused(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 2


@pytest.mark.parametrize("name", REFUSED)
def test_each_bad_input_is_one_line_with_its_name_and_remedy(
    name: str, folder: Path, done: subprocess.CompletedProcess[str]
) -> None:
    told = [line for line in done.stderr.splitlines() if line.startswith(f"selon: {folder / name}:")]
    assert len(told) == 1
    assert REFUSED[name][1] in told[0]
    assert len(done.stderr.splitlines()) == len(REFUSED)
    assert "Traceback" not in done.stderr


def test_the_good_ones_are_read_all_the_same(done: subprocess.CompletedProcess[str]) -> None:
    first, control, last = map(json.loads, done.stdout.splitlines())
    assert first == last
    assert first["published"] == control["published"] == "2026-03-04"
    (claim,) = [c for c in first["claims"] if c["type"] == "withdraw"]
    assert claim["time"] == ["2026-03-03", "2026-03-03"]
    assert claim["source"]["kind"] == "unnamed"
    assert not {"\x1b", "\0", "\x08", "\x7f"} & set(control["text"])


def test_one_line_of_two_hundred_thousand_characters_is_read(folder: Path) -> None:
    assert (folder / "long.txt").stat().st_size > 200_000
    done = selon("read", "--json", "--published", "2026-03-04", folder / "long.txt")
    assert (done.returncode, done.stderr) == (0, "")
    line = json.loads(done.stdout)
    assert len([c for c in line["claims"] if c["type"] == "withdraw"]) > 2_900
    for c in line["claims"]:
        start, end = c["trigger"]
        assert line["text"][start:end].strip()


def test_a_wrong_language_is_one_line_before_anything_is_read(folder: Path) -> None:
    done = selon("read", "--lang", "tlh", folder / "first.txt")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "'tlh' cannot be read: choose one of" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_view_is_readable_where_the_terminal_is_not_unicode(folder: Path) -> None:
    done = selon("read", folder / "first.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert "retrait" in done.stdout
    assert "\x1b" not in done.stdout
