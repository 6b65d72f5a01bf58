"""`selon sources`: who vouches for the claims of a ledger."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.filters import AsOf
from selon.cli.opened import At

if TYPE_CHECKING:
    from selon.ledger.shelves import SourceCount

SHOWN = 50
"""Sources that are listed where no other number is asked for."""


def sources_command(
    *,
    at: At = None,
    text: Annotated[
        str | None, typer.Option(metavar="WORDS", help='Words of the source: word, "a phrase", begin*, -absent.')
    ] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="named, unnamed, organisation, witness, document or narrator.")
    ] = None,
    as_of: AsOf = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a source a line.")] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="No more than so many; 50 in a list if not given.")
    ] = None,
) -> None:
    """List who vouches for claims, and for how many: those with a name first, most claims first.

    Names are put together without case and accents. Who has no name is told for each dispatch apart: two unnamed
    sources of two dispatches are never taken for one.

    \b
    Examples:
      selon sources
      selon sources --text ministère --kind organisation
      selon sources --kind unnamed --json | jq -r .name

    \b
    Exit codes:
      0  answered, if only with nothing
      1  the ledger could not be used, or a filter asks for what cannot be
      2  the command was wrong
    """
    from selon.cli.console import say
    from selon.cli.lines import line
    from selon.cli.opened import ledger

    with ledger(at) as opened:
        found = opened.sources(kind, text=text, as_of=as_of)
        if as_json:
            for source in islice(found, limit):
                typer.echo(json.dumps(asdict(source), ensure_ascii=False).encode())
            return
        say(line(0, _row(source)) for source in islice(found, limit or SHOWN))
        if next(found, None) is not None:
            say([line(0, f"… and more: --limit shows them, --json all of them ({limit or SHOWN} shown)")])


def _row(source: SourceCount) -> str:
    name = " ".join(source.written.split()) or "-"
    where = f"dispatch {source.dispatch}" if source.dispatch else f"in {source.dispatches}"
    return f"{source.claims:6}  {source.kind:12}  {name}  ({where})"
