"""The tables of labelling."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from inloop.database import Key, metadata

annotator = Table(
    "annotator",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=True),
    Column("project", Key, nullable=False),
    Column("kind", Text, nullable=False),
    Column("person", Key),
    Column("name", Text, nullable=False),
    Column("answers", BigInteger, nullable=False, server_default="0"),
    Column("active_ms", BigInteger, nullable=False, server_default="0"),
    Column("day", Integer, nullable=False, server_default="0"),
    Column("day_answers", Integer, nullable=False, server_default="0"),
    Column("second_after", BigInteger, nullable=False, server_default="-1"),
    Column("last_at", BigInteger),
    UniqueConstraint("project", "kind", "name"),
    UniqueConstraint("project", "person"),
)
assignment = Table(
    "assignment",
    metadata,
    Column("id", Text, primary_key=True),
    Column("project", Key, nullable=False),
    Column("item", Key, nullable=False),
    Column("rev", Integer, nullable=False),
    Column("annotator", Key, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("state", Integer, nullable=False),
    Column("suggested", Boolean, nullable=False),
    Column("strategy", Text),
    Column("skip_reason", Text),
    Column("note", Text),
)
Index("ix_assignment_item", assignment.c.item, assignment.c.annotator)
Index(
    "ix_assignment_held",
    assignment.c.project,
    assignment.c.annotator,
    sqlite_where=text("state = 0"),
    postgresql_where=text("state = 0"),
)
Index(
    "ix_assignment_expiry",
    assignment.c.project,
    assignment.c.expires_at,
    sqlite_where=text("state = 0"),
    postgresql_where=text("state = 0"),
)
annotation = Table(
    "annotation",
    metadata,
    Column("id", Text, primary_key=True),
    Column("project", Key, nullable=False),
    Column("item", Key, nullable=False, index=True),
    Column("rev", Integer, nullable=False),
    Column("annotator", Key, nullable=False),
    Column("assignment", Text),
    Column("schema_version", Integer, nullable=False),
    Column("body", Text),
    Column("digest", LargeBinary, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("active_ms", BigInteger, nullable=False),
    Column("note", Text, nullable=False),
    Column("flag", Boolean, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("supersedes", Text),
    Column("bulk", Text),
    Column("confidence", Text),
)
Index(
    "ix_annotation_bulk",
    annotation.c.bulk,
    sqlite_where=text("bulk IS NOT NULL"),
    postgresql_where=text("bulk IS NOT NULL"),
)
Index("ix_annotation_history", annotation.c.project, annotation.c.annotator, annotation.c.at)
annotation_end = Table(
    "annotation_end",
    metadata,
    Column("annotation", Text, primary_key=True),
    Column("project", Key, nullable=False),
    Column("how", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
)
vote = Table(
    "vote",
    metadata,
    Column("item", Key, primary_key=True, autoincrement=False),
    Column("rev", Integer, primary_key=True, autoincrement=False),
    Column("question", Text, primary_key=True),
    Column("annotator", Key, primary_key=True, autoincrement=False),
    Column("project", Key, nullable=False),
    Column("code", BigInteger, nullable=False),
    Column("annotation", Text, nullable=False),
    Column("confidence", Float),
    sqlite_with_rowid=False,
)
