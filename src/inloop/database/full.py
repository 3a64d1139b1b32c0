"""Telling a full disk from everything else that can go wrong with writing."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from inloop.kernel.errors import DiskFullError

_SYSTEM = {errno.ENOSPC, errno.EDQUOT}
_SQLITE = {13, 4874}
"""SQLITE_FULL, and SQLITE_IOERR_SHMSIZE: no room for the index of the log."""
_POSTGRESQL = "53100"


def told(problem: BaseException) -> BaseException:
    """Give the error of our tree where a disk is full, else the problem itself.

    >>> told(OSError(errno.ENOSPC, "No space left on device")).code
    'disk-full'
    >>> told(ValueError("x"))
    ValueError('x')
    """
    if not is_full(problem):
        return problem
    found = DiskFullError(
        "The disk of the server is full.", hint="Make room; answers wait in the browser and are sent then."
    )
    found.__cause__ = problem
    return found


def is_full(problem: BaseException | None) -> bool:
    """Say whether an error, or what it came from, means that a disk is full.

    SQLite may have rolled back by itself; the clean-up that fails then hides the reason.
    """
    while problem is not None:
        cause = getattr(problem, "orig", problem)
        if (
            getattr(cause, "sqlite_errorcode", None) in _SQLITE
            or getattr(cause, "sqlstate", None) == _POSTGRESQL
            or (isinstance(cause, OSError) and cause.errno in _SYSTEM)
        ):
            return True
        problem = problem.__cause__ or problem.__context__
    return False


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Turn the many errors of a full disk into the one of our tree."""
    try:
        yield
    except Exception as problem:  # drivers, SQLAlchemy and the system have no error class in common
        plain = told(problem)
        if plain is problem:
            raise
        raise plain from problem
