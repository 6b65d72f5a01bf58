"""`selon quarantine`: input that was refused, and another try."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.inputs import Agency, Columns, Encoding, Lang, Published, given
from selon.cli.lines import visible
from selon.cli.opened import BAD_INPUT, At, Quiet

if TYPE_CHECKING:
    from selon.intake.refused import Given, Refused
    from selon.intake.taken import Taken
    from selon.ledger import Ledger
    from selon.ledger.quarantine import Case


def quarantine_command(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Those to list or try; all else.")] = None,
    *,
    at: At = None,
    retry: Annotated[bool, typer.Option("--retry", help="Try to take in again what waits.")] = False,
    settled: Annotated[bool, typer.Option("--settled", help="List what a later try took in.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a case a line.")] = False,
    published: Published = None,
    lang: Lang = None,
    encoding: Encoding = None,
    agency: Agency = None,
    columns: Columns = None,
    quiet: Quiet = False,
) -> None:
    """List the input that was refused, with its reason and the hash of its bytes, or try it again: all, or the named.

    A try uses the bytes that the ledger kept, else the file of the same name, and what the options tell of the input.
    Where an input can be read but for parts of it (a row, a member of an archive), those wait in its stead.

    \b
    Examples:
      selon quarantine
      selon quarantine --retry
      selon quarantine --retry 4f0c2f9be1d3a6b7 --encoding cp1252 --published 2026-02-23
      selon quarantine --json | jq -r .reason

    \b
    Exit codes:
      0  listed; or every input that was tried was taken in
      1  the reader or the ledger could not be used
      2  the command was wrong, or some inputs still wait after a try
    """
    from selon.cli.opened import ledger

    about = given(published, lang, encoding, agency, format_=None, columns=columns)
    with ledger(at) as opened:
        if retry:
            _retry(opened, _chosen(opened.quarantine(), ids), about, quiet)
            return
        for case in _chosen(opened.quarantine(settled=settled), ids):
            typer.echo(_json(case) if as_json else _line(case))


def _chosen(cases: Iterator[Case], ids: list[str] | None) -> list[Case]:
    """The cases of these ids, or that begin so; all where none is named.

    Raises:
        typer.BadParameter: an id that none has.
    """
    listed = list(cases)
    for wanted in ids or ():
        if not any(c.id.startswith(wanted) for c in listed):
            raise typer.BadParameter(f"no input that is listed has the id {wanted!r}: `selon quarantine` lists them.")
    return [c for c in listed if not ids or c.id.startswith(tuple(ids))]


def _retry(opened: Ledger, cases: list[Case], about: Given, quiet: bool) -> None:
    from selon.cli.adding import Tally, add_all
    from selon.cli.console import complain
    from selon.intake.refused import Refused

    outcomes: Counter[str] = Counter()
    for case in cases:
        tally, own = Tally(), ""
        for done in add_all(opened, _again(opened, case, about)):
            tally.count(done)
            if isinstance(done, Refused):
                complain(str(done))
                own = done.reason if case.is_refused(done) else own
        opened.tried(case.id, taken=not own, reason=own)
        some = bool(tally.counts.keys() - {"refused"})
        outcomes["taken in" if not tally.refused else "taken in but for parts" if some else "refused again"] += 1
        if some and not quiet:
            typer.echo(visible(f"{case.name}: {tally}"))
    if not quiet:
        said = ", ".join(f"{n} {outcome}" for outcome, n in sorted(outcomes.items(), reverse=True))
        typer.echo(f"{len(cases)} tried: {said}" if cases else "nothing waits")
    if outcomes.keys() - {"taken in"}:
        raise typer.Exit(BAD_INPUT)


def _again(opened: Ledger, case: Case, about: Given) -> Iterator[Taken | Refused]:
    """What a case holds now."""
    from selon.errors import InputError
    from selon.intake.again import again
    from selon.intake.refused import Refused

    try:
        raw = opened.raw(case.sha256) if case.sha256 else None
    except InputError as e:
        yield Refused(case.name, str(e), known=True)
        return
    yield from again(case.name, raw, replace(about, format=case.format or None))


def _line(case: Case) -> str:
    digest = case.sha256[:12] if case.sha256 else "no bytes"
    return visible(f"{case.id}  {case.recorded:%Y-%m-%d %H:%M}  {digest:12}  {case.name}: {case.reason}")


def _json(case: Case) -> bytes:
    said = {
        "id": case.id,
        "name": case.name,
        "sha256": case.sha256,
        "format": case.format,
        "reason": case.reason,
        "recorded": case.recorded.isoformat(),
    }
    return json.dumps(said, ensure_ascii=False).encode()
