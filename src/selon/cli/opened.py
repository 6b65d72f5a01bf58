"""What the verbs that use a ledger share: which one, how it is opened, and the count that a terminal shows."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from selon.ledger import Ledger

BAD_INPUT = 2
ENVIRONMENT = "SELON_LEDGER"
"""Environment variable that names the ledger."""
FILE = "ledger.db"

At = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="PATH-or-URL",
        help="A file, or postgresql://user@host/name. Default: $SELON_LEDGER, else a file in your data folder.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Neither progress nor summary; errors all the same.")]


def address(at: str | None) -> str:
    """The ledger that is meant; the data folder is made where it is needed."""
    if at or os.environ.get(ENVIRONMENT):
        return at or os.environ[ENVIRONMENT]
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder / FILE)


def data_folder() -> Path:
    """The user's data folder ($SELON_DATA moves it)."""
    import platformdirs

    return Path(os.environ.get("SELON_DATA") or platformdirs.user_data_dir("selon", appauthor=False))


@contextmanager
def ledger(at: str | None, *, there: bool = True) -> Iterator[Ledger]:
    """The ledger, open. `there`: a file that is missing is an error and not a new ledger.

    Raises:
        LedgerError: there is none, or it cannot be opened.
    """
    from selon.errors import LedgerError
    from selon.ledger import open as open_

    where = address(at)
    if there and "://" not in where and not Path(where).exists():
        raise LedgerError(f"{where}: no ledger is there yet: fill one with `selon add`, or name another with --ledger")
    with open_(where) as opened:
        yield opened


@contextmanager
def counting(what: str, quiet: bool) -> Iterator[Callable[[], None]]:
    """A count on standard error, where that is a terminal; call it for each one that is done."""
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

    columns = (f"selon {what}", BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr)) as bar:
        task = bar.add_task(what, total=None)
        yield lambda: bar.advance(task)
