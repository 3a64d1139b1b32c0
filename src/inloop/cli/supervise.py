"""Keeping child processes alive until the parent is told to stop."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.1, 10.0
WELL_AFTER_S = 10.0
END_S = 4.0
Say = Callable[[str], None]


class Child:
    """One child process, started again whenever it dies."""

    def __init__(
        self, name: str, command: Sequence[str], *, env: Mapping[str, str], descriptors: Sequence[int]
    ) -> None:
        self.name = name
        self._command = list(command)
        self._env = dict(env)
        self._descriptors = tuple(descriptors)
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._pause_s = FIRST_PAUSE_S

    def start(self) -> None:
        self._started = time.monotonic()
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and package
            [sys.executable, *self._command], env=self._env, pass_fds=self._descriptors
        )

    def tend(self, *, say: Say) -> None:
        """Start it again if it died; the pause before doubles while it dies young."""
        if self._process is None or self._process.poll() is None:
            return
        lived_s = time.monotonic() - self._started
        if lived_s > WELL_AFTER_S:
            self._pause_s = FIRST_PAUSE_S
        if lived_s < self._pause_s:
            return
        say(f"The {self.name} process ended with {self._process.returncode}; it is started again.")
        self._pause_s = min(LONGEST_PAUSE_S, self._pause_s * 2)
        self.start()

    def end(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)

    def wait(self, until: float) -> None:
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def supervise(children: Sequence[Child], *, say: Say) -> None:
    """Tend the children until SIGTERM or SIGINT, then end them."""
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopped.wait(0.1):
        for child in children:
            child.tend(say=say)
    for child in children:
        child.end()
    until = time.monotonic() + END_S
    for child in children:
        child.wait(until)


def environment(**settings: object) -> dict[str, str]:
    """Give the environment of a child: ours, with these settings."""
    return {**os.environ, **{f"INLOOP_{name.upper()}": str(value) for name, value in settings.items()}}
