"""The facts of PostgreSQL as one CSV file a table, all from one snapshot."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect

from inloop.database.backup.archive import Progress, Report
from inloop.database.migrations.upgrade import VERSION_TABLE, find_version
from inloop.kernel.errors import ConflictError, UnreadableFileError


def dump_tables(engine: Engine, folder: Path, *, report: Report) -> dict[str, list[str]]:
    """Write every table to a file of the folder; give the columns of each."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection, connection.begin():
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        names = sorted(set(inspect(connection).get_table_names()) - {VERSION_TABLE})
        tables = {name: _columns(connection, name) for name in names}
        for number, (name, columns) in enumerate(tables.items()):
            report(Progress("facts", number, len(tables)))
            _dump(connection, name, columns, folder / f"{name}.csv")
    return tables


def _dump(connection: Connection, table: str, columns: list[str], place: Path) -> None:
    order = f"COPY {_named(connection, table, columns)} TO STDOUT (FORMAT csv)"
    with place.open("wb") as file, _cursor(connection) as cursor, cursor.copy(order) as chunks:
        for chunk in chunks:
            file.write(chunk)


def check_empty(engine: Engine) -> None:
    """Raise `ConflictError` when a table has rows."""
    with engine.connect() as connection:
        for name in inspect(connection).get_table_names():
            quoted = connection.dialect.identifier_preparer.quote(name)
            row = connection.exec_driver_sql(f"SELECT 1 FROM {quoted} LIMIT 1").one_or_none()  # noqa: S608  # its own name
            if row is not None and name != VERSION_TABLE:
                raise ConflictError(
                    f"The database is not empty: there are rows in '{name}'.", hint="Restore into a new database."
                )


def check_version(engine: Engine, schema: str) -> None:
    """Raise `ConflictError` unless the tables are of the version that a backup was made with."""
    with engine.connect() as connection:
        version = find_version(connection)
    if schema and version != schema:
        raise ConflictError(
            f"The backup holds tables of version '{schema}'; here they are of version '{version}'.",
            hint="Restore with the version of inloop named in the backup, then upgrade.",
        )


def load_tables(engine: Engine, folder: Path, tables: dict[str, list[str]], *, report: Report) -> None:
    """Fill the empty tables from the files of a folder, in one transaction."""
    with engine.connect() as connection, connection.begin():
        order = _in_order(connection, tables)
        for number, name in enumerate(order):
            report(Progress("facts", number, len(order)))
            _load(connection, name, tables[name], folder / f"{name}.csv")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def _in_order(connection: Connection, tables: dict[str, list[str]]) -> list[str]:
    """Put the tables in an order that foreign keys allow; refuse those that this version does not know."""
    known = [name for name, _ in inspect(connection).get_sorted_table_and_fkc_names() if name is not None]
    for name, columns in tables.items():
        unknown = columns if name not in known else sorted(set(columns) - set(_columns(connection, name)))
        if unknown:
            raise UnreadableFileError(
                f"This version has no place for {', '.join(unknown)} of table '{name}'.",
                hint="Restore with the version that made the backup, or a newer one.",
            )
    return [name for name in known if name in tables]


def _load(connection: Connection, table: str, columns: list[str], source: Path) -> None:
    named = _named(connection, table, columns)
    with (
        source.open("rb") as file,
        _cursor(connection) as cursor,
        cursor.copy(f"COPY {named} FROM STDIN (FORMAT csv)") as copy,
    ):
        while chunk := file.read(1 << 18):
            copy.write(chunk)
    quote = connection.dialect.identifier_preparer.quote
    for column in inspect(connection).get_columns(table):
        if column.get("autoincrement"):
            name = column["name"]
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{quote(table)}', '{name}'), max({quote(name)}))"  # noqa: S608  # names from the catalogue
                f" FROM {quote(table)} HAVING max({quote(name)}) IS NOT NULL"
            )


def _columns(connection: Connection, table: str) -> list[str]:
    return [column["name"] for column in inspect(connection).get_columns(table) if not column.get("computed")]


def _named(connection: Connection, table: str, columns: list[str]) -> str:
    quote = connection.dialect.identifier_preparer.quote
    return f"{quote(table)} ({', '.join(map(quote, columns))})"


def _cursor(connection: Connection) -> Any:  # the driver's, which knows COPY
    driver: Any = connection.connection.driver_connection
    return driver.cursor()
