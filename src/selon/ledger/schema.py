"""The tables, the same in every store. Rows are added and never changed; every state is a query.

The numbers of claims and dispatches sort by publication, newest first (see `numbers`), so that every index on one
column also gives its rows in that order. `agency`, `lang` and `recorded` are copied into `claim`, whose rows never
change, so that each can be such an index.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

from selon.ledger.columns import Instant, Number

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _own() -> Column[int]:
    return Column("n", Number, primary_key=True, autoincrement=False)


def _refers(name: str, to: str, *, nullable: bool = False, key: bool = False) -> Column[int]:
    return Column(name, Number, ForeignKey(to), nullable=nullable, primary_key=key, autoincrement=False)


def _span(name: str) -> tuple[Column[int], Column[int]]:
    """Where the words stand: half-open code-point offsets in the dispatch's text; both null where there are none."""
    return Column(f"{name}_start", Integer), Column(f"{name}_end", Integer)


batch = Table(
    "batch",
    metadata,
    _own(),
    Column("following", Number, nullable=False, comment="the first serial that is free after this batch"),
    Column("recorded", Instant, nullable=False),
    Column("program", Text, nullable=False),
    comment="one transaction that wrote",
)

raw = Table(
    "raw",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Number, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    comment="the bytes that dispatches were read from, compressed with zlib",
)

dispatch = Table(
    "dispatch",
    metadata,
    _own(),
    Column("key", String(16), nullable=False, unique=True),
    Column("text_sha256", String(64), nullable=False, index=True),
    Column("given", Text, nullable=False, index=True, comment="the id it came with"),
    Column("agency", Text),
    Column("lang", Text, nullable=False),
    Column("published", Date),
    Column("title", Text),
    *_span("place"),
    Column("text", Text, nullable=False),
    Column("recorded", Instant, nullable=False),
    # What the provider said of it; all null for a dispatch that came without.
    Column("name", Text),
    Column("format", Text),
    Column("raw", String(64), comment="hash of the bytes; an imported ledger may not hold them"),
    Column("provider", Text, comment="who issued it, as the provider writes it"),
    Column("provider_id", Text, index=True),
    Column("version", Text),
    Column("replaces", Text, comment="provider's id of the dispatch it takes the place of"),
    Column("published_at", Instant),
    Column("published_offset", Integer, comment="minutes of the zone that the instant was written in"),
    Column("updated_at", Instant),
    Column("updated_offset", Integer),
    Column("embargo_until", Instant),
    Column("embargo_offset", Integer),
    Column("tag", Text, comment="language tag as told (BCP 47)"),
    Column("headline", Text),
    Column("url", Text),
    Column("slug", Text),
    Column("authors", Text, comment="a JSON list"),
    Column("change", Text),
    Column("notes", Text, comment="a JSON list"),
    Index(None, "agency", "n"),
    Index(None, "lang", "n"),
)

block = Table(
    "block",
    metadata,
    _refers("dispatch", "dispatch.n", key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("hash", String(16), nullable=False, comment="of its exact words, to find unchanged paragraphs"),
    Index(None, "hash", "dispatch"),
    sqlite_with_rowid=False,
)

reading = Table(
    "reading",
    metadata,
    _own(),
    _refers("dispatch", "dispatch.n"),
    Column("reader", Text, nullable=False),
    Column("rank", Text, nullable=False, comment="the reader's version, written so that it sorts"),
    Column("recorded", Instant, nullable=False),
    Column("notes", Text, nullable=False, comment="a JSON list"),
    Column("claims", Integer, nullable=False),
    Index(None, "dispatch", "rank", "n"),
)

attribution = Table(
    "attribution",
    metadata,
    _refers("reading", "reading.n", key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("listed", Boolean, nullable=False, comment="whether the reading lists it, or only a claim holds it"),
    Column("source_kind", Text, nullable=False),
    *_span("source"),
    Column("source_count", Integer),
    *_span("cue"),
    *_span("told"),
    Column("speech", Text, nullable=False),
    Column("content", Text, nullable=False, comment="a JSON list of spans"),
)

claim = Table(
    "claim",
    metadata,
    _own(),
    Column("id", String(16), nullable=False),
    _refers("reading", "reading.n"),
    _refers("dispatch", "dispatch.n"),
    Column("review", Number, comment="the review that amended it; null where it is as it was read"),
    Column("recorded", Instant, nullable=False),
    Column("ahead", Boolean, nullable=False, comment="recorded more than a day before its publication day"),
    Column("agency", Text),
    Column("lang", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("negated", Boolean, nullable=False),
    Column("hedged", Boolean, nullable=False),
    Column("trigger_start", Integer, nullable=False),
    Column("trigger_end", Integer, nullable=False),
    Column("quote_start", Integer, nullable=False),
    Column("quote_end", Integer, nullable=False),
    Column("source_kind", Text, nullable=False),
    *_span("source"),
    Column("source_count", Integer),
    Column("source_name", Text, comment="words of a source that has a name, folded; null for who is not named"),
    *_span("actor"),
    *_span("target"),
    Column("first", Date),
    Column("last", Date),
    Column("grain", Text, comment="null where the text gives no time"),
    Column("approximate", Boolean),
    Column("deadline", Boolean, nullable=False),
    *_span("quantity"),
    Column("low", Float),
    Column("high", Float),
    Column("unit", Text),
    Column("about", Boolean, comment="whether the quantity is approximate"),
    Column("measure", Text, comment="kind of quantity; null where there is none"),
    *_span("counted"),
    Column("attribution", Integer, comment="ordinal among the reading's attributions"),
    Column("confidence", Float, nullable=False),
    Column("evidence", Text, nullable=False, comment="a JSON object: field → spans and rule"),
    Index(None, "id", "n"),
    Index(None, "reading", "n"),
    Index(None, "type", "n"),
    Index(None, "status", "n"),
    Index(None, "source_kind", "n"),
    Index(None, "agency", "n"),
    Index(None, "lang", "n"),
    Index(None, "recorded", "n"),
    Index("ix_claim_due", "n", sqlite_where=text("deadline = 1"), postgresql_where=text("deadline")),
    Index("ix_claim_negated", "n", sqlite_where=text("negated = 1"), postgresql_where=text("negated")),
    Index("ix_claim_hedged", "n", sqlite_where=text("hedged = 1"), postgresql_where=text("hedged")),
    Index("ix_claim_ahead", "n", sqlite_where=text("ahead = 1"), postgresql_where=text("ahead")),
    Index(
        "ix_claim_amended", "n", sqlite_where=text("review IS NOT NULL"), postgresql_where=text("review IS NOT NULL")
    ),
)

place_mention = Table(
    "place_mention",
    metadata,
    _refers("claim", "claim.n", key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False, comment="the words folded"),
    Column("place", Text, comment="what the gazetteer says it is, as JSON"),
    *_span("words"),
    Index(None, "name", "claim"),
    sqlite_with_rowid=False,
)

happening = Table(
    "happening",
    metadata,
    Column("bucket", Integer, primary_key=True, autoincrement=False),
    _refers("claim", "claim.n", key=True),
    sqlite_with_rowid=False,
    comment="stretches of the calendar that a claim's time touches, see calendar.py",
)

review = Table(
    "review",
    metadata,
    _own(),
    Column("id", String(16), nullable=False, unique=True),
    Column("claim", String(16), nullable=False),
    Column("verdict", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("amendments", Text, nullable=False, comment="a JSON object: field → value as in the claim's JSON"),
    Column("undoes", String(16), index=True),
    Column("recorded", Instant, nullable=False),
    Index(None, "claim", "n"),
)

dispatch_link = Table(
    "dispatch_link",
    metadata,
    _own(),
    Column("dispatch", String(16), nullable=False),
    Column("kind", Text, nullable=False, comment="reprints or supersedes"),
    Column("other", String(16), nullable=False),
    Column("score", Float, nullable=False),
    Column("why", Text, nullable=False),
    Column("recorded", Instant, nullable=False),
    Index(None, "dispatch", "n"),
    Index(None, "other", "n"),
)

sketch = Table(
    "sketch",
    metadata,
    _refers("dispatch", "dispatch.n", key=True),
    Column("algorithm", Integer, nullable=False, comment="sketches of different algorithms cannot be compared"),
    Column("minhash", LargeBinary, nullable=False),
)

band = Table(
    "band",
    metadata,
    Column("band", Number, primary_key=True, autoincrement=False),
    _refers("dispatch", "dispatch.n", key=True),
    sqlite_with_rowid=False,
    comment="slices of the sketches: near-duplicates share at least one",
)

quarantine = Table(
    "quarantine",
    metadata,
    _own(),
    Column("id", String(16), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("sha256", String(64), comment="hash of the bytes; null where they could not be read at all"),
    Column("format", Text, nullable=False, comment="the adapter that gave up; empty where none began"),
    Column("reason", Text, nullable=False),
    Column("recorded", Instant, nullable=False),
)

retry = Table(
    "retry",
    metadata,
    _own(),
    Column("quarantine", String(16), nullable=False, index=True),
    Column("taken", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded", Instant, nullable=False),
)

decision = Table(
    "decision",
    metadata,
    _own(),
    Column("id", String(16), nullable=False, unique=True),
    Column("kind", Text, nullable=False, comment="merge, split, pin or undo"),
    Column("claims", Text, nullable=False, comment="a JSON list of claim ids"),
    Column("others", Text, nullable=False, comment="a JSON list of the claim ids that these are split from"),
    Column("by", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("undoes", String(16)),
    Column("recorded", Instant, nullable=False),
)

rating = Table(
    "rating",
    metadata,
    _own(),
    Column("id", String(16), nullable=False, unique=True),
    Column("voice", Text, nullable=False, comment="id of a voice, or the name of an agency or body"),
    Column("rating", String(1), nullable=False, comment="A to F of the Admiralty code"),
    Column("by", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("recorded", Instant, nullable=False),
)
