"""What the web process is made of, and what its interface says of itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.cli.place import Machine, free_port, write_requests

START = """
import sys, psutil
from inloop.app.prepare import prepare
from inloop.kernel.settings import from_environment
settings = from_environment()
prepare(settings)
before = set(sys.modules)
from inloop.server import create_app
create_app()
heavy = {"sklearn", "scipy", "pyarrow", "dbos", "pandas", "torch", "onnx", "onnxruntime"}
print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}))
print(psutil.Process().memory_info().rss >> 20)
"""

USE = """
import io, os, sys, zipfile
from starlette.testclient import TestClient
from inloop.server import create_app
with TestClient(create_app(), base_url="http://127.0.0.1") as client:
    client.headers["authorization"] = "Bearer " + os.environ["TOKEN"]
    packed = client.get("/api/projects/1/models/1/bundle")
    assert packed.status_code == 200, packed.text
    assert client.get("/api/projects/1/models").json()["champion"] == 1
    assert client.get("/api/projects/1/models/1").status_code == 200
    assert client.post("/api/projects/1/predict", json={"items": ["where is the parcel"]}).status_code == 200
heavy = {"sklearn", "scipy", "pyarrow", "dbos", "pandas", "torch", "onnx", "onnxruntime", "joblib"}
print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}))
print(*sorted(zipfile.ZipFile(io.BytesIO(packed.content)).namelist()))
"""


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "folder", free_port())


def run(code: list[str], folder: Path, repository: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "INLOOP_DATA_DIR": str(folder), "PYTHONPATH": str(repository / "src")}
    return subprocess.run([sys.executable, *code], env=env, cwd=repository, capture_output=True, text=True, check=False)


def test_the_web_process_starts_small(tmp_path: Path, repository: Path) -> None:
    started = run(["-c", START], tmp_path / "place", repository)
    assert started.returncode == 0, started.stderr
    heavy, megabytes = started.stdout.split("\n")[:2]
    assert heavy == "[]"
    assert int(megabytes) <= 120


def test_the_web_process_hands_out_models_and_answers_by_them_and_stays_small(
    machine: Machine, tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.json("project", "create", "Requests", "--recipe", "topics")
    file = write_requests(tmp_path / "requests.csv", rows=120)
    machine.json("import", str(file), "--column", "key=key", "--column", "body=field:text", "--column", "topic=label")
    machine.json("model", "train")
    monkeypatch.setenv("TOKEN", machine.json("token", "create", "test")["token"])
    used = run(["-c", USE], machine.data_dir, repository)
    assert used.returncode == 0, used.stderr
    assert used.stdout.split("\n")[:2] == ["[]", "MODEL_CARD.md model.npz model.onnx predict.py"]


def test_the_description_of_the_interface_is_up_to_date(tmp_path: Path, repository: Path) -> None:
    checked = run(["-m", "inloop.server.snapshot", "--check"], tmp_path, repository)
    assert checked.returncode == 0, checked.stderr
