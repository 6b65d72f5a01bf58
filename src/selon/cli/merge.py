"""`selon merge`: claims that a person holds to be about one happening."""

from __future__ import annotations

import typer

from selon.cli.linked import By, ClaimIds, Note
from selon.cli.opened import At


def merge_command(
    claims: ClaimIds,
    *,
    by: By,
    note: Note = "",
    at: At = None,
) -> None:
    """Decide that claims are about one happening. The decision stays whatever is computed anew, until it is undone.

    \b
    Examples:
      selon merge 3f0c2b9a11d4e5f6 960f67f3c2bd2e72 --by ana
      selon merge 3f0c2b9a11d4e5f6 960f67f3c2bd2e72 --by ana --note "one convoy, seen twice"

    \b
    Exit codes:
      0  recorded; its id is printed
      1  the ledger could not be used, or holds no such claim
      2  the command was wrong
    """
    from selon.cli.opened import ledger
    from selon.linking import merge

    with ledger(at) as opened:
        typer.echo(merge(opened, claims, by=by, note=note).id)
