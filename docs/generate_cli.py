"""Write docs/cli.md from the help of the program.

usage: python docs/generate_cli.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command
from typer.testing import CliRunner

from selon.cli.app import app

PAGE = Path(__file__).with_name("cli.md")
WIDTH = 100
HEAD = """# The command line

This page is what `selon --help` and `selon VERB --help` say. It is written by `python docs/generate_cli.py`; a test
fails where it is out of date.
"""


def commands(command: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command, the program itself first: (), ("read",), ("time",) …"""
    command = get_command(app) if command is None else command
    yield path
    for name in command.list_commands(None) if hasattr(command, "list_commands") else ():
        yield from commands(command.get_command(None, name), (*path, name))


def help_of(path: tuple[str, ...]) -> str:
    """What `--help` says, in lines of a fixed width."""
    done = CliRunner().invoke(app, [*path, "--help"], prog_name="selon", terminal_width=WIDTH, max_content_width=WIDTH)
    return done.output.rstrip()


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for path in commands():
        level = "#" * min(2 + max(len(path) - 1, 0), 4)
        parts.append(f"{level} `{' '.join(('selon', *path))}`\n\n```text\n{help_of(path)}\n```\n")
    return "\n".join(parts)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
