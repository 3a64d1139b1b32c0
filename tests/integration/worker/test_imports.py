from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from inloop.database import Database
from inloop.kernel.clock import now
from inloop.kernel.errors import ConflictError, ForbiddenError, InvalidInputError
from inloop.loop.items import imports, search
from inloop.loop.items.model import Column, Counts, Import, ImportState
from inloop.loop.items.store import items as item_store
from inloop.worker.imports import CALM, run_import
from tests.integration.worker.conftest import ask_for, make_project

Rows = Callable[..., Path]


def finished(database: Database, run: Import) -> Import:
    run_import(database, run.id)
    return database.read(lambda c: imports.get(c, run.project, run.id))


def live(database: Database, project: int) -> int:
    return database.read(lambda c: item_store.count(c, project))[1]


def test_every_row_of_a_file_comes_in(database: Database, rows_file: Rows) -> None:
    project = make_project(database)
    run = finished(database, ask_for(database, project, rows_file(2_500)))
    assert (run.state, run.counts, run.rows_done) == (ImportState.DONE, Counts(imported=2_500), 2_500)
    assert run.position == run.bytes
    assert live(database, project.id) == 2_500


def test_the_same_file_again_changes_nothing(database: Database, rows_file: Rows) -> None:
    project = make_project(database)
    path = rows_file(1_200)
    finished(database, ask_for(database, project, path))
    again = finished(database, ask_for(database, project, path))
    assert again.counts == Counts(unchanged=1_200)
    assert live(database, project.id) == 1_200


def test_changed_content_becomes_a_revision(database: Database, rows_file: Rows) -> None:
    project = make_project(database)
    finished(database, ask_for(database, project, rows_file(1_000)))
    mixed = rows_file(1_000, name="mixed.csv", begin=500, text="second review")
    again = finished(database, ask_for(database, project, mixed))
    assert again.counts == Counts(imported=500, changed=500)
    assert live(database, project.id) == 1_500


def test_duplicates_are_counted_however_far_apart(database: Database, rows_file: Rows) -> None:
    project = make_project(database)
    path = rows_file(CALM + 10)
    with path.open("a") as file:
        file.write("r0,review 0\nr9999,new\nr9999,newer\n")
    run = finished(database, ask_for(database, project, path))
    assert run.counts == Counts(imported=CALM + 11, duplicate=2)


def test_bad_rows_are_reported_with_their_line_and_reason(database: Database, tmp_path: Path) -> None:
    project = make_project(database)
    path = tmp_path / "bad.csv"
    path.write_text("id,text\na,fine\nb\n,no key\nd,\ne,fine too\n")
    run = finished(database, ask_for(database, project, path))
    assert run.counts == Counts(imported=2, rejected=3)
    found = database.read(lambda c: list(imports.iter_problems(c, run.id)))
    assert [each.number for each in found] == [3, 4, 5]
    assert found[0].reason == "has 1 value for 2 columns"
    assert "key column 'id' is empty" in found[1].reason
    assert "Nothing to show" in found[2].reason


def test_a_file_that_cannot_be_read_fails_with_one_clear_reason(database: Database, tmp_path: Path) -> None:
    project = make_project(database)
    path = tmp_path / "empty.csv"
    path.write_text("")
    run = finished(database, ask_for(database, project, path))
    assert run.state is ImportState.FAILED
    assert "The file is empty" in str(run.error)


def test_a_file_that_went_away_fails_the_import(database: Database, rows_file: Rows) -> None:
    project = make_project(database)
    path = rows_file(3)
    asked = ask_for(database, project, path)
    path.unlink()
    assert finished(database, asked).state is ImportState.FAILED


def test_columns_that_do_not_fit_are_refused_at_once(database: Database, rows_file: Rows) -> None:
    project = make_project(database)
    columns = [Column(name="text", role="field", to="nowhere")]
    with pytest.raises(InvalidInputError, match="nowhere"):
        database.write(
            lambda c: imports.request(c, project, name="x", path=rows_file(1), columns=columns, at=now(), by="me")
        )


def test_an_import_that_was_stopped_goes_on_where_it_was(database: Database, rows_file: Rows) -> None:
    project = make_project(database)
    run = ask_for(database, project, rows_file(3 * CALM))
    assert not run_import(database, run.id, stop=lambda: True)
    half = database.read(lambda c: imports.get(c, project.id, run.id))
    assert (half.state, half.rows_done) == (ImportState.RUNNING, CALM)
    assert finished(database, run).counts == Counts(imported=3 * CALM)
    assert live(database, project.id) == 3 * CALM


def test_a_cancelled_import_stops_and_keeps_what_came_in(database: Database, rows_file: Rows) -> None:
    project = make_project(database)
    run = ask_for(database, project, rows_file(3 * CALM))

    def cancel() -> bool:
        database.write(lambda c: imports.cancel(c, project.id, run.id, at=now(), by="person:1"))
        return False

    assert run_import(database, run.id, stop=cancel)
    ended = database.read(lambda c: imports.get(c, project.id, run.id))
    assert (ended.state, ended.rows_done) == (ImportState.CANCELLED, CALM)
    assert live(database, project.id) == CALM
    with pytest.raises(ConflictError, match="cancelled"):
        cancel()


def test_two_processes_on_one_import_do_not_bring_a_row_twice(database: Database, rows_file: Rows) -> None:
    project = make_project(database)
    run = ask_for(database, project, rows_file(3 * CALM))

    def other() -> bool:
        run_import(database, run.id)
        return False

    assert run_import(database, run.id, stop=other)
    ended = database.read(lambda c: imports.get(c, project.id, run.id))
    assert (ended.state, ended.counts) == (ImportState.DONE, Counts(imported=3 * CALM))
    assert live(database, project.id) == 3 * CALM


def test_what_came_in_can_be_found_once_it_is_indexed(database: Database, rows_file: Rows) -> None:
    project = make_project(database)
    finished(database, ask_for(database, project, rows_file(50)))
    from inloop.loop import projects

    schema = database.read(lambda c: projects.schema_of(c, project))
    while database.bulk(lambda c: search.index_chunk(c, project.id, schema)):
        pass
    assert database.read(lambda c: search.is_ready(c, project.id))
    on_sqlite = "SELECT count(*) FROM item_search WHERE item_search MATCH '17'"
    on_postgresql = "SELECT count(*) FROM item_search WHERE body @@ to_tsquery('simple', '17')"
    query = text(on_sqlite if database.is_sqlite else on_postgresql)
    assert database.read(lambda c: c.execute(query).scalar()) == 1


def test_only_files_in_open_folders_may_be_imported(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.write_text("secret")
    (inside / "link").symlink_to(outside)
    with pytest.raises(ForbiddenError):
        imports.check_place(inside / ".." / "out", roots=[inside])
    with pytest.raises(ForbiddenError):
        imports.check_place(inside / "link", roots=[inside])
    assert imports.check_place(inside / "file", roots=[inside]) == inside / "file"
