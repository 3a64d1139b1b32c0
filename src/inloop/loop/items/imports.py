"""The verbs of imports: asked for, begun, moved on chunk by chunk, ended."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from inloop import record
from inloop.kernel.clock import Micros
from inloop.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from inloop.loop import projects
from inloop.loop.items.model import Column, Counts, Import, ImportState, Problem
from inloop.loop.items.policies import Plan
from inloop.loop.items.store import imports as store
from inloop.loop.projects import Project


class MovedOnError(ConflictError):
    """Another process has moved this import on, or it was cancelled: whoever gets this stops."""


def check_place(path: Path, *, roots: Sequence[Path]) -> Path:
    """Give the real path of a file that may be read: inside one of the roots, whatever links lead where.

    Raises
    ------
    ForbiddenError
        It lies elsewhere.
    """
    real = path.resolve()
    if not any(real.is_relative_to(root.resolve()) for root in roots):
        raise ForbiddenError(
            f"'{path.name}' is not in a folder that imports may read.",
            hint="Upload the file, or let the owner of the server add its folder to INLOOP_IMPORT_ROOTS.",
        )
    return real


def request(
    connection: Connection,
    project: Project,
    *,
    name: str,
    path: Path,
    columns: Sequence[Column],
    options: dict[str, Any] | None = None,
    at: Micros,
    by: str,
    size: int | None = None,
) -> Import:
    """Ask for a file to be imported; the worker takes it from there.

    Parameters
    ----------
    size
        Bytes, where the path is not that of a file.
    options
        ``format``, ``encoding`` and ``sheet``, where they are not to be found out.

    Raises
    ------
    InvalidInputError
        The columns do not fit the schema.
    """
    Plan(columns, projects.schema_of(connection, project))
    number = store.add(
        connection,
        project=project.id,
        name=name,
        path=str(path),
        columns=list(columns),
        options=options or {},
        bytes=path.stat().st_size if size is None else size,
        created_at=at,
        by=by,
    )
    _note(connection, project.id, number, "import.asked", at=at, by=by)
    return get(connection, project.id, number)


def get(connection: Connection, project: int, number: int) -> Import:
    """Get an import of this project."""
    found = store.find(connection, number)
    if found is None or found.project != project:
        raise NotFoundError(f"Project {project} has no import {number}.")
    return found


def list_of(connection: Connection, project: int) -> list[Import]:
    """List the imports of a project, newest first."""
    return store.all_of(connection, project)


def iter_problems(connection: Connection, number: int) -> Iterator[Problem]:
    """Stream the rows that were not taken, in the order of the file."""
    return store.iter_problems(connection, number)


def unfinished(connection: Connection) -> list[int]:
    """List the imports that are asked for and not ended: the work that is due."""
    return store.unfinished(connection)


def projects_importing(connection: Connection) -> set[int]:
    """Give the projects into which items stream."""
    return store.projects_importing(connection)


def states_of(connection: Connection, paths: Sequence[str]) -> set[ImportState]:
    """Give how the imports of some files stand."""
    return store.states_of(connection, paths)


def begin(connection: Connection, number: int, *, at: Micros) -> Import | None:
    """Take up an import, for the first time or again; None when it has ended meanwhile."""
    found = store.find(connection, number)
    if found is None or found.state not in store.OPEN:
        return None
    store.change(connection, number, state=ImportState.RUNNING, started_at=found.started_at or at)
    return store.find(connection, number)


def advance(
    connection: Connection,
    run: Import,
    *,
    rows_done: int,
    position: int,
    counts: Counts,
    problems: Sequence[Problem],
) -> None:
    """Note, in the transaction that brings a chunk, how far the import is now.

    Raises
    ------
    MovedOnError
        It is not where `run` says: the chunk must not be brought a second time.
    """
    if not store.advance(
        connection, run.id, expected=run.rows_done, rows_done=rows_done, position=position, counts=counts
    ):
        raise MovedOnError(f"Import {run.id} is no longer at row {run.rows_done}.")
    store.add_problems(connection, run.id, run.project, problems)


def end(connection: Connection, run: Import, *, state: ImportState, error: str | None = None, at: Micros) -> bool:
    """Close an import; False when it had ended already."""
    if not store.change(connection, run.id, state=state, error=error, finished_at=at):
        return False
    _note(connection, run.project, run.id, f"import.{state}", at=at, by=run.by)
    return True


def cancel(connection: Connection, project: int, number: int, *, at: Micros, by: str) -> Import:
    """Stop an import after its present chunk; what came in stays.

    Raises
    ------
    ConflictError
        It has ended already.
    """
    run = get(connection, project, number)
    if not store.change(connection, number, state=ImportState.CANCELLED, finished_at=at):
        raise ConflictError(f"Import {number} has ended already: it is {run.state}.")
    _note(connection, project, number, "import.cancelled", at=at, by=by)
    return get(connection, project, number)


def _note(connection: Connection, project: int, number: int, act: str, *, at: Micros, by: str) -> None:
    record.append(connection, project=project, at=at, actor=by, act=act, subjects={"import": number})
