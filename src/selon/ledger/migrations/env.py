"""What Alembic runs: the migrations, in the transaction that the ledger has opened."""

from alembic import context

from selon.ledger.migrations import VERSIONS
from selon.ledger.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSIONS,
    transactional_ddl=False,
)
context.run_migrations()
