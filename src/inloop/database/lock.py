"""One process at a time on one data folder."""

import fcntl
from pathlib import Path
from typing import IO

from inloop.kernel.errors import ConflictError


def hold(path: Path) -> IO[str]:
    """Hold a lock file for as long as this process lives; the system frees it, however the process ends.

    Raises
    ------
    ConflictError
        Another process holds it.
    """
    file = path.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise ConflictError(
            f"Another inloop is already running on '{path.parent}'.",
            hint="Stop it first, or choose another folder with INLOOP_DATA_DIR.",
        ) from None
    return file
