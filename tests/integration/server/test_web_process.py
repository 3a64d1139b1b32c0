"""What the web process is made of, and what its interface says of itself."""

import os
import subprocess
import sys
from pathlib import Path

START = """
import sys, psutil
from inloop.app.prepare import prepare
from inloop.kernel.settings import from_environment
settings = from_environment()
prepare(settings)
before = set(sys.modules)
from inloop.server import create_app
create_app()
heavy = {"sklearn", "scipy", "pyarrow", "dbos", "pandas", "torch", "onnx"}
print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}))
print(psutil.Process().memory_info().rss >> 20)
"""


def run(code: list[str], folder: Path, repository: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "INLOOP_DATA_DIR": str(folder), "PYTHONPATH": str(repository / "src")}
    return subprocess.run([sys.executable, *code], env=env, cwd=repository, capture_output=True, text=True, check=False)


def test_the_web_process_starts_small(tmp_path: Path, repository: Path) -> None:
    started = run(["-c", START], tmp_path / "place", repository)
    assert started.returncode == 0, started.stderr
    heavy, megabytes = started.stdout.split("\n")[:2]
    assert heavy == "[]"
    assert int(megabytes) <= 120


def test_the_description_of_the_interface_is_up_to_date(tmp_path: Path, repository: Path) -> None:
    checked = run(["-m", "inloop.server.snapshot", "--check"], tmp_path, repository)
    assert checked.returncode == 0, checked.stderr
