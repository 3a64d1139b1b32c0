"""Copies of large pictures: asked of the web process, made by the worker, kept beside the picture."""

from collections.abc import Callable
from typing import Any

from inloop.app.asked import Progress, perform, stands
from inloop.app.system import System
from inloop.kernel.clock import Micros
from inloop.loop.items.media import Link
from inloop.loop.items.media.store import Wanted

COPIES = ("thumb", "view", "tiles")


def ask(system: System, link: Link, *, variant: str, project: int, at: Micros) -> dict[str, Any]:
    """Say whether a copy of a large picture is made, or how far it is.

    Returns
    -------
    dict
        ``state`` is ``done``, ``working`` (with ``share``) or ``failed`` (with ``why``); a failure is told once, and
        asking again tries again.
    """
    name, is_made = system.media.copy(link, variant)
    if is_made:
        return {"state": "done"}
    return stands(system, Wanted(name, variant, link.blob, link.uri, 0.0, None), project=project, at=at)


def make(system: System, name: str, *, stop: Callable[[], bool]) -> None:
    """Make what `ask` has asked for; a picture that cannot be unpacked is told to who asked."""

    def do(wanted: Wanted, progress: Progress) -> None:
        link = Link("whole", "", wanted.blob, wanted.uri, 0, is_large=True)
        system.media.make(link, wanted.by, progress=progress)

    perform(system, name, do=do, stop=stop)
