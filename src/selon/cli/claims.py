"""`selon claims`: ask a ledger for claims."""

from __future__ import annotations

import json
import sys
from itertools import islice
from typing import Annotated, Any

import typer

from selon.cli.filters import filtered
from selon.cli.opened import BAD_INPUT, At
from selon.cli.words import Words

SHOWN = 50
"""Claims of a table where no other number is asked for."""


@filtered
def claims_command(
    *,
    at: At = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a claim a line.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Comma-separated values under a header.")] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="No more than so many; 50 in a table if not given.")
    ] = None,
    words: Annotated[Words | None, typer.Option(help="Language of the table; the dispatch's own if not given.")] = None,
    asked: Any = None,
) -> None:
    """List the claims of a ledger for which all filters hold, newest publication first.

    \b
    Examples:
      selon claims --type withdraw --place Qasrak
      selon claims --source-kind unnamed --happening 2026-02-01/2026-02-28
      selon claims --deadline --status planned --json > due.jsonl
      selon claims --text '"base aérienne" retir* -accord' --as-of 2026-02-23
      selon claims --csv --agency AFP --limit 1000 > claims.csv

    \b
    Exit codes:
      0  answered, if only with nothing
      1  the ledger could not be used, or a filter asks for what cannot be
      2  the command was wrong
    """
    if as_json and as_csv:
        from selon.cli.console import complain

        complain("choose one of --json and --csv")
        raise typer.Exit(BAD_INPUT)
    from selon.cli.opened import ledger

    with ledger(at) as opened:
        found = opened.claims(**asked)
        if as_csv:
            _csv(islice(found, limit))
        elif as_json:
            for entry in islice(found, limit):
                typer.echo(json.dumps(entry.to_json(), ensure_ascii=False).encode())
        else:
            _table(found, limit or SHOWN, words)


def _csv(found: Any) -> None:
    import csv

    from selon.export.csv_table import cell
    from selon.export.record import COLUMNS, record

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in found:
        one = record(entry)
        writer.writerow([cell(one[name]) for name in COLUMNS])


def _table(found: Any, limit: int, words: Words | None) -> None:
    from selon.cli.console import say
    from selon.cli.lines import line
    from selon.cli.rows import rows

    shown = list(islice(found, limit + 1))
    say(rows(shown[:limit], words.value if words else None))
    if len(shown) > limit:
        say([line(0, f"… and more: --limit shows them, --json and --csv all of them ({limit} shown)")])
