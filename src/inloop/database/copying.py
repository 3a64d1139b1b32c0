"""Many rows at once into PostgreSQL."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection


def copy_rows(connection: Connection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Send rows, which all name the same columns, by COPY: several times as fast as inserting them.

    PostgreSQL only. A row that breaks a constraint ends the transaction, as it does with an insert.
    """
    names = tuple(rows[0])
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(map(quote, names))
    driver: Any = connection.connection.driver_connection
    take = itemgetter(*names)
    with driver.cursor() as cursor, cursor.copy(f"COPY {quote(table)} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(take(row))
