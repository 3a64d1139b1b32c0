"""Imports: ask for one, watch it, stop it, read what was not taken."""

import asyncio
import csv
import io
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse
from sqlalchemy import Connection

from inloop.adapters.formats.delimited_writer import guard
from inloop.database import Database
from inloop.kernel.clock import SECOND, Micros
from inloop.kernel.errors import ForbiddenError
from inloop.loop import cycle
from inloop.loop.items import imports
from inloop.loop.items.model import Column, Import
from inloop.people import Act
from inloop.people.roles import allowed
from inloop.server import uploads
from inloop.server.visit import Number, Visit, may
from inloop.server.wire import imports as wire

router = APIRouter(tags=["imports"])
MayImport = Annotated[Visit, may(Act.IMPORT_RUN)]


@router.post("/projects/{p}/imports", response_model=wire.Import, status_code=201)
async def request(visit: MayImport, asked: wire.ImportAsked) -> Any:
    """Ask for an upload to be imported; a worker takes it from there."""
    path = uploads.find(visit.system.settings, asked.upload)
    size = await asyncio.to_thread(uploads.size_of, path)
    options = {"format": asked.format, "encoding": asked.encoding, "sheet": asked.sheet}
    if asked.new_labels and not allowed(visit.role, Act.SCHEMA_CHANGE):
        raise ForbiddenError("You may bring rows in, but not add labels.", hint="Ask who manages the project.")

    def act(c: Connection) -> Import:
        if asked.new_labels:
            cycle.widen(c, visit.project, asked.new_labels, at=visit.at, by=visit.actor)
        return imports.request(
            c,
            visit.project,
            name=path.name,
            path=path,
            size=size,
            columns=[Column(**column.model_dump()) for column in asked.columns],
            options={name: value for name, value in options.items() if value is not None},
            at=visit.at,
            by=visit.actor,
        )

    return _told(await visit.write(act), visit.at)


@router.get("/projects/{p}/imports", response_model=list[wire.Import])
async def list_imports(visit: Annotated[Visit, may(Act.ITEMS_READ)]) -> Any:
    """List the imports of a project, newest first."""
    runs = await visit.read(lambda c: imports.list_of(c, visit.project.id))
    return [_told(run, visit.at) for run in runs]


@router.get("/projects/{p}/imports/{i}", response_model=wire.Import)
async def one_import(visit: Annotated[Visit, may(Act.ITEMS_READ)], i: Number) -> Any:
    """Say how far an import is."""
    return _told(await visit.read(lambda c: imports.get(c, visit.project.id, i)), visit.at)


@router.post("/projects/{p}/imports/{i}/cancel", response_model=wire.Import)
async def cancel(visit: MayImport, i: Number) -> Any:
    """Stop an import; what came in stays."""
    run = await visit.write(lambda c: imports.cancel(c, visit.project.id, i, at=visit.at, by=visit.actor))
    return _told(run, visit.at)


@router.get("/projects/{p}/imports/{i}/report", response_class=StreamingResponse)
async def report(visit: MayImport, i: Number) -> Response:
    """Give the rows that were not taken, and why, as CSV."""
    run = await visit.read(lambda c: imports.get(c, visit.project.id, i))
    headers = {"content-disposition": f'attachment; filename="import-{run.id}-problems.csv"'}
    return StreamingResponse(_lines(visit.system.database, run.id), media_type="text/csv", headers=headers)


def _lines(database: Database, number: int) -> Iterator[bytes]:
    with database.engine.connect() as connection:
        yield _line("number", "reason", "excerpt")
        for problem in imports.iter_problems(connection, number):
            yield _line(problem.number, guard(problem.reason), guard(problem.excerpt))


def _line(*cells: object) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()


def _told(run: Import, at: Micros) -> dict[str, Any]:
    rate = None
    if run.started_at is not None and run.rows_done:
        spent = max((run.finished_at or at) - run.started_at, 1) / SECOND
        rate = round(run.rows_done / spent, 1)
    return {
        "id": run.id,
        "state": run.state,
        "name": run.name,
        "bytes": run.bytes,
        "position": run.position,
        "counts": run.counts,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "rate": rate,
        "error": run.error,
    }
