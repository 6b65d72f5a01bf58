"""`selon quarantine`: input that was refused, and another try."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.inputs import Agency, Columns, Encoding, Lang, Published, given
from selon.cli.opened import BAD_INPUT, At, Quiet

if TYPE_CHECKING:
    from selon.intake.refused import Given, Refused
    from selon.intake.taken import Taken
    from selon.ledger import Ledger
    from selon.ledger.quarantine import Case


def quarantine_command(
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
    """List the input that was refused, with its reason and the hash of its bytes, or try it again.

    A try uses the bytes that the ledger kept, else the file of the same name, and what the options tell of the input.

    \b
    Examples:
      selon quarantine
      selon quarantine --retry
      selon quarantine --retry --encoding cp1252 --published 2026-02-23
      selon quarantine --json | jq -r .reason

    \b
    Exit codes:
      0  listed; or every case was taken in
      1  the reader or the ledger could not be used
      2  the command was wrong, or some cases still wait after a try
    """
    from selon.cli.opened import ledger

    about = given(published, lang, encoding, agency, format_=None, columns=columns)
    with ledger(at) as opened:
        if retry:
            _retry(opened, about, quiet)
            return
        for case in opened.quarantine(settled=settled):
            typer.echo(_json(case) if as_json else _line(case))


def _retry(opened: Ledger, about: Given, quiet: bool) -> None:
    from selon.cli.adding import Tally, add_all
    from selon.cli.console import complain
    from selon.intake.refused import Refused

    waiting = 0
    for case in list(opened.quarantine()):
        tally, reasons = Tally(), []
        for done in add_all(opened, _again(opened, case, about)):
            tally.count(done)
            if isinstance(done, Refused):
                reasons.append(str(done))
        opened.tried(case.id, taken=not reasons, reason="; ".join(reasons))
        waiting += bool(reasons)
        for reason in reasons:
            complain(reason)
        if not reasons and not quiet:
            typer.echo(f"{case.name}: {tally}")
    if waiting:
        raise typer.Exit(BAD_INPUT)


def _again(opened: Ledger, case: Case, about: Given) -> Iterator[Taken | Refused]:
    """What the bytes of a case hold, or the file of its name."""
    from selon.intake import registry
    from selon.intake.files import take_file
    from selon.intake.source import Source

    raw = opened.raw(case.sha256) if case.sha256 else None
    if raw is None:
        yield from take_file(Path(case.name), about)
        return
    source = Source.of_bytes(case.name, raw, file=Path(case.name).name)
    yield from registry.read(source, replace(about, format=case.format or None))


def _line(case: Case) -> str:
    from selon.cli.lines import visible

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
