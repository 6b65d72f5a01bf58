"""Column types that mean the same in every store."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Dialect, Integer
from sqlalchemy.types import TypeDecorator, TypeEngine

Number = BigInteger().with_variant(Integer, "sqlite")
"""A 64-bit whole number. SQLite's INTEGER has 64 bits, and only a key of that name is the row's own number."""


class Instant(TypeDecorator[datetime]):
    """A moment, kept in UTC to the microsecond and given back with its zone.

    Raises:
        ValueError: a moment without a zone.
    """

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime]:
        """PostgreSQL keeps the zone itself; SQLite keeps text that sorts by time."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name != "sqlite"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC, and without a zone where the store knows none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} names no zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Back with the zone UTC, whatever zone the server speaks in."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
