"""Lines onto a terminal or into a pipe, and short errors onto standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from selon.cli.lines import Line, visible

if TYPE_CHECKING:
    from rich.console import Console

STYLES = {
    "plain": "",
    "title": "bold",
    "who": "bold cyan",
    "tag": "dim",
    "due": "bold yellow",
    "no": "red",
    "quote": "dim italic",
    "note": "dim",
}


def say(lines: Iterable[Line], out: TextIO | None = None) -> None:
    """Write the lines: wrapped and styled on a terminal (without colour under NO_COLOR), else one line each as is."""
    out = out or sys.stdout
    if not out.isatty():
        out.writelines(f"{line.plain}\n" for line in lines)
        return
    console = _console(out)
    for line in lines:
        _styled(console, line)


def complain(message: str) -> None:
    """Write one line of error."""
    sys.stderr.write(f"selon: {visible(message)}\n")
    sys.stderr.flush()


def hint(message: str) -> None:
    """Write one line for whoever sits before the terminal, beside the output."""
    sys.stderr.write(f"{visible(message)}\n")
    sys.stderr.flush()


def readable_streams() -> None:
    """Let output never fail on a character: UTF-8 where nothing else is asked for, replacement marks otherwise."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")


@contextmanager
def progress(total: int | None) -> Iterator[Progress]:
    """A count of dispatches on standard error, where that is a terminal and claims go elsewhere."""
    if (total is not None and total < 2) or not sys.stderr.isatty() or sys.stdout.isatty():
        yield Progress()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    with Bar("selon read", BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=_console(sys.stderr)) as bar:
        task = bar.add_task("read", total=total)
        yield Progress(lambda: bar.advance(task))


class Progress:
    """What a verb tells of its progress."""

    def __init__(self, step: object = None) -> None:
        self._step = step

    def step(self) -> None:
        """One more dispatch is done."""
        if callable(self._step):
            self._step()


def _styled(console: Console, line: Line) -> None:
    from rich.padding import Padding
    from rich.text import Text

    text = Text()
    for part in line.parts:
        text.append(part.words, STYLES[part.style])
    console.print(Padding(text, (0, 0, 0, line.indent)) if line.parts else text)


def _console(out: TextIO) -> Console:
    from rich.console import Console

    return Console(file=out, highlight=False, emoji=False, markup=False)
