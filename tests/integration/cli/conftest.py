"""Machines for commands."""

from pathlib import Path

import pytest

from tests.integration.cli.place import Machine, free_port


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with nothing on it."""
    return Machine(tmp_path / "folder", free_port())


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine with one project and no server; tests leave it as it is."""
    made = Machine(tmp_path_factory.mktemp("filled") / "folder", free_port())
    made.json("project", "create", "Requests", "--recipe", "topics")
    return made
