"""Bring a ledger to the form that this version of Selon keeps."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, select
from sqlalchemy.sql.expression import column, table

from selon.errors import LedgerError
from selon.ledger.stores.store import Store

HEAD = "0004"
"""The newest migration. A test holds it against the files."""
VERSIONS = "selon_migration"
"""The table that tells how far a ledger has come."""


def bring_up(store: Store) -> None:
    """Apply the migrations that are missing, all or none. A ledger that is up to date costs one query.

    Raises:
        LedgerError: the ledger was made by a newer version, or the store holds something else.
    """
    with store.reading() as connection:
        at = _at(connection)
    if at == HEAD:
        return
    with store.writing() as connection:
        at = _at(connection)
        if at is not None and at > HEAD:
            raise LedgerError(f"{store.address}: made by a newer version of Selon: upgrade with pip install -U selon")
        if at is None and {"dispatch", "claim"} & set(inspect(connection).get_table_names()):
            raise LedgerError(f"{store.address}: holds tables of another program: give a database of its own")
        if at != HEAD:
            _upgrade(store, connection)


def _at(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSIONS):
        return None
    found: str | None = connection.scalar(select(column("version_num")).select_from(table(VERSIONS)))
    return found


def _upgrade(store: Store, connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "selon.ledger:migrations")
    config.attributes["connection"] = connection
    config.attributes["store"] = store
    command.upgrade(config, "head")
