"""Claims as comma-separated values: one line a claim under a header, UTF-8, as RFC 4180 has it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from typing import Any, BinaryIO

from selon.export.record import COLUMNS, records
from selon.ledger import Ledger

NAME = "csv"
SUFFIX = ".csv"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(ledger: Ledger, asked: Mapping[str, Any], out: BinaryIO) -> int:
    """Write the claims; see `Format.write`."""
    text = io.TextIOWrapper(out, "utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    count = 0
    for one in records(ledger, asked):
        writer.writerow([cell(one[name]) for name in COLUMNS])
        count += 1
    text.detach()
    return count


def cell(value: Any) -> Any:
    """A value as its cell: days in ISO form, true and false in words, nothing for None.

    Words that a spreadsheet would run as a formula get an apostrophe before them.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
