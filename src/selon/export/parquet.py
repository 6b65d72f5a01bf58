"""Claims as a Parquet file: the columns of the table, with their types."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

from selon.export.record import COLUMNS, records
from selon.ledger import Ledger

NAME = "parquet"
SUFFIX = ".parquet"
GROUP = 20_000
"""Claims of one row group."""


def write(ledger: Ledger, asked: Mapping[str, Any], out: BinaryIO) -> int:
    """Write the claims; see `Format.write`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), date: pa.date32()}
    schema = pa.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    count = 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        found = records(ledger, asked)
        while group := list(islice(found, GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema))
            count += len(group)
    return count
