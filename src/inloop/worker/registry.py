"""The tasks of a worker, in the order in which they are told."""

from collections.abc import Sequence

from inloop import record
from inloop.adapters.jobs.durable import DurableJobs
from inloop.app import System, copies
from inloop.app.listening import listen
from inloop.app.uploads import drop_uploads
from inloop.database import Database
from inloop.kernel.clock import now
from inloop.loop import projects
from inloop.loop.items import imports, search
from inloop.loop.items.media.store import all_wanted
from inloop.loop.items.store import search as search_store
from inloop.record import store as record_store
from inloop.worker.imports import run_import
from inloop.worker.learning import learning_tasks
from inloop.worker.tasks import Stop, Task


def tasks_of(system: System, *, node: str, stop: Stop) -> list[Task]:
    """List what a worker on this system does."""
    return [
        Task(name="seal", due=_unsealed, run=seal, pause_s=0.5),
        _importing(system, node=node, stop=stop),
        Task(name="index", due=_unsearchable, run=index, pause_s=0.2),
        # Asking for these is no act of the record.
        Task(name="listen", due=_to_be_heard, run=_listen, every_s=1.0),
        Task(name="copy", due=_to_be_copied, run=_copy, every_s=0.5),
        *learning_tasks(system),
    ]


def _unsealed(database: Database) -> Sequence[str]:
    return ["record"] if database.read(lambda connection: record_store.unsealed(connection, most=1)) else []


def seal(system: System, _key: str, *, stop: Stop) -> None:
    """Seal what happened since the last block."""
    while not stop() and record.seal(system.database, at=now()) is not None:
        pass


def _importing(system: System, *, node: str, stop: Stop) -> Task:
    def job(key: str) -> None:
        if run_import(system.database, int(key), media=system.media, stop=stop):
            drop_uploads(system, at=now())

    settings = system.settings
    jobs = DurableJobs({"import": job}, database_url=settings.database, data_dir=settings.data_dir, node=node)

    def run(_system: System, key: str, /, *, stop: Stop) -> None:  # noqa: ARG001  # the job was given the same
        jobs.run("import", key)

    return Task(name="import", due=_asked_imports, run=run, close=jobs.close)


def _to_be_heard(database: Database) -> Sequence[str]:
    return database.read(lambda connection: all_wanted(connection, but=copies.COPIES))


def _listen(system: System, key: str, /, *, stop: Stop) -> None:
    listen(system, key, stop=stop)


def _to_be_copied(database: Database) -> Sequence[str]:
    return database.read(lambda connection: all_wanted(connection, by=copies.COPIES))


def _copy(system: System, key: str, /, *, stop: Stop) -> None:
    copies.make(system, key, stop=stop)


def _asked_imports(database: Database) -> Sequence[str]:
    return [str(number) for number in database.read(imports.unfinished)]


def _unsearchable(database: Database) -> Sequence[str]:
    """List the projects whose index is behind, but for those into which items still stream."""
    behind = database.read(search_store.behind)
    streaming = database.read(imports.projects_importing) if behind else set()
    return [str(number) for number in behind if number not in streaming]


def index(system: System, key: str, *, stop: Stop) -> None:
    """Index chunk after chunk until everything can be found."""
    project = system.database.read(lambda connection: projects.get(connection, int(key)))
    schema = system.database.read(lambda connection: projects.schema_of(connection, project))
    while not stop() and system.database.bulk(lambda c: search.index_chunk(c, project.id, schema)):
        pass
