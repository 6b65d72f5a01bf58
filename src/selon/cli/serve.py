"""`selon desk`: the ledger as a page in the browser, with an HTTP API."""

from __future__ import annotations

import getpass
import socket
import sys
import threading
import webbrowser
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.opened import At, Quiet

if TYPE_CHECKING:
    import uvicorn

    from selon.desk.office import Office

LOOPBACK = ("127.0.0.1", "localhost", "::1")
STATE = "desk.db"


def desk_command(
    ledger_at: Annotated[
        str | None, typer.Argument(metavar="LEDGER", help="As --ledger; made if there is none.", show_default=False)
    ] = None,
    *,
    at: At = None,
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="0: any that is free.")] = 0,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen; other than here needs --users.")] = (
        "127.0.0.1"
    ),
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="HOST", help="A name that the desk is reached under; several.")
    ] = None,
    users: Annotated[
        Path | None, typer.Option(metavar="FILE", help="TOML file of who may come in: names, argon2 hashes, roles.")
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")] = True,
    hash_password: Annotated[
        bool, typer.Option("--hash-password", help="Ask for a password and print its hash for --users; nothing else.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Read, compare and judge in the browser: dispatches, stories, what waits for review, what is due.

    \b
    Examples:
      selon desk
      selon desk desk.db --port 8400 --no-browser
      selon desk --ledger postgresql://selon@db/desk --users users.toml --host 0.0.0.0 --name desk.example
      selon desk --hash-password

    \b
    Exit codes:
      0  ended by Ctrl-C
      1  the ledger could not be used, or the port is taken
      2  the command was wrong
    """
    if hash_password:
        _print_hash()
        return
    if users is None and host not in LOOPBACK:
        raise typer.BadParameter(
            f"{host!r} can be reached from other machines: name who may come in with --users, or leave --host out.",
            param_hint="'--host'",
        )
    if ledger_at and at:
        raise typer.BadParameter("the ledger is named twice: leave --ledger out.", param_hint="'LEDGER'")
    _serve(ledger_at or at, host, port, [*LOOPBACK, host, *(name or ())], users, browser=browser, quiet=quiet)


def _serve(
    at: str | None, host: str, port: int, hosts: list[str], users: Path | None, *, browser: bool, quiet: bool
) -> None:
    import uvicorn

    from selon import __version__
    from selon.cli.adding import add_all
    from selon.cli.opened import data_folder, ledger
    from selon.desk.app import create_app
    from selon.desk.assets import Assets
    from selon.desk.office import Office
    from selon.desk.pages import environment
    from selon.desk.state import State
    from selon.desk.users import Users

    known = Users(users) if users else None
    assets = Assets()
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with _listening(host, port) as listening, ledger(at, there=False) as opened:
        state = State(folder / STATE)
        try:
            office = Office.open(
                opened,
                add_all,
                state,
                environment(assets),
                users=known,
                alone=getpass.getuser(),
                assets=assets,
                program=__version__,
            )
            shown = f"[{host}]" if ":" in host else host
            address = f"http://{shown}:{listening.getsockname()[1]}/"
            if not quiet:
                typer.echo(f"{opened.store.address}: {address}  (Ctrl-C ends)", err=True)
            if browser and sys.stderr.isatty():
                threading.Timer(0.5, webbrowser.open, (address,)).start()
            config = uvicorn.Config(
                create_app(office, hosts),
                log_level="warning",
                server_header=False,
                proxy_headers=known is not None,  # of a proxy on this machine, or where $FORWARDED_ALLOW_IPS says
                timeout_graceful_shutdown=3,
            )
            server = uvicorn.Server(config)
            _end_streams_first(server, office)
            with suppress(KeyboardInterrupt):  # which the server sends itself once it has ended
                server.run(sockets=[listening])
        finally:
            state.close()


def _end_streams_first(server: uvicorn.Server, office: Office) -> None:
    """Let a signal end the streams of events, which go on for ever, before the server waits for what is open."""
    ending = server.handle_exit

    def handle_exit(sig: int, frame: FrameType | None) -> None:
        office.hub.close()
        ending(sig, frame)

    server.handle_exit = handle_exit  # type: ignore[method-assign]


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens there.

    Raises:
        LedgerError: the port is taken, or there is no such address.
    """
    from selon.errors import LedgerError

    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=256)
    except OSError as e:
        raise LedgerError(f"{host}:{port}: the desk cannot listen there ({e.strerror}): give another --port") from e


def _print_hash() -> None:
    from selon.desk.users import hash_password

    typer.echo(hash_password(getpass.getpass("Password: ")))
