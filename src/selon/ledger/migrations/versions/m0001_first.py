"""The first form of a ledger."""

import sqlalchemy as sa
from alembic import context, op

from selon.ledger.columns import Instant, Number

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables and the full-text indexes."""
    op.create_table(
        "batch",
        sa.Column("n", Number, autoincrement=False, nullable=False),
        sa.Column("following", Number, nullable=False, comment="the first serial that is free after this batch"),
        sa.Column("recorded", Instant(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_batch"),
        comment="one transaction that wrote",
    )
    op.create_table(
        "dispatch",
        sa.Column("n", Number, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("given", sa.Text(), nullable=False, comment="the id it came with"),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("place_start", sa.Integer(), nullable=True),
        sa.Column("place_end", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("recorded", Instant(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("format", sa.Text(), nullable=True),
        sa.Column(
            "raw",
            sa.String(length=64),
            nullable=True,
            comment="hash of the bytes; an imported ledger may not hold them",
        ),
        sa.Column("provider", sa.Text(), nullable=True, comment="who issued it, as the provider writes it"),
        sa.Column("provider_id", sa.Text(), nullable=True),
        sa.Column("version", sa.Text(), nullable=True),
        sa.Column("replaces", sa.Text(), nullable=True, comment="provider's id of the dispatch it takes the place of"),
        sa.Column("published_at", Instant(), nullable=True),
        sa.Column(
            "published_offset",
            sa.Integer(),
            nullable=True,
            comment="minutes of the zone that the instant was written in",
        ),
        sa.Column("updated_at", Instant(), nullable=True),
        sa.Column("updated_offset", sa.Integer(), nullable=True),
        sa.Column("embargo_until", Instant(), nullable=True),
        sa.Column("embargo_offset", sa.Integer(), nullable=True),
        sa.Column("tag", sa.Text(), nullable=True, comment="language tag as told (BCP 47)"),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("slug", sa.Text(), nullable=True),
        sa.Column("authors", sa.Text(), nullable=True, comment="a JSON list"),
        sa.Column("change", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True, comment="a JSON list"),
        sa.PrimaryKeyConstraint("n", name="pk_dispatch"),
        sa.UniqueConstraint("key", name="uq_dispatch_key"),
    )
    op.create_index("ix_dispatch_agency_n", "dispatch", ["agency", "n"], unique=False)
    op.create_index("ix_dispatch_given", "dispatch", ["given"], unique=False)
    op.create_index("ix_dispatch_lang_n", "dispatch", ["lang", "n"], unique=False)
    op.create_index("ix_dispatch_provider_id", "dispatch", ["provider_id"], unique=False)
    op.create_index("ix_dispatch_text_sha256", "dispatch", ["text_sha256"], unique=False)
    op.create_table(
        "dispatch_link",
        sa.Column("n", Number, autoincrement=False, nullable=False),
        sa.Column("dispatch", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="reprints or supersedes"),
        sa.Column("other", sa.String(length=16), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("recorded", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_dispatch_link"),
    )
    op.create_index("ix_dispatch_link_dispatch_n", "dispatch_link", ["dispatch", "n"], unique=False)
    op.create_index("ix_dispatch_link_other_n", "dispatch_link", ["other", "n"], unique=False)
    op.create_table(
        "quarantine",
        sa.Column("n", Number, autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "sha256",
            sa.String(length=64),
            nullable=True,
            comment="hash of the bytes; null where they could not be read at all",
        ),
        sa.Column("format", sa.Text(), nullable=False, comment="the adapter that gave up; empty where none began"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_quarantine"),
        sa.UniqueConstraint("id", name="uq_quarantine_id"),
    )
    op.create_table(
        "raw",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", Number, nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_raw"),
        comment="the bytes that dispatches were read from, compressed with zlib",
    )
    op.create_table(
        "retry",
        sa.Column("n", Number, autoincrement=False, nullable=False),
        sa.Column("quarantine", sa.String(length=16), nullable=False),
        sa.Column("taken", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_retry"),
    )
    op.create_index("ix_retry_quarantine", "retry", ["quarantine"], unique=False)
    op.create_table(
        "review",
        sa.Column("n", Number, autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("claim", sa.String(length=16), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column(
            "amendments", sa.Text(), nullable=False, comment="a JSON object: field → value as in the claim's JSON"
        ),
        sa.Column("undoes", sa.String(length=16), nullable=True),
        sa.Column("recorded", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_review"),
        sa.UniqueConstraint("id", name="uq_review_id"),
    )
    op.create_index("ix_review_claim_n", "review", ["claim", "n"], unique=False)
    op.create_index("ix_review_undoes", "review", ["undoes"], unique=False)
    op.create_table(
        "band",
        sa.Column("band", Number, autoincrement=False, nullable=False),
        sa.Column("dispatch", Number, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["dispatch"], ["dispatch.n"], name="fk_band_dispatch_dispatch"),
        sa.PrimaryKeyConstraint("band", "dispatch", name="pk_band"),
        comment="slices of the sketches: near-duplicates share at least one",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "block",
        sa.Column("dispatch", Number, autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column(
            "hash", sa.String(length=16), nullable=False, comment="of its exact words, to find unchanged paragraphs"
        ),
        sa.ForeignKeyConstraint(["dispatch"], ["dispatch.n"], name="fk_block_dispatch_dispatch"),
        sa.PrimaryKeyConstraint("dispatch", "ordinal", name="pk_block"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_block_hash_dispatch", "block", ["hash", "dispatch"], unique=False)
    op.create_table(
        "reading",
        sa.Column("n", Number, autoincrement=False, nullable=False),
        sa.Column("dispatch", Number, autoincrement=False, nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("rank", sa.Text(), nullable=False, comment="the reader's version, written so that it sorts"),
        sa.Column("recorded", Instant(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False, comment="a JSON list"),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dispatch"], ["dispatch.n"], name="fk_reading_dispatch_dispatch"),
        sa.PrimaryKeyConstraint("n", name="pk_reading"),
    )
    op.create_index("ix_reading_dispatch_rank_n", "reading", ["dispatch", "rank", "n"], unique=False)
    op.create_table(
        "sketch",
        sa.Column("dispatch", Number, autoincrement=False, nullable=False),
        sa.Column(
            "algorithm", sa.Integer(), nullable=False, comment="sketches of different algorithms cannot be compared"
        ),
        sa.Column("minhash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["dispatch"], ["dispatch.n"], name="fk_sketch_dispatch_dispatch"),
        sa.PrimaryKeyConstraint("dispatch", name="pk_sketch"),
    )
    op.create_table(
        "attribution",
        sa.Column("reading", Number, autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "listed", sa.Boolean(), nullable=False, comment="whether the reading lists it, or only a claim holds it"
        ),
        sa.Column("source_kind", sa.Text(), nullable=False),
        sa.Column("source_start", sa.Integer(), nullable=True),
        sa.Column("source_end", sa.Integer(), nullable=True),
        sa.Column("source_count", sa.Integer(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("told_start", sa.Integer(), nullable=True),
        sa.Column("told_end", sa.Integer(), nullable=True),
        sa.Column("speech", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False, comment="a JSON list of spans"),
        sa.ForeignKeyConstraint(["reading"], ["reading.n"], name="fk_attribution_reading_reading"),
        sa.PrimaryKeyConstraint("reading", "ordinal", name="pk_attribution"),
    )
    op.create_table(
        "claim",
        sa.Column("n", Number, autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("reading", Number, autoincrement=False, nullable=False),
        sa.Column("dispatch", Number, autoincrement=False, nullable=False),
        sa.Column(
            "review", Number, nullable=True, comment="the review that amended it; null where it is as it was read"
        ),
        sa.Column("recorded", Instant(), nullable=False),
        sa.Column("ahead", sa.Boolean(), nullable=False, comment="recorded more than a day before its publication day"),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("hedged", sa.Boolean(), nullable=False),
        sa.Column("trigger_start", sa.Integer(), nullable=False),
        sa.Column("trigger_end", sa.Integer(), nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=False),
        sa.Column("quote_end", sa.Integer(), nullable=False),
        sa.Column("source_kind", sa.Text(), nullable=False),
        sa.Column("source_start", sa.Integer(), nullable=True),
        sa.Column("source_end", sa.Integer(), nullable=True),
        sa.Column("source_count", sa.Integer(), nullable=True),
        sa.Column(
            "source_name",
            sa.Text(),
            nullable=True,
            comment="words of a source that has a name, folded; null for who is not named",
        ),
        sa.Column("actor_start", sa.Integer(), nullable=True),
        sa.Column("actor_end", sa.Integer(), nullable=True),
        sa.Column("target_start", sa.Integer(), nullable=True),
        sa.Column("target_end", sa.Integer(), nullable=True),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("grain", sa.Text(), nullable=True, comment="null where the text gives no time"),
        sa.Column("approximate", sa.Boolean(), nullable=True),
        sa.Column("deadline", sa.Boolean(), nullable=False),
        sa.Column("quantity_start", sa.Integer(), nullable=True),
        sa.Column("quantity_end", sa.Integer(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("about", sa.Boolean(), nullable=True, comment="whether the quantity is approximate"),
        sa.Column("measure", sa.Text(), nullable=True, comment="kind of quantity; null where there is none"),
        sa.Column("counted_start", sa.Integer(), nullable=True),
        sa.Column("counted_end", sa.Integer(), nullable=True),
        sa.Column("attribution", sa.Integer(), nullable=True, comment="ordinal among the reading's attributions"),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False, comment="a JSON object: field → spans and rule"),
        sa.ForeignKeyConstraint(["dispatch"], ["dispatch.n"], name="fk_claim_dispatch_dispatch"),
        sa.ForeignKeyConstraint(["reading"], ["reading.n"], name="fk_claim_reading_reading"),
        sa.PrimaryKeyConstraint("n", name="pk_claim"),
    )
    op.create_index("ix_claim_agency_n", "claim", ["agency", "n"], unique=False)
    op.create_index(
        "ix_claim_ahead", "claim", ["n"], unique=False, sqlite_where=sa.text("ahead"), postgresql_where=sa.text("ahead")
    )
    op.create_index(
        "ix_claim_amended",
        "claim",
        ["n"],
        unique=False,
        sqlite_where=sa.text("review IS NOT NULL"),
        postgresql_where=sa.text("review IS NOT NULL"),
    )
    op.create_index(
        "ix_claim_due",
        "claim",
        ["n"],
        unique=False,
        sqlite_where=sa.text("deadline"),
        postgresql_where=sa.text("deadline"),
    )
    op.create_index("ix_claim_id_n", "claim", ["id", "n"], unique=False)
    op.create_index("ix_claim_lang_n", "claim", ["lang", "n"], unique=False)
    op.create_index("ix_claim_reading_n", "claim", ["reading", "n"], unique=False)
    op.create_index("ix_claim_recorded_n", "claim", ["recorded", "n"], unique=False)
    op.create_index("ix_claim_source_kind_n", "claim", ["source_kind", "n"], unique=False)
    op.create_index("ix_claim_status_n", "claim", ["status", "n"], unique=False)
    op.create_index("ix_claim_type_n", "claim", ["type", "n"], unique=False)
    op.create_table(
        "happening",
        sa.Column("bucket", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim", Number, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claim.n"], name="fk_happening_claim_claim"),
        sa.PrimaryKeyConstraint("bucket", "claim", name="pk_happening"),
        comment="stretches of the calendar that a claim's time touches, see calendar.py",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "place_mention",
        sa.Column("claim", Number, autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False, comment="the words folded"),
        sa.Column("place", sa.Text(), nullable=True, comment="what the gazetteer says it is, as JSON"),
        sa.ForeignKeyConstraint(["claim"], ["claim.n"], name="fk_place_mention_claim_claim"),
        sa.PrimaryKeyConstraint("claim", "ordinal", name="pk_place_mention"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_place_mention_name_claim", "place_mention", ["name", "claim"], unique=False)
    context.config.attributes["store"].make_indexes(op.get_bind())
