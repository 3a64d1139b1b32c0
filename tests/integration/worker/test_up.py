import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import psutil
import pytest

PATIENCE_S = 30


class Up:
    """A running `inloop up`."""

    def __init__(self, data_dir: Path, *, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "inloop.cli", "up", "--data-dir", str(data_dir), "--port", str(port)]
        self.log = data_dir.with_name(f"{port}.log")
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)

    def await_health(self) -> None:
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            try:
                if httpx.get(f"{self.base}/healthz", timeout=2).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.02)
        raise AssertionError(self.process.poll())

    def child(self, name: str) -> psutil.Process:
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            for each in psutil.Process(self.process.pid).children():
                with suppress(psutil.Error):
                    if name in each.cmdline():
                        return each
            time.sleep(0.02)
        raise AssertionError(name)

    def sign_in_secret(self) -> str:
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            if found := re.search(rf"{self.base}/sign-in#(\S{{20,}})", self.log.read_text()):
                return found[1]
            time.sleep(0.02)
        raise AssertionError(self.log.read_text())

    def await_end(self) -> str:
        self.process.wait(timeout=PATIENCE_S)
        return self.log.read_text()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def up(tmp_path: Path) -> Iterator[Up]:
    running = Up(tmp_path / "data", port=free_port())
    yield running
    if running.process.poll() is None:
        running.process.terminate()
        running.process.wait()


def test_up_serves_prints_a_way_in_and_keeps_its_folder_closed(up: Up, tmp_path: Path) -> None:
    up.await_health()
    assert up.sign_in_secret()
    up.child("worker")
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    children = psutil.Process(up.process.pid).children()
    up.process.terminate()
    assert up.process.wait(timeout=PATIENCE_S) == 0
    assert not psutil.wait_procs(children, timeout=PATIENCE_S)[1]


def test_the_printed_link_signs_in_once_and_the_demo_is_there(up: Up) -> None:
    up.await_health()
    secret = up.sign_in_secret()
    with httpx.Client(base_url=f"{up.base}/api", headers={"Origin": up.base}) as client:
        assert client.post("/sign-in/link", json={"secret": secret}).is_success
        until = time.monotonic() + PATIENCE_S
        while (projects := client.get("/projects").json())[0]["items"] < 16_196 and time.monotonic() < until:
            time.sleep(0.1)
        assert [each["name"] for each in projects] == ["Customer requests"]
        assert projects[0]["items"] == 16_196
    assert httpx.post(f"{up.base}/api/sign-in/link", json={"secret": secret}).status_code >= 400


def test_a_web_process_that_is_killed_comes_back_and_no_waiting_call_fails(up: Up) -> None:
    up.await_health()
    before = up.child("web")
    before.kill()
    assert httpx.get(f"{up.base}/healthz", timeout=PATIENCE_S).status_code == 200
    assert up.child("web").pid != before.pid


def test_a_worker_that_is_killed_comes_back(up: Up) -> None:
    up.await_health()
    before = up.child("worker")
    before.kill()
    until = time.monotonic() + PATIENCE_S
    while up.child("worker").pid == before.pid and time.monotonic() < until:
        time.sleep(0.05)
    assert up.child("worker").pid != before.pid


def test_the_children_of_a_killed_parent_end_too(up: Up) -> None:
    up.await_health()
    children = [up.child("web"), up.child("worker")]
    os.kill(up.process.pid, signal.SIGKILL)
    up.process.wait()
    assert not psutil.wait_procs(children, timeout=PATIENCE_S)[1]


def test_a_second_up_on_the_same_folder_says_why_it_cannot_start(up: Up, tmp_path: Path) -> None:
    up.await_health()
    second = Up(tmp_path / "data", port=free_port())
    text = second.await_end()
    assert second.process.returncode == 1
    assert "already running" in text
    assert "INLOOP_DATA_DIR" in text


def test_a_port_in_use_is_named_with_the_way_out(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        up = Up(tmp_path / "data", port=other.getsockname()[1])
        text = up.await_end()
    assert up.process.returncode == 1
    assert "INLOOP_PORT" in text
    assert "Traceback" not in text
