"""Folders of text files, as they lie on real disks: sub-folders, odd names, files that are no text."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

import inloop
from inloop.client import Project
from inloop.kernel.errors import InvalidInputError
from tests.integration.cli.place import Machine

FILES = 60
SCHEMA: dict[str, Any] = {
    "fields": [{"id": "text"}, {"id": "folder", "show": "metadata"}],
    "questions": [
        {"id": "topic", "kind": "choice", "name": "Topic?", "labels": [{"name": "sport"}, {"name": "käse und brot"}]}
    ],
}


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    for number in range(FILES):
        place = folder / ("sport", "käse und brot")[number % 2]
        place.mkdir(parents=True, exist_ok=True)
        (place / f"letter {number}.txt").write_text(f"This is letter {number}, about things.\n", "utf-8")
    for name in ("new\nline.md", 'it\'s "odd" & <b>.text', "=cmd.txt", "\N{GRINNING FACE}.txt"):
        (folder / name).write_text(f"The name of this file is odd: {len(name)}.", "utf-8")
    (Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt"))).write_text("an old name", "utf-8")
    (folder / "old.txt").write_text("from before there was zip", "utf-8")
    os.utime(folder / "old.txt", (0, 0))
    (folder / "sport" / "empty.txt").touch()
    (folder / "sport" / "binary.txt").write_bytes(bytes(range(256)))
    (folder / "sport" / "latin.txt").write_bytes("Grüße aus Köln".encode("latin-1"))
    for name in ("picture.png", "no ending", ".hidden.txt", ".git/description.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"not to be read")
    (folder / "link.txt").symlink_to("/etc/hostname")
    return folder


def check(counts: dict[str, int]) -> None:
    assert (counts["imported"], counts["rejected"]) == (FILES + 6, 3)


def test_a_folder_comes_in_by_command_with_its_sub_folders_as_metadata(
    machine: Machine, letters: Path, tmp_path: Path
) -> None:
    (tmp_path / "schema.json").write_text(json.dumps(SCHEMA), "utf-8")
    machine.json("project", "create", "Letters", "--schema", str(tmp_path / "schema.json"))
    looked = machine.run("import", str(letters), "--dry-run")
    assert "sport/latin.txt: Byte 0xFC" in looked.out

    brought = machine.json("import", str(letters), "--report", str(tmp_path / "report.csv"))

    check(brought["counts"])
    report = (tmp_path / "report.csv").read_text("utf-8")
    assert all(name in report for name in ("sport/empty.txt", "sport/binary.txt", "sport/latin.txt"))
    items = machine.run("export", "--what", "items", "--format", "jsonl").out
    assert '"field.folder":"käse und brot"' in items
    assert all(word not in items for word in ("not to be read", "picture.png"))
    again = machine.json("import", str(letters))
    assert again["counts"]["unchanged"] == FILES + 6


def test_a_folder_comes_in_by_python_through_the_server_with_its_sub_folders_as_answers(
    machine: Machine, letters: Path, tmp_path: Path
) -> None:
    with machine.up():
        token = machine.json("token", "create", "letters")["token"]
        with inloop.connect(machine.url, token) as client:
            project: Project = client.projects.create("Letters", schema=SCHEMA)
            run = project.import_file(letters, {"key": "key", "text": "field:text", "folder": "label"})
            check(run.counts)
            assert run.counts["labels"] == FILES
            (tmp_path / "none").mkdir()
            with pytest.raises(InvalidInputError, match="no files inside"):
                project.import_file(tmp_path / "none")
