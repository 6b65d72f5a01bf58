"""`selon quotes`: who says what in texts, without the claims."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from selon.cli.lines import visible
from selon.cli.read import BAD_INPUT, Encoding, Files, Lang, Published, given_by

if TYPE_CHECKING:
    from selon.intake.refused import Refused
    from selon.model import Dispatch, Span
    from selon.reading.report import Quote

ACROSS = 30
"""Characters of the columns of sources and cues."""


def quotes_command(
    files: Files,
    *,
    as_json: Annotated[
        bool,
        typer.Option("--json", help='One line a text: {"id", "quotes": [{"source", "cue", "content", "type", …}]}.'),
    ] = False,
    published: Published = None,
    lang: Lang = None,
    encoding: Encoding = None,
) -> None:
    """List who says what: each attribution with its source, its cue and its content.

    Direct, indirect and mixed speech, "selon …" and nouns of telling. In JSON, a source is the words of the reporting
    clause: where they are a pronoun, "stands_for" is the mention that it takes up. A source is null where the text
    names none ("des tirs ont été signalés"). A noun that tells without saying what ("ces déclarations") has itself for
    content.

    \b
    Examples:
      selon quotes dispatch.txt
      selon quotes --json day.jsonl > quotes.jsonl
      selon quotes --lang en -

    \b
    Exit codes:
      0  everything was read
      1  the reader itself could not run
      2  the command was wrong, or some of the input could not be read; the rest was
    """
    from selon.cli.console import complain
    from selon.intake.files import dispatches
    from selon.intake.refused import Refused

    refused: list[Refused] = []

    def accepted() -> Iterator[Dispatch]:
        for found in dispatches(files, given_by(published, lang, encoding)):
            if isinstance(found, Refused):
                refused.append(found)
                complain(str(found))
            else:
                yield found

    for n, (d, found) in enumerate(_quotes(accepted())):
        if n and not as_json:
            typer.echo()
        typer.echo((json_line if as_json else table)(d, found).encode())
    if refused:
        raise typer.Exit(BAD_INPUT)


def _quotes(dispatches: Iterable[Dispatch]) -> Iterator[tuple[Dispatch, tuple[Quote, ...]]]:
    """Each dispatch with its attributions; one reader a language, made when the first dispatch in it comes."""
    from selon.reading.reader import Reader

    readers: dict[str, Reader] = {}
    for lang, same in groupby(dispatches, key=lambda d: d.lang):
        if lang not in readers:
            readers[lang] = Reader(lang)
        yield from readers[lang].quotes_many(same)


def json_line(d: Dispatch, found: Iterable[Quote]) -> str:
    """`{"id", "quotes": […]}` on one line; offsets count code points of the dispatch's text, half-open."""
    return json.dumps({"id": d.id, "quotes": [_record(q) for q in found]}, ensure_ascii=False)


def _record(q: Quote) -> dict[str, Any]:
    a = q.attribution
    return {
        "source": _pair(q.pronoun or a.source.span),
        "stands_for": _pair(a.source.span if q.pronoun else None),
        "cue": _pair(a.cue),
        "content": [_pair(s) for s in a.content],
        "type": a.speech,
        "kind": a.source.kind,
        "count": a.source.count,
        "told": _pair(a.told),
    }


def _pair(s: Span | None) -> list[int] | None:
    return None if s is None else [s.start, s.end]


def table(d: Dispatch, found: Iterable[Quote]) -> str:
    """One attribution a line: source and its kind, cue, and the words that are reported."""
    lines = []
    for a in (q.attribution for q in found):
        source = "nobody named" if a.source.span is None else f"{_words(d, a.source.span)} ({a.source.kind})"
        cue = "" if a.cue is None else _words(d, a.cue)
        said = " … ".join(_words(d, s) for s in a.content)
        lines.append(f"{source.ljust(ACROSS)}  {cue.ljust(ACROSS // 2)}  [{a.speech}] {said}")
    return "\n".join(lines)


def _words(d: Dispatch, s: Span) -> str:
    return visible(" ".join(s.of(d.text).split()))
