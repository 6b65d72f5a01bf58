"""`selon history`: each change at a place, by what dispatches say."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from selon.cli.linked import UNKNOWN, AsJson, Told_in, language, linked, put, reasons_in
from selon.cli.opened import At


def history_command(
    place: Annotated[
        str, typer.Argument(metavar="PLACE", help="A place; what lies within counts.", show_default=False)
    ],
    *,
    at: At = None,
    as_json: AsJson = False,
    words: Told_in = None,
) -> None:
    """List each change at a place, from first to last, with the claim that tells of it.

    \b
    Examples:
      selon history Qasrak
      selon history Syrie --json

    \b
    Exit codes:
      0  answered, if only with nothing
      1  the ledger could not be used
      2  the command was wrong
    """
    with linked(at) as (_, linker):
        found = linker.history(place)
        if as_json:
            for one in found:
                put(one.to_json(reasons_in(words)))
            return
        from selon.cli.console import say
        from selon.cli.lines import Part, line
        from selon.linking.brief_words import BriefWords
        from selon.linking.model import Standing

        own = BriefWords.of(language(words, linker.tolds()))
        for f in found:
            told_on = f.told.published.isoformat() if f.told.published else UNKNOWN
            subject = own.subject(
                Standing(f.kind, f.actor, f.spot, f.told.published or date.max, f.value, (f,), by=f.by)
            )
            say([line(0, f"{f.since.edtf}  ", Part(f"{f.value}{own.many(f)}", "tag"), f"  {subject}")])
            say([line(12, Part(f"{told_on}  {own.said(f.told)} · id {f.told.id}", "note"))])
