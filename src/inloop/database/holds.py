"""A hold keeps every file where it is while somebody, such as a backup, reads what the facts name.

It is a marker beside the files, so that it works between nodes. Whoever sweeps reads which files are named *first* and
looks for holds *then*. So a sweep that began before the hold removes only what was unnamed before the hold was put:
facts read later cannot name it. Nothing has to wait for anything.
"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from inloop.database.shelf import Shelf
from inloop.kernel.errors import ConflictError, InloopError
from inloop.kernel.ids import new_id

HOLDS = "holds"
RENEW_S = 60.0
DEAD_AFTER_S = 600.0
"""A hold that was not renewed for so long belongs to nobody any more."""
_log = logging.getLogger("inloop.database")


class Hold:
    """A marker that this process renews."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._name = f"{HOLDS}/{new_id()}"
        self._renewed_at = time.time()
        self._lapsed = False
        self.renew()

    def renew(self) -> None:
        started = time.time()
        self._shelf.put(self._name, b"")
        self._lapsed = self._lapsed or time.time() - self._renewed_at > DEAD_AFTER_S
        self._renewed_at = started

    def check(self) -> None:
        """Raise `ConflictError` unless the hold has stood all the time."""
        if self._lapsed or time.time() - self._renewed_at > DEAD_AFTER_S:
            raise ConflictError(
                f"This was held up for over {DEAD_AFTER_S / 60:.0f} minutes; files may have been removed meanwhile.",
                hint="Do it again.",
            )

    def keep_renewing(self, done: threading.Event) -> None:
        while not done.wait(RENEW_S):
            try:
                self.renew()
            except (InloopError, OSError) as problem:
                _log.warning("A hold could not be renewed: %s", problem)

    def give_up(self) -> None:
        with suppress(InloopError, OSError):  # a marker that stays is dead before long
            self._shelf.remove(self._name)


@contextmanager
def hold(shelf: Shelf) -> Iterator[Hold]:
    """Keep every file of a shelf where it is, for as long as a step takes."""
    held, done = Hold(shelf), threading.Event()
    renewer = threading.Thread(target=held.keep_renewing, args=(done,), name="inloop-hold", daemon=True)
    renewer.start()
    try:
        yield held
    finally:
        done.set()
        renewer.join()
        held.give_up()


def is_held(shelf: Shelf) -> bool:
    """Say whether anybody holds the files of a shelf; markers of the dead are taken away.

    >>> import tempfile
    >>> from pathlib import Path
    >>> from inloop.database.shelf import FolderShelf
    >>> shelf = FolderShelf(Path(tempfile.mkdtemp()))
    >>> with hold(shelf):
    ...     is_held(shelf)
    True
    >>> is_held(shelf)
    False
    """
    before, held = shelf.now() - DEAD_AFTER_S, False
    for found in shelf.iter_kept(HOLDS):
        if found.at >= before:
            held = True
        else:
            shelf.remove(found.name)
    return held
