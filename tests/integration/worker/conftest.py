from collections.abc import Callable
from pathlib import Path

import pytest

from inloop.database import Database
from inloop.kernel.clock import now
from inloop.loop import projects
from inloop.loop.items import imports
from inloop.loop.items.model import Column, Import
from inloop.loop.projects import Project

SCHEMA = {
    "fields": [{"id": "text"}],
    "questions": [{"id": "mood", "kind": "choice", "name": "Mood?", "labels": [{"name": "good"}, {"name": "bad"}]}],
}
COLUMNS = [Column(name="id", role="key"), Column(name="text", role="field")]


def make_project(database: Database) -> Project:
    return database.write(lambda c: projects.create(c, name="Reviews", schema=SCHEMA, at=now(), by="person:1"))


def ask_for(database: Database, project: Project, path: Path, **options: object) -> Import:
    return database.write(
        lambda c: imports.request(
            c, project, name=path.name, path=path, columns=COLUMNS, options=options, at=now(), by="person:1"
        )
    )


@pytest.fixture
def rows_file(tmp_path: Path) -> Callable[..., Path]:
    """Write a file of so many rows, each with a key and a text of its own."""

    def write(count: int, *, name: str = "rows.csv", begin: int = 0, text: str = "review") -> Path:
        path = tmp_path / name
        rows = "".join(f"r{number},{text} {number}\n" for number in range(begin, begin + count))
        path.write_text("id,text\n" + rows)
        return path

    return write
