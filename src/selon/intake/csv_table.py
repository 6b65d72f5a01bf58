"""CSV and its kin (semicolons, tabs, bars): a header line, then a dispatch a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from selon.errors import InputError
from selon.intake import columns, glance
from selon.intake.bounded import BLANK, MOST_BLANK
from selon.intake.draft import finish
from selon.intake.refused import LIMIT, Given, Refused
from selon.intake.source import Source
from selon.intake.taken import Taken

NAME = "csv"

_DELIMITERS = ",;\t|"
_NAMES = (".csv", ".tsv")
_LONGEST_HEADER = 20_000


def sniff(head: bytes, name: str) -> float:
    """A first line of column names, one of them known to hold the text, one more known."""
    named = name.lower().endswith(_NAMES)
    text = glance.characters(head).lstrip("\ufeff")
    if text.lstrip()[:1] in ("{", "[", "<") or "\0" in text:
        return 0.0
    names = {n.strip().strip('"').lower() for n in _first_row(text)}
    known = {field for field, words in columns.KNOWN.items() if names & set(words)}
    if len(names) > 1 and "text" in known and len(known) > 1:
        return 0.9 if named else 0.75
    return 0.45 if named else 0.0


def _first_row(text: str) -> list[str]:
    line = text.split("\n", 1)[0].rstrip("\r")
    if len(line) > 2_000:
        return []
    return line.split(_delimiter(line))


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)


def read(source: Source, given: Given) -> Iterator[Taken | Refused]:
    """The dispatch of each row. One row is held at a time."""
    csv.field_size_limit(max(csv.field_size_limit(), LIMIT))
    lines = _lines(source, given)
    first = next(lines, "")
    delimiter = _delimiter(first)
    rows = csv.reader(_chain(first, lines), delimiter=delimiter)
    names = next(_rows(rows), [])
    where = columns.mapping(names, given.columns)
    blank = 0
    for n, row in enumerate(_rows(rows), 2):
        blank = 0 if any(cell.strip() for cell in row) else blank + 1
        if blank > MOST_BLANK:
            raise InputError(BLANK)
        if blank:
            continue
        name, raw = f"{source.name}:{n}", _written(names, row, delimiter, given)
        try:
            if len(row) != len(names):
                raise InputError(f"{len(row)} cells where the header has {len(names)}: is a quotation mark missing?")
            cells = dict(zip(names, row, strict=True))
            draft = columns.draft({field: cells[column] for field, column in where.items()})
            yield finish(draft, name=name, format=NAME, raw=raw, given=given)
        except InputError as e:
            yield Refused(name, str(e), raw, NAME)


def _lines(source: Source, given: Given) -> Iterator[str]:
    """The lines with their ends; bytes in another encoding are told by line.

    Raises:
        InputError: a line longer than any row, or in another encoding.
    """
    marked = glance.bom(source.head())
    encoding = marked[0] if marked else given.encoding or "utf-8"
    stream = io.TextIOWrapper(source.stream, encoding, newline="")
    n = 0
    try:
        while line := stream.readline(LIMIT):
            n += 1
            if len(line) >= LIMIT:
                raise InputError(f"line {n} is longer than {LIMIT // 10**6} MB: is a quotation mark missing?")
            yield line.lstrip("\ufeff") if n == 1 else line
    except UnicodeError as e:
        raise InputError(
            f"not in {encoding.upper()} (after line {n}): give its encoding, often cp1252, with --encoding"
        ) from e
    finally:
        stream.detach()


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    if first:
        yield first
        yield from rest


def _rows(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows.

    Raises:
        InputError: a cell without end, or longer than any dispatch.
    """
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as e:
            raise InputError(f"no CSV from here on ({e}): is a quotation mark missing?") from e


def _written(names: list[str], row: list[str], delimiter: str, given: Given) -> bytes:
    """A table of its own with this row alone, in UTF-8, which it says where the table was told to be in another."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([names, row])
    return out.getvalue().encode("utf-8-sig" if given.encoding else "utf-8", "replace")
