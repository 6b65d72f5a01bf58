"""`selon dispatches`: the dispatches of a ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.filters import AgencyIs, AsOf, LangIs, PublishedIn
from selon.cli.opened import At

if TYPE_CHECKING:
    from selon.cli.lines import Line
    from selon.ledger import Kept, Ledger

SHOWN = 50
"""Dispatches that are listed where no other number is asked for."""


def dispatches_command(
    *,
    at: At = None,
    text: Annotated[
        str | None, typer.Option(metavar="WORDS", help='Words of the text: word, "a phrase", begin*, -absent.')
    ] = None,
    agency: AgencyIs = None,
    lang: LangIs = None,
    published: PublishedIn = None,
    as_of: AsOf = None,
    unread: Annotated[bool, typer.Option("--unread", help="Only those whose claims were not read.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, as `selon export` writes.")] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="No more than so many; 50 in a list if not given.")
    ] = None,
) -> None:
    """List the dispatches of a ledger for which all filters hold, newest publication first.

    \b
    Examples:
      selon dispatches --text 'qasrak "base aérienne"'
      selon dispatches --agency AFP --published 2026-02-01/2026-02-28
      selon dispatches --unread
      selon dispatches --text convoi --json > convoys.jsonl

    \b
    Exit codes:
      0  answered, if only with nothing
      1  the ledger could not be used, or a filter asks for what cannot be
      2  the command was wrong
    """
    from selon.cli.filters import asked
    from selon.cli.opened import ledger

    options = {"text": text, "agency": agency, "lang": lang, "published": published, "as_of": as_of}
    with ledger(at) as opened:
        found = opened.dispatches(**asked(options), unread=unread)
        if as_json:
            from selon.export.jsonl import record

            for kept in islice(found, limit):
                typer.echo(json.dumps(record(opened, kept), ensure_ascii=False).encode())
        else:
            _list(opened, found, limit or SHOWN)


def _list(opened: Ledger, found: Iterator[Kept], limit: int) -> None:
    from selon.cli.console import say
    from selon.cli.lines import line

    for kept in islice(found, limit):
        say(_rows(opened, kept))
    if next(found, None) is not None:
        say([line(0, f"… and more: --limit shows them, --json all of them ({limit} shown)")])


def _rows(opened: Ledger, kept: Kept) -> Iterator[Line]:
    """Two lines: day and title; then agency, language, ids and what it copies or supersedes."""
    from selon.cli.lines import Part, line

    d = kept.dispatch
    day = d.published.isoformat() if d.published else "?" * 10
    yield line(0, Part(f"{day}  ", "note"), Part(_headline(kept), "title"))
    told = [d.agency, d.lang, f"id {d.id}", kept.given if kept.given != d.id else None]
    told += [f"{link.kind} {link.earlier}" for link in opened.links(d.id) if link.later == d.id]
    yield line(12, Part(" · ".join(x for x in told if x), "note"))


def _headline(kept: Kept, longest: int = 100) -> str:
    """The title, or the first words."""
    words = " ".join((kept.dispatch.title or kept.dispatch.text[: 2 * longest]).split())
    return words if len(words) <= longest else f"{words[:longest].rsplit(' ', 1)[0]} …"
