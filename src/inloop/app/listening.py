"""Finding speech on request: asked of the web process, done by the worker, kept beside the sound."""

import time
from collections.abc import Callable
from typing import Any

import msgspec

from inloop.app.system import System
from inloop.kernel.clock import Micros
from inloop.kernel.errors import InloopError
from inloop.loop.items.media import Link
from inloop.loop.items.media.store import Wanted, finish, one_wanted, tell, want

_TOLD_EVERY_S = 1.0


def ask(system: System, link: Link, *, by: str, project: int, at: Micros) -> dict[str, Any]:
    """Say where somebody speaks in a sound, or how far it is to be known.

    Returns
    -------
    dict
        ``state`` is ``done`` (with ``segments``), ``working`` (with ``share``), ``missing`` or ``failed`` (with
        ``why``); a failure is told once, and asking again tries again.
    """
    from inloop.adapters.media.speech import what_is_missing

    if missing := what_is_missing(by):
        return {"state": "missing", "why": missing}
    name, found = system.media.speech(link, by=by)
    if found is not None:
        return {"state": "done", "segments": msgspec.json.decode(found)}
    wanted = Wanted(name, by, link.blob, link.uri, 0.0, None)
    stands = system.database.write(lambda c: want(c, wanted, project=project, at=at))
    return {"state": "working" if stands.why is None else "failed", "share": stands.share, "why": stands.why or ""}


def listen(system: System, name: str, *, stop: Callable[[], bool]) -> None:
    """Do what `ask` has asked for; a sound that cannot be read is told to who asked."""
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
        system.media.find_speech(Link("whole", "", wanted.blob, wanted.uri, 0), by=wanted.by, progress=progress)
    except InterruptedError:
        return
    except InloopError as problem:
        why = str(problem)
        system.database.write(lambda c: tell(c, name, why=why))
        return
    system.database.write(lambda c: finish(c, name))
