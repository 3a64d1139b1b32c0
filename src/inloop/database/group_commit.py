"""One thread that writes for the whole process: what arrives during one commit shares the next."""

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from inloop.database.full import told
from inloop.kernel.errors import BusyError

T = TypeVar("T")
MOST_ACTS = 128
PATIENCE_S = 30.0
_STOP = object()


class GroupCommit:
    """Durable writes for SQLite: many acts, one fsync.

    Each act runs inside a savepoint of its own, so that one that fails takes nothing else with it. A future is done
    only after the commit that holds its act has been synced to the disk.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="inloop-writer", daemon=True)
        self._thread.start()

    def submit(self, act: Callable[[Connection], T]) -> Future[T]:
        """Hand in an act; its future gives the result once it is durable."""
        future: Future[T] = Future()
        self._queue.put((act, future))
        return future

    def close(self) -> None:
        """Write what is waiting, then stop."""
        self._queue.put(_STOP)
        self._thread.join()

    def _run(self) -> None:
        with self._engine.connect().execution_options(writes=True) as connection:
            while (batch := self._gather()) is not None:
                self._commit(connection, batch)

    def _gather(self) -> list[tuple[Callable[[Connection], Any], Future[Any]]] | None:
        first = self._queue.get()
        if first is _STOP:
            return None
        batch = [first]
        while len(batch) < MOST_ACTS:
            try:
                following = self._queue.get_nowait()
            except queue.Empty:
                break
            if following is _STOP:
                self._queue.put(_STOP)
                break
            batch.append(following)
        return batch

    def _commit(self, connection: Connection, batch: list[tuple[Callable[[Connection], Any], Future[Any]]]) -> None:
        results: list[tuple[Future[Any], Any, BaseException | None]] = []
        try:
            _begin(connection)
            for act, future in batch:
                results.append((future, *_attempt(connection, act, alone=len(batch) == 1)))
            connection.commit()
        except BaseException as problem:  # a thread's edge: every waiting caller must hear of it
            connection.rollback()
            results = [(future, None, problem) for _, future in batch]
        for future, result, failure in results:
            if failure is None:
                future.set_result(result)
            else:
                future.set_exception(told(failure))


def _begin(connection: Connection) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            connection.begin()
        except OperationalError as problem:
            connection.rollback()
            if "locked" not in str(problem.orig):
                raise
            if time.monotonic() > deadline:
                raise BusyError(
                    "The database is held by another process.", hint="Is a backup or import stuck?"
                ) from problem
            time.sleep(0.002)
        else:
            return


def _attempt(
    connection: Connection, act: Callable[[Connection], Any], *, alone: bool
) -> tuple[Any, BaseException | None]:
    if alone:
        return act(connection), None
    connection.exec_driver_sql("SAVEPOINT act")
    try:
        result = act(connection)
    except Exception as problem:  # the caller of this act gets it; the others go on
        connection.exec_driver_sql("ROLLBACK TO act")
        return None, problem
    finally:
        connection.exec_driver_sql("RELEASE act")
    return result, None
