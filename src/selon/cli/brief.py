"""`selon brief`: a story on one page, in templates and quotations."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from selon.cli.linked import day, language, linked
from selon.cli.opened import At
from selon.cli.words import Words


class Form(StrEnum):
    """Forms of a brief."""

    markdown = "markdown"
    html = "html"
    json = "json"


def brief_command(
    story: Annotated[
        str,
        typer.Argument(metavar="STORY", help="Id of a story, or of a happening or claim in it.", show_default=False),
    ],
    *,
    at: At = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Tell first what was published on this day or later.")
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DAY", help="By what was published until then. Default: the last dispatch.")
    ] = None,
    lang: Annotated[Words | None, typer.Option(help="Language of the brief; that of most claims if not given.")] = None,
    form: Annotated[Form, typer.Option("--format", help="Markdown, one HTML page, or JSON.")] = Form.markdown,
) -> None:
    """Write a brief of a story.

    It tells what is new, how things stand, what differs, what is due, what is reported, and who speaks.

    Every line rests on numbered quotations, which stand at the end with who said so, where and when.

    \b
    Examples:
      selon brief 3f0c2b9a11d4e5f6
      selon brief 3f0c2b9a11d4e5f6 --since 2026-03-16 --lang en
      selon brief 3f0c2b9a11d4e5f6 --format html > brief.html

    \b
    Exit codes:
      0  written
      1  the ledger could not be used, or holds no such story
      2  the command was wrong
    """
    from selon.export.markdown import markdown, page
    from selon.linking.brief import brief
    from selon.linking.stories import story as story_of

    last, first = (None if d is None else day(d) for d in (on, since))
    with linked(at) as (_, linker):
        told = story_of(linker.happenings(), story)
        made = brief(
            linker,
            told,
            on=last,
            since=first,
            lang=language(lang, told.tolds),
        )
        if form is Form.json:
            typer.echo(json.dumps(made.to_json(), ensure_ascii=False, indent=2).encode())
        else:
            typer.echo((page if form is Form.html else markdown)(made).encode(), nl=False)
