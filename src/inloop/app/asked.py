"""What is asked of the web process and done by the worker: how it stands, and doing it."""

import time
from collections.abc import Callable
from typing import Any

from inloop.app.system import System
from inloop.kernel.clock import Micros
from inloop.kernel.errors import InloopError
from inloop.loop.items.media.store import Wanted, finish, one_wanted, tell, want

_TOLD_EVERY_S = 1.0
Progress = Callable[[float], None]


def stands(system: System, wanted: Wanted, *, project: int, at: Micros) -> dict[str, Any]:
    """Ask for something; say how far it is, or why it failed: that is told once, and asking again tries again."""
    found = system.database.write(lambda c: want(c, wanted, project=project, at=at))
    return {"state": "working" if found.why is None else "failed", "share": found.share, "why": found.why or ""}


def perform(system: System, name: str, *, do: Callable[[Wanted, Progress], None], stop: Callable[[], bool]) -> None:
    """Do what was asked for; what cannot be done is told to who asked."""
    wanted = system.database.read(lambda c: one_wanted(c, name))
    if wanted is None:
        return
    last = time.monotonic()

    def progress(share: float) -> None:
        nonlocal last
        if stop():
            raise InterruptedError("The worker is to end.")
        if time.monotonic() - last >= _TOLD_EVERY_S:
            last = time.monotonic()
            system.database.write(lambda c: tell(c, name, share=round(share, 3)))

    try:
        do(wanted, progress)
    except InterruptedError:
        return
    except InloopError as problem:
        why = str(problem)
        system.database.write(lambda c: tell(c, name, why=why))
        return
    system.database.write(lambda c: finish(c, name))
