"""`selon add`: dispatches from files into a ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from selon.cli.inputs import Agency, Columns, Encoding, FormatName, Lang, Published, given
from selon.cli.opened import BAD_INPUT, At, Quiet

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files, folders, patterns, or - for standard input.", show_default=False),
]


def add_command(
    paths: Paths,
    *,
    at: At = None,
    published: Published = None,
    lang: Lang = None,
    encoding: Encoding = None,
    agency: Agency = None,
    format_: FormatName = None,
    columns: Columns = None,
    quiet: Quiet = False,
) -> None:
    """Add dispatches to a ledger and read their claims.

    Text, HTML, RSS and Atom, NewsML, NITF, ninjs, IPTC 7901, JSON Lines, CSV, Parquet, WARC, mail, and archives of
    these are told by their content. What is there already changes nothing; reprints and later takes are linked to the
    dispatches they copy or supersede. What cannot be read goes into quarantine (`selon quarantine`). Where the input
    names no publication day, give it with --published: a dispatch that was added without one stays without.

    \b
    Examples:
      selon add wire/ "archive/*.xml"
      selon add --ledger desk.db --published 2026-02-23 dispatch.txt
      selon add --column text=body --column published=date table.csv
      curl -s https://example.org/feed.xml | selon add -

    \b
    Exit codes:
      0  everything was added, or was there already
      1  the reader or the ledger could not be used; what was added before stays
      2  the command was wrong, or some of the input was refused; the rest was added
    """
    from selon.cli.adding import Complaints, Tally, add_all
    from selon.cli.opened import counting, ledger
    from selon.intake.files import take
    from selon.intake.refused import Refused

    about = given(published, lang, encoding, agency, format_=format_, columns=columns)
    tally, complaints = Tally(), Complaints()
    with ledger(at, there=False) as opened:
        with counting("add", quiet) as step:
            for done in add_all(opened, take(paths, about)):
                tally.count(done)
                step()
                if isinstance(done, Refused):
                    complaints.tell(done)
        complaints.end()
        if tally.counts["new"] >= 1_000:
            opened.learn()
    if not quiet:
        typer.echo(str(tally))
    if tally.refused:
        raise typer.Exit(BAD_INPUT)
