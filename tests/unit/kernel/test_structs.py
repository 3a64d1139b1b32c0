"""Threads may read the first struct of a kind at the same moment."""

import subprocess
import sys

RACE = """
import sys, threading
import msgspec
from inloop.kernel.structs import make_ready

sys.setswitchinterval(1e-6)
for turn in range(60):
    inner = [msgspec.defstruct(f"I{turn}_{n}", [(f"f{m}", int | None, None) for m in range(30)]) for n in range(5)]
    outer = msgspec.defstruct(f"O{turn}", [(f"a{n}", list[kind]) for n, kind in enumerate(inner)])
    if sys.argv[1] == "ready":
        make_ready()
    go = threading.Barrier(4)

    def read():
        go.wait()
        msgspec.convert({f"a{n}": [{"f1": 1}] for n in range(5)}, outer)

    threads = [threading.Thread(target=read) for _ in range(4)]
    [each.start() for each in threads]
    [each.join() for each in threads]
"""


def test_structs_that_were_made_ready_are_read_by_many_threads_at_once() -> None:
    assert subprocess.run([sys.executable, "-c", RACE, "ready"], check=False).returncode == 0


def test_the_library_still_needs_it() -> None:
    """When this fails, msgspec has mended it, and `inloop.kernel.structs` can go."""
    codes = [subprocess.run([sys.executable, "-c", RACE, "raw"], check=False).returncode for _ in range(5)]
    assert any(codes), "five times sixty turns without a crash"
