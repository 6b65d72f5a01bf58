"""`selon time`: the time expressions of texts, without reading claims."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from selon.intake.refused import Given, Refused
    from selon.model import Dispatch

BAD_INPUT = 2
LANGUAGES = ("en", "fr")

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...", help="Text files, JSON Lines (.jsonl), or - for standard input.", show_default=False
    ),
]
Published = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"], metavar="DAY", help="Publication day, as 2026-02-23, where a line does not say it."
    ),
]
Lang = Annotated[
    str | None, typer.Option(metavar="CODE", help="Language where a line does not say it; told from the text else.")
]


def time_command(
    files: Files,
    *,
    published: Published = None,
    lang: Lang = None,
    as_json: Annotated[
        bool, typer.Option("--json", help='One line a text: {"id", "pred": [{"start", "end", "text", "type", …}]}.')
    ] = False,
    timeml: Annotated[bool, typer.Option("--timeml", help="The text as TimeML, with TIMEX3 elements.")] = False,
) -> None:
    """List the dates, times, durations and frequencies of texts, with the days they stand for.

    What is counted from the publication day stays unresolved where neither the text nor --published gives one.

    \b
    Examples:
      selon time dispatch.txt
      selon time --published 2026-02-23 --timeml dispatch.txt
      selon time --json day.jsonl > times.jsonl

    \b
    Exit codes:
      0  everything was read
      2  the command was wrong, or some of the input could not be read; the rest was
    """
    if as_json and timeml:
        raise typer.BadParameter("choose one of --json and --timeml.", param_hint="'--timeml'")
    from selon.cli import times
    from selon.cli.console import complain
    from selon.reading.periods import periods

    show = times.json_line if as_json else times.timeml if timeml else times.table
    refused: list[Refused] = []
    for d in _accepted(files, _given(published, lang), refused):
        if d.lang not in LANGUAGES:
            complain(f"{d.id}: no dates are read in {d.lang!r}: --lang takes one of {', '.join(LANGUAGES)}")
            raise typer.Exit(BAD_INPUT)
        typer.echo(show(d, periods(d.text, published=d.published, lang=d.lang)).encode())
    for r in refused:
        complain(str(r))
    if refused:
        raise typer.Exit(BAD_INPUT)


def _given(published: datetime | None, lang: str | None) -> Given:
    """What the options tell of the input.

    Raises:
        typer.BadParameter: a language that there is not.
    """
    from selon.intake.refused import Given

    if lang is not None and lang not in LANGUAGES:
        raise typer.BadParameter(f"{lang!r} is not one of {', '.join(LANGUAGES)}.", param_hint="'--lang'")
    return Given(published.date() if published else None, lang, languages=LANGUAGES)


def _accepted(files: list[str], given: Given, refused: list[Refused]) -> Iterator[Dispatch]:
    """The dispatches of the files; what could not be read is added to `refused`."""
    from selon.intake.files import dispatches
    from selon.intake.refused import Refused

    for found in dispatches(files, given):
        if isinstance(found, Refused):
            refused.append(found)
        else:
            yield found
