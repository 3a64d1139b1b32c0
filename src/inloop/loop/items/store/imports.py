"""Queries of imports and their reports."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, text, update

from inloop.database import stream
from inloop.loop.items.model import Column, Counts, Import, ImportState, Problem
from inloop.loop.items.store.tables import import_problem, import_run

OPEN = (ImportState.QUEUED, ImportState.RUNNING)


def add(connection: Connection, **values: Any) -> int:  # the columns of the table
    row = {
        **values,
        "state": ImportState.QUEUED,
        "columns": msgspec.json.encode(values["columns"]).decode(),
        "options": msgspec.json.encode(values["options"]).decode(),
        "counts": msgspec.json.encode(Counts()).decode(),
        "position": 0,
        "rows_done": 0,
    }
    return int(connection.execute(insert(import_run).values(row).returning(import_run.c.id)).scalar_one())


def find(connection: Connection, number: int) -> Import | None:
    row = connection.execute(select(import_run).where(import_run.c.id == number)).mappings().first()
    return None if row is None else _read(dict(row))


def all_of(connection: Connection, project: int) -> list[Import]:
    query = select(import_run).where(import_run.c.project == project).order_by(import_run.c.id.desc()).limit(100)
    return [_read(dict(row)) for row in connection.execute(query).mappings()]


def unfinished(connection: Connection) -> list[int]:
    """List the imports that are asked for and not finished: the work that is due."""
    query = select(import_run.c.id).where(import_run.c.state.in_(OPEN)).order_by(import_run.c.id)
    return [row[0] for row in connection.execute(query)]


def projects_importing(connection: Connection) -> set[int]:
    return set(connection.execute(select(import_run.c.project).where(import_run.c.state.in_(OPEN))).scalars())


def states_of(connection: Connection, paths: Sequence[str]) -> set[ImportState]:
    query = select(import_run.c.state).where(import_run.c.path.in_(paths)).distinct()
    return {ImportState(state) for state in connection.execute(query).scalars()}


def change(connection: Connection, number: int, **values: Any) -> bool:
    """Change an import that is still open; say whether it was."""
    if isinstance(values.get("counts"), Counts):
        values["counts"] = msgspec.json.encode(values["counts"]).decode()
    i = import_run.c
    result = connection.execute(update(import_run).where(i.id == number, i.state.in_(OPEN)).values(values))
    return bool(result.rowcount)


def advance(
    connection: Connection, number: int, *, expected: int, rows_done: int, position: int, counts: Counts
) -> bool:
    """Move a running import on from `expected` rows; False if it is elsewhere or has ended."""
    i = import_run.c
    values = {"rows_done": rows_done, "position": position, "counts": msgspec.json.encode(counts).decode()}
    change = update(import_run).where(i.id == number, i.rows_done == expected, i.state == ImportState.RUNNING)
    return bool(connection.execute(change.values(values)).rowcount)


def add_problems(connection: Connection, number: int, project: int, problems: Sequence[Problem]) -> None:
    statement = text(
        'INSERT INTO import_problem ("import", number, project, reason, excerpt) '
        "VALUES (:import, :number, :project, :reason, :excerpt) ON CONFLICT DO NOTHING"
    )
    rows = [{"import": number, "project": project, **msgspec.structs.asdict(problem)} for problem in problems]
    if rows:
        connection.execute(statement, rows)


def iter_problems(connection: Connection, number: int) -> Iterator[Problem]:
    p = import_problem.c
    query = select(p.number, p.reason, p.excerpt).where(p["import"] == number).order_by(p.number)
    for row in stream(connection, query, rows=1_000):
        yield Problem(number=row.number, reason=row.reason, excerpt=row.excerpt)


def _read(row: dict[str, Any]) -> Import:
    return Import(
        **{
            **row,
            "state": ImportState(row["state"]),
            "columns": msgspec.json.decode(row["columns"], type=list[Column]),
            "options": msgspec.json.decode(row["options"]),
            "counts": msgspec.json.decode(row["counts"], type=Counts),
        }
    )
