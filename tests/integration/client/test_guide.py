"""The guide cannot lie: its examples run, in order, as one program."""

import re
from pathlib import Path

import pytest

from tests.integration.cli.place import Machine


def test_every_example_of_the_guide_runs(
    machine: Machine, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = (repository / "docs" / "guides" / "python.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    assert blocks
    monkeypatch.setenv("INLOOP_URL", machine.url)
    monkeypatch.setenv("INLOOP_TOKEN", machine.json("token", "create", "guide", "--role", "owner")["token"])
    monkeypatch.chdir(tmp_path)
    exec(compile("\n".join(blocks), "python.md", "exec"), {})  # noqa: S102  # our own document
