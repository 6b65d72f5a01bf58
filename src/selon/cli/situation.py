"""`selon situation`: how things stand on a day, by what dispatches say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.linked import AsJson, On, Told_in, day, linked, put, reasons_in, tell
from selon.cli.opened import At

if TYPE_CHECKING:
    from selon.cli.lines import Line, Style
    from selon.linking.brief_words import BriefWords
    from selon.linking.model import Standing


def situation_command(
    *,
    at: At = None,
    on: On = None,
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="Of one actor, its forces included.")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="At a place or within it.")] = None,
    as_json: AsJson = False,
    words: Told_in = None,
) -> None:
    """Tell how things stand on a day.

    That is who is where, who controls what, which agreements hold and who is held, each with what says so.

    Where reports conflict, they stand side by side; where nothing is said of the day, the state is unknown.

    \b
    Examples:
      selon situation --on 2026-03-01
      selon situation --on 2026-03-01 --actor Etats-Unis
      selon situation --place Qasrak --json

    \b
    Exit codes:
      0  answered, if only with nothing
      1  the ledger could not be used
      2  the command was wrong
    """
    when = day(on)
    with linked(at) as (_, linker):
        found = linker.situation(when, actor=actor, place=place)
        if as_json:
            for one in found:
                put(one.to_json(reasons_in(words)))
            return
        tell(found, rows, linker, words)


def rows(one: Standing, words: BriefWords) -> Iterator[Line]:
    """The state, and a line for each claim that says so, since when by its words."""
    from selon.cli.lines import Part, line

    style: Style = "due" if one.value == "disputed" else "tag"
    yield line(0, f"{one.day.isoformat()}  ", Part(one.value.ljust(9), style), f" {words.subject(one)}")
    for f in one.current:
        told = f"{f.value}{words.many(f)}, {f.since.edtf} · {words.said(f.told)} · id {f.told.id}"
        yield line(12, Part(told, "note"))
