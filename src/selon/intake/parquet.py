"""Parquet tables: a dispatch a row, read in small batches."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from selon.errors import InputError
from selon.intake import columns
from selon.intake.draft import finish
from selon.intake.refused import LIMIT, Given, Refused
from selon.intake.source import Source
from selon.intake.taken import Taken

NAME = "parquet"

_BATCH = 64
_LARGEST_GROUP = 2_000_000_000
"""Bytes of a row group, unpacked: pyarrow holds one column of it at a time."""


def sniff(head: bytes, _name: str) -> float:
    """The magic number."""
    return 1.0 if head.startswith(b"PAR1") else 0.0


def read(source: Source, given: Given) -> Iterator[Taken | Refused]:
    """The dispatch of each row."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    with source.spooled() as copy:
        try:
            table = pq.ParquetFile(copy)
            names = list(table.schema_arrow.names)
            where = columns.mapping(names, given.columns)
            _check(table.metadata, source)
            wanted = sorted(set(where.values()))
            n = 0
            for batch in table.iter_batches(batch_size=_BATCH, columns=wanted):
                for i, row in enumerate(_in_microseconds(batch).to_pylist()):
                    n += 1
                    one = _row(row, where, f"{source.name}:{n}", given)
                    yield replace(one, raw=_alone(batch.slice(i, 1))) if isinstance(one, Refused) else one
        except (pa.ArrowException, OSError, ValueError, OverflowError, TypeError, KeyError) as e:
            raise InputError(f"damaged Parquet ({_short(e)}): get the file again") from e


def _in_microseconds(batch: Any) -> Any:
    """The batch with its times in the finest grain that Python has; pandas writes nanoseconds."""
    import pyarrow as pa

    for n, field in enumerate(batch.schema):
        if pa.types.is_timestamp(field.type) and field.type.unit == "ns":
            coarse = batch.column(n).cast(pa.timestamp("us", field.type.tz), safe=False)
            batch = batch.set_column(n, field.name, coarse)
    return batch


def _check(metadata: Any, source: Source) -> None:
    for n in range(metadata.num_row_groups):
        size = metadata.row_group(n).total_byte_size
        if size > _LARGEST_GROUP:
            raise InputError(f"a row group of {size} bytes: write the table with smaller ones")
        source.budget.inflate(max(size, 0))


def _row(row: dict[str, Any], where: dict[str, str], name: str, given: Given) -> Taken | Refused:
    values = {field: row.get(column) for field, column in where.items()}
    raw = json.dumps({column: _plain(value) for column, value in row.items()}, ensure_ascii=False).encode(
        "utf-8", "replace"
    )
    try:
        if len(raw) > 2 * LIMIT:
            raise InputError(f"a row of more than {LIMIT // 10**6} MB: take it out")
        return finish(columns.draft(values), name=name, format=NAME, raw=raw, given=given)
    except InputError as e:
        return Refused(name, str(e), format=NAME)


def _alone(row: Any) -> bytes:
    """A table of its own with this row alone."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_batches([row]), out)
    return out.getvalue() if out.tell() <= 2 * LIMIT else b""


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | float | bool | list) else str(value)


def _short(e: BaseException) -> str:
    return " ".join(str(e).split())[:100] or type(e).__name__
