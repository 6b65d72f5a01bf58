"""Indexes for flags: by which claims are found that are negated, or told with reserve, where those are rare; and those
of the other flags in the words in which SQLite is asked, without which it passes over them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make an index a flag."""
    if op.get_bind().dialect.name == "sqlite":
        for name in ("due", "ahead"):
            op.drop_index(f"ix_claim_{name}", "claim")
        _make("due", "deadline")
        _make("ahead", "ahead")
    _make("negated", "negated")
    _make("hedged", "hedged")


def _make(name: str, flag: str) -> None:
    op.create_index(
        f"ix_claim_{name}", "claim", ["n"], sqlite_where=sa.text(f"{flag} = 1"), postgresql_where=sa.text(flag)
    )
