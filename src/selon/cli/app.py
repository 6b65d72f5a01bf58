"""`selon`: one verb a file, each loaded when it is called."""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

VERBS = {
    "read": ("selon.cli.read", "read_command"),
    "quotes": ("selon.cli.quotes", "quotes_command"),
    "time": ("selon.cli.time", "time_command"),
    "places": ("selon.cli.places", "places_command"),
    "map": ("selon.cli.map", "map_command"),
    "gazetteer": ("selon.cli.gazetteer", "gazetteer_app"),
    "schema": ("selon.cli.schema", "schema_command"),
    "add": ("selon.cli.add", "add_command"),
    "watch": ("selon.cli.watch", "watch_command"),
    "claims": ("selon.cli.claims", "claims_command"),
    "dispatches": ("selon.cli.dispatches", "dispatches_command"),
    "sources": ("selon.cli.sources", "sources_command"),
    "show": ("selon.cli.show", "show_command"),
    "review": ("selon.cli.review", "review_command"),
    "happenings": ("selon.cli.happenings", "happenings_command"),
    "stories": ("selon.cli.stories", "stories_command"),
    "brief": ("selon.cli.brief", "brief_command"),
    "news": ("selon.cli.news", "news_command"),
    "due": ("selon.cli.due", "due_command"),
    "situation": ("selon.cli.situation", "situation_command"),
    "history": ("selon.cli.history", "history_command"),
    "merge": ("selon.cli.merge", "merge_command"),
    "split": ("selon.cli.split", "split_command"),
    "pin": ("selon.cli.pin", "pin_command"),
    "rate": ("selon.cli.rate", "rate_command"),
    "decisions": ("selon.cli.decisions", "decisions_command"),
    "export": ("selon.cli.export", "export_command"),
    "import": ("selon.cli.import_", "import_command"),
    "check": ("selon.cli.check", "check_command"),
    "desk": ("selon.cli.serve", "desk_command"),
    "quarantine": ("selon.cli.quarantine", "quarantine_command"),
}
"""Verb → the module and function that do it. A verb whose module is not installed is left out."""

EXAMPLES = """
\b
Examples:
  selon read dispatch.txt
  selon read --published 2026-02-23 wire/*.txt
  selon read --json day.jsonl > claims.jsonl
  selon read --help

\b
Exit codes:
  0  everything was read
  1  the reader itself could not run (a part is missing or damaged)
  2  the command was wrong, or some of the input could not be read; the rest was
"""

SETTINGS = {"help_option_names": ["-h", "--help"]}


class Verbs(TyperGroup):
    """The verbs, imported one at a time so that help and errors come at once."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the shape click asks for
        return [verb for verb, (module, _) in VERBS.items() if find_spec(module)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.list_commands(ctx):
            return None
        module, function = VERBS[cmd_name]
        if function.endswith("_app"):
            return typer.main.get_command(getattr(import_module(module), function))
        one = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
        one.command(cmd_name, context_settings=SETTINGS)(getattr(import_module(module), function))
        return typer.main.get_command(one)


app = typer.Typer(
    cls=Verbs,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings=SETTINGS,
    no_args_is_help=True,
    help=f"Reads news dispatches into claims: who says what, according to whom, when, where, how many.\n{EXAMPLES}",
)


def _version(asked: bool) -> None:
    if asked:
        from selon import __version__

        typer.echo(f"selon {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options before the verb."""


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def main() -> None:
    """Run the command line; ends the process with one of the exit codes that the help lists."""
    from selon.cli.console import complain, readable_streams
    from selon.errors import SelonError

    readable_streams()
    try:
        try:
            app(prog_name="selon")
        finally:
            sys.stdout.flush()
    except SelonError as e:
        complain(str(e))
        sys.exit(1)
    except OSError as e:
        if e.errno not in _FULL:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left of the output goes nowhere, without a second error
        complain(f"the output cannot be written ({e.strerror}): make room and run the same again")
        sys.exit(1)
