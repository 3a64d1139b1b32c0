"""The full-text index on both databases."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Select,
    TextClause,
    and_,
    any_,
    event,
    literal,
    literal_column,
    select,
    text,
    update,
)

from inloop.database import metadata
from inloop.loop.items.store.items import count, range_of
from inloop.loop.items.store.tables import item_count, search_due

SQLITE_DDL = (
    (
        "CREATE VIRTUAL TABLE IF NOT EXISTS item_search "
        "USING fts5(body, content='', tokenize='unicode61 remove_diacritics 2')"
    ),
)
POSTGRES_DDL = (
    "CREATE TABLE IF NOT EXISTS item_search (item bigint PRIMARY KEY, project bigint NOT NULL, body tsvector NOT NULL)",
    "CREATE INDEX IF NOT EXISTS ix_item_search_body ON item_search USING gin (body)",
)


@event.listens_for(metadata, "after_create")
def create_index(_target: object, connection: Connection, **_options: object) -> None:
    """Make the index where the tables are made; migrations call this too."""
    for statement in SQLITE_DDL if _is_sqlite(connection) else POSTGRES_DDL:
        connection.exec_driver_sql(statement)


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def indexed_up_to(connection: Connection, project: int) -> int:
    value = connection.execute(select(item_count.c.indexed).where(item_count.c.project == project)).scalar()
    return int(value or 0)


def set_indexed(connection: Connection, project: int, number: int) -> None:
    connection.execute(update(item_count).where(item_count.c.project == project).values(indexed=number))


def is_behind(connection: Connection, project: int) -> bool:
    ordinals, _ = count(connection, project)
    if ordinals and indexed_up_to(connection, project) < range_of(project)[0] + ordinals - 1:
        return True
    return (
        connection.execute(select(search_due.c.item).where(search_due.c.project == project).limit(1)).first()
        is not None
    )


def behind(connection: Connection) -> list[int]:
    """List the projects whose index is not up to date: the work that is due."""
    projects = connection.execute(select(item_count.c.project)).scalars()
    return [project for project in projects if is_behind(connection, project)]


def due(connection: Connection, project: int, *, limit: int) -> list[tuple[int, int]]:
    d = search_due.c
    return [
        (r[0], r[1]) for r in connection.execute(select(d.item, d.indexed_rev).where(d.project == project).limit(limit))
    ]


def done(connection: Connection, numbers: Sequence[int]) -> None:
    connection.execute(search_due.delete().where(search_due.c.item.in_(numbers)))


def add_texts(connection: Connection, project: int, texts: Sequence[tuple[int, str]]) -> None:
    if _is_sqlite(connection):
        rows = [{"item": number, "body": body} for number, body in texts]
        connection.execute(text("INSERT INTO item_search (rowid, body) VALUES (:item, :body)"), rows)
        return
    statement = text(
        "INSERT INTO item_search (item, project, body) "
        "SELECT number, :project, to_tsvector('simple', body) "
        "FROM unnest(CAST(:numbers AS bigint[]), CAST(:bodies AS text[])) AS given(number, body) "
        "ON CONFLICT (item) DO UPDATE SET body = excluded.body"
    )
    numbers, bodies = [number for number, _ in texts], [body[:200_000] for _, body in texts]
    connection.execute(statement, {"project": project, "numbers": numbers, "bodies": bodies})


def replace_text(connection: Connection, project: int, number: int, *, before: str, after: str) -> None:
    if _is_sqlite(connection):
        _drop_sqlite(connection, number, before)
    add_texts(connection, project, [(number, after)])


def reset(connection: Connection, project: int) -> None:
    """Throw away the index; on SQLite it is one index for all projects."""
    if _is_sqlite(connection):
        connection.execute(text("DROP TABLE item_search"))
        connection.execute(text(SQLITE_DDL[0]))
        connection.execute(update(item_count).values(indexed=0))
        connection.execute(search_due.delete())
        return
    connection.execute(text("DELETE FROM item_search WHERE project = :project"), {"project": project})
    connection.execute(update(item_count).where(item_count.c.project == project).values(indexed=0))


def found(connection: Connection, project: int, *, words: str, among: Sequence[int] | None = None) -> Select[Any]:
    """Give the query of the ordinals whose text has the words; `among` are the few items that matter, if so.

    PostgreSQL looks each of them up; for SQLite to read all that have the words is faster.
    """
    low, high = range_of(project)
    if _is_sqlite(connection):
        place: ColumnElement[int] = literal_column("rowid", Integer)
        where: ColumnElement[bool] | TextClause = text(
            "item_search MATCH :words AND rowid BETWEEN :low AND :high"
        ).bindparams(words=words, low=low, high=high)
    else:
        terms = re.findall(r'"([^"]+)"', words)
        query = " & ".join(f"'{term.replace(chr(39), ' ')}'" for term in terms) + (":*" if words.endswith("*") else "")
        place = literal_column("item", BigInteger)
        where = text("project = :project AND body @@ to_tsquery('simple', :words)").bindparams(
            words=query, project=project
        )
        if among is not None:
            where = and_(where, literal_column("item") == any_(literal(list(among), ARRAY(BigInteger))))
    return select((place - literal_column(str(low))).label("ordinal")).select_from(text("item_search")).where(where)


def _drop_sqlite(connection: Connection, number: int, body: str) -> None:
    statement = text("INSERT INTO item_search (item_search, rowid, body) VALUES ('delete', :item, :body)")
    connection.execute(statement, {"item": number, "body": body})
