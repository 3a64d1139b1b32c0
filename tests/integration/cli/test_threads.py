"""Commands use one numeric thread, so that they waste nothing on a busy machine and repeat to the bit on any."""

import json
import os
import subprocess
import sys

import pytest

LOOK = """
import contextlib, io, json
from inloop.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main()
import numpy, scipy.linalg, threadpoolctl
print(json.dumps([lib["num_threads"] for lib in threadpoolctl.threadpool_info() if lib["user_api"] == "blas"]))
"""


@pytest.mark.parametrize(("given", "wanted"), [({}, 1), ({"OPENBLAS_NUM_THREADS": "2"}, 2)])
def test_a_command_has_one_numeric_thread_unless_told_otherwise(given: dict[str, str], wanted: int) -> None:
    if wanted > (os.cpu_count() or 1):
        pytest.skip("This machine has one core.")
    plain = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run(
        [sys.executable, "-c", LOOK, "--help"], env={**plain, **given}, capture_output=True, text=True, check=True
    )
    assert set(json.loads(done.stdout)) == {wanted}
