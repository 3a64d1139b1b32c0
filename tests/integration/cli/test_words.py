"""What every command has in common: help, JSON, exit codes, one sentence for what went wrong."""

from pathlib import Path

import pytest
import typer

from inloop.cli import app
from inloop.kernel.errors import InloopError
from tests.integration.cli.place import Machine

MODELS = {"model list", "model show", "model train", "model export"}


def leaves(group: typer.Typer, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Give the words of every command."""
    own = [
        (*path, found.name or (found.callback.__name__ if found.callback else ""))
        for found in group.registered_commands
    ]
    for found in group.registered_groups:
        assert found.typer_instance is not None
        own += leaves(found.typer_instance, (*path, str(found.name)))
    return own


@pytest.mark.parametrize("words", leaves(app), ids=" ".join)
def test_every_command_says_in_one_line_what_it_does(words: tuple[str, ...]) -> None:
    from typer.testing import CliRunner

    said = CliRunner().invoke(app, [*words, "--help"], env={"COLUMNS": "200"})
    lines = [line.strip() for line in said.output.splitlines() if line.strip()]
    assert said.exit_code == 0
    assert lines[0].startswith("Usage:")
    assert lines[1].endswith(".")
    assert len(lines[1]) <= 100


@pytest.mark.parametrize(
    "words", [words for words in leaves(app) if words[0] not in {"up", "web", "worker"}], ids=" ".join
)
def test_every_command_can_speak_to_programs(words: tuple[str, ...]) -> None:
    from typer.testing import CliRunner

    said = CliRunner().invoke(app, [*words, "--help"], env={"COLUMNS": "200"})
    assert "--json" in said.output


def test_nothing_there_ends_with_three_and_says_what_to_do(machine: Machine) -> None:
    said = machine.run("project", "list")
    assert said.code == 3
    assert "Traceback" not in said.err
    assert "inloop up" in said.err
    assert not machine.data_dir.exists()


def test_a_server_that_is_not_there_ends_with_three(machine: Machine) -> None:
    said = machine.run("project", "list", "--url", f"http://127.0.0.1:{machine.port}", "--json")
    assert said.code == 3
    assert said.json["error"]["code"] == "unreachable"


def test_an_unknown_project_ends_with_three_and_names_those_there_are(filled: Machine) -> None:
    said = filled.run("project", "show", "Nothing")
    assert said.code == 3
    assert "'Requests'" in said.err


def test_bad_input_ends_with_two_and_says_where(filled: Machine, tmp_path: Path) -> None:
    assert filled.run("import", str(tmp_path / "absent.csv")).code == 2
    (tmp_path / "rows.csv").write_text("a,b\n1,2\n", "utf-8")
    said = filled.run("import", str(tmp_path / "rows.csv"), "--column", "a=feld")
    assert said.code == 2
    assert "'feld' is not a role" in said.err
    assert filled.run("project", "create", "x", "--recipe", "none-such", "--json").code == 3
    assert filled.run("project", "create", "x").code == 2
    assert filled.run("frobnicate").code == 2


def test_progress_stays_off_where_nobody_looks(filled: Machine) -> None:
    assert filled.run("project", "list").err == ""


def test_a_code_is_there_for_every_error() -> None:
    from inloop.cli.exits import exit_code_of

    assert exit_code_of(InloopError("It failed.")) == 1
