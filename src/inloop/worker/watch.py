"""Noticing that something was written, within a fraction of a second and for next to no work."""

import logging
import threading
import time

from sqlalchemy.exc import SQLAlchemyError

from inloop import record
from inloop.database import Database

LIVELY_S, IDLE_S = 0.1, 0.25
CALMS_AFTER_S = 10.0
_log = logging.getLogger("inloop.worker")


class Watch:
    """Polls the change counter of the facts and wakes whoever waits for it to move."""

    def __init__(self, database: Database, *, stopping: threading.Event) -> None:
        self._database = database
        self._stopping = stopping
        self._moved = threading.Condition()
        self._latest = -1

    @property
    def latest(self) -> int:
        """The newest act that was seen; -1 before the first look."""
        return self._latest

    def wait(self, beyond: int, *, timeout_s: float) -> None:
        """Wait until there is an act newer than `beyond`, the time is over, or the process stops."""
        with self._moved:
            self._moved.wait_for(lambda: self._latest != beyond or self._stopping.is_set(), timeout_s)

    def run(self) -> None:
        """Look until the process stops."""
        moved_at = time.monotonic()
        while not self._stopping.is_set():
            if self._look():
                moved_at = time.monotonic()
            idle = time.monotonic() - moved_at > CALMS_AFTER_S
            self._stopping.wait(IDLE_S if idle else LIVELY_S)
        with self._moved:
            self._moved.notify_all()

    def _look(self) -> bool:
        try:
            latest = self._database.read(record.latest)
        except SQLAlchemyError as problem:
            _log.warning("The database cannot be read: %s", problem)
            return False
        if latest == self._latest:
            return False
        with self._moved:
            self._latest = latest
            self._moved.notify_all()
        return True
