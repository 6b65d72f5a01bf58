"""`selon check`: is a ledger sound?"""

from __future__ import annotations

import typer

from selon.cli.opened import At, Quiet


def check_command(*, at: At = None, quiet: Quiet = False) -> None:
    """Verify a ledger: the hash of every text, every offset, every reference, every index.

    \b
    Examples:
      selon check
      selon check --ledger postgresql://desk@localhost/desk

    \b
    Exit codes:
      0  all is well
      1  something is wrong, each thing on a line of its own; or the ledger could not be opened
      2  the command was wrong
    """
    from selon.cli.lines import visible
    from selon.cli.opened import ledger

    wrong = 0
    with ledger(at) as opened:
        for said in opened.check():
            typer.echo(visible(said))
            wrong += 1
        where = opened.store.address
    if wrong:
        typer.echo(f"{where}: {wrong} things are wrong: restore it from a copy, or export and import it", err=True)
        raise typer.Exit(1)
    if not quiet:
        typer.echo(f"{where}: all is well")
