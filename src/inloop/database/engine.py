"""Reading and writing: snapshots for readers, durable transactions for writers.

`write` returns when the change is on the disk. On SQLite all writes of a process go through one thread that gathers
what has come in meanwhile into one commit; on PostgreSQL the server does the gathering and a few threads write side
by side. Neither ever blocks an event loop.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from sqlite3 import DatabaseError
from typing import Protocol, TypeVar

from sqlalchemy import Connection, Engine

from inloop.database.dialects import open_engine
from inloop.database.full import in_plain_words
from inloop.database.group_commit import GroupCommit

T = TypeVar("T")
Act = Callable[[Connection], T]

READ_THREADS = 8
WRITE_THREADS = 4
TRIES = 5
SCRUB_S = 5.0


class _Writer(Protocol):
    def submit(self, act: Act[T]) -> Future[T]: ...

    def close(self) -> None: ...


class Database:
    """The facts of one installation.

    Parameters
    ----------
    engine
        An engine made by `open_database`.

    Notes
    -----
    An act may be run again when the database was busy or two transactions clashed: it must have no effect but its SQL.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._writer: _Writer = GroupCommit(engine) if self.is_sqlite else _ThreadedWriter(engine)
        self._readers = ThreadPoolExecutor(READ_THREADS, thread_name_prefix="inloop-read")

    def read(self, query: Act[T]) -> T:
        """Run a query on one consistent snapshot."""
        with self.engine.connect() as connection:
            return query(connection)

    async def aread(self, query: Act[T]) -> T:
        """Run a query without holding up the event loop.

        A hot SQLite query takes less time than a change of threads, so it runs at once.
        """
        if self.is_sqlite:
            return self.read(query)
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.read, query)

    async def aread_slowly(self, query: Act[T]) -> T:
        """Run a query that may take longer than a few milliseconds, always in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.read, query)

    def write(self, act: Act[T]) -> T:
        """Run an act in a transaction; when this returns, the change survives a power cut."""
        return self._writer.submit(act).result()

    async def awrite(self, act: Act[T]) -> T:
        """Run an act like `write` while the event loop goes on."""
        return await asyncio.wrap_future(self._writer.submit(act))

    def bulk(self, act: Act[T]) -> T:
        """Run one chunk of resumable bulk work in the calling thread.

        On SQLite the commit is ordered but not yet synced: a power cut may take back the last chunks as a whole, never
        a part of one, and never anything written durably after them.
        """
        return _with_retries(lambda: _transact(self.engine, act, relaxed=self.is_sqlite))

    def scrub(self, *, patience_s: float = SCRUB_S) -> bool:
        """Take what was deleted out of the log as well; say whether nobody was reading it all that time.

        SQLite keeps what was written lately in a log beside its file. A clean end of the last process removes it, too.
        On PostgreSQL this is the matter of its vacuum.
        """
        until = time.monotonic() + patience_s
        while self.is_sqlite and not _log_emptied(self.engine):
            if time.monotonic() > until:
                return False
            time.sleep(0.02)
        return True

    async def ascrub(self) -> bool:
        """Scrub while the event loop goes on."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.scrub)

    def close(self) -> None:
        self._writer.close()
        self._readers.shutdown()
        self.engine.dispose()


def _log_emptied(engine: Engine) -> bool:
    driver = engine.raw_connection()
    try:
        return bool(driver.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)
    except DatabaseError as problem:
        if "locked" in str(problem):
            return False
        raise
    finally:
        driver.close()


class _ThreadedWriter:
    """PostgreSQL: a few transactions side by side; clashes are tried again."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._threads = ThreadPoolExecutor(WRITE_THREADS, thread_name_prefix="inloop-write")

    def submit(self, act: Act[T]) -> Future[T]:
        return self._threads.submit(lambda: _with_retries(lambda: _transact(self._engine, act)))

    def close(self) -> None:
        self._threads.shutdown()


def _transact(engine: Engine, act: Act[T], *, relaxed: bool = False) -> T:
    with engine.connect().execution_options(writes=True, relaxed=relaxed) as connection, connection.begin():
        return act(connection)


@in_plain_words()
def _with_retries(transact: Callable[[], T]) -> T:
    for _ in range(TRIES * 20):
        try:
            return transact()
        except Exception as problem:  # drivers and SQLAlchemy have no error class in common
            if not is_passing(problem):
                raise
    return transact()


def is_passing(problem: Exception) -> bool:
    """Say whether the same act may well succeed when tried again: a lock, a clash, a deadlock."""
    cause = getattr(problem, "orig", problem)
    return getattr(cause, "sqlstate", None) in {"40001", "40P01", "55P03"} or "database is locked" in str(cause)


def open_database(url: str) -> Database:
    """Open the facts at a SQLAlchemy URL; the tables must exist (see `inloop.database.migrations`)."""
    return Database(open_engine(url, pool_size=READ_THREADS + WRITE_THREADS))
