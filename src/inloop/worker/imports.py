"""An import, from a file on the disk to items in the store, in chunks that each come in wholly or not at all."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import msgspec
from sqlalchemy import Connection

from inloop import record
from inloop.adapters.formats import BadRow, ReadOptions, Row, RowStream, open_rows
from inloop.annotation import Schema
from inloop.app.media import Media
from inloop.database import Database
from inloop.kernel.clock import now
from inloop.kernel.errors import InloopError, InvalidInputError
from inloop.loop import cycle, projects
from inloop.loop.items import imports
from inloop.loop.items.model import Counts, Import, ImportState, Problem
from inloop.loop.items.policies import NewRow, Plan
from inloop.loop.projects import Project
from inloop.worker.media import Intake
from inloop.worker.trimming import Trimming

CALM, HURRIED = 4_000, 1_000
"""Rows a transaction takes while nobody else writes, and while somebody does."""
CALM_AGAIN_S = 3.0
EXCERPT = 120
_encode = msgspec.json.Encoder().encode

Stop = Callable[[], bool]


@dataclass(slots=True)
class _Chunk:
    """Rows of the file as they will come in: the good ones, and why the others will not."""

    good: list[NewRow] = field(default_factory=list)
    bad: list[Problem] = field(default_factory=list)
    broken: list[Problem] = field(default_factory=list)
    told: list[Problem] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return len(self.good) + len(self.bad)


class _Pace:
    """Large chunks while nobody is waiting; small ones and a pause after each while people answer."""

    def __init__(self) -> None:
        self._own = -1
        self._hurried_until = 0.0

    @property
    def hurried(self) -> bool:
        return time.monotonic() < self._hurried_until

    @property
    def size(self) -> int:
        return HURRIED if self.hurried else CALM

    def look(self, connection: Connection) -> None:
        """Notice, before a chunk, whether somebody else has written since the last one."""
        if self._own not in {-1, record.latest(connection)}:
            self._hurried_until = time.monotonic() + CALM_AGAIN_S

    def note(self, connection: Connection) -> None:
        self._own = record.latest(connection)

    def rest(self, took_s: float) -> None:
        """Leave the database to others for as long as it was held."""
        if self.hurried:
            time.sleep(max(0.005, took_s))


def run_import(database: Database, number: int, *, media: Media | None = None, stop: Stop = lambda: False) -> bool:
    """Bring in what is left of an import; say whether it ended, well or badly, rather than being stopped.

    Killed at any moment, it goes on behind the last chunk that is in the store: a chunk and the note of how far the
    import is are one transaction. A file that cannot be read ends the import with the one clear reason.
    """
    run = database.write(lambda connection: imports.begin(connection, number, at=now()))
    if run is None:
        return True
    try:
        ended = _bring_all(database, run, media=media, stop=stop)
    except imports.MovedOnError:
        return True
    except (InloopError, OSError) as problem:
        _end(database, run, ImportState.FAILED, error=str(problem))
        return True
    if ended:
        _end(database, run, ImportState.DONE)
    return ended


def _end(database: Database, run: Import, state: ImportState, *, error: str | None = None) -> None:
    database.write(lambda connection: imports.end(connection, run, state=state, error=error, at=now()))


def _bring_all(database: Database, run: Import, *, media: Media | None, stop: Stop) -> bool:
    project, schema = database.read(lambda connection: _project(connection, run))
    plan = Plan(run.columns, schema)
    pace = _Pace()
    options = ReadOptions(encoding=run.options.get("encoding"), sheet=run.options.get("sheet"))
    with (
        open_rows(run.path, format=run.options.get("format"), options=options, start=run.rows_done) as stream,
        Intake(media, plan.media, place=run.path) as intake,
    ):
        rows = _trimmed(stream, Trimming(run.columns, schema)) if stream.roles else iter(stream)
        while chunk := _gather(rows, plan, intake, most=min(pace.size, intake.most)):
            started = time.monotonic()
            run = _bring(database, project, run, chunk, position=_position(stream, run), pace=pace)
            pace.rest(time.monotonic() - started)
            if stop():
                return False
    return True


def _project(connection: Connection, run: Import) -> tuple[Project, Schema]:
    project = projects.get(connection, run.project)
    return project, projects.schema_of(connection, project)


def _trimmed(rows: Iterable[Row | BadRow], trimming: Trimming) -> Iterator[Row | BadRow | Problem]:
    """Pass rows on, each behind what is to be told of it."""
    for row in rows:
        if isinstance(row, BadRow):
            yield row
            continue
        values, reason = trimming.trim(row.values)
        if reason:
            yield Problem(number=row.number, reason=reason, excerpt=_excerpt(row))
        yield Row(row.number, values)


def _position(stream: RowStream, run: Import) -> int:
    return run.bytes * stream.position // max(stream.size, 1)


def _gather(rows: Iterator[Row | BadRow | Problem], plan: Plan, intake: Intake, *, most: int) -> _Chunk | None:
    chunk = _Chunk()
    read, keep = plan.read, chunk.good.append
    for row in islice(rows, most):
        if isinstance(row, Problem):
            chunk.told.append(row)
            continue
        if isinstance(row, BadRow):
            chunk.bad.append(Problem(number=row.number, reason=row.reason, excerpt=row.excerpt))
            continue
        try:
            values, reason = intake.resolve(row.values)
            keep(read(values, number=row.number))
            if reason:
                chunk.broken.append(Problem(number=row.number, reason=reason, excerpt=_excerpt(row)))
        except InvalidInputError as problem:
            chunk.bad.append(Problem(number=row.number, reason=str(problem), excerpt=_excerpt(row)))
    return chunk if chunk.rows or chunk.told else None


def _excerpt(row: Row) -> str:
    return _encode(row.values)[: EXCERPT * 4].decode("utf-8", "ignore")[:EXCERPT]


def _bring(database: Database, project: Project, run: Import, chunk: _Chunk, *, position: int, pace: _Pace) -> Import:
    """Bring one chunk and move the import on, in one transaction; give the import as it is then."""

    def act(connection: Connection) -> Import:
        pace.look(connection)
        counts = run.counts + Counts(rejected=len(chunk.bad), broken=len(chunk.broken))
        counts += _take(connection, project, run, chunk.good)
        done = run.rows_done + chunk.rows
        told = [*chunk.bad, *chunk.broken, *chunk.told]
        imports.advance(connection, run, rows_done=done, position=position, counts=counts, problems=told)
        pace.note(connection)
        return msgspec.structs.replace(run, rows_done=done, position=position, counts=counts)

    return database.bulk(act)


def _take(connection: Connection, project: Project, run: Import, rows: Sequence[NewRow]) -> Counts:
    if not rows:
        return Counts()
    return cycle.bring(connection, project, rows, source=run.id, at=now(), by=run.by).counts
