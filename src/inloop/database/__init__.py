"""The path to the database: one engine, one way to read, one way to write durably."""

from inloop.database.engine import Database, open_database
from inloop.database.statement import Statement
from inloop.database.streaming import stream
from inloop.database.tables import Key, metadata

__all__ = ["Database", "Key", "Statement", "metadata", "open_database", "stream"]
