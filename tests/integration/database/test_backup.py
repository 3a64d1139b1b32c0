"""A backup made while others write is whole and of one moment; a damaged one restores nothing."""

import json
import os
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Connection, create_engine

from inloop import record
from inloop.database import Database, open_database
from inloop.database.backup import Backup, Progress, backup, restore
from inloop.kernel.errors import ConflictError, InvalidInputError, NotFoundError, UnreadableFileError
from inloop.kernel.settings import Settings
from inloop.loop.predictions.files import SegmentFiles

AT = 1_700_000_000_000_000


def name_segment(connection: Connection, number: int, act: str) -> None:
    subjects = {"segment": number, "note": 'quote " comma, line\n and \\ ünïcode'}
    record.append(
        connection, project=1, at=number, actor="person:3", act=act, subjects=subjects, payload=b"\x00\xff" * 40
    )


class Work:
    """Writes a segment, then two events that name it in one transaction; takes segments out of use again.

    What is out of use is removed by the sweep of the system, which runs as often as it can.
    """

    def __init__(self, database: Database, data_dir: Path) -> None:
        self.database = database
        self.files = SegmentFiles(data_dir)
        self.segments = data_dir / "segments" / "1"
        self.segments.mkdir(parents=True, exist_ok=True)
        self.count = 0
        self.swept = 0

    def step(self) -> None:
        number, self.count = self.count, self.count + 1
        unfinished = self.segments / f"{number}.npy.tmp"
        unfinished.write_bytes(f"content of {number}".encode() * 50)
        unfinished.rename(self.segments / f"{number}.npy")
        self.database.write(lambda c: [name_segment(c, number, act) for act in ("segment.made", "segment.named")])
        if number % 3 == 2:
            self.database.write(lambda c: name_segment(c, number - 1, "segment.removed"))

    def sweep(self) -> None:
        named = self.database.read(named_files)
        for name in named:
            os.utime(self.files.folder / name, (0, 0))  # named by now, so old enough to be swept when it is no more
        self.swept += self.files.sweep(named)

    @contextmanager
    def going_on(self) -> Iterator[None]:
        done = threading.Event()

        def run(act: Callable[[], None]) -> None:
            while not done.is_set():
                act()

        threads = [threading.Thread(target=run, args=(act,)) for act in (self.step, self.sweep)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            done.set()
            for thread in threads:
                thread.join()


def named_files(connection: Connection) -> list[str]:
    """Give the files that the facts name."""
    return [f"1/{number}.npy" for number in sorted(named_segments(connection))]


def named_segments(connection: Connection) -> set[int]:
    named: dict[str, set[int]] = {}
    for event in record.iter_since(connection, 0, limit=1_000_000):
        named.setdefault(event.act, set()).add(int(str(event.about["segment"])))
    return named["segment.made"] - named.get("segment.removed", set())


@pytest.fixture
def work(database: Database, data_dir: Path) -> Work:
    work = Work(database, data_dir)
    for _ in range(40):
        work.step()
    (data_dir / "blobs" / "ab").mkdir(parents=True)
    (data_dir / "blobs" / "ab" / "abcdef").write_bytes(b"an image")
    (data_dir / "uploads").mkdir()
    (data_dir / "uploads" / "x.csv").write_bytes(b"left out")
    (data_dir / "jobs.db").write_bytes(b"left out")
    record.seal(database, at=AT)
    return work


@pytest.fixture
def bare_postgresql(postgresql_server: Callable[[str], str], tmp_path: Path) -> str:
    """A PostgreSQL database without tables."""
    name = f"bare_{uuid4().hex}"
    admin = create_engine(postgresql_server("postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    admin.dispose()
    return postgresql_server(name)


@pytest.fixture
def elsewhere(database: Database, tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """An empty installation of the same kind."""
    url = "" if database.is_sqlite else request.getfixturevalue("bare_postgresql")
    return Settings(data_dir=tmp_path / "new" / "inloop-data", database_url=url)


def check_restored(settings: Settings) -> int:
    """Check that the facts are of one moment and every file they name is there; give the number of events."""
    database = open_database(settings.database)
    events = database.read(lambda c: list(record.iter_since(c, 0, limit=1_000_000)))
    named: dict[str, set[int]] = {}
    for event in events:
        named.setdefault(event.act, set()).add(int(str(event.about["segment"])))
        assert event.about["note"] == 'quote " comma, line\n and \\ ünïcode'
    assert named["segment.made"] == named["segment.named"]
    for number in named["segment.made"] - named["segment.removed"]:
        content = (settings.data_dir / "segments" / "1" / f"{number}.npy").read_bytes()
        assert content == f"content of {number}".encode() * 50
    assert (settings.data_dir / "blobs" / "ab" / "abcdef").read_bytes() == b"an image"
    assert record.verify(database, payload_of=lambda _c, _e: b"\x00\xff" * 40).verified
    database.write(lambda c: name_segment(c, 10**6, "segment.made"))
    database.close()
    return len(events)


@pytest.mark.parametrize("name", ["monday", "monday.tar"])
def test_a_backup_during_writes_restores_to_one_moment(
    work: Work, data_dir: Path, elsewhere: Settings, tmp_path: Path, name: str
) -> None:
    seen: list[Progress] = []
    with work.going_on():
        made = backup(work.database, tmp_path / name, data_dir=data_dir, at=AT, report=seen.append)
    events_then = work.database.read(record.latest)

    restore(made.path, elsewhere)

    assert 0 < check_restored(elsewhere) <= events_then
    swept = work.swept
    for _ in range(5):
        work.step()
        work.sweep()
    assert work.swept > swept, "after the backup the sweep goes on"
    assert {"facts", "files"} <= {progress.step for progress in seen}
    names = {path.name for path in elsewhere.data_dir.iterdir()}
    assert not names & {"uploads", "jobs.db", ".restore"}
    assert not [path for path in (*data_dir.iterdir(), *tmp_path.iterdir()) if path.name.startswith(".monday")]


def test_a_backup_and_what_it_restores_are_closed_to_others(
    work: Work, data_dir: Path, elsewhere: Settings, tmp_path: Path
) -> None:
    folder = backup(work.database, tmp_path / "a", data_dir=data_dir, at=AT)
    file = backup(work.database, tmp_path / "a.tar", data_dir=data_dir, at=AT)
    restore(file.path, elsewhere)
    assert folder.path.stat().st_mode & 0o777 == 0o700
    assert file.path.stat().st_mode & 0o777 == 0o600
    assert elsewhere.data_dir.stat().st_mode & 0o777 == 0o700
    assert json.loads((folder.path / "inloop-backup.json").read_text())["made_at"] == AT


def test_nothing_is_overwritten(work: Work, data_dir: Path, elsewhere: Settings, tmp_path: Path) -> None:
    made = backup(work.database, tmp_path / "a.tar", data_dir=data_dir, at=AT)
    with pytest.raises(ConflictError, match="exists"):
        backup(work.database, made.path, data_dir=data_dir, at=AT)
    restore(made.path, elsewhere)
    with pytest.raises(ConflictError, match="not empty"):
        restore(made.path, elsewhere)
    here = Settings(data_dir=data_dir.parent / "other", database_url=elsewhere.database)
    with pytest.raises(ConflictError, match="not empty"):
        restore(made.path, here)


def saved(work: Work, data_dir: Path, target: Path) -> Backup:
    return backup(work.database, target, data_dir=data_dir, at=AT)


@pytest.mark.parametrize("harm", ["changed", "missing", "added", "cut", "no sums"])
def test_a_damaged_backup_restores_nothing(
    work: Work, data_dir: Path, elsewhere: Settings, tmp_path: Path, harm: str
) -> None:
    made = saved(work, data_dir, tmp_path / ("a.tar" if harm == "cut" else "a"))
    blob = made.path / "blobs" / "ab" / "abcdef"
    if harm == "changed":
        blob.unlink()
        blob.write_bytes(b"an imagf")
    elif harm == "missing":
        blob.unlink()
    elif harm == "added":
        (made.path / "segments" / "more").write_bytes(b"x")
    elif harm == "no sums":
        (made.path / "SHA256SUMS").unlink()
    else:
        content = made.path.read_bytes()
        made.path.write_bytes(content[: len(content) // 2])
    with pytest.raises(UnreadableFileError):
        restore(made.path, elsewhere)
    assert list(elsewhere.data_dir.iterdir()) == []


@pytest.mark.parametrize("name", ["../escape", "/etc/escape", "segments/../../escape", "other/x"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "evil.tar"
    with tarfile.open(path, "w") as tar:
        for each in ("inloop-backup.json", name):
            content = tmp_path / "content"
            content.write_text('{"version":"0.1.0","made_at":1,"database":"sqlite"}')
            tar.add(content, arcname=each)
    with pytest.raises(UnreadableFileError, match="does not belong"):
        restore(path, Settings(data_dir=tmp_path / "new"))


def test_what_is_no_backup_gets_one_clear_error(work: Work, data_dir: Path, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "new")
    (tmp_path / "text.tar").write_text("no tar")
    with pytest.raises(UnreadableFileError):
        restore(tmp_path / "text.tar", settings)
    with pytest.raises(NotFoundError):
        restore(tmp_path / "absent.tar", settings)
    made = saved(work, data_dir, tmp_path / "a")
    manifest = made.path / "inloop-backup.json"
    manifest.write_text(manifest.read_text().replace('"format": 1', '"format": 2'))
    with pytest.raises(UnreadableFileError, match="newer"):
        restore(made.path, settings)


def test_a_backup_of_the_other_kind_of_database_is_refused_clearly(work: Work, data_dir: Path, tmp_path: Path) -> None:
    made = saved(work, data_dir, tmp_path / "a")
    manifest = made.path / "inloop-backup.json"
    kind = made.manifest.database
    manifest.write_text(manifest.read_text().replace(kind, "oracle"))
    with pytest.raises(InvalidInputError, match="oracle"):
        restore(made.path, Settings(data_dir=tmp_path / "new"))


def test_a_backup_with_tables_of_another_version_fills_nothing(
    work: Work, data_dir: Path, tmp_path: Path, bare_postgresql: str
) -> None:
    if work.database.is_sqlite:
        pytest.skip("A file of SQLite brings its own tables, which are upgraded at the next start.")
    made = saved(work, data_dir, tmp_path / "a")
    manifest = made.path / "inloop-backup.json"
    manifest.write_text(manifest.read_text().replace('"schema": ""', '"schema": "0000"'))
    settings = Settings(data_dir=tmp_path / "new", database_url=bare_postgresql)
    with pytest.raises(ConflictError, match="version '0000'"):
        restore(made.path, settings)
    database = open_database(bare_postgresql)
    assert database.read(record.latest) == 0
    database.close()
