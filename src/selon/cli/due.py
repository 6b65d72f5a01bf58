"""`selon due`: what was promised, by when according to whom, and how it stands on a day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.linked import UNKNOWN, AsJson, On, Told_in, day, linked, put, reasons_in, span, tell
from selon.cli.opened import At

if TYPE_CHECKING:
    from selon.cli.lines import Line, Style
    from selon.linking.brief_words import BriefWords
    from selon.linking.model import CommitmentOn


def due_command(
    *,
    at: At = None,
    on: On = None,
    within: Annotated[
        str | None, typer.Option(metavar="SPAN", help="No terms later than so many days after the day: 30d, 4w.")
    ] = None,
    as_json: AsJson = False,
    words: Told_in = None,
) -> None:
    """List what was promised, with its status on a day.

    One line a term: its last day, its status, what was promised, who set the term.

    \b
    open     the term has not come            begun    reported as under way
    due      the term ends on this day        kept     reported as done, in time or late
    overdue  the term passed, no report       dropped  reported as given up

    \b
    Examples:
      selon due
      selon due --on 2026-03-16
      selon due --on 2026-03-01 --within 30d --json

    \b
    Exit codes:
      0  answered, if only with nothing
      1  the ledger could not be used
      2  the command was wrong
    """
    when, reach = day(on), span(within)
    with linked(at) as (_, linker):
        found = linker.due(when, within=reach)
        if as_json:
            for one in found:
                put(one.to_json(reasons_in(words)))
            return
        tell(found, rows, linker, words)


def rows(one: CommitmentOn, words: BriefWords) -> Iterator[Line]:
    """A line a term, with the claim that shows it begun, kept or dropped below it."""
    from selon.cli.lines import Part, line

    what = words.happening(one.commitment.happening, when=False)
    for by in one.by:
        last = by.due.period.last if by.due.period else None
        term = last.isoformat() if last else UNKNOWN
        style: Style = "due" if by.status in ("due", "overdue") else "tag"
        part = [by.part.say(words.lang)] if by.part is not None else []
        told = [what, words.who_set(by.due), *part, f"id {by.due.tolds[0].id}"]
        yield line(0, f"{term}  ", Part(by.status.ljust(8), style), Part(" ".join(["", " · ".join(told)])))
        if by.evidence:
            t = by.evidence[0]
            told_on = t.published.isoformat() if t.published else UNKNOWN
            late = f"+{by.late}d " if by.late else ""
            yield line(12, Part(f"{told_on}  {late}{words.said(t)} · id {t.id}", "note"))
