"""Giving back what a look over all items took: the web process is small while nobody browses."""

import ctypes
import sys
import threading

from sqlalchemy import Connection

IDLE_S = 2.0


class Trimming:
    """Gives freed pages back to the system a moment after they were used, once for all who ask meanwhile."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def soon(self) -> None:
        with self._lock:
            if self._timer is None and sys.platform == "linux":
                self._timer = threading.Timer(IDLE_S, self._trim)
                self._timer.daemon = True
                self._timer.start()

    def _trim(self) -> None:
        with self._lock:
            self._timer = None
        ctypes.CDLL(None).malloc_trim(0)


_trimming = Trimming()


def give_back(connection: Connection) -> None:
    """Let go of the pages that SQLite keeps, and soon of those that the allocator does."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA shrink_memory")
    _trimming.soon()
