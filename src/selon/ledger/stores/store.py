"""What the ledger asks of a store beyond the SQL that all of them speak."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Engine, FromClause

from selon.ledger.search import Search

CLAIM_FIELDS = ("quote", "actor", "target", "source")
"""Parts of a claim whose words can be searched."""
DISPATCH_FIELDS = ("text",)


class Words(Protocol):
    """A full-text index: rows of folded words under the numbers of claims or dispatches."""

    @property
    def table(self) -> FromClause:
        """What to select from."""

    @property
    def n(self) -> ColumnElement[int]:
        """The number of the claim or dispatch."""

    @property
    def probed(self) -> int:
        """How many rows may be asked one by one whether they hold words, instead of going through all that do."""

    def add(self, connection: Connection, rows: Sequence[Sequence[int | str]]) -> None:
        """Index rows of a number and the folded words of each field."""

    def match(self, wanted: Mapping[str, Search]) -> ColumnElement[bool]:
        """The condition that each field holds what is wanted of it."""

    def few(self, connection: Connection, wanted: Mapping[str, Search], most: int) -> list[int] | None:
        """The numbers of all rows that hold it, where they are likely no more than `most` and better listed first."""


class Store(Protocol):
    """A place where a ledger is kept."""

    @property
    def address(self) -> str:
        """What to call it, without passwords."""

    @property
    def engine(self) -> Engine:
        """Its connections."""

    @property
    def claims(self) -> Words:
        """The index over the words of claims."""

    @property
    def dispatches(self) -> Words:
        """The index over the words of dispatches."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that only reads."""

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that may write: one at a time over all processes, all or nothing.

        Raises:
            LedgerError: the store cannot be written, with the reason.
        """

    def any_of(self, column: ColumnElement[Any], values: Iterable[Any]) -> ColumnElement[bool]:
        """The condition that the column holds one of the values, of which there may be thousands."""

    def make_indexes(self, connection: Connection) -> None:
        """Make the full-text indexes of a new ledger."""

    def damage(self, connection: Connection) -> list[str]:
        """What the store itself finds damaged."""

    def learn(self, connection: Connection) -> None:
        """Let the store count what it holds, so that it chooses the right index."""
