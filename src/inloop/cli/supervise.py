"""Keeping child processes alive until the parent is told to stop."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import FrameType

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.1, 10.0
KILLED_PAUSE_S = 1.0
"""The longest pause after a death that came from outside: it says nothing against starting again."""
WELL_AFTER_S = 10.0
END_S = 4.0
Say = Callable[[str], None]


class Child:
    """One child process, started again whenever it dies.

    It ends by itself when this process is gone: it holds the other end of a pipe, see `inloop.cli.lifeline`.
    """

    def __init__(self, name: str, *options: str, env: Mapping[str, str], descriptors: Sequence[int] = ()) -> None:
        self.name = name
        self._options = options
        self._env = dict(env)
        self._descriptors = tuple(descriptors)
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._seen_alive = 0.0
        self._pause_s = FIRST_PAUSE_S
        self._line: int | None = None
        self._may_work = False

    def start(self) -> None:
        """Start the process; it loads its code and then waits for `let_work`."""
        theirs, ours = os.pipe()
        command = [sys.executable, "-m", "inloop.cli", self.name, *self._options, "--lifeline", str(theirs)]
        self._started = time.monotonic()
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and package
            command, env=self._env, pass_fds=(theirs, *self._descriptors)
        )
        os.close(theirs)
        if self._line is not None:
            os.close(self._line)
        self._line = ours
        if self._may_work:
            self.let_work()

    @property
    def pid(self) -> int | None:
        return None if self._process is None else self._process.pid

    def let_work(self) -> None:
        """Say that the ground is prepared, to this process and to those that may follow it."""
        self._may_work = True
        if self._line is not None:
            with suppress(BrokenPipeError):
                os.write(self._line, b"1")

    def tend(self, *, say: Say) -> None:
        """Start it again if it died; the time from start to start doubles while it ends young by itself."""
        if self._process is None or self._process.poll() is None:
            self._seen_alive = time.monotonic()
            return
        if self._seen_alive - self._started > WELL_AFTER_S:
            self._pause_s = FIRST_PAUSE_S
        killed = self._process.returncode in {-signal.SIGKILL, -signal.SIGTERM}
        longest = KILLED_PAUSE_S if killed else LONGEST_PAUSE_S
        if time.monotonic() - self._started < min(self._pause_s, longest):
            return
        say(f"The {self.name} process ended with {self._process.returncode}; it is started again.")
        self._pause_s = min(longest, self._pause_s * 2)
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


def end_all(children: Sequence[Child]) -> None:
    """End the children, and wait for them; who does not end in time is killed."""
    for child in children:
        child.end()
    until = time.monotonic() + END_S
    for child in children:
        child.wait(until)


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
    end_all(children)


def environment(**settings: object) -> dict[str, str]:
    """Give the environment of a child: ours, with these settings."""
    return {**os.environ, **{f"INLOOP_{name.upper()}": str(value) for name, value in settings.items()}}
