"""A pipe from the parent to a child: the child ends when the parent is gone, however it went."""

import os
import signal
import threading


def follow(descriptor: int) -> None:
    """End this process, cleanly, as soon as the other end of the pipe is closed."""

    def watch() -> None:
        while os.read(descriptor, 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="inloop-lifeline", daemon=True).start()
