"""The tables of items."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, Table, Text, UniqueConstraint, text

from inloop.database import Key, metadata

item = Table(
    "item",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),
    Column("project", Key, nullable=False),
    Column("key", Text, nullable=False),
    Column("rev", Integer, nullable=False),
    Column("control", Boolean, nullable=False),
    Column("shuffle", BigInteger, nullable=False),
    Column("group", Text),
    Column("deleted_at", BigInteger),
    UniqueConstraint("project", "key"),
)
Index(
    "ix_item_control",
    item.c.project,
    item.c.shuffle,
    sqlite_where=text("control = 1"),
    postgresql_where=text("control"),
)
Index(
    "ix_item_deleted",
    item.c.project,
    item.c.id,
    sqlite_where=text("deleted_at IS NOT NULL"),
    postgresql_where=text("deleted_at IS NOT NULL"),
)
Index(
    "ix_item_revised",
    item.c.project,
    item.c.id,
    sqlite_where=text("rev > 1"),
    postgresql_where=text("rev > 1"),
)

item_revision = Table(
    "item_revision",
    metadata,
    Column("item", Key, primary_key=True, autoincrement=False),
    Column("rev", Integer, primary_key=True, autoincrement=False),
    Column("project", Key, nullable=False),
    Column("content_hash", LargeBinary, nullable=False),
    Column("fields", Text),
    Column("at", BigInteger, nullable=False),
    Column("source", Key),
    sqlite_with_rowid=False,
)

item_count = Table(
    "item_count",
    metadata,
    Column("project", Key, primary_key=True, autoincrement=False),
    Column("next_ordinal", Key, nullable=False),
    Column("live", Key, nullable=False),
    Column("indexed", Key, nullable=False, server_default="0"),
)

search_due = Table(
    "search_due",
    metadata,
    Column("item", Key, primary_key=True, autoincrement=False),
    Column("project", Key, nullable=False),
    Column("indexed_rev", Integer, nullable=False),
)

known_answer = Table(
    "known_answer",
    metadata,
    Column("item", Key, primary_key=True, autoincrement=False),
    Column("question", Text, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("project", Key, nullable=False),
    Column("rev", Integer, nullable=False),
    Column("value", Text, nullable=False),
    Column("source", Key),
)

import_run = Table(
    "import_run",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=True),
    Column("project", Key, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("columns", Text, nullable=False),
    Column("options", Text, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("rows_done", BigInteger, nullable=False),
    Column("counts", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("started_at", BigInteger),
    Column("finished_at", BigInteger),
    Column("error", Text),
    Column("by", Text, nullable=False),
)

import_problem = Table(
    "import_problem",
    metadata,
    Column("import", Key, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("project", Key, nullable=False),
    Column("reason", Text, nullable=False),
    Column("excerpt", Text, nullable=False),
)
