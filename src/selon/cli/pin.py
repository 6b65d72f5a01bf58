"""`selon pin`: claims, and no others, that a person holds to be about one happening."""

from __future__ import annotations

import typer

from selon.cli.linked import By, ClaimIds, Note
from selon.cli.opened import At


def pin_command(
    claims: ClaimIds,
    *,
    by: By,
    note: Note = "",
    at: At = None,
) -> None:
    """Decide that these claims, and no others, are about one happening. The decision stays until it is undone.

    \b
    Examples:
      selon pin 3f0c2b9a11d4e5f6 960f67f3c2bd2e72 --by ana

    \b
    Exit codes:
      0  recorded; its id is printed
      1  the ledger could not be used, or holds no such claim
      2  the command was wrong
    """
    from selon.cli.opened import ledger
    from selon.linking import pin

    with ledger(at) as opened:
        typer.echo(pin(opened, claims, by=by, note=note).id)
