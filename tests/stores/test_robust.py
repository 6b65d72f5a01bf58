"""What a ledger withstands: processes that are killed, several that add at once, a disk that is full."""

from __future__ import annotations

import io
import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import func, select
from tests.wire import made

import selon.ledger
from selon.errors import LedgerError
from selon.export import format_of
from selon.ledger import Ledger
from selon.ledger.schema import dispatch

ADDER = str(Path(__file__).with_name("adder.py"))
COUNT = int(os.environ.get("SELON_TEST_DISPATCHES", "60"))
KILLS = int(os.environ.get("SELON_TEST_KILLS", "4"))
"""The full measure, 300 dispatches and 25 kills, takes minutes: SELON_TEST_DISPATCHES=300 SELON_TEST_KILLS=25."""


def start(address: str, first: int, last: int, pause: float = 0.0) -> subprocess.Popen[str]:
    command = [sys.executable, ADDER, address, str(first), str(last), str(pause)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def contents(ledger: Ledger) -> bytes:
    """The export without the times at which rows were recorded."""
    import json

    out = io.BytesIO()
    format_of("jsonl").write(ledger, {}, out)
    lines = []
    for line in out.getvalue().splitlines():
        d = json.loads(line)
        for part in (d["ledger"], *d["ledger"]["earlier"], *d["ledger"]["links"]):
            part.pop("recorded", None)
        d["ledger"].pop("read")
        lines.append(json.dumps(d))
    return "\n".join(lines).encode()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What the ledger holds when nothing happens."""
    path = tmp_path_factory.mktemp("undisturbed") / "desk.db"
    process = start(str(path), 0, COUNT)
    out, err = process.communicate(timeout=300)
    assert out.splitlines() == ["open"] + ["new"] * COUNT, err
    with selon.ledger.open(path) as ledger:
        return contents(ledger)


def test_killed_at_any_moment_and_run_again(addresses: Iterator[str], undisturbed: bytes) -> None:
    """Each is killed at work: when it has told of so many new dispatches, and a moment later."""
    rng = random.Random(5)
    address = next(addresses)
    held: list[int] = []
    while len(held) < KILLS:
        process = start(address, 0, COUNT, 0.002)
        assert process.stdout is not None
        wait = rng.randrange(2 * COUNT // KILLS)
        while wait > 0 and (line := process.stdout.readline()):
            wait -= line == "new\n"
        time.sleep(rng.uniform(0, 0.02))
        done = process.poll() is not None
        process.kill()
        process.communicate()
        held += [] if done else [sound(address)]
        if held and held[-1] == COUNT:
            assert added_whole(address) == undisturbed
            address = next(addresses)
    print(f"{KILLS} kills at work, when the ledger held {held}")
    assert any(0 < n < COUNT for n in held)
    assert added_whole(address) == undisturbed


def sound(address: str) -> int:
    """How many dispatches a ledger holds that finds nothing amiss in itself."""
    with selon.ledger.open(address) as ledger:
        assert list(ledger.check()) == []
        return len(list(ledger.dispatches()))


def added_whole(address: str) -> bytes:
    """What a ledger holds after all were added, undisturbed."""
    out, err = start(address, 0, COUNT).communicate(timeout=300)
    assert out.splitlines().count("new") + out.splitlines().count("known") == COUNT, err
    assert sound(address) == COUNT
    with selon.ledger.open(address) as ledger:
        return contents(ledger)


def test_killed_while_it_is_made(address: str) -> None:
    for delay in (0.6, 1.0):
        process = start(address, 0, 3)
        time.sleep(delay)
        process.kill()
        process.communicate()
    assert start(address, 0, 3).communicate(timeout=300)[0].splitlines()[0] == "open"
    with selon.ledger.open(address) as ledger:
        assert list(ledger.check()) == []
        assert len(list(ledger.dispatches())) == 3


def test_several_add_at_once(address: str, undisturbed: bytes) -> None:
    third = COUNT // 3
    parts = [(0, COUNT - third), (third, COUNT), (0, COUNT)]
    processes = [start(address, *part, 0.001) for part in parts]
    outcomes = []
    for process in processes:
        out, err = process.communicate(timeout=300)
        assert process.returncode == 0, err
        outcomes += out.splitlines()
    assert outcomes.count("new") == COUNT
    with selon.ledger.open(address) as ledger:
        assert list(ledger.check()) == []
        assert contents(ledger) == undisturbed


def test_opened_while_another_program_makes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    maker = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    maker.execute("CREATE TABLE first (n)")
    maker.execute("DROP TABLE first")
    maker.execute("BEGIN IMMEDIATE")
    end = threading.Timer(0.4, maker.close)
    end.start()
    with selon.ledger.open(path) as ledger:
        assert list(ledger.check()) == []
    end.join()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here ({mounted.stderr.decode().strip()}): run as root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def test_a_full_disk_is_told_and_the_ledger_is_intact(small_disk: Path) -> None:
    path = small_disk / "desk.db"
    added = 0
    with selon.ledger.open(path) as ledger:
        with pytest.raises(LedgerError, match="full") as told:
            for done in ledger.add_many((made(i) for i in range(20_000)), batch=50):
                added += done.outcome == "new"
        assert str(path) in str(told.value) and "make room" in str(told.value)
    assert added >= 50
    with selon.ledger.open(path) as ledger:
        found = {k.given for k in ledger.dispatches()}
        assert {f"w-{i}" for i in range(added)} <= found
        assert len(list(ledger.claims())) == 2 * len(found)
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    with selon.ledger.open(path) as ledger:
        list(ledger.add_many(made(i) for i in range(added + 60)))
        assert list(ledger.check()) == []
        assert len(list(ledger.dispatches())) == added + 60


def test_a_file_size_limit_is_told_as_a_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with selon.ledger.open(path) as ledger:
        list(ledger.add_many(made(i) for i in range(3)))
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000));"
        f"sys.argv = ['adder', {str(path)!r}, '0', '4000']; exec(open({ADDER!r}).read())"
    )
    code = code.replace("exec(open", f"__file__ = {ADDER!r}; exec(open")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 1
    assert done.stderr.startswith(f"selon: {path}: the disk ") and done.stderr.count("\n") == 1
    with selon.ledger.open(path) as ledger:
        assert list(ledger.check()) == []


def test_what_is_no_ledger_is_told(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("Some notes that are no ledger, and longer than a header of SQLite is. " * 20)
    cases = {
        str(text): "no ledger",
        str(tmp_path): "a directory",
        str(tmp_path / "missing" / "desk.db"): "no folder",
        "mysql://host/db": "no ledger can be kept at mysql://",
        "postgresql://nobody@127.0.0.1:1/none": "no server answers",
        "postgresql://user@host:port/db": "not a database's address",
    }
    for address, words in cases.items():
        with pytest.raises(LedgerError, match=words):
            selon.ledger.open(address)
    assert text.read_text().startswith("Some notes")


def test_damage_is_found(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "desk.db"
    with selon.ledger.open(path) as ledger:
        list(ledger.add_many(made(i) for i in range(5)))
    damages = {
        "UPDATE dispatch SET text = replace(text, 'Mali', 'Mari') WHERE given = 'w-1'": "its text or agency",
        "UPDATE claim SET actor_end = 99999 WHERE type = 'attack'": "span",
        "UPDATE claim SET id = 'x' WHERE type = 'talk'": "its id is not",
        "DELETE FROM claim WHERE type = 'control'": "has 1 claims, not 2",
        "UPDATE block SET hash = 'x' WHERE ordinal = 0": "hash of block 0",
        "DELETE FROM dispatch WHERE given = 'w-4'": "which is not there",
        "DELETE FROM sketch": "has no sketch",
        "INSERT INTO claim_words(claim_words) VALUES ('delete-all')": "full-text search does not find it",
    }
    whole = path.read_bytes()
    for statement, words in damages.items():
        path.write_bytes(whole)
        with suppress(FileNotFoundError):
            Path(f"{path}-wal").unlink()
        connection = sqlite3.connect(path)
        connection.execute(statement)
        connection.commit()
        connection.close()
        with selon.ledger.open(path) as ledger:
            assert any(words in said for said in ledger.check()), statement


def test_a_ledger_of_a_newer_version_is_left_alone(address: str) -> None:
    from sqlalchemy import text

    with selon.ledger.open(address) as ledger, ledger.store.writing() as connection:
        connection.execute(text("UPDATE selon_migration SET version_num = '9999'"))
    with pytest.raises(LedgerError, match="newer version"):
        selon.ledger.open(address)


ADDED_KILLS = KILLS if "SELON_TEST_KILLS" in os.environ else 1
"""Each costs the start of a reader."""
PARAGRAPHS = 4
"""Of a dispatch: enough that reading takes longer than that start, and that it is added in several transactions."""


def start_add(address: str, wire: Path) -> subprocess.Popen[str]:
    command = [
        str(Path(sys.executable).with_name("selon")),
        "add",
        "--ledger",
        address,
        "--published",
        "2026-02-23",
        str(wire),
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of dispatches, one of them unreadable."""
    folder = tmp_path_factory.mktemp("wire")
    for i in range(COUNT):
        title, *_ = made(i).dispatch.text.split("\n\n")
        bodies = [made(i + 1_000 * k).dispatch.text.split("\n\n")[1] for k in range(PARAGRAPHS)]
        (folder / f"{i:03}.txt").write_text("\n\n".join([title, *bodies]), "utf-8")
    (folder / "bad.txt").write_bytes(b"\0\0\1\2" * 40)
    return folder


@pytest.fixture(scope="module")
def added(wire: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, float]:
    """What the ledger holds after an undisturbed `selon add`, and the seconds that it took."""
    path = tmp_path_factory.mktemp("added") / "desk.db"
    began = time.monotonic()
    out, err = start_add(str(path), wire).communicate(timeout=600)
    assert out.startswith(f"{COUNT} new, 1 refused"), out + err
    took = time.monotonic() - began
    with selon.ledger.open(path) as ledger:
        return contents(ledger), took


def test_selon_add_is_killed_at_any_moment_and_run_again(
    addresses: Iterator[str], wire: Path, added: tuple[bytes, float]
) -> None:
    """At a moment that is drawn, or one after so many more dispatches were added. What counts hits a process at work:
    where one was done before, its ledger is compared and another begun.
    """
    undisturbed, took = added
    rng = random.Random(11)
    address = next(addresses)
    held: list[int] = []
    while len(held) < ADDED_KILLS:
        until = time.monotonic() + rng.uniform(0.3 * took, 1.2 * took)
        with selon.ledger.open(address) as ledger:
            more = count(ledger) + rng.randrange(1, COUNT // 8)
            process = start_add(address, wire)
            while process.poll() is None and time.monotonic() < until and count(ledger) < more:
                time.sleep(0.05)
        with suppress(subprocess.TimeoutExpired):
            process.wait(rng.uniform(0, 2.5))
        done = process.poll() is not None
        process.kill()
        process.communicate()
        held += [] if done else [sound(address)]
        if done or held[-1] == COUNT:
            assert ended_well(address, wire) == undisturbed
            address = next(addresses)
    print(f"{ADDED_KILLS} kills at work, when the ledger held {held}; it takes {took:.1f} s")
    assert sum(0 < n < COUNT for n in held) >= ADDED_KILLS // 5
    assert ended_well(address, wire) == undisturbed


def count(ledger: Ledger) -> int:
    """How many dispatches it holds by now."""
    with ledger.store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(dispatch)) or 0


def ended_well(address: str, wire: Path) -> bytes:
    """What a ledger holds after another `selon add`, which finds nothing amiss."""
    out, err = start_add(address, wire).communicate(timeout=600)
    assert f"{COUNT} known" in out or " new" in out, out + err
    with selon.ledger.open(address) as ledger:
        assert list(ledger.check()) == []
        assert len(list(ledger.quarantine())) == 1
        return contents(ledger)
