"""Simulating a project from the command line."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.cli.place import Machine, write_requests

COLUMNS = ("--text", "body", "--answer", "topic")


@pytest.fixture
def requests(tmp_path: Path) -> str:
    return str(write_requests(tmp_path / "requests.csv", rows=120))


def test_a_simulation_tells_both_curves_and_repeats_itself_to_the_byte(machine: Machine, requests: str) -> None:
    words = ("simulate", "--data", requests, *COLUMNS, "--people", "2", "--answers", "40", "--seed", "7", "--json")
    first, again = machine.run(*words), machine.run_apart(*words)
    assert first.code == 0, first.err
    assert first.out == again.out
    assert first.err == ""
    told = first.json
    assert told["answers"] == 40
    assert told["random"]["strategy"] == "random"
    assert told["steps"][-1]["true_accuracy"] > 0.5
    assert not machine.data_dir.exists(), "a simulation leaves no project behind"


def test_a_missing_column_is_named_beside_those_there_are(machine: Machine, requests: str) -> None:
    said = machine.run("simulate", "--data", requests, "--text", "body", "--answer", "intent", "--json")
    assert said.code == 2
    assert "There is no column 'intent'" in said.err
    assert "body" in said.err


def test_a_terminal_shows_how_far_it_is_and_the_result_stays_clean(machine: Machine, requests: str) -> None:
    ours, theirs = pty.openpty()
    words = ["simulate", "--data", requests, *COLUMNS, "--answers", "16", "--strategy", "random", "--json"]
    env = {**machine.env, "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(
        [sys.executable, "-m", "inloop.cli", *words], stdout=subprocess.PIPE, stderr=theirs, env=env
    ) as ran:
        os.close(theirs)
        shown = b"".join(iter(lambda: _read(ours), b""))
        told, _ = ran.communicate(timeout=60)
    os.close(ours)
    assert ran.returncode == 0
    assert b"Simulating random" in shown
    assert told.startswith(b'{"data"')
    assert told.count(b"\n") == 1


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4_096)
    except OSError:  # how Linux says that the other end is closed
        return b""
