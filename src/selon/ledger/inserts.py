"""Insert many rows at the speed of the driver: the statement is made once a table, and values go straight to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

from selon.ledger.rows import Row

Processor = Callable[[Any], Any]
"""What makes the driver's value of a Python one; None where they are the same."""


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert the rows; each names every column of the table."""
    if not rows:
        return
    dialect = connection.dialect
    statement, columns = _prepared(table, dialect)
    if dialect.positional:
        values = [tuple([row[k] if p is None else p(row[k]) for k, p in columns]) for row in rows]
        connection.exec_driver_sql(statement, values)
    else:
        named = [{k: row[k] if p is None else p(row[k]) for k, p in columns} for row in rows]
        connection.exec_driver_sql(statement, named)


@cache
def _prepared(table: Table, dialect: Dialect) -> tuple[str, list[tuple[str, Processor | None]]]:
    """The statement, and the columns in its order."""
    compiled = insert(table).compile(dialect=dialect)
    order = compiled.positiontup or list(table.c.keys())
    columns: list[tuple[str, Processor | None]] = [(k, table.c[k].type._cached_bind_processor(dialect)) for k in order]
    return str(compiled), columns
