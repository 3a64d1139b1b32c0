"""A real inloop: `inloop up` in processes of its own, on a port and a data folder of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psutil  # type: ignore[import-untyped]  # there are no stubs

SOURCE = Path(__file__).parents[1] / "src"
PATIENCE_S = 30
_SIGN_IN = re.compile(r"http://[\w.]+:\d+/sign-in#[\w-]+")


class Live:
    """A running server; `stop` and `start` keep its port and its data.

    Attributes
    ----------
    sign_in_url
        The address that was printed last; it works once.
    """

    def __init__(self, folder: Path, *, plug_ins: Path | None = None) -> None:
        self.folder = folder
        self._path = [str(SOURCE), *([str(plug_ins)] if plug_ins else [])]
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.sign_in_url = ""
        self._lines: list[str] = []
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> "Live":
        """Run `inloop up` until it has printed its address."""
        self._lines.clear()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "inloop.cli", "up", "--no-open"],
            env={**os.environ, **self._settings()},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._read, args=(self._process,), daemon=True).start()
        until(lambda: _SIGN_IN.search(self.said) is not None or self._process_ended(), what=self._why)
        found = _SIGN_IN.search(self.said)
        assert found, f"inloop up ended:\n{self.said}"
        self.sign_in_url = found.group()
        return self

    @property
    def said(self) -> str:
        """What it has printed."""
        return "".join(self._lines)

    def child(self, name: str) -> psutil.Process | None:
        """Find the web or the worker process."""
        assert self._process is not None
        for process in psutil.Process(self._process.pid).children(recursive=True):
            if name in _command(process):
                return process
        return None

    def kill(self, name: str) -> None:
        """Kill -9 the web or the worker process; its parent starts it again."""
        process = self.child(name)
        assert process is not None, f"There is no {name} process."
        process.kill()
        process.wait(5)

    def kill_all(self) -> None:
        """Kill -9 the whole tree at once, as a power cut would."""
        assert self._process is not None
        tree = [psutil.Process(self._process.pid), *psutil.Process(self._process.pid).children(recursive=True)]
        for process in tree:
            process.kill()
        psutil.wait_procs(tree, timeout=5)
        self._process.wait(5)

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill_all()

    def token(self, *, role: str = "owner") -> str:
        """Sign in by the printed address, and make a token."""
        secret = self.sign_in_url.partition("#")[2]
        with httpx.Client(base_url=f"{self.url}/api", headers={"origin": self.url}, trust_env=False) as browser:
            _done(browser.post("/sign-in/link", json={"secret": secret}))
            made: dict[str, Any] = _done(browser.post("/tokens", json={"name": "tests", "project": None, "role": role}))
        return str(made["token"])

    def _settings(self) -> dict[str, str]:
        return {
            "INLOOP_PORT": str(self.port),
            "INLOOP_DATA_DIR": str(self.folder),
            "INLOOP_DATABASE_URL": "",
            "PYTHONPATH": os.pathsep.join(self._path),
        }

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            self._lines.extend(lines)

    def _process_ended(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    def _why(self) -> str:
        return f"inloop up printed no sign-in address:\n{self.said}"


@contextmanager
def live(folder: Path) -> Iterator[Live]:
    """Run inloop on an empty data folder for as long as the block lasts."""
    server = Live(folder)
    try:
        yield server.start()
    finally:
        server.stop()


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(holds: Any, *, what: Any, patience_s: float = PATIENCE_S) -> None:
    """Wait until something holds; fail with what was waited for."""
    end = time.monotonic() + patience_s
    while not holds():
        assert time.monotonic() < end, what() if callable(what) else what
        time.sleep(0.05)


def _done(answer: httpx.Response) -> Any:
    assert answer.status_code < 300, f"{answer.request.url}: {answer.status_code} {answer.text}"
    return answer.json() if answer.content else None


def _command(process: psutil.Process) -> list[str]:
    try:
        return [*process.cmdline()]
    except psutil.Error:
        return []
