import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from inloop import record
from inloop.adapters.jobs import claims
from inloop.database import Database
from inloop.kernel.clock import SECOND, now
from inloop.loop.items import imports
from inloop.loop.items.model import Counts, Import, ImportState
from inloop.loop.items.store import items as item_store
from inloop.worker.imports import CALM
from tests.integration.worker.conftest import ask_for, make_project

Rows = Callable[..., Path]
PATIENCE_S = 60


@contextmanager
def worker(url: str, data_dir: Path) -> Iterator[subprocess.Popen[bytes]]:
    data_dir.mkdir(exist_ok=True)
    env = {**os.environ, "INLOOP_DATABASE_URL": url, "INLOOP_DATA_DIR": str(data_dir)}
    lifeline, kept = os.pipe()
    command = [sys.executable, "-m", "inloop.cli", "worker", "--lifeline", str(lifeline)]
    process = subprocess.Popen(command, env=env, pass_fds=[lifeline])
    os.write(kept, b"1")
    try:
        yield process
    finally:
        os.close(kept)
        os.close(lifeline)
        process.kill()
        process.wait()


def state(database: Database, run: Import) -> Import:
    return database.read(lambda c: imports.get(c, run.project, run.id))


def wait_for(database: Database, run: Import, reached: Callable[[Import], bool]) -> Import:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        found = state(database, run)
        if reached(found):
            return found
        time.sleep(0.02)
    raise AssertionError(state(database, run))


def test_an_import_killed_half_way_goes_on_with_exact_counts(
    database: Database, database_url: str, rows_file: Rows, tmp_path: Path
) -> None:
    project, total = make_project(database), 12 * CALM
    run = ask_for(database, project, rows_file(total))
    kills = 0
    for share in (1, 5, 8):
        with worker(database_url, tmp_path / "data") as process:
            found = wait_for(database, run, lambda each, share=share: each.rows_done >= share * CALM)
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += found.state is ImportState.RUNNING
        database.write(lambda c: c.execute(claims.claim.update().values(until=now() - SECOND)))
    assert kills
    with worker(database_url, tmp_path / "data"):
        ended = wait_for(database, run, lambda each: each.finished_at is not None)
    assert (ended.state, ended.counts) == (ImportState.DONE, Counts(imported=total))
    assert database.read(lambda c: item_store.count(c, project.id)) == (total, total)


def test_a_worker_ends_soon_after_sigterm_and_loses_nothing(
    database: Database, database_url: str, rows_file: Rows, tmp_path: Path
) -> None:
    project, total = make_project(database), 24 * CALM
    run = ask_for(database, project, rows_file(total))
    with worker(database_url, tmp_path / "data") as process:
        wait_for(database, run, lambda each: each.rows_done > 0)
        process.terminate()
        assert process.wait(timeout=PATIENCE_S) == 0
    assert state(database, run).rows_done < total, "It ended only when the import did."
    with worker(database_url, tmp_path / "data"):
        ended = wait_for(database, run, lambda each: each.finished_at is not None)
    assert ended.counts == Counts(imported=total)


def test_two_workers_share_the_work_and_double_nothing(
    postgresql_urls: Callable[[], str], rows_file: Rows, tmp_path: Path
) -> None:
    from inloop.database import open_database

    url = postgresql_urls()
    with closing(open_database(url)) as database:
        share_and_check(database, url, rows_file, tmp_path)


def share_and_check(database: Database, url: str, rows_file: Rows, tmp_path: Path) -> None:
    project = make_project(database)
    runs = [ask_for(database, project, rows_file(5_000, name=f"{n}.csv", begin=5_000 * n)) for n in range(4)]
    with worker(url, tmp_path / "one"), worker(url, tmp_path / "two"):
        ended = [wait_for(database, run, lambda each: each.finished_at is not None) for run in runs]
    assert [each.counts for each in ended] == [Counts(imported=5_000)] * 4
    assert database.read(lambda c: item_store.count(c, project.id)) == (20_000, 20_000)


def test_a_worker_seals_what_happens(database: Database, database_url: str, tmp_path: Path) -> None:
    make_project(database)
    with worker(database_url, tmp_path / "data"):
        until = time.monotonic() + PATIENCE_S
        while database.read(record.head) is None and time.monotonic() < until:
            time.sleep(0.05)
    assert record.verify(database).verified
