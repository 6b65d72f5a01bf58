"""`selon read`: dispatches in, claims out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from selon.intake.refused import Given, Refused
    from selon.model import Dispatch, Reading

BAD_INPUT = 2


class Words(StrEnum):
    """Languages that the terminal view speaks."""

    fr = "fr"
    en = "en"


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
Encoding = Annotated[str | None, typer.Option(metavar="NAME", help="Encoding of the files, where it is not UTF-8.")]


def read_command(
    files: Files,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a dispatch a line (see `selon schema`).")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show the words and the rule behind every field.")] = False,
    published: Published = None,
    lang: Lang = None,
    encoding: Encoding = None,
    words: Annotated[Words | None, typer.Option(help="Language of the view; the dispatch's own if not given.")] = None,
) -> None:
    """Read dispatches into claims.

    A file is one dispatch in plain text, or JSON Lines with the fields id, lang, published, title and text, of which
    only text is needed. Without a publication day, in the text or given, relative dates stay unresolved.

    \b
    Examples:
      selon read dispatch.txt
      selon read --published 2026-02-23 --explain dispatch.txt
      selon read --json day.jsonl > claims.jsonl
      curl -s https://example.org/wire.txt | selon read -
      selon read --encoding cp1252 archive/*.txt

    \b
    Exit codes:
      0  everything was read
      1  the reader itself could not run
      2  the command was wrong, or some of the input could not be read; the rest was
    """
    from selon.cli.console import complain, progress
    from selon.intake.files import dispatches
    from selon.intake.refused import Refused

    given = given_by(published, lang, encoding)
    refused: list[Refused] = []

    def accepted() -> Iterator[Dispatch]:
        for found in dispatches(files, given):
            if isinstance(found, Refused):
                refused.append(found)
                complain(str(found))
            else:
                yield found

    with progress(_count(files)) as bar:
        for n, reading in enumerate(_readings(accepted())):
            _show(reading, n, as_json=as_json, explain=explain, words=words)
            bar.step()
    if refused:
        raise typer.Exit(BAD_INPUT)


def given_by(published: datetime | None, lang: str | None, encoding: str | None) -> Given:
    """What the options tell of the input.

    Raises:
        typer.BadParameter: an encoding or language that there is not.
    """
    from selon.errors import InputError
    from selon.intake.refused import Given
    from selon.reading.parse import MODELS

    if lang is not None and lang not in MODELS:
        raise typer.BadParameter(
            f"{lang!r} cannot be read: choose one of {', '.join(sorted(MODELS))}.", param_hint="'--lang'"
        )
    try:
        return Given(published.date() if published else None, lang, encoding)
    except InputError as e:
        raise typer.BadParameter(str(e), param_hint="'--encoding'") from e


def _readings(dispatches: Iterable[Dispatch]) -> Iterator[Reading]:
    """The readings in order; one reader a language, made when the first dispatch in it comes."""
    from selon.reading.reader import Reader

    readers: dict[str, Reader] = {}
    for lang, same in groupby(dispatches, key=lambda d: d.lang):
        if lang not in readers:
            readers[lang] = Reader(lang)
        yield from readers[lang].read_many(same)


def _show(reading: Reading, n: int, *, as_json: bool, explain: bool, words: Words | None) -> None:
    if as_json:
        typer.echo(json.dumps(reading.to_json(), ensure_ascii=False).encode())
        return
    from selon.cli.console import say
    from selon.cli.explanation import explanation
    from selon.cli.lines import line
    from selon.cli.view import view
    from selon.wording import Wording

    lang = reading.dispatch.lang
    wording = Wording.of(words.value if words else lang, lang)
    if n:
        say([line(0), line(0, "-" * 40), line(0)])
    say((explanation if explain else view)(reading, wording))


def _count(files: Iterable[str]) -> int | None:
    """How many dispatches the files may hold; None where that cannot be told beforehand."""
    from selon.intake.files import LINES, STDIN

    total = 0
    for name in files:
        path = Path(name)
        if name == STDIN:
            return None
        if path.suffix.lower() in LINES and path.is_file():
            with path.open("rb") as f:
                total += sum(1 for text in f if not text.isspace())
        else:
            total += 1
    return total
