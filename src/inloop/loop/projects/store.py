"""Tables and queries of projects, schema versions and guidelines."""

from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    LargeBinary,
    Table,
    Text,
    bindparam,
    insert,
    select,
    update,
)

from inloop.database import Key, Statement, metadata
from inloop.loop.projects.model import Guideline, Project, ProjectSettings, SchemaVersion, State

project = Table(
    "project",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("recipe", Text, nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("settings", Text, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("guideline_version", Integer, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)
schema_version = Table(
    "schema_version",
    metadata,
    Column("project", Key, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
)
guideline = Table(
    "guideline",
    metadata,
    Column("project", Key, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
)

_ONE = Statement(select(project).where(project.c.id == bindparam("id")))
_SCHEMA = Statement(
    select(schema_version.c.body).where(
        schema_version.c.project == bindparam("project"), schema_version.c.version == bindparam("version")
    )
)


def _read(row: tuple[Any, ...]) -> Project:
    number, name, state, recipe, key, settings, schema, rules, created = row
    return Project(
        id=number,
        name=name,
        state=State(state),
        recipe=recipe,
        key=bytes(key),
        settings=msgspec.json.decode(settings, type=ProjectSettings),
        schema_version=schema,
        guideline_version=rules,
        created_at=created,
    )


def find(connection: Connection, number: int) -> Project | None:
    row = _ONE.one(connection, id=number)
    return None if row is None else _read(row)


def all_of(connection: Connection, numbers: list[int] | None) -> list[Project]:
    query = select(project).order_by(project.c.created_at.desc(), project.c.id.desc())
    if numbers is not None:
        query = query.where(project.c.id.in_(numbers))
    return [_read(tuple(row)) for row in connection.execute(query)]


def add(connection: Connection, *, name: str, recipe: str, key: bytes, settings: ProjectSettings, at: int) -> int:
    values = {
        "name": name,
        "state": State.ACTIVE,
        "recipe": recipe,
        "key": key,
        "settings": msgspec.json.encode(settings).decode(),
        "schema_version": 0,
        "guideline_version": 0,
        "created_at": at,
    }
    return int(connection.execute(insert(project).values(values).returning(project.c.id)).scalar_one())


def change(connection: Connection, number: int, **values: object) -> None:
    if isinstance(values.get("settings"), ProjectSettings):
        values["settings"] = msgspec.json.encode(values["settings"]).decode()
    connection.execute(update(project).where(project.c.id == number).values(values))


def schema_body(connection: Connection, number: int, version: int) -> str | None:
    body: str | None = _SCHEMA.value(connection, project=number, version=version)
    return body


def add_schema(
    connection: Connection, number: int, *, version: int, body: str, changes: list[str], at: int, by: str
) -> None:
    row = {"project": number, "version": version, "body": body, "at": at, "by": by}
    connection.execute(insert(schema_version).values(**row, changes=msgspec.json.encode(changes).decode()))


def schema_versions(connection: Connection, number: int) -> list[SchemaVersion]:
    v = schema_version.c
    query = select(v.version, v.at, v.by, v.changes).where(v.project == number).order_by(v.version.desc())
    return [
        SchemaVersion(version=row.version, at=row.at, by=row.by, changes=msgspec.json.decode(row.changes))
        for row in connection.execute(query)
    ]


def add_guideline(connection: Connection, number: int, *, version: int, body: str, at: int, by: str) -> None:
    connection.execute(insert(guideline).values(project=number, version=version, body=body, at=at, by=by))


def find_guideline(connection: Connection, number: int, version: int) -> Guideline | None:
    g = guideline.c
    query = select(g.version, g.body, g.at, g.by).where(g.project == number, g.version == version)
    row = connection.execute(query).first()
    return None if row is None else Guideline(version=row.version, body=row.body, at=row.at, by=row.by)
