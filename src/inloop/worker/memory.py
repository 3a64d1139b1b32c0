"""Giving memory back while nobody works."""

import ctypes
import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from inloop.app import System
from inloop.database import Database
from inloop.worker.tasks import Stop

IDLE_S = 5.0


class Memory:
    """Knows when what is remembered for speed was last used, and lets go of it after a few idle seconds.

    Parameters
    ----------
    forget
        Lets go of everything that can be read again.
    """

    def __init__(self, forget: Callable[[], None]) -> None:
        self._forget = forget
        self._lock = threading.Lock()
        self._users = 0
        self._used_at: float | None = None

    @contextmanager
    def used(self) -> Iterator[None]:
        """Hold what is remembered while something works with it."""
        with self._lock:
            self._users += 1
        try:
            yield
        finally:
            with self._lock:
                self._users -= 1
                self._used_at = time.monotonic()

    def due(self, _database: Database, /) -> Sequence[str]:
        """Say whether there is something to let go of."""
        with self._lock:
            idle = self._users == 0 and self._used_at is not None and time.monotonic() - self._used_at > IDLE_S
        return ["all"] if idle else []

    def free(self, _system: System, _key: str, /, *, stop: Stop) -> None:  # noqa: ARG002  # it is done at once
        """Let go, and give the pages back to the system."""
        with self._lock:
            if self._users:
                return
            self._used_at = None
            self._forget()
        gc.collect()
        if sys.platform == "linux":
            ctypes.CDLL(None).malloc_trim(0)
