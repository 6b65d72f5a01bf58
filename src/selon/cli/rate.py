"""`selon rate`: how reliable a person holds a source to be."""

from __future__ import annotations

from typing import Annotated

import typer

from selon.cli.linked import By, Note
from selon.cli.opened import At


def rate_command(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="Id of a voice, or the name of an agency.", show_default=False)
    ],
    rating: Annotated[
        str,
        typer.Argument(
            metavar="A-F", help="A completely reliable … E unreliable, F cannot be judged.", show_default=False
        ),
    ],
    *,
    by: By,
    note: Note = "",
    at: At = None,
) -> None:
    """Rate a source in the Admiralty code, A to F. The last rating stands; earlier ones are kept.

    The other half of the code, 1 to 6, follows from corroboration: `selon happenings ID` shows both.

    \b
    Examples:
      selon rate ALP B --by ana
      selon rate 8d1f3a1be2c94d77 F --by ana --note "never quoted before"

    \b
    Exit codes:
      0  recorded; its id is printed
      1  the ledger could not be used, or there is no such rating
      2  the command was wrong
    """
    from selon.cli.opened import ledger
    from selon.linking import rate

    with ledger(at) as opened:
        typer.echo(rate(opened, source, rating.upper(), by=by, note=note).id)
