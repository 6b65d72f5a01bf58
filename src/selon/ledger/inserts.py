"""Insert many rows at the speed of the driver: the statement is made once a table, and values go straight to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Boolean, Connection, Dialect, Table, insert

from selon.ledger.rows import Row

Processor = Callable[[Any], Any]
"""What makes the driver's value of a Python one."""


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert the rows; each names every column of the table."""
    if rows:
        prepared = _prepared(table, connection.dialect)
        connection.exec_driver_sql(prepared.statement, prepared.values(rows))


@dataclass(frozen=True)
class _Prepared:
    """A statement, its columns in their order, and the places of those whose values the driver does not take."""

    statement: str
    columns: tuple[str, ...]
    changed: tuple[tuple[int, Processor], ...]
    positional: bool

    def values(self, rows: Sequence[Row]) -> list[Any]:
        """The rows as the driver takes them."""
        get = itemgetter(*self.columns)
        if not self.changed and self.positional:
            return [get(row) for row in rows]
        found = [list(get(row)) for row in rows]
        for values in found:
            for i, process in self.changed:
                values[i] = process(values[i])
        if self.positional:
            return [tuple(values) for values in found]
        return [dict(zip(self.columns, values, strict=True)) for values in found]


@cache
def _prepared(table: Table, dialect: Dialect) -> _Prepared:
    compiled = insert(table).compile(dialect=dialect)
    columns = tuple(compiled.positiontup or table.c.keys())
    changed = []
    for i, name in enumerate(columns):
        process: Processor | None = table.c[name].type._cached_bind_processor(dialect)
        if process is not None and not isinstance(table.c[name].type, Boolean):
            changed.append((i, process))
    return _Prepared(str(compiled), columns, tuple(changed), dialect.positional)
