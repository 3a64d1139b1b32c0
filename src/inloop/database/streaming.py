"""Rows as they are read, a few thousand in memory at a time."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select


def stream(connection: Connection, query: Select[Any], *, rows: int = 5_000) -> Iterator[Row[Any]]:
    """Stream the rows of a query; the database lets go of them also where the reader stops early.

    The option belongs to the query: set on a connection it would make every later statement a cursor of its own.
    """
    with connection.execute(query.execution_options(yield_per=rows)) as found:
        yield from found
