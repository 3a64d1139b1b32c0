"""The tables of people. Secrets stand here as SHA-256 only: who reads the database cannot sign in with it."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, Table, Text

from inloop.database import Key, metadata

person = Table(
    "person",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False),
    Column("email", Text, unique=True),
    Column("password", Text),
    Column("is_owner", Boolean, nullable=False),
    Column("made_at", BigInteger, nullable=False),
)

membership = Table(
    "membership",
    metadata,
    Column("project", Key, primary_key=True, autoincrement=False),
    Column("person", Key, primary_key=True, autoincrement=False),
    Column("role", Text, nullable=False),
    Column("added_at", BigInteger, nullable=False),
    Column("removed_at", BigInteger),
)
Index("ix_membership_person", membership.c.person)

session = Table(
    "session",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=True),
    Column("person", Key, nullable=False, index=True),
    Column("digest", LargeBinary, nullable=False, unique=True),
    Column("client", Text, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
)

token = Table(
    "token",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=True),
    Column("person", Key, nullable=False, index=True),
    Column("project", Key),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False, unique=True),
    Column("made_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
    Column("expires_at", BigInteger),
    Column("revoked_at", BigInteger),
)

link = Table(
    "link",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=True),
    Column("purpose", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False, unique=True),
    Column("person", Key),
    Column("project", Key, index=True),
    Column("role", Text),
    Column("name", Text, nullable=False),
    Column("made_by", Key),
    Column("made_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
    Column("used_by", Key),
    Column("revoked_at", BigInteger),
)

attempt = Table(
    "attempt",
    metadata,
    Column("account", Text, primary_key=True),
    Column("hour", BigInteger, primary_key=True, autoincrement=False),
    Column("tries", Integer, nullable=False),
)
