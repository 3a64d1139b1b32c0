"""The worker process: one thread a task, one that watches for changes, and a clean end."""

import logging
import os
import signal
import socket
import threading
from collections.abc import Sequence
from types import FrameType

from inloop.app import System
from inloop.database.lock import hold
from inloop.kernel.structs import make_ready
from inloop.worker.registry import tasks_of
from inloop.worker.rounds import Rounds
from inloop.worker.tasks import Task
from inloop.worker.watch import Watch

LOCAL_NODE = "local"
PATIENCE_S = 1.5
"""How long a stop waits for a task between two of its transactions; a commit is never cut short by it."""
_log = logging.getLogger("inloop.worker")


class Worker:
    """Does what is due until it is stopped.

    Parameters
    ----------
    node
        Names this worker among those that share a database.
    """

    def __init__(self, system: System, *, tasks: Sequence[Task] | None = None, node: str = LOCAL_NODE) -> None:
        self.stopping = threading.Event()
        self._watch = Watch(system.database, stopping=self.stopping)
        chosen = tasks_of(system, node=node, stop=self.stopping.is_set) if tasks is None else tasks
        rounds = [Rounds(task, system, watch=self._watch, node=node, stopping=self.stopping) for task in chosen]
        names = [
            ("watch", self._watch.run),
            *((task.name, each.run) for task, each in zip(chosen, rounds, strict=True)),
        ]
        self._closing = [task.close for task in chosen]
        self._threads = [threading.Thread(target=run, name=f"inloop-{name}", daemon=True) for name, run in names]

    def start(self) -> None:
        make_ready()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ask all tasks to end, wait a little for them, and let go of what they hold."""
        self.stopping.set()
        for thread in self._threads:
            thread.join(PATIENCE_S)
        for close in self._closing:
            close()


def serve(system: System) -> None:
    """Work until SIGTERM or SIGINT.

    Raises
    ------
    ConflictError
        Another worker is at work on this data folder.
    """
    lock = hold(system.settings.data_dir / "worker.lock") if system.database.is_sqlite else None
    worker = Worker(system, node=LOCAL_NODE if lock else f"{socket.gethostname()}-{os.getpid()}")
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    worker.start()
    _log.info("The worker is at work.")
    ended.wait()
    worker.stop()
    logging.shutdown()
    os._exit(0)  # a thread in the middle of numerical work would hold up the exit; what it wrote is whole
