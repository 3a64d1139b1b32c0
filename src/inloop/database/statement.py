"""Statements of the hot paths: compiled once a dialect, run on the driver's cursor.

SQLAlchemy writes the SQL, so that both dialects come from one expression; running it skips the layers that cost more
than the query itself. Values must be what the driver takes as they are: integers, floats, text, bytes, None.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.sql import ClauseElement

Record = tuple[Any, ...]


class Statement:
    """One SQL statement with named parameters, ready for many runs.

    Examples
    --------
    >>> from sqlalchemy import bindparam, create_engine, literal_column, select
    >>> double = Statement(select(literal_column("2") * bindparam("n")))
    >>> with create_engine("sqlite://").connect() as connection:
    ...     double.one(connection, n=21)
    (42,)
    """

    __slots__ = ("_clause", "_compiled")

    def __init__(self, clause: ClauseElement) -> None:
        self._clause = clause
        self._compiled: dict[str, tuple[str, tuple[str, ...] | None, dict[str, Any]]] = {}

    def all(self, connection: Connection, /, **values: object) -> list[Record]:
        """Give every row as a plain tuple."""
        cursor = self._execute(connection, values)
        try:
            return list(cursor.fetchall())
        finally:
            cursor.close()

    def one(self, connection: Connection, /, **values: object) -> Record | None:
        """Give the first row, or None."""
        cursor = self._execute(connection, values)
        try:
            row: Record | None = cursor.fetchone()
            return row
        finally:
            cursor.close()

    def value(self, connection: Connection, /, **values: object) -> Any:  # whatever the column holds
        """Give the first column of the first row, or None."""
        row = self.one(connection, **values)
        return None if row is None else row[0]

    def run(self, connection: Connection, /, **values: object) -> int:
        """Run it for its effect; give the number of rows it touched."""
        cursor = self._execute(connection, values)
        count: int = cursor.rowcount
        cursor.close()
        return count

    def many(self, connection: Connection, rows: Sequence[dict[str, object]], /) -> None:
        """Run it once a row of values, as one call of the driver."""
        if not rows:
            return
        sql, order, defaults = self._text(connection)
        cursor = _cursor(connection)
        if order is None:
            cursor.executemany(sql, [{**defaults, **row} for row in rows])
        else:
            cursor.executemany(sql, _in_order(rows, order, defaults))
        cursor.close()

    def _execute(self, connection: Connection, values: dict[str, object]) -> Any:  # a driver's cursor
        sql, order, defaults = self._text(connection)
        cursor = _cursor(connection)
        if order is None:
            cursor.execute(sql, {**defaults, **values})
        else:
            cursor.execute(sql, tuple(values[name] if name in values else defaults[name] for name in order))
        return cursor

    def _text(self, connection: Connection) -> tuple[str, tuple[str, ...] | None, dict[str, Any]]:
        name = connection.dialect.name
        known = self._compiled.get(name)
        if known is None:
            known = self._compiled[name] = self._compile(connection)
        return known

    def _compile(self, connection: Connection) -> tuple[str, tuple[str, ...] | None, dict[str, Any]]:
        compiled = self._clause.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
        order = tuple(compiled.positiontup) if compiled.positional and compiled.positiontup is not None else None  # type: ignore[attr-defined]
        return str(compiled), order, dict(compiled.params)


def _in_order(
    rows: Sequence[dict[str, object]], order: tuple[str, ...], defaults: dict[str, Any]
) -> Iterable[tuple[object, ...]]:
    """Give the values as the statement wants them: the fast way where every row names all of them."""
    if len(order) > 1:
        with suppress(KeyError):
            return list(map(itemgetter(*order), rows))
    return [tuple(row.get(name, defaults.get(name)) for name in order) for row in rows]


def _cursor(connection: Connection) -> Any:  # a driver's cursor
    if not connection.in_transaction():
        connection.begin()
    return connection.connection.cursor()
