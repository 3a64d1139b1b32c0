"""The tasks that learn from answers: vectors, consensus and ranking, model versions."""

import time
from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from inloop.adapters.jobs.learning import Learning
from inloop.app import System
from inloop.database import Database
from inloop.worker.memory import Memory
from inloop.worker.tasks import Due, Stop, Task

REST = 3.0
"""Training takes at most one part in four of one core, so that people who answer fast do not wait for it."""
_Needing = Callable[[Connection], list[int]]


def learning_tasks(system: System) -> list[Task]:
    """List the tasks; they share what one process remembers."""
    learning = Learning(system.database, system.files, system.models, system.published)
    memory = Memory(learning.forget)

    def describe(_system: System, key: str, /, *, stop: Stop) -> None:
        with memory.used():
            learning.describe(int(key), stop=stop)

    def attend(_system: System, key: str, /, *, stop: Stop) -> None:  # noqa: ARG001  # it takes a fraction of a second
        with memory.used():
            learning.attend(int(key))

    def train(_system: System, key: str, /, *, stop: Stop) -> None:
        cpu = time.thread_time()
        with memory.used():
            learning.train(int(key), stop=stop)
        _rest(REST * (time.thread_time() - cpu), stop=stop)

    return [
        Task(name="features", due=_due(learning.needing_features), run=describe, pause_s=1.0),
        Task(name="ranking", due=_due(learning.needing_attention), run=attend, pause_s=0.1, every_s=0.25),
        Task(name="training", due=_due(learning.needing_training), run=train, pause_s=0.5, every_s=5.0),
        Task(name="memory", due=memory.due, run=memory.free, pause_s=1.0, every_s=2.0),
    ]


def _due(needing: _Needing) -> Due:
    def due(database: Database, /) -> Sequence[str]:
        return [str(project) for project in database.read(needing)]

    return due


def _rest(seconds: float, *, stop: Stop) -> None:
    until = time.monotonic() + seconds
    while not stop() and time.monotonic() < until:
        time.sleep(0.1)
