"""`selon watch` on a web server of the test's own: what is asked of it, what is refused, and how it stops."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from tests.intake.server import Answer, Site, serving
from typer.testing import CliRunner

import selon.ledger
from selon.cli.app import app

ENTRY = (
    "<item><title>{0}</title><guid>{0}</guid><pubDate>Mon, 23 Feb 2026 10:00:00 GMT</pubDate>"
    "<description>Il fait froid dans la ville de {0}.</description></item>"
)


def feed(*places: str) -> Answer:
    items = "".join(ENTRY.format(p) for p in places)
    text = f'<rss version="2.0"><channel><title>ALP</title><language>fr</language>{items}</channel></rss>'
    return 200, {"Content-Type": "application/rss+xml", "ETag": f'"{len(places)}"'}, text.encode()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture(autouse=True)
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("SELON_LEDGER", str(tmp_path / "desk.db"))
    return tmp_path


def once(desk: Path, *args: str) -> Any:
    return CliRunner().invoke(app, ["watch", "--once", "--memory", str(desk / "seen.json"), *args])


def test_a_page_that_did_not_change_is_not_sent_again(site: Site, desk: Path) -> None:
    asked = []

    def answer(headers: dict[str, str]) -> Answer:
        asked.append(headers.get("if-none-match"))
        return (304, {}, b"") if headers.get("if-none-match") == '"2"' else feed("Gao", "Kidal")

    site.pages["/feed"] = answer
    args = ("--allow-host", site.host, site.url("/feed"))
    first = once(desk, *args)
    assert (first.exit_code, first.stdout.splitlines()[-1]) == (0, "2 new; 0 claims"), first.output
    second = once(desk, *args)
    assert (second.exit_code, second.stdout) == (0, "nothing; 0 claims\n")
    assert asked == [None, '"2"']
    assert json.loads((desk / "seen.json").read_text())["pages"] == {site.url("/feed"): ['"2"', None]}


def test_what_robots_txt_forbids_is_not_asked_for(site: Site, desk: Path) -> None:
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /feed")
    site.pages["/feed"] = feed("Gao")
    done = once(desk, "--allow-host", site.host, site.url("/feed"))
    assert done.exit_code == 2 and "robots.txt does not let" in done.stderr
    assert site.asked == ["/robots.txt"]


def test_nothing_leads_into_the_private_network_or_to_files(site: Site, desk: Path) -> None:
    site.pages["/away"] = (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, b"")
    site.pages["/disk"] = (302, {"Location": "file:///etc/passwd"}, b"")
    site.pages["/feed"] = feed("Gao")
    allowed = ("--allow-host", site.host)
    for args, words in {
        (*allowed, site.url("/away")): "an address of a private network",
        (*allowed, site.url("/disk")): "leads to file:",
        (*allowed, "file:///etc/passwd"): "leads to file:",
        (site.url("/feed"),): "an address of a private network",
    }.items():
        done = once(desk, *args)
        assert done.exit_code == 2 and words in done.stderr and "Traceback" not in done.output, done.output
        assert done.stdout == "1 refused; 0 claims\n"
    with selon.ledger.open(desk / "desk.db") as ledger:
        assert not [*ledger.dispatches(), *ledger.quarantine()]


@contextmanager
def watching(site: Site, desk: Path, *places: str) -> Iterator[subprocess.Popen[str]]:
    """A watch that runs, ended with the test if it was not before."""
    command = [str(Path(sys.executable).with_name("selon")), "watch", "--memory", str(desk / "seen.json")]
    process = subprocess.Popen(
        [*command, "--allow-host", site.host, "--every", "30", *places],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    timer = Timer(60, process.kill)
    timer.start()
    try:
        yield process
    finally:
        timer.cancel()
        process.kill()
        process.wait()


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_it_cleanly_between_two_looks(site: Site, desk: Path, sent: signal.Signals) -> None:
    site.pages["/feed"] = feed("Gao")
    with watching(site, desk, site.url("/feed")) as process:
        assert process.stdout is not None
        assert ": 0 claims" in process.stdout.readline()
        began = time.monotonic()
        process.send_signal(sent)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "1 new; 0 claims\n", "")
    assert time.monotonic() - began < 5
    with selon.ledger.open(desk / "desk.db") as ledger:
        assert list(ledger.check()) == [] and len(list(ledger.dispatches())) == 1
    assert (desk / "seen.json").is_file()


def test_a_signal_stops_it_while_a_server_keeps_it_waiting(site: Site, desk: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host = f"127.0.0.1:{silent.getsockname()[1]}"
        with watching(site, desk, "--allow-host", host, f"http://{host}/feed") as process:
            silent.settimeout(30)
            peer, _ = silent.accept()
            with peer:
                began = time.monotonic()
                process.send_signal(signal.SIGTERM)
                out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "nothing; 0 claims\n", "")
    assert time.monotonic() - began < 5
