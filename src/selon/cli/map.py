"""`selon map`: the places of a dispatch on a map that needs no network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from selon.cli.places import BAD_INPUT, LANGUAGES, opened, texts


def map_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text file, JSON Lines, or - for standard input.")],
    *,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="MAP.html", help="Where the page is written.")],
    lang: Annotated[
        str | None, typer.Option(metavar="CODE", help="Language where a line does not say it; told from the text else.")
    ] = None,
    at: Annotated[
        Path | None,
        typer.Option("--gazetteer", metavar="FILE", help="Another gazetteer than your data folder's."),
    ] = None,
) -> None:
    """Draw the places that a dispatch names, as one HTML page that needs no network.

    Each place is a circle as wide as its position is uncertain; countries and regions are shaded circles of their
    area, never points. Borders that states see differently are dashed, and land that several claim is marked with
    all who do. Names that could not be resolved are listed beside the map.

    \b
    Examples:
      selon map dispatch.txt -o map.html

    \b
    Exit codes:
      0  the page was written
      1  the map's parts are not installed
      2  the command was wrong, or the input could not be read
    """
    from selon.cli.console import complain
    from selon.cli.map_page import page
    from selon.reading.toponyms import toponyms

    if lang is not None and lang not in LANGUAGES:
        raise typer.BadParameter(f"{lang!r} is not one of {', '.join(LANGUAGES)}.", param_hint="'--lang'")
    refused: list[str] = []
    with opened(at) as gazetteer:
        found = [(one, toponyms(one.text, one.lang, gazetteer=gazetteer)) for one in texts([file], lang, None, refused)]
        html = page(found, gazetteer) if found else None
    for message in refused:
        complain(message)
    if html is None:
        if not refused:
            complain(f"{file}: there is nothing to draw")
        raise typer.Exit(BAD_INPUT)
    try:
        out.write_text(html, encoding="utf-8")
    except OSError as e:
        complain(f"{out} cannot be written ({e.strerror}): choose another file with -o")
        raise typer.Exit(BAD_INPUT) from e
    typer.echo(f"{out}: {sum(len(t.places) for *_, t in found)} places")
    if refused:
        raise typer.Exit(BAD_INPUT)
