"""A ledger in one SQLite file, in write-ahead mode: readers never wait, writers wait for each other."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    Text,
    create_engine,
    event,
    func,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from selon.errors import LedgerError
from selon.ledger.search import Search, fts5
from selon.ledger.stores.store import CLAIM_FIELDS, DISPATCH_FIELDS

WAIT = 60
"""Seconds that a writer waits for another."""
CACHE = 64_000
"""Kibibytes of pages that a connection keeps."""
PAGE = 8_192
"""Bytes of a page of a new file: adding is a sixth faster than with half of it, at the cost of a larger empty file."""
LOG = 8_000
"""Pages that are written ahead before they go to their places: pages that many batches touch are moved once."""
_WRITE = "selon_write"
sqlite3.register_adapter(type(None), lambda none: none)
"""Without it the driver looks in vain for a way to bind every NULL: a tenth of the time that adding takes."""


def connect(address: str) -> SQLite:
    """The store in a file, made if there is none.

    Raises:
        LedgerError: there can be no such file, or it holds something else.
    """
    path = Path(address.partition("://")[2].removeprefix("/") if "://" in address else address)
    if path.is_dir():
        raise LedgerError(f"{path}: a directory: name a file in it, for instance {path / 'desk.db'}")
    if not path.parent.is_dir():
        raise LedgerError(f"{path}: there is no folder {path.parent}: make it first")
    return SQLite(path)


@dataclass(frozen=True)
class FTS5:
    """A full-text index that keeps no copy of the words; its row numbers are those of the rows it indexes."""

    name: str
    fields: tuple[str, ...]
    probed: int = 20

    @property
    def table(self) -> Table:
        """What to select from."""
        found = _tables.tables.get(self.name)
        return found if found is not None else Table(self.name, _tables, Column("rowid", Integer), Column("rank", Text))

    @property
    def n(self) -> ColumnElement[int]:
        """The number of the claim or dispatch."""
        return self.table.c.rowid

    def make(self, connection: Connection) -> None:
        """Make the index."""
        columns = ", ".join(self.fields)
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {self.name} USING fts5({columns}, content='', columnsize=0, "
            "tokenize='unicode61 remove_diacritics 0')"
        )

    def add(self, connection: Connection, rows: Sequence[Sequence[int | str]]) -> None:
        """Index rows of a number and the folded words of each field."""
        if rows:
            marks = ", ".join("?" * (len(self.fields) + 1))
            connection.exec_driver_sql(
                f"INSERT INTO {self.name}(rowid, {', '.join(self.fields)}) VALUES ({marks})", [tuple(r) for r in rows]
            )

    def match(self, wanted: Mapping[str, Search]) -> ColumnElement[bool]:
        """The condition that each field holds what is wanted of it."""
        query = " AND ".join(f"({fts5(search, field)})" for field, search in wanted.items())
        return text(f"{self.name} MATCH :{self.name}_query").bindparams(**{f"{self.name}_query": query})  # type: ignore[return-value]

    def few(self, connection: Connection, wanted: Mapping[str, Search], most: int) -> None:
        """Nothing: the index gives its rows in order, so none need be listed first."""


_tables = MetaData()


class SQLite:
    """One file."""

    claims = FTS5("claim_words", CLAIM_FIELDS)
    dispatches = FTS5("dispatch_words", DISPATCH_FIELDS)

    def __init__(self, path: Path) -> None:
        self.address = str(path)
        self.engine = _engine(path)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with self._explained(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write: one at a time over all processes, all or nothing.

        Raises:
            LedgerError: the file cannot be written, with the reason.
        """
        with self._explained(), self.engine.connect() as plain:
            connection = plain.execution_options(**{_WRITE: True})
            with connection.begin():
                yield connection

    def any_of(self, column: ColumnElement[Any], values: Iterable[Any]) -> ColumnElement[bool]:
        """The condition that the column holds one of the values, of which there may be thousands."""
        listed = func.json_each(json.dumps(list(values))).table_valued("value")
        return column.in_(select(listed.c.value))

    def make_indexes(self, connection: Connection) -> None:
        """Make the full-text indexes of a new ledger."""
        for index in (self.claims, self.dispatches):
            index.make(connection)

    def damage(self, connection: Connection) -> list[str]:
        """What SQLite itself finds damaged."""
        found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
        for index in (self.claims, self.dispatches):
            try:
                connection.exec_driver_sql(f"INSERT INTO {index.name}({index.name}) VALUES ('integrity-check')")
            except DBAPIError as e:
                found.append(f"{index.name}: {e.orig}")
        return [line for line in found if line != "ok"]

    def learn(self, connection: Connection) -> None:
        """Let SQLite count what it holds, so that it chooses the right index."""
        connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
        connection.exec_driver_sql("ANALYZE")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as e:
            raise LedgerError(f"{self.address}: {_explanation(e.orig)}") from e


def _engine(path: Path) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=QueuePool,
        connect_args={"timeout": WAIT, "isolation_level": None, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA page_size = {PAGE}").close()
        _write_ahead(connection)
        for pragma in (
            "synchronous = FULL",
            "foreign_keys = ON",
            f"cache_size = -{CACHE}",
            "temp_store = MEMORY",
            f"wal_autocheckpoint = {LOG}",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITE, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Put a file in write-ahead mode; while others make the same file, SQLite refuses this at once instead of waiting.

    Raises:
        sqlite3.OperationalError: the file cannot be written, or others have held it for all of `WAIT` seconds.
    """
    end = time.monotonic() + WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
            return
        except sqlite3.OperationalError as e:
            if e.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)


def _explanation(error: BaseException | None) -> str:
    """What went wrong, and what to do."""
    said = str(error)
    for words, meaning in _MEANINGS.items():
        if words in said:
            return meaning
    return f"the store answered: {said}: check the ledger with `selon check`"


_MEANINGS = {
    "disk is full": "the disk is full; what was being written was not kept, all that was kept before is intact: "
    "make room and run the same again",
    "disk I/O error": "the disk cannot be read or written (it may be full); what was being written was not kept: "
    "check the disk and run the same again",
    "is locked": f"another program has been writing to it for {WAIT} seconds: wait until it ends, then run the same",
    "readonly": "it cannot be written: check the permissions of the file and its folder",
    "unable to open": "it cannot be opened: check the name and the permissions of the file and its folder",
    "not a database": "this file is no ledger: give another name",
    "malformed": "the file is damaged: restore it from a copy",
}
