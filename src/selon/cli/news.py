"""`selon news`: what the last dispatches brought."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.linked import AsJson, Told_in, day, linked, put, reasons_in, tell
from selon.cli.opened import At

if TYPE_CHECKING:
    from selon.cli.lines import Line, Style
    from selon.linking.brief_words import BriefWords
    from selon.linking.news import News


def news_command(
    *,
    at: At = None,
    since: Annotated[
        str,
        typer.Option(
            metavar="INSTANT", help="A day, or 2026-03-16T08:00+01:00; UTC where no zone is given.", show_default=False
        ),
    ],
    published: Annotated[
        bool, typer.Option("--published", help="Go by the day of publication, not by when the ledger got it.")
    ] = False,
    as_json: AsJson = False,
    words: Told_in = None,
) -> None:
    """Tell what dispatches brought since an instant.

    That is what they tell anew, contradict, change, confirm or say again.

    \b
    Examples:
      selon news --since 2026-03-16
      selon news --since 2026-03-16T08:00+01:00 --json
      selon news --since 2026-03-16 --published

    \b
    Exit codes:
      0  answered, if only with nothing
      1  the ledger could not be used
      2  the command was wrong
    """
    from selon.errors import InputError
    from selon.linking.news import instant, news, published_since, recorded_since

    try:
        moment = None if published else instant(since)
    except InputError as e:
        raise typer.BadParameter(str(e)) from e
    first = day(since) if moment is None else None
    with linked(at) as (opened, linker):
        if first is not None:
            fresh = published_since(linker.tolds(), first)
        else:
            assert moment is not None
            fresh = recorded_since(opened, moment)
        found = news(linker, fresh)
        if as_json:
            for one in found:
                put(one.to_json(reasons_in(words)))
            return
        tell(found, rows, linker, words)


def rows(one: News, words: BriefWords) -> Iterator[Line]:
    """What changed of which happening, the new claims, and what was said before."""
    from selon.cli.lines import Part, line
    from selon.linking.brief import own_words

    style: Style = "no" if one.change == "contradicted" else "tag"
    yield line(0, Part(f"{words.words['news'][one.change]}  ", style), words.happening(one.happening))
    for t in one.tolds:
        if own_words(t):
            yield line(12, f"{words.said(t)} ", Part(f"· id {t.id}", "note"))
    outlets = words.listed(t.dispatch.agency for t in one.tolds if not own_words(t) and t.dispatch.agency)
    if outlets:
        yield line(12, Part(words.fill("news", "reprinted", names=outlets), "note"))
    for t in one.before[-1:]:
        yield line(12, Part(f"{words.fill('news', 'before', said=words.said(t))} · id {t.id}", "note"))
