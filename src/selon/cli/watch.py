"""`selon watch`: feeds, pages and folders into a ledger, for as long as it runs."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path
from textwrap import shorten
from threading import Event
from typing import TYPE_CHECKING, Annotated, Any

import typer

from selon.cli.inputs import Agency, Encoding, Lang, given
from selon.cli.opened import BAD_INPUT, At, Quiet

if TYPE_CHECKING:
    from selon.intake.watch import Memory
    from selon.ledger import Ledger

EVERY = 300
SHORTEST = 30
LONGEST_TITLE = 80
"""Characters of a title that is told."""
KEPT = 5.0
"""Seconds after which what was seen is written down again; what is not is only looked at once more."""


def watch_command(
    places: Annotated[
        list[str],
        typer.Argument(metavar="URL-or-FOLDER...", help="Feeds, pages, folders and files.", show_default=False),
    ],
    *,
    at: At = None,
    every: Annotated[int, typer.Option(min=SHORTEST, metavar="SECONDS", help="Time between two looks.")] = EVERY,
    once: Annotated[bool, typer.Option("--once", help="Look once and end.")] = False,
    allow: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="HOST", help="A host that may lie in a private network."),
    ] = None,
    memory: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="What was seen already; a file for each ledger in your data folder if not given."
        ),
    ] = None,
    lang: Lang = None,
    encoding: Encoding = None,
    agency: Agency = None,
    quiet: Quiet = False,
) -> None:
    """Look at feeds, pages and folders again and again, and add what is new.

    Only what you name is fetched: robots.txt is kept to, pages that did not change are not fetched again, and a host
    that fails is left alone for longer and longer. Ends cleanly on Ctrl-C.

    \b
    Examples:
      selon watch https://example.org/feed.xml incoming/
      selon watch --once --ledger desk.db https://example.org/feed.xml
      selon watch --every 60 --agency AFP incoming/

    \b
    Exit codes:
      0  stopped by you, or looked once
      1  the reader or the ledger could not be used; what was added before stays
      2  the command was wrong, or some of the input was refused; the rest was added
    """
    from selon.cli.adding import Tally, add_all
    from selon.cli.console import complain
    from selon.cli.lines import counted, visible
    from selon.cli.opened import ledger
    from selon.intake.refused import Refused
    from selon.intake.watch import Watch

    about = given(None, lang, encoding, agency, format_=None, columns=None)
    file = memory or _file(at)
    stop, tally, kept = Event(), Tally(), time.monotonic()
    _stop_on_signals(stop)
    with ledger(at, there=False) as opened:
        seen = _remembered(file, opened)
        watch = Watch(places, about, every=every, memory=seen, allow=allow or (), stop=stop)
        for done in add_all(opened, watch.once() if once else watch.run(), chunk=1):
            tally.count(done)
            if isinstance(done, Refused):
                complain(str(done))
            elif done.outcome != "known" and not quiet:
                d = opened.dispatch(done.id).dispatch
                said = shorten(d.title or d.text, LONGEST_TITLE, placeholder=" …")
                typer.echo(visible(f"{done.id}  {done.outcome}  {said}: {counted(done.claims, 'claim')}"))
            if time.monotonic() - kept > KEPT:
                _remember(seen, file)
                kept = time.monotonic()
        _remember(seen, file)
    if not quiet:
        typer.echo(str(tally))
    if tally.refused:
        raise typer.Exit(BAD_INPUT)


def _stop_on_signals(stop: Event) -> None:
    """The first signal ends the watch when what is under way is added; a second one ends it at once."""

    def stopped(number: int, _: Any) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stopped)


def _file(at: str | None) -> Path:
    """Where what was seen for a ledger is written down: each has its own, for what one has another may lack."""
    import hashlib

    from selon.cli.opened import address, data_folder

    where = address(at)
    name = where if "://" in where else str(Path(where).resolve())
    return data_folder() / f"watch-{hashlib.sha256(name.encode()).hexdigest()[:12]}.json"


def _remembered(file: Path, opened: Ledger) -> Memory:
    """What was written down at the last run; nothing where that is missing or damaged, or where the ledger is empty."""
    from selon.intake.watch import Memory

    if next(opened.dispatches(), None) is None:
        return Memory()
    try:
        return Memory.from_json(json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, AttributeError, TypeError, IndexError, KeyError):
        return Memory()


def _remember(memory: Memory, file: Path) -> None:
    """Write it down, whole or not at all.

    Raises:
        InputError: the file cannot be written.
    """
    from selon.errors import InputError

    part = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(memory.to_json()), "utf-8")
        part.replace(file)
    except OSError as e:
        raise InputError(f"{file}: cannot be written ({e.strerror or e}): name another file with --memory") from e
