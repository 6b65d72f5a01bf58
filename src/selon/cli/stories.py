"""`selon stories`: happenings that hang together."""

from __future__ import annotations

from typing import Annotated

import typer

from selon.cli.linked import UNKNOWN, AsJson, Told_in, language, linked, put
from selon.cli.opened import At


def stories_command(
    *,
    at: At = None,
    least: Annotated[int, typer.Option(min=1, metavar="N", help="Stories of so many dispatches or more.")] = 2,
    as_json: AsJson = False,
    words: Told_in = None,
) -> None:
    """List the stories, the one told last first.

    A story is happenings that follow each other closely and share who and where.

    \b
    Examples:
      selon stories
      selon stories --least 1 --words en
      selon stories --json

    \b
    Exit codes:
      0  answered, if only with nothing
      1  the ledger could not be used
      2  the command was wrong
    """
    from selon.linking.brief_words import BriefWords
    from selon.linking.stories import stories

    with linked(at) as (_, linker):
        own = BriefWords.of(language(words, linker.tolds()))
        found = [s for s in stories(linker.happenings()) if len(s.dispatches) >= least]
        if as_json:
            for s in found:
                put({**s.to_json(), "title": own.title(s)})
            return
        from selon.cli.console import hint, say
        from selon.cli.lines import Part, line

        if not found:
            hint(f"no story of {least} dispatches or more; --least 1 lists all")
        for s in found:
            first = s.first.isoformat() if s.first else UNKNOWN
            last = s.last.isoformat() if s.last else UNKNOWN
            counts = own.counted("head", "dispatches", len(s.dispatches))
            say([line(0, f"{first}/{last}  ", Part(own.title(s), "title"))])
            say([line(12, Part(f"{counts} · id {s.id}", "note"))])
