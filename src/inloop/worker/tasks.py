"""What the worker does, each as a question to the facts, what is due?, and a verb for one such piece."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from inloop.app import System
from inloop.database import Database

Stop = Callable[[], bool]


class Due(Protocol):
    """Gives the keys of what is due, most urgent first; a cheap query, asked after every act."""

    def __call__(self, database: Database, /) -> Sequence[str]: ...


class Run(Protocol):
    """Does one piece; ends early, between two transactions, once `stop` says so."""

    def __call__(self, system: System, key: str, /, *, stop: Stop) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One kind of work, done by a thread of its own.

    Attributes
    ----------
    due
        Derived from the state of the tables: nothing is queued, so nothing is lost or done for nothing.
    pause_s
        Shortest time from one round to the next: what comes in meanwhile is done together.
    every_s
        Longest time until the question is asked again, although nothing has been written.
    shared
        Whether several nodes may do the same piece side by side; otherwise one claims it.
    close
        Lets go of what the task holds for itself, once its thread has been asked to end.
    """

    name: str
    due: Due
    run: Run
    pause_s: float = 0.0
    every_s: float = 60.0
    shared: bool = False
    close: Callable[[], None] = lambda: None
