"""What people decide on how claims hang together, and how they rate sources."""

import sqlalchemy as sa
from alembic import op

from selon.ledger.columns import Instant, Number

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "decision",
        sa.Column("n", Number, autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="merge, split, pin or undo"),
        sa.Column("claims", sa.Text(), nullable=False, comment="a JSON list of claim ids"),
        sa.Column(
            "others", sa.Text(), nullable=False, comment="a JSON list of the claim ids that these are split from"
        ),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("undoes", sa.String(length=16), nullable=True),
        sa.Column("recorded", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_decision"),
        sa.UniqueConstraint("id", name="uq_decision_id"),
    )
    op.create_table(
        "rating",
        sa.Column("n", Number, autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("voice", sa.Text(), nullable=False, comment="id of a voice, or the name of an agency or body"),
        sa.Column("rating", sa.String(length=1), nullable=False, comment="A to F of the Admiralty code"),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_rating"),
        sa.UniqueConstraint("id", name="uq_rating_id"),
    )
