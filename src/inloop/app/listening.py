"""Finding speech on request: asked of the web process, done by the worker, kept beside the sound."""

from collections.abc import Callable
from typing import Any

import msgspec

from inloop.app.asked import Progress, perform, stands
from inloop.app.system import System
from inloop.kernel.clock import Micros
from inloop.loop.items.media import Link
from inloop.loop.items.media.store import Wanted


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
    return stands(system, Wanted(name, by, link.blob, link.uri, 0.0, None), project=project, at=at)


def listen(system: System, name: str, *, stop: Callable[[], bool]) -> None:
    """Do what `ask` has asked for; a sound that cannot be read is told to who asked."""

    def do(wanted: Wanted, progress: Progress) -> None:
        system.media.find_speech(Link("whole", "", wanted.blob, wanted.uri, 0), by=wanted.by, progress=progress)

    perform(system, name, do=do, stop=stop)
