"""`selon schema`: what a line of `selon read --json` holds."""

from __future__ import annotations

from importlib import resources

import typer


def schema_command() -> None:
    """Print the JSON Schema of `selon read --json`.

    Draft 2020-12, for one line of its output.

    \b
    Examples:
      selon schema > reading.schema.json
      selon schema | jq '.["$defs"].claim.required'
    """
    typer.echo(resources.files("selon").joinpath("reading.schema.json").read_text(encoding="utf-8"), nl=False)
