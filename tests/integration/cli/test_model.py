"""From answers to a model in one's hands, and back to scored files, by commands alone."""

import json
import subprocess
import sys
from pathlib import Path

from tests.integration.cli.place import Machine, write_requests


def test_a_model_is_trained_taken_away_and_scores_a_file_without_a_server(machine: Machine, tmp_path: Path) -> None:
    machine.json("project", "create", "Requests", "--recipe", "topics")
    file = write_requests(tmp_path / "requests.csv", rows=200)
    machine.json(
        "import", str(file), "--column", "key=key", "--column", "body=field:text", "--column", "topic=label"
    )  # fmt: skip

    made = machine.json("model", "train")
    assert made["state"] == "published"
    assert [each["version"] for each in machine.json("model", "list")["versions"]]
    assert "Requests" in machine.run("model", "show").out
    told = machine.json("model", "export", str(tmp_path / "model"))
    assert set(told["files"]) == {"model.npz", "model.onnx", "predict.py", "MODEL_CARD.md"}

    by_file, by_server = tmp_path / "by_file.jsonl", tmp_path / "by_server.jsonl"
    bundle = str(tmp_path / "model" / "model.npz")
    elsewhere = Machine(tmp_path / "nothing")
    scored = elsewhere.json("predict", str(file), "--model", bundle, "--text", "body", "-o", str(by_file))
    assert (scored["rows"], scored["bad"]) == (200, 1)
    machine.json("predict", str(file), "--text", "body", "-o", str(by_server))
    mine, theirs = (
        [json.loads(line)["predicted"] for line in path.read_text("utf-8").splitlines()]
        for path in (by_file, by_server)
    )
    assert mine == theirs
    assert set(mine) == {"billing", "delivery"}

    read = subprocess.run(
        [sys.executable, str(tmp_path / "model" / "predict.py"), "where is the parcel"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "'delivery'" in read.stdout
