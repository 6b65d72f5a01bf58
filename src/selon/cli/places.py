"""`selon places`: the place names of texts, resolved to the gazetteer, without reading claims."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from selon.cli.places_shown import json_line, table
from selon.errors import InputError

if TYPE_CHECKING:
    from selon.gazetteer import Gazetteer
    from selon.model import Dispatch, Span

BAD_INPUT = 2
LANGUAGES = ("en", "fr")


class Text(NamedTuple):
    """What one line or file holds: the text, its heading, and the spans that are given as place names, if they are."""

    id: str
    lang: str
    text: str
    given: tuple[Span, ...] | None = None
    heading: str = ""


def places_command(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...", help="Text files, JSON Lines (.jsonl), or - for standard input.", show_default=False
        ),
    ] = None,
    *,
    lang: Annotated[
        str | None, typer.Option(metavar="CODE", help="Language where a line does not say it; told from the text else.")
    ] = None,
    given: Annotated[
        Path | None,
        typer.Option(
            metavar="GOLD.jsonl",
            help='Resolve the spans given here ({"id", "lang", "text", "toponyms": [{"start", "end"}]}) and find none.',
            show_default=False,
        ),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option("--country", "-c", metavar="CODE", help="A country that the texts are about (SY; several times)."),
    ] = None,
    at: Annotated[
        Path | None,
        typer.Option("--gazetteer", metavar="FILE", help="Another gazetteer than your data folder's."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help='One line a text: {"id", "toponyms": [{"start", "end", "name", "lat", …}]}.')
    ] = False,
) -> None:
    """List the places that texts name: what each is, where, how precisely, and why that one.

    Capitals and seats that stand for a government are listed as actors. Names that no gazetteer entry answers to stay
    unresolved.

    \b
    Examples:
      selon places dispatch.txt
      selon places --json day.jsonl > places.jsonl
      selon places --given marked.jsonl --json

    \b
    Exit codes:
      0  everything was read
      2  the command was wrong, or some of the input could not be read; the rest was
    """
    from selon.cli.console import complain

    if lang is not None and lang not in LANGUAGES:
        raise typer.BadParameter(f"{lang!r} is not one of {', '.join(LANGUAGES)}.", param_hint="'--lang'")
    if not files and given is None:
        raise typer.BadParameter("name a FILE, or give marked texts with --given.", param_hint="'FILE...'")
    refused: list[str] = []
    with opened(at) as gazetteer:
        for one in texts(files or [], lang, given, refused):
            found = _found(one, gazetteer, country or [])
            typer.echo((json_line if as_json else table)(one.id, one.text, found).encode())
    for message in refused:
        complain(message)
    if refused:
        raise typer.Exit(BAD_INPUT)


def opened(at: Path | None) -> Gazetteer:
    """The gazetteer, built first where it is missing.

    Raises:
        DataError: there is none at `at`, or it cannot be built.
    """
    import sys

    from selon.gazetteer import Gazetteer
    from selon.gazetteer.store import default_path

    if at is None and not default_path().is_file() and sys.stderr.isatty():
        typer.echo("building the gazetteer, once, about half a minute …", err=True)
    return Gazetteer.open(at)


def texts(files: list[str], lang: str | None, given: Path | None, refused: list[str]) -> Iterator[Text]:
    """The texts to read; why others are not read is added to `refused`."""
    from selon.intake.files import dispatches
    from selon.intake.refused import Given, Refused
    from selon.reading.language import PACKS

    if given is not None:
        yield from _marked(given, lang, _ids(files, lang), refused)
        return
    for d in dispatches(files, Given(None, lang, languages=PACKS)):
        if isinstance(d, Refused):
            refused.append(str(d))
        elif d.lang not in LANGUAGES:
            refused.append(f"{d.id}: no places are read in {d.lang!r}: --lang takes one of {', '.join(LANGUAGES)}")
        else:
            yield Text(d.id, d.lang, d.text, heading=_heading(d))


def _heading(d: Dispatch) -> str:
    """The title, else the first words of the text that are no header."""
    if d.title:
        return " ".join(d.title.split())
    told = [b.span for b in d.blocks if b.kind not in ("header", "dateline", "credit")]
    return " ".join((told[0].of(d.text) if told else d.text).split())


def _ids(files: list[str], lang: str | None) -> frozenset[str] | None:
    """The ids that the JSON lines of the files bear, None where no file is named: then every marked text is read."""
    ids = {
        str(record.get("id"))
        for name in files
        for _, record in _records(Path(name), [])
        if lang is None or record.get("lang", lang) == lang
    }
    return frozenset(ids) if files else None


def _marked(path: Path, lang: str | None, ids: frozenset[str] | None, refused: list[str]) -> Iterator[Text]:
    for n, record in _records(path, refused):
        try:
            one = _text(record, n, lang)
        except InputError as e:
            refused.append(f"{path}:{n}: {e}")
            continue
        if ids is None or one.id in ids:
            yield one


def _text(record: dict[str, Any], n: int, lang: str | None) -> Text:
    from selon.model import Span

    text, code = record.get("text"), record.get("lang", lang)
    if not isinstance(text, str):
        raise InputError('no "text": give the text that the spans count in')
    if code not in LANGUAGES:
        raise InputError(f'"lang" is {code!r}: places are read in {" and ".join(LANGUAGES)}')
    try:
        spans = tuple(Span(int(t["start"]), int(t["end"])) for t in record["toponyms"])
    except (KeyError, TypeError, ValueError):
        raise InputError('no "toponyms": write a list of {"start", "end"}, half-open counts of characters') from None
    outside = next((s for s in spans if not 0 <= s.start < s.end <= len(text)), None)
    if outside is not None:
        raise InputError(f"the span {list(outside)} does not lie in the text of {len(text)} characters")
    return Text(str(record.get("id", n)), code, text, spans)


def _records(path: Path, refused: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file of JSON Lines, with their line numbers.

    Raises:
        InputError: no such file, or it is no text.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as e:
        raise InputError(f"{path} cannot be read ({e}): give a file of JSON Lines in UTF-8") from e
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as e:
            refused.append(f"{path}:{n}: not a whole JSON object ({e.msg}): put each text on one line")
            continue
        if isinstance(record, dict):
            yield n, record
        else:
            refused.append(f"{path}:{n}: JSON, but not an object")


def _found(one: Text, gazetteer: Gazetteer, countries: list[str]) -> Any:
    from selon.reading.toponyms import toponyms

    codes = [c.upper() for c in countries]
    return toponyms(one.text, one.lang, gazetteer=gazetteer, given=one.given, countries=codes)
