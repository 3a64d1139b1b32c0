"""The types of what travels follow from the description of the interface."""

import json
from pathlib import Path

import pytest

from inloop.client.generate import TARGET, render


def test_the_types_are_those_of_the_snapshot(repository: Path) -> None:
    snapshot = repository / "openapi.json"
    if not snapshot.is_file():
        pytest.skip("There is no openapi.json yet: python -m inloop.server.snapshot writes it.")
    assert TARGET.read_text("utf-8") == render(json.loads(snapshot.read_text("utf-8")))


def test_what_only_goes_to_the_server_is_left_out() -> None:
    text = TARGET.read_text("utf-8")
    assert "class Project(TypedDict)" in text
    assert "ProjectAsked" not in text
