"""A machine on which inloop is installed: commands as a person types them."""

import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from inloop.cli import main

START_S = 60.0


@dataclass(frozen=True)
class Said:
    """What a command ended with."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Machine:
    """A data folder and the commands that work on it."""

    data_dir: Path
    port: int = 8400

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def env(self) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("INLOOP_")}
        return {**clean, "INLOOP_DATA_DIR": str(self.data_dir), "INLOOP_PORT": str(self.port), "CI": "1"}

    def run(self, *words: str, env: Mapping[str, str] = {}) -> Said:
        """Run a command to its end, in this process: one of its own takes a second more to start, and does the same."""
        out, err, given = _Screen(), _Screen(), {**self.env, **env}
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            for name in os.environ:
                patch.delenv(name)
            for name, value in given.items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["inloop", *words])
            return Said(_code_of(main), out.text, err.text)

    def run_apart(self, *words: str) -> Said:
        """Run a command to its end, in a process of its own."""
        ended = subprocess.run(
            [sys.executable, "-m", "inloop.cli", *words],
            env=self.env,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return Said(ended.returncode, ended.stdout, ended.stderr)

    def json(self, *words: str) -> Any:
        """Run a command that must succeed, and give what it tells programs."""
        said = self.run(*words, "--json")
        assert said.code == 0, said.err
        return said.json

    @contextmanager
    def up(self) -> Iterator[None]:
        """Have inloop running, as `inloop up` does."""
        process = subprocess.Popen(
            [sys.executable, "-m", "inloop.cli", "up", "--no-demo"], env=self.env, stdout=subprocess.DEVNULL
        )
        try:
            self._await(process)
            yield
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)

    def _await(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + START_S
        while time.monotonic() < until and process.poll() is None:
            try:
                if httpx.get(f"{self.url}/healthz", timeout=2, trust_env=False).status_code == 200:
                    return
            except httpx.HTTPError:
                time.sleep(0.1)
        raise AssertionError("inloop did not start")


class _Screen(io.TextIOWrapper):
    """Keeps what is printed, as text or as bytes."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), "utf-8", write_through=True)

    @property
    def text(self) -> str:
        kept = self.buffer
        assert isinstance(kept, io.BytesIO)
        return kept.getvalue().decode("utf-8")


def _code_of(command: Callable[[], None]) -> int:
    """Run a command; give the code that it ends with."""
    try:
        command()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def write_requests(path: Path, *, rows: int = 40) -> Path:
    """Write a small file of requests with answers, and one bad row."""
    texts = {"billing": "please send the invoice for order number", "delivery": "where is the parcel for order number"}
    lines = ["key,body,topic"]
    for number in range(rows):
        label = ("billing", "delivery")[number % 2]
        lines.append(f"k{number},{texts[label]} {number},{label}")
    path.write_text("\n".join([*lines, 'bad,"quoted"and more,billing', ""]), "utf-8")
    return path
