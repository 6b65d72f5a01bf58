"""`selon review`: a person's verdict on a claim."""

from __future__ import annotations

import getpass
import json
import os
from enum import StrEnum
from typing import Annotated, Any

import typer

from selon.cli.opened import At

ENVIRONMENT = "SELON_REVIEWER"


class Verdict(StrEnum):
    """What can be said of a claim."""

    accept = "accept"
    reject = "reject"
    unsure = "unsure"
    amend = "amend"
    undo = "undo"


def review_command(
    claim: Annotated[str, typer.Argument(metavar="ID", help="Id of the claim.", show_default=False)],
    verdict: Annotated[Verdict, typer.Argument(help="The verdict.", show_default=False)],
    *,
    at: At = None,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who says so. Default: $SELON_REVIEWER, else your login.")
    ] = None,
    note: Annotated[str, typer.Option(metavar="WORDS", help="Why.")] = "",
    fields: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=JSON", help="With amend: a field as `selon show --json` has it."),
    ] = None,
) -> None:
    """Record a verdict on a claim. Nothing is overwritten: `undo` takes back the review that stands, and stays too.

    \b
    Examples:
      selon review 3f0c2b9a11d4e5f6 accept
      selon review 3f0c2b9a11d4e5f6 reject --by Inès --note "the text denies it"
      selon review 3f0c2b9a11d4e5f6 amend --set status=planned --set 'time=[null, "2026-03-23"]'
      selon review 3f0c2b9a11d4e5f6 undo

    \b
    Exit codes:
      0  recorded
      1  the ledger could not be used, or holds no such claim
      2  the command was wrong
    """
    from selon.cli.opened import ledger

    amendments = dict(_field(f) for f in fields or ())
    who = by or os.environ.get(ENVIRONMENT) or getpass.getuser()
    with ledger(at) as opened:
        made = opened.review(claim, verdict.value, by=who, note=note, amendments=amendments)
    typer.echo(f"{made.claim}: {made.verdict} by {made.by} (review {made.id})")


def _field(said: str) -> tuple[str, Any]:
    """A field and its value; a value that is no JSON is the words themselves.

    Raises:
        typer.BadParameter: no equals sign.
    """
    name, sign, value = said.partition("=")
    if not sign or not name:
        raise typer.BadParameter(f"{said!r}: write FIELD=JSON, as status=planned.", param_hint="'--set'")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value
