"""Commands on a data folder that no server has in use."""

import json
import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

from tests.integration.cli.place import Machine, write_requests


def test_a_project_is_filled_from_a_file_and_taken_away_again_without_a_server(
    machine: Machine, tmp_path: Path
) -> None:
    made = machine.json("project", "create", "Requests", "--recipe", "topics")
    file = write_requests(tmp_path / "requests.csv")
    report = tmp_path / "rejected.csv"

    brought = machine.json(
        "import", str(file), "--project", "Requests", "--report", str(report),
        "--column", "key=key", "--column", "body=field:text", "--column", "topic=label",
    )  # fmt: skip

    assert brought["state"] == "done"
    assert brought["counts"]["imported"] == 40
    assert brought["counts"]["rejected"] == 1
    assert brought["counts"]["labels"] == 40
    assert "closing quote" in report.read_text("utf-8")
    taken = tmp_path / "items.jsonl"
    told = machine.json("export", "--project", str(made["id"]), "--what", "items", "-o", str(taken))
    assert told["bytes"] == taken.stat().st_size
    assert len([json.loads(line) for line in taken.read_text("utf-8").splitlines()]) == 40
    assert machine.json("project", "list")[0]["items"] == 40


def test_a_second_import_of_the_same_file_changes_nothing_and_leaves_nothing_running(
    machine: Machine, tmp_path: Path
) -> None:
    machine.json("project", "create", "Requests", "--recipe", "topics")
    file = write_requests(tmp_path / "requests.csv")
    columns = ("--column", "key=key", "--column", "body=field:text")
    machine.json("import", str(file), *columns)
    running = set(threading.enumerate())
    again = machine.json("import", str(file), *columns)
    assert again["counts"]["unchanged"] == 40
    assert again["counts"]["imported"] == 0
    assert set(threading.enumerate()) <= running  # the engine of long jobs has ended with the command


def test_a_look_at_a_file_needs_no_project(machine: Machine, tmp_path: Path) -> None:
    seen = machine.json("import", str(write_requests(tmp_path / "requests.csv")), "--dry-run")
    assert {column["name"]: column["role"] for column in seen["columns"]}["key"] == "key"
    assert seen["bad"][0]["number"] == 42
    assert not machine.data_dir.exists()


def test_a_project_is_put_away_and_brought_back(machine: Machine) -> None:
    machine.json("project", "create", "Mood", "--recipe", "sentiment")
    assert machine.json("project", "archive", "Mood")["state"] == "archived"
    assert machine.json("project", "list") == []
    assert machine.json("project", "unarchive", "Mood")["state"] == "active"
    assert machine.json("project", "delete", "Mood")["state"] == "deleted"
    assert machine.json("project", "restore", "Mood")["state"] == "active"


def test_schema_and_guideline_are_printed_changed_and_put_back(machine: Machine, tmp_path: Path) -> None:
    machine.json("project", "create", "Requests", "--recipe", "topics")
    schema = machine.json("project", "schema", "1")
    schema["questions"][0]["labels"][0]["name"] = "Money"
    (tmp_path / "schema.json").write_text(json.dumps(schema), "utf-8")
    (tmp_path / "guideline.md").write_text("Think twice.", "utf-8")

    changed = machine.json("project", "schema", "1", "--set", str(tmp_path / "schema.json"))
    machine.json("project", "guideline", "1", "--set", str(tmp_path / "guideline.md"))

    assert changed["version"] == 2
    assert any("Money" in change for change in changed["changes"])
    assert machine.run("project", "guideline", "1").out == "Think twice.\n"


def test_the_record_verifies_and_a_change_behind_its_back_ends_with_one(machine: Machine) -> None:
    import sqlite3

    machine.json("project", "create", "Requests", "--recipe", "topics")
    with machine.up():
        until_sealed(machine)
    assert machine.json("verify")["verified"] is True
    with sqlite3.connect(machine.data_dir / "inloop.db") as database:
        database.execute("UPDATE event SET actor = 'person:99' WHERE block = 1 AND id = (SELECT min(id) FROM event)")
    broken = machine.run("verify", "--json")
    assert broken.code == 1
    assert broken.json["verified"] is False
    assert broken.json["problems"]


def until_sealed(machine: Machine) -> None:
    for _ in range(60):
        if machine.json("verify")["unsealed"] == 0:
            return


def test_a_backup_comes_back_in_another_folder(machine: Machine, tmp_path: Path) -> None:
    machine.json("project", "create", "Requests", "--recipe", "topics")
    made = machine.json("backup", str(tmp_path / "copy.tar"))
    other = Machine(tmp_path / "other", machine.port)
    other.json("restore", str(tmp_path / "copy.tar"))
    assert made["files"] > 0
    assert [line["name"] for line in other.json("project", "list")] == ["Requests"]
    assert machine.run("backup", str(tmp_path / "copy.tar")).code == 1


def test_the_doctor_finds_nothing_to_do(machine: Machine) -> None:
    machine.json("project", "create", "Requests", "--recipe", "topics")
    assert machine.json("doctor")["healthy"] is True
    assert machine.json("doctor", "--rebuild")["findings"] == []


def test_the_doctor_ends_with_1_where_something_differs_until_it_is_put_right(machine: Machine) -> None:
    machine.json("project", "create", "Requests", "--recipe", "topics")
    with closing(sqlite3.connect(machine.data_dir / "inloop.db")) as facts, facts:
        facts.execute("INSERT INTO progress (project, answers) SELECT 1, 5")
    said = machine.run("doctor")
    assert said.code == 1
    assert "progress.answers: kept 5, computed 0" in said.out
    assert machine.run("doctor", "--rebuild").code == machine.run("doctor").code == 0


def test_tokens_are_made_listed_and_revoked(machine: Machine) -> None:
    machine.json("project", "create", "Requests", "--recipe", "topics")
    made = machine.json("token", "create", "nightly job", "--role", "viewer")
    assert made["token"].startswith("inl_")
    assert "nightly job" in [row["name"] for row in machine.json("token", "list")]
    machine.json("token", "revoke", str(made["id"]))
    assert "nightly job" not in [row["name"] for row in machine.json("token", "list")]
    assert machine.run("token", "create", "x", "--role", "emperor").code == 2


def test_what_lets_somebody_in_can_be_read_by_the_owner_of_the_folder_only(machine: Machine) -> None:
    machine.json("project", "create", "Requests", "--recipe", "topics")
    assert stat.S_IMODE(machine.data_dir.stat().st_mode) == 0o700
    assert stat.S_IMODE((machine.data_dir / "local-token").stat().st_mode) == 0o600
    assert "/sign-in#" in machine.json("sign-in-link")["url"]
