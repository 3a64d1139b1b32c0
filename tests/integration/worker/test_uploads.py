"""Uploaded files do not outlive their purpose."""

import os
from pathlib import Path

from inloop.app.system import NoSuggestions, System
from inloop.app.uploads import KEPT_DAYS, drop_uploads
from inloop.database import Database
from inloop.kernel.clock import DAY, now
from inloop.kernel.settings import Settings
from inloop.worker.imports import run_import
from tests.integration.worker.conftest import ask_for, make_project


def upload(data_dir: Path, name: str, *, content: str, file: str = "rows.csv") -> Path:
    path = data_dir / "uploads" / name / file
    path.parent.mkdir(parents=True)
    path.write_text(content)
    return path


def test_a_file_goes_once_its_rows_are_in_and_stays_where_it_may_be_read_again(
    database: Database, data_dir: Path
) -> None:
    system = System(settings=Settings(data_dir=data_dir), database=database, suggestions=NoSuggestions())
    done, waiting = (upload(data_dir, name, content="id,text\na,hello\n") for name in ("done", "waiting"))
    failed, fresh = (
        upload(data_dir, "failed", content="broken", file="rows.parquet"),
        upload(data_dir, "fresh", content="x"),
    )
    project = make_project(database)
    runs = {path: ask_for(database, project, path) for path in (done, failed, waiting)}
    run_import(database, runs[done].id)
    run_import(database, runs[failed].id)
    assert drop_uploads(system, at=now()) == 1
    assert [path.exists() for path in (done, waiting, failed, fresh)] == [False, True, True, True]
    for path in (waiting, failed, fresh):
        os.utime(path.parent, (0, 0))
    assert drop_uploads(system, at=now() + KEPT_DAYS * DAY) == 2
    assert waiting.exists()
