"""The README's example does what it says, against a real server."""

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.integration.examples import iter_examples

README = Path(__file__).parents[2] / "README.md"
LONGEST = 20


def test_the_python_example_is_short() -> None:
    (example,) = iter_examples(README)
    assert len(example.text.strip().splitlines()) <= LONGEST


@pytest.mark.usefixtures("connected")
def test_the_python_example_runs_and_exports_three_labels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (example,) = iter_examples(README)
    names: dict[str, Any] = {"__name__": "document"}
    example.run(names)
    assert "new: A joy from start to end." in capsys.readouterr().out
    with (tmp_path / "reviews.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = [*csv.DictReader(file)]
    assert len(rows) == 3
    assert {"positive", "negative", "neutral"} <= {value for row in rows for value in row.values()}
