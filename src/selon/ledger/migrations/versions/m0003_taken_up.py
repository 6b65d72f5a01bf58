"""The words with which a claim takes up a place that it does not name."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the span of the words."""
    for end in ("words_start", "words_end"):
        op.add_column("place_mention", sa.Column(end, sa.Integer(), nullable=True))
