"""`selon import`: what another ledger exported, into this one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from selon.cli.opened import BAD_INPUT, At, Quiet


def import_command(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Exports in jsonl, or - for standard input.", show_default=False),
    ],
    *,
    at: At = None,
    quiet: Quiet = False,
) -> None:
    """Add what `selon export --format jsonl` wrote of another ledger: dispatches, readings, links and reviews.

    All keep the times at which the other ledger came to hold them. What is there already changes nothing.

    \b
    Examples:
      selon import ledger.jsonl
      selon import --ledger postgresql://desk@localhost/desk ledger.jsonl
      selon export --ledger old.db | selon import --ledger new.db -

    \b
    Exit codes:
      0  everything was added, or was there already
      1  the ledger could not be used; what was added before stays
      2  the command was wrong, or a line or file was refused; the rest was added
    """
    from selon.cli.adding import Tally
    from selon.cli.console import complain
    from selon.cli.opened import counting, ledger
    from selon.errors import InputError

    tally, unread = Tally(), False
    with ledger(at, there=False) as opened, counting("import", quiet) as step:
        for name in files:
            try:
                for done in opened.restore(_lines(name), "standard input" if name == "-" else name):
                    tally.count(done)
                    step()
                    if done.outcome == "refused":
                        complain(done.reason)
            except InputError as e:
                unread = True
                complain(str(e))
    if not quiet:
        typer.echo(str(tally))
    if tally.refused or unread:
        raise typer.Exit(BAD_INPUT)


def _lines(name: str) -> Iterator[bytes]:
    from selon.errors import InputError

    if name == "-":
        yield from _each(sys.stdin.buffer)
        return
    try:
        with Path(name).open("rb") as f:
            yield from _each(f)
    except OSError as e:
        raise InputError(f"{name}: cannot be read ({e.strerror or e}): check the name and its permissions") from e


def _each(stream: BinaryIO) -> Iterator[bytes]:
    yield from stream
