"""`selon decisions`: what people decided of happenings and sources, and how a decision is taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from selon.cli.linked import AsJson, put
from selon.cli.opened import BAD_INPUT, At


def decisions_command(
    *,
    at: At = None,
    undo: Annotated[str | None, typer.Option(metavar="ID", help="Take this decision back.")] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who takes it back.")] = None,
    as_json: AsJson = False,
) -> None:
    """List what people decided, or take a decision back.

    Decisions are merges, splits, pins and ratings; each comes with who took it and when.

    \b
    Examples:
      selon decisions
      selon decisions --undo 5b1c0a77d1e24f09 --by ana

    \b
    Exit codes:
      0  answered, or taken back
      1  the ledger could not be used, or holds no such decision
      2  the command was wrong
    """
    from selon.cli.console import complain, say
    from selon.cli.lines import Part, line
    from selon.cli.opened import ledger
    from selon.linking import decisions, ratings
    from selon.linking import undo as take_back

    if undo and not by:
        complain("say with --by who takes it back")
        raise typer.Exit(BAD_INPUT)
    with ledger(at) as opened:
        if undo and by:
            typer.echo(take_back(opened, undo, by=by).id)
            return
        for d in decisions(opened):
            if as_json:
                put(d.to_json())
                continue
            against = f" / {' '.join(d.others)}" if d.others else ""
            what = d.undoes or f"{' '.join(d.claims)}{against}"
            told = " · ".join(x for x in (d.by, d.note, f"id {d.id}") if x)
            say(
                [
                    line(
                        0,
                        f"{d.recorded:%Y-%m-%d %H:%M} UTC  ",
                        Part(d.kind, "tag"),
                        f"  {what}",
                        Part(f" · {told}", "note"),
                    )
                ]
            )
        for r in ratings(opened):
            if as_json:
                put(r.to_json())
                continue
            told = " · ".join(x for x in (r.by, r.note, f"id {r.id}") if x)
            say(
                [
                    line(
                        0,
                        f"{r.recorded:%Y-%m-%d %H:%M} UTC  ",
                        Part("rate", "tag"),
                        f"  {r.voice} {r.rating}",
                        Part(f" · {told}", "note"),
                    )
                ]
            )
