"""`selon show`: a claim or a dispatch of a ledger, with all that is known of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.opened import At
from selon.cli.words import Words

if TYPE_CHECKING:
    from selon.cli.lines import Line
    from selon.ledger import Entry, Kept, Ledger, Review


def show_command(
    name: Annotated[str, typer.Argument(metavar="ID", help="Id of a claim or of a dispatch.", show_default=False)],
    *,
    at: At = None,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
    words: Annotated[Words | None, typer.Option(help="Language of the view; the dispatch's own if not given.")] = None,
) -> None:
    """Show a claim field by field with its reviews, or a dispatch with its claims, its origin and its relatives.

    \b
    Examples:
      selon show 3f0c2b9a11d4e5f6
      selon show --json 3f0c2b9a11d4e5f6
      selon show urn:newsml:example.org:20260223:1

    \b
    Exit codes:
      0  shown
      1  the ledger could not be used, or holds nothing of this id
      2  the command was wrong
    """
    from selon.cli.console import say
    from selon.cli.opened import ledger

    with ledger(at) as opened:
        entry = next(opened.claims(id=name), None)
        if entry is not None:
            reviews = list(opened.reviews(name))
            if as_json:
                _json({**entry.to_json(), "reviews": [r.to_json() for r in reviews]})
            else:
                say(_claim(entry, reviews, words))
            return
        kept = opened.dispatch(name)
        if as_json:
            from selon.export.jsonl import record

            _json(record(opened, kept))
        else:
            say(_dispatch(opened, kept, words))


def _json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2).encode())


def _claim(entry: Entry, reviews: list[Review], words: Words | None) -> Iterator[Line]:
    from selon.cli.explanation import explanation
    from selon.cli.lines import line
    from selon.model import Reading
    from selon.wording import Wording

    d = entry.dispatch
    yield from explanation(Reading(d, (entry.claim,)), Wording.of(words.value if words else d.lang, d.lang))
    yield line(0)
    yield line(0, f"claim {entry.claim.id} · dispatch {d.id} · {entry.reader} · {entry.recorded:%Y-%m-%d %H:%M} UTC")
    for r in reviews:
        stands = " (stands)" if entry.review and r.id == entry.review.id else ""
        said = [f"{r.recorded:%Y-%m-%d %H:%M} UTC", r.by, r.verdict + stands, r.note]
        fields = json.dumps(dict(r.amendments), ensure_ascii=False) if r.amendments else ""
        yield line(2, " · ".join(x for x in [*said, fields] if x))


def _dispatch(ledger: Ledger, kept: Kept, words: Words | None) -> Iterator[Line]:
    from selon.cli.lines import line
    from selon.cli.view import view
    from selon.model import Reading
    from selon.wording import Wording

    d = kept.dispatch
    entries = list(ledger.claims(dispatch=d.id))
    reading = Reading(d, tuple(e.claim for e in sorted(entries, key=lambda e: e.claim.trigger)))
    yield from view(reading, Wording.of(words.value if words else d.lang, d.lang))
    yield line(0)
    yield line(0, f"dispatch {d.id} · {kept.given} · {kept.recorded:%Y-%m-%d %H:%M} UTC")
    if kept.origin:
        p = kept.origin.provenance
        told = [
            kept.origin.name,
            kept.origin.format,
            p.url,
            p.provider_id,
            p.version and f"version {p.version}",
            p.slug,
        ]
        yield line(2, " · ".join(x for x in told if x))
    for r in ledger.readings(kept):
        yield line(2, f"read by {r.reading.reader}: {len(r.reading.claims)} claims, {r.recorded:%Y-%m-%d %H:%M} UTC")
    for link in ledger.links(d.id):
        yield line(2, f"{link.later} {link.kind} {link.earlier}: {link.why}")
