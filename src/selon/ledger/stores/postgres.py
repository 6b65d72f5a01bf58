"""A ledger in a PostgreSQL database, through psycopg."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Table,
    and_,
    bindparam,
    cast,
    create_engine,
    event,
    func,
    make_url,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, TSVECTOR
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from selon.errors import LedgerError
from selon.ledger.inserts import copy
from selon.ledger.search import LONGEST_WORD, Search, tsquery
from selon.ledger.stores.store import CLAIM_FIELDS, DISPATCH_FIELDS

LOCK = 7_365_876_641
"""The key of the advisory lock that writers take."""
LONGEST = 400_000
"""Characters of words that are indexed with their places; PostgreSQL's index rows hold 1 MB."""
LAST_PLACE = 16_383
"""The last place that a vector can tell."""

_tables = MetaData()


def connect(address: str) -> Postgres:
    """The store in the database at a URL.

    Raises:
        LedgerError: the URL is wrong, the driver is missing, or no server answers.
    """
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
        made = Postgres(url.render_as_string(hide_password=False), url.set(drivername="postgresql").render_as_string())
    except (ArgumentError, NoSuchModuleError, ValueError) as e:
        raise LedgerError(f"{address}: not a database's address: write postgresql://user@host/name") from e
    except ModuleNotFoundError as e:
        raise LedgerError(f"{address}: the driver of PostgreSQL is missing: pip install 'psycopg[binary]'") from e
    with made.reading():
        return made


@dataclass(frozen=True)
class TSVector:
    """A table of word vectors beside the rows they index, one column and one index a field."""

    name: str
    of: str
    fields: tuple[str, ...]
    probed: int = 3_000

    @property
    def table(self) -> Table:
        """What to select from."""
        found = _tables.tables.get(self.name)
        if found is not None:
            return found
        columns = [Column(f, TSVECTOR, nullable=False) for f in self.fields]
        return Table(self.name, _tables, Column(self.of, BigInteger, primary_key=True), *columns)

    @property
    def n(self) -> ColumnElement[int]:
        """The number of the claim or dispatch."""
        return self.table.c[self.of]

    def make(self, connection: Connection) -> None:
        """Make the index."""
        columns = ", ".join(f'"{f}" tsvector NOT NULL' for f in self.fields)
        connection.exec_driver_sql(
            f"CREATE TABLE {self.name} ({self.of} bigint PRIMARY KEY REFERENCES {self.of} (n), {columns})"
        )
        for field in self.fields:
            connection.exec_driver_sql(f'CREATE INDEX ix_{self.name}_{field} ON {self.name} USING gin ("{field}")')

    def add(self, connection: Connection, rows: Sequence[Sequence[int | str]]) -> None:
        """Index rows of a number and the folded words of each field."""
        made = ((row[0], *(vector(str(words)) for words in row[1:])) for row in rows)
        copy(connection, self.name, (self.of, *self.fields), made)

    def match(self, wanted: Mapping[str, Search]) -> ColumnElement[bool]:
        """The condition that each field holds what is wanted of it."""
        asked = {field: cast(tsquery(search), TSQUERY) for field, search in wanted.items()}
        return and_(*(self.table.c[field].op("@@")(query) for field, query in asked.items()))

    def few(self, connection: Connection, wanted: Mapping[str, Search], most: int) -> list[int] | None:
        """The numbers of all rows that hold it, where the server thinks that they are no more than `most`.

        Else the rows are walked through in order: what many hold is soon met.
        """
        query = select(self.n).where(self.match(wanted)).compile(dialect=connection.dialect)
        parameters = query.construct_params()
        plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {query}", parameters).scalar_one()
        if plan[0]["Plan"]["Plan Rows"] > most:
            return None
        return [row[0] for row in connection.exec_driver_sql(str(query), parameters)]


class Postgres:
    """One database."""

    claims = TSVector("claim_words", "claim", CLAIM_FIELDS)
    dispatches = TSVector("dispatch_words", "dispatch", DISPATCH_FIELDS)

    def __init__(self, url: str, address: str) -> None:
        self.address = address
        self.engine = create_engine(url, pool_pre_ping=True)
        event.listen(self.engine, "connect", _prepare)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with self._explained(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write: one at a time over all processes, all or nothing.

        Raises:
            LedgerError: the database cannot be written, with the reason.
        """
        with self.reading() as connection:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
            yield connection

    def any_of(self, column: ColumnElement[Any], values: Iterable[Any]) -> ColumnElement[bool]:
        """The condition that the column holds one of the values, of which there may be thousands."""
        return column == func.any(bindparam(None, list(values), ARRAY(column.type), unique=True))

    def make_indexes(self, connection: Connection) -> None:
        """Make the full-text indexes of a new ledger."""
        for index in (self.claims, self.dispatches):
            index.make(connection)

    def damage(self, connection: Connection) -> list[str]:  # noqa: ARG002 - PostgreSQL checks its pages itself
        """What the store itself finds damaged: PostgreSQL looks after its own files."""
        return []

    def learn(self, connection: Connection) -> None:
        """Let PostgreSQL count what it holds, so that it chooses the right index."""
        connection.exec_driver_sql("ANALYZE")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as e:
            raise LedgerError(f"{self.address}: {_explanation(e.orig)}") from e


def _prepare(connection: Any, _: object) -> None:
    """Plan for few rows that are fetched one by one: nothing compiled, no helpers started, no whole tables read."""
    with connection.cursor() as cursor:
        for setting in ("jit = off", "max_parallel_workers_per_gather = 0", "random_page_cost = 1.1"):
            cursor.execute(f"SET {setting}")
    connection.commit()


def vector(folded: str) -> str:
    """The vector of folded words with their places; of a very long text each word once, as far as a row holds them."""
    words = folded.split()
    if len(folded) > LONGEST:
        return " ".join(dict.fromkeys(f"'{w[:LONGEST_WORD]}'" for w in words))[:LONGEST].rpartition(" ")[0]
    return " ".join([f"'{w[:LONGEST_WORD]}':{min(i, LAST_PLACE)}" for i, w in enumerate(words, 1)])


def _explanation(error: BaseException | None) -> str:
    """What went wrong, and what to do."""
    state = getattr(error, "sqlstate", None) or ""
    said = " ".join(str(error).split())
    if state == "53100":
        return (
            "the server's disk is full; what was being written was not kept, all that was kept before is intact: "
            "make room and run the same again"
        )
    if state in ("42501", "25006"):
        return f"it cannot be written ({said}): ask for the right to create and write tables in it"
    if state == "3D000":
        return f"{said}: make it first, for instance with createdb"
    if not state:
        return f"no server answers ({said}): check the address and that the server runs"
    return f"the store answered: {said}: check the ledger with `selon check`"
