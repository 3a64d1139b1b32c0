"""Keeping a child process alive."""

import os
import signal
import time
from collections.abc import Iterator

import pytest

from inloop.cli.supervise import KILLED_PAUSE_S, Child, end_all, environment

Said = list[str]


@pytest.fixture
def child() -> Iterator[Child]:
    """A worker that waits to be told that it may begin."""
    made = Child("worker", env=environment())
    made.start()
    yield made
    end_all([made])


def test_a_process_that_is_killed_again_and_again_is_back_within_a_moment(child: Child) -> None:
    took: list[float] = []
    said: Said = []
    for number in range(6):
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        killed = time.monotonic()
        while len(said) == number:
            child.tend(say=said.append)
            time.sleep(0.02)
        took.append(time.monotonic() - killed)
    assert max(took) < KILLED_PAUSE_S + 0.8
    assert "ended with -9" in said[0]


def test_a_process_that_cannot_even_start_is_tried_less_and_less_often() -> None:
    broken = Child("worker", "--no-such-option", env=environment(), descriptors=())
    broken.start()
    said: Said = []
    first = time.monotonic()
    while len(said) < 3:
        broken.tend(say=said.append)
        time.sleep(0.01)
    assert time.monotonic() - first > 0.4
    end_all([broken])
