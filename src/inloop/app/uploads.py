"""Uploaded files: they go once their rows are in the store, so that nothing erased lives on in them."""

import shutil
from pathlib import Path

from inloop.app.system import System
from inloop.database.folder import UPLOADS
from inloop.kernel.clock import DAY, Micros
from inloop.loop.items import imports
from inloop.loop.items.model import ImportState

KEPT_DAYS = 7
"""So long stays a file that was never imported, or whose import failed or was cancelled: it may be read another way."""


def drop_uploads(system: System, *, at: Micros) -> int:
    """Remove the uploads that nobody needs any more; give how many."""
    folder = system.settings.data_dir / UPLOADS
    places = [place for place in folder.iterdir() if place.is_dir()] if folder.is_dir() else []
    gone = [place for place in places if _is_spent(system, place, at=at)]
    for place in gone:
        shutil.rmtree(place, ignore_errors=True)
    return len(gone)


def _is_spent(system: System, place: Path, *, at: Micros) -> bool:
    files = [str(file) for file in place.iterdir()]
    states = system.database.read(lambda connection: imports.states_of(connection, files))
    if states & {ImportState.QUEUED, ImportState.RUNNING}:
        return False
    return ImportState.DONE in states or place.stat().st_mtime * 1_000_000 < at - KEPT_DAYS * DAY
