"""A desk that answers on a port of this machine, for a browser."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from tests.desk.conftest import HASHES, ROLES, adder

from selon.desk.app import create_app
from selon.desk.assets import Assets
from selon.desk.office import Office
from selon.desk.pages import environment
from selon.desk.state import State
from selon.desk.users import Users
from selon.ledger import Ledger

ROOT = Path(__file__).resolve().parents[2]


def users_in(folder: Path, roles: Mapping[str, str] = ROLES) -> Users:
    """A users file with the accounts of the desk's tests."""
    path = folder / "users.toml"
    text = "".join(f'[users.{n}]\npassword = "{HASHES[n]}"\nrole = "{r}"\n' for n, r in roles.items())
    path.write_text(text, encoding="utf-8")
    return Users(path)


def office_of(ledger: Ledger, users: Users | None = None, name: str = "ines") -> Office:
    """A desk with the pages as they were built."""
    assets = Assets()
    return Office.open(
        ledger, adder, State(":memory:"), environment(assets), users=users, alone=name, assets=assets, program="1"
    )


@contextmanager
def served(office: Office) -> Iterator[str]:
    """The address of a desk that is running."""
    config = uvicorn.Config(
        create_app(office), host="127.0.0.1", port=0, log_level="warning", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not (server.started and server.servers):
        if time.monotonic() > until or not thread.is_alive():
            raise RuntimeError("the desk did not start")
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


def wait_linked(office: Office, seconds: float = 60) -> None:
    """Until stories were worked out."""
    until = time.monotonic() + seconds
    while not office.linked.ready:
        if time.monotonic() > until:
            raise RuntimeError(f"nothing was linked: {office.linked.error}")
        time.sleep(0.05)
