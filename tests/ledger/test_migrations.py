"""The migrations make what the schema says, and are in step with each other."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import selon.ledger
from selon.ledger.migrations import HEAD, VERSIONS
from selon.ledger.schema import metadata


def test_the_newest_migration_is_the_one_that_is_expected() -> None:
    config = Config()
    config.set_main_option("script_location", "selon.ledger:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_migrations_make_the_schema(tmp_path: Path) -> None:
    with selon.ledger.open(tmp_path / "desk.db") as ledger, ledger.store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSIONS})
        differences = [
            d for d in compare_metadata(context, metadata) if not (d[0] == "remove_table" and "_words" in d[1].name)
        ]
    assert differences == []
