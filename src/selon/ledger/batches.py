"""One transaction that writes: who wrote when, and the serials that its rows take."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache

from sqlalchemy import Connection, Table, select

from selon.ledger.inserts import insert_rows
from selon.ledger.rows import Row
from selon.ledger.schema import batch, metadata
from selon.ledger.stores.store import Store


@dataclass
class Batch:
    """Rows that are written together. Each serial is given out once in the life of a ledger."""

    connection: Connection
    recorded: datetime
    following: int
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def take(self, count: int = 1) -> int:
        """The first of so many serials, one after the other."""
        first = self.following
        self.following += count
        return first

    def put(self, table: Table, *rows: Row) -> None:
        """Rows to be written when the batch ends."""
        self.rows.setdefault(table.name, []).extend(rows)

    def flush(self) -> None:
        """Write what was put, tables that are referred to first."""
        for table in metadata.sorted_tables:
            if rows := self.rows.pop(table.name, None):
                insert_rows(self.connection, table, rows)


@contextmanager
def writing(store: Store) -> Iterator[Batch]:
    """A batch, kept as a whole or, where anything goes wrong, not at all.

    Raises:
        LedgerError: the store cannot be written.
    """
    with store.writing() as connection:
        last = connection.execute(select(batch.c.n, batch.c.following).order_by(batch.c.n.desc()).limit(1)).first()
        n, following = (last.n + 1, last.following) if last else (1, 1)
        made = Batch(connection, datetime.now(UTC), following)
        yield made
        made.flush()
        if made.following > following:
            row = {"n": n, "following": made.following, "recorded": made.recorded, "program": _program()}
            insert_rows(connection, batch, [row])


@cache
def _program() -> str:
    from importlib.metadata import version

    return f"selon {version('selon')}"
