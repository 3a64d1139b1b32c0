"""A pipe from the parent to a child: one byte says that the ground is prepared, its end that the parent is gone."""

import os
import signal
import sys
import threading


def await_ready(descriptor: int) -> None:
    """Wait until the parent has prepared the ground; end if it went away before.

    Meanwhile the child has loaded its code: both take their time side by side.
    """
    if not os.read(descriptor, 1):
        sys.exit(0)
    threading.Thread(target=_follow, args=(descriptor,), name="inloop-lifeline", daemon=True).start()


def _follow(descriptor: int) -> None:
    """End this process, cleanly, as soon as the other end of the pipe is closed, however that came about."""
    while os.read(descriptor, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
