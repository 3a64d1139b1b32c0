"""Long jobs that outlive the process: DBOS keeps which are running, the facts keep how far each is.

DBOS's own database can be thrown away at any time. What is due is asked of the facts, so a job that DBOS has forgotten,
or holds for ended while the facts say otherwise, is started anew; a job must go on where its own rows say it is.
"""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy.orm  # noqa: F401  DBOS imports it, which breaks the queries of other threads while it is half there
from sqlalchemy import Engine, create_engine, event

from inloop.database.dialects import open_engine

if TYPE_CHECKING:
    from dbos import WorkflowHandle

APPLICATION_VERSION = "1"
"""Constant: a job goes on under the code that finds it, because how far it is stands in the facts."""
POLL_S = 0.25
"""How often DBOS looks for news, and so how long it takes to stop."""
DAYS_KEPT = 7
_ACTIVE = frozenset({"PENDING", "ENQUEUED", "DELAYED"})

Job = Callable[[str], Any]


class DurableJobs:
    """Runs jobs by name and key, each at most once at a time; DBOS is imported with the first of them.

    Parameters
    ----------
    jobs
        Name → function of the key. It may be called again for the same key after any failure.
    node
        Names this process; a constant where there is but one, so that it finds its own jobs again.
    """

    def __init__(self, jobs: Mapping[str, Job], *, database_url: str, data_dir: Path, node: str) -> None:
        self._jobs = dict(jobs)
        self._url = database_url
        self._data_dir = data_dir
        self._node = node
        self._engine: Engine | None = None
        self._work: Any = None
        self._lock = threading.Lock()

    def run(self, name: str, key: str) -> None:
        """Run a job to its end, taking it over where another process left it."""
        self._launch()
        self._begin(name, key).get_result(polling_interval_sec=0.2)
        self._forget_old()

    def close(self) -> None:
        """Stop; jobs that are running must have been told before."""
        with self._lock:
            if self._engine is not None:
                from dbos import DBOS

                DBOS.destroy()
                self._engine.dispose()
                self._engine = None

    def _begin(self, name: str, key: str) -> "WorkflowHandle[Any]":
        from dbos import DBOS, SetWorkflowID

        number = f"{name}-{key}"
        known = DBOS.get_workflow_status(number)
        if known is not None and known.status in _ACTIVE:
            if known.executor_id == self._node:
                return DBOS.retrieve_workflow(number)
            return DBOS.resume_workflow(number)
        if known is not None:
            DBOS.delete_workflow(number)
        with SetWorkflowID(number):
            handle: WorkflowHandle[Any] = DBOS.start_workflow(self._work, name, key)
        return handle

    def _launch(self) -> None:
        with self._lock:
            if self._engine is not None:
                return
            from dbos import DBOS, DBOSConfig

            is_sqlite = self._url.startswith("sqlite")
            url = f"sqlite:///{self._data_dir / 'jobs.db'}" if is_sqlite else self._url
            engine = _open_sqlite(url) if is_sqlite else open_engine(url, pool_size=4)
            config: DBOSConfig = {
                "name": "inloop",
                "system_database_url": url,
                "system_database_engine": engine,
                "application_version": APPLICATION_VERSION,
                "executor_id": self._node,
                "log_level": "WARNING",
                "notification_listener_polling_interval_sec": POLL_S,
                "use_listen_notify": False,
            }
            DBOS(config=config)
            self._work = self._work or _register(self._jobs)
            try:
                DBOS.launch()
            except BaseException:
                DBOS.destroy()
                engine.dispose()
                raise
            self._engine = engine

    def _forget_old(self) -> None:
        from datetime import UTC, datetime, timedelta

        from dbos import DBOS

        before = (datetime.now(UTC) - timedelta(days=DAYS_KEPT)).isoformat()
        old = DBOS.list_workflows(end_time=before, limit=100, load_input=False, load_output=False)
        DBOS.delete_workflows([each.workflow_id for each in old if each.status not in _ACTIVE])


def _open_sqlite(url: str) -> Engine:
    """Open DBOS's file as DBOS expects it: it begins its transactions itself."""
    engine = create_engine(url, pool_size=4, connect_args={"check_same_thread": False, "timeout": 10.0})

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:  # the driver's connection
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")

    return engine


def _register(jobs: Mapping[str, Job]) -> Any:  # a workflow, as DBOS types it
    from dbos import DBOS

    @DBOS.step(name="inloop.stretch")
    def stretch(name: str, key: str) -> None:
        jobs[name](key)

    @DBOS.workflow(name="inloop.job")
    def work(name: str, key: str) -> None:
        stretch(name, key)

    return work
