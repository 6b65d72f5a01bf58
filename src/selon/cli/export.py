"""`selon export`: a ledger, or some of its claims, in the forms that others read."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from selon.cli.filters import filtered
from selon.cli.opened import At, Quiet


@filtered
def export_command(
    *,
    at: At = None,
    format_: Annotated[
        str,
        typer.Option("--format", "-f", metavar="FORMAT", help="jsonl, csv, parquet, webannotation, geojson or ical."),
    ] = "jsonl",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to; standard output if not given.")
    ] = None,
    quiet: Quiet = False,
    asked: Any = None,
) -> None:
    """Write a ledger, or the claims for which all filters hold, in another form.

    jsonl is the whole ledger but for raw bytes, for `selon import`. csv and parquet have a line a claim, with EDTF and
    ISO days, PLOVER types and the precision codes of UCDP and ACLED. webannotation is W3C's, geojson has a point a
    place. ical has the deadlines, each in the language of its dispatch; unless a filter asks for them, without those
    that are negated or rejected, and of reprints and superseded dispatches.

    \b
    Examples:
      selon export > ledger.jsonl
      selon export --format parquet --output claims.parquet
      selon export --format ical --published 2026-01-01/ -o deadlines.ics
      selon export --format geojson --type attack --reviewed standing > attacks.geojson

    \b
    Exit codes:
      0  written
      1  the ledger or the file could not be used, or a filter asks for what cannot be
      2  the command was wrong
    """
    from selon.cli.console import complain
    from selon.cli.lines import counted
    from selon.cli.opened import ledger
    from selon.errors import InputError
    from selon.export import format_of

    try:
        form = format_of(format_)
    except InputError as e:
        raise typer.BadParameter(f"{e}.", param_hint="'--format'") from e
    if output is None and format_ == "parquet" and sys.stdout.isatty():
        raise typer.BadParameter("a Parquet file is not for a terminal: name a file.", param_hint="'--output'")
    with ledger(at) as opened:
        if output is None:
            form.write(opened, asked, sys.stdout.buffer)
            sys.stdout.buffer.flush()
            return
        count = _into(output, form, opened, asked)
    if not quiet:
        complain(f"{counted(count, 'record')} written to {output}")


def _into(output: Path, form: Any, opened: Any, asked: Any) -> int:
    """Write the file whole: under another name first, so that a half-written one never stands in its place."""
    from selon.errors import InputError

    part = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        with part.open("wb") as out:
            count: int = form.write(opened, asked, out)
        part.replace(output)
    except OSError as e:
        raise InputError(f"{output}: cannot be written ({e.strerror or e}): check the folder and the disk") from e
    finally:
        part.unlink(missing_ok=True)
    return count
