"""What the verbs that look across dispatches share: the linker of a ledger, days and spans of days, the language."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from selon.cli.words import Words

if TYPE_CHECKING:
    from selon.cli.lines import Line
    from selon.ledger import Ledger
    from selon.linking import Linker
    from selon.linking.brief_words import BriefWords
    from selon.linking.model import Told

_SPAN = re.compile(r"(\d{1,5})\s*(d|w|)")
UNKNOWN = "????-??-??"
"""What stands for a day that is not known, as wide as one that is."""

On = Annotated[
    str | None, typer.Option("--on", metavar="DAY", help="The day to tell of, as could be known then. Default: today.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Told_in = Annotated[
    Words | None,
    typer.Option(
        "--words",
        help="Language of the list; that of most dispatches if not given. Of reasons in JSON; English if not given.",
    ),
]
ClaimIds = Annotated[list[str], typer.Argument(metavar="CLAIM…", help="Ids of claims.", show_default=False)]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.", show_default=False)]
Note = Annotated[str, typer.Option("--note", metavar="WORDS", help="Why.")]


@contextmanager
def linked(at: str | None) -> Iterator[tuple[Ledger, Linker]]:
    """The ledger, open, and what is derived across its dispatches.

    Raises:
        LedgerError: there is none, or it cannot be opened.
    """
    from selon.cli.opened import ledger
    from selon.linking import linker_of

    with ledger(at) as opened:
        yield opened, linker_of(opened)


def day(words: str | None) -> date:
    """A day from `2026-03-16`, today where none is given.

    Raises:
        typer.BadParameter: it is none.
    """
    if words is None:
        return date.today()
    try:
        return date.fromisoformat(words)
    except ValueError as e:
        raise typer.BadParameter(f"{words!r} is not a day: write it as 2026-03-16") from e


def span(words: str | None) -> int | None:
    """A number of days from `30d`, `4w` or `30`.

    Raises:
        typer.BadParameter: it is none.
    """
    if words is None:
        return None
    found = _SPAN.fullmatch(words.strip().lower())
    if found is None:
        raise typer.BadParameter(f"{words!r} is no span of days: write it as 30d or 4w")
    return int(found[1]) * (7 if found[2] == "w" else 1)


def language(words: Words | None, tolds: Iterable[Told]) -> str:
    """The language asked for, else that of most claims, else French."""
    if words is not None:
        return words.value
    counted = Counter(t.dispatch.lang for t in tolds if t.dispatch.lang in Words.__members__)
    return min(counted, key=lambda lang: (-counted[lang], lang)) if counted else Words.fr.value


def reasons_in(words: Words | None) -> str:
    """The language of the reasons in JSON: the one asked for, else English, whatever the dispatches are in."""
    return Words.en.value if words is None else words.value


Found = TypeVar("Found")


def tell(
    found: Iterable[Found], rows: Callable[[Found, BriefWords], Iterator[Line]], linker: Linker, words: Words | None
) -> None:
    """What was found, each thing in its rows, in the language asked for."""
    from selon.cli.console import say
    from selon.linking.brief_words import BriefWords

    own = BriefWords.of(language(words, linker.tolds()))
    for one in found:
        say(rows(one, own))


def put(record: dict[str, Any]) -> None:
    """One JSON object on a line."""
    typer.echo(json.dumps(record, ensure_ascii=False).encode())
