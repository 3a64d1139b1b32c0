"""A running server and a client of its owner."""

from collections.abc import Iterator

import pytest

import inloop
from inloop.client import Client
from tests.integration.cli.place import Machine, free_port


@pytest.fixture(scope="session")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A machine on which inloop runs for all tests of the client."""
    made = Machine(tmp_path_factory.mktemp("client") / "folder", free_port())
    with made.up():
        yield made


@pytest.fixture(scope="session")
def client(machine: Machine) -> Iterator[Client]:
    token = machine.json("token", "create", "tests", "--role", "owner")["token"]
    with inloop.connect(machine.url, token) as made:
        yield made
