"""Running one task, round after round: a failure costs its piece of work a pause, and nobody else anything."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from inloop.adapters.jobs import claims
from inloop.app import System
from inloop.kernel.clock import now
from inloop.kernel.errors import DiskFullError, UnreachableError
from inloop.worker.tasks import Task
from inloop.worker.watch import Watch

FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 300.0
_log = logging.getLogger("inloop.worker")


class Rounds:
    """The loop of one task."""

    def __init__(self, task: Task, system: System, *, watch: Watch, node: str, stopping: threading.Event) -> None:
        self._task = task
        self._system = system
        self._watch = watch
        self._node = node
        self._stopping = stopping
        self._failures: dict[str, tuple[int, float]] = {}

    def run(self) -> None:
        """Go on until the process stops."""
        while not self._stopping.is_set():
            seen = self._watch.latest
            started = time.monotonic()
            more = self.round()
            self._stopping.wait(max(0.0, self._task.pause_s - (time.monotonic() - started)))
            if not more:
                self._watch.wait(seen, timeout_s=self._patience_s())

    def round(self) -> bool:
        """Do what is due now, once each; say whether anything was."""
        try:
            keys = [key for key in self._task.due(self._system.database) if self._may_try(key)]
        except Exception:
            _log.exception("What is due for '%s' cannot be found out", self._task.name)
            self._stopping.wait(FIRST_PAUSE_S)
            return False
        done = [self._attempt(key) for key in keys if not self._stopping.is_set()]
        return any(done)

    def _attempt(self, key: str) -> bool:
        try:
            with self._claimed(key) as mine:
                if mine:
                    self._task.run(self._system, key, stop=self._stopping.is_set)
                self._failures.pop(key, None)
                return mine
        except Exception as problem:
            self._note_failure(key, problem)
            return False

    def _note_failure(self, key: str, problem: Exception) -> None:
        count = self._failures.get(key, (0, 0.0))[0] + 1
        pause = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** (count - 1))
        self._failures[key] = (count, time.monotonic() + pause)
        outside = isinstance(problem, DiskFullError | UnreachableError)  # one line says it all
        told = "'%s' failed for '%s'; tried again in %.0f s: %s"
        _log.error(told, self._task.name, key, pause, problem, exc_info=None if outside else problem)

    def _may_try(self, key: str) -> bool:
        return self._failures.get(key, (0, 0.0))[1] <= time.monotonic()

    def _patience_s(self) -> float:
        waits = [until - time.monotonic() for _, until in self._failures.values()]
        return max(0.05, min([self._task.every_s, *waits]))

    @contextmanager
    def _claimed(self, key: str) -> Iterator[bool]:
        """Hold the piece for this node while it is worked on; on SQLite there is one worker, which holds all."""
        database = self._system.database
        if database.is_sqlite or self._task.shared:
            yield True
            return
        name, done = f"{self._task.name}:{key}", threading.Event()
        if not database.write(lambda connection: claims.take(connection, name, node=self._node, at=now())):
            yield False
            return
        renewer = threading.Thread(target=self._renew, args=(name, done), daemon=True)
        renewer.start()
        try:
            yield True
        finally:
            done.set()
            renewer.join()
            database.write(lambda connection: claims.give_back(connection, name, node=self._node))

    def _renew(self, name: str, done: threading.Event) -> None:
        while not done.wait(claims.RENEW_S):
            self._system.database.write(lambda connection: claims.take(connection, name, node=self._node, at=now()))
