"""`selon split`: claims that a person holds to be about another happening than others."""

from __future__ import annotations

from typing import Annotated

import typer

from selon.cli.linked import By, ClaimIds, Note
from selon.cli.opened import At


def split_command(
    claims: ClaimIds,
    *,
    others: Annotated[
        list[str],
        typer.Option(
            "--from",
            metavar="CLAIM",
            help="Claim on the other happening; give it again for several.",
            show_default=False,
        ),
    ],
    by: By,
    note: Note = "",
    at: At = None,
) -> None:
    """Decide that claims are about another happening than others. The decision stays until it is undone.

    \b
    Examples:
      selon split 3f0c2b9a11d4e5f6 --from 960f67f3c2bd2e72 --by ana
      selon split 3f0c2b9a11d4e5f6 --from 960f67f3c2bd2e72 --by ana --note "another base"

    \b
    Exit codes:
      0  recorded; its id is printed
      1  the ledger could not be used, or holds no such claim
      2  the command was wrong
    """
    from selon.cli.opened import ledger
    from selon.linking import split

    with ledger(at) as opened:
        typer.echo(split(opened, claims, others, by=by, note=note).id)
