"""A full disk is told in plain words, loses nothing, and is over when there is room."""

import logging
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Connection

from inloop.database.folder import write_durably
from inloop.kernel.errors import DiskFullError
from tests.integration.server.conftest import Site, answer_of

pytestmark = pytest.mark.anyio
FULL = "The disk of the server is full."


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("This machine lets nobody mount a small file system.")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def fill(ballast: Path) -> None:
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(b"x" * 4_096):
            pass


def limit(site: Site, pages: int | None) -> None:
    """Let the database of the site have so many pages more, or as many as it likes."""

    def act(connection: Connection) -> None:
        have = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        most = 1_073_741_823 if pages is None else have + pages
        connection.exec_driver_sql(f"PRAGMA max_page_count = {most}")

    site.system.database.write(act)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_answers_are_refused_in_plain_words_until_there_is_room(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    project = await site.project(items=40, overlap=0)
    ann = await site.join(project)
    statuses, path = [], f"/api/projects/{project}"
    limit(site, 2)
    body = {}
    for _ in range(40):
        lent = await ann.post(f"{path}/assignments", json={"want": 1})
        if lent.status_code == 200:
            body = answer_of(lent.json()["assignments"][0], why="because " * 200)
            taken = await ann.post(f"{path}/annotations", json=body)
            statuses.append(taken.status_code)
        else:
            taken = lent
        if taken.status_code != 201:
            break
    assert taken.status_code == 507
    error = taken.json()["error"]
    assert (error["code"], error["message"]) == ("disk-full", FULL)
    assert "answers wait in the browser" in error["hint"]
    lines = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [(record.getMessage().startswith(FULL), record.exc_info) for record in lines] == [(True, None)]
    limit(site, None)
    again = await ann.post(f"{path}/annotations", json=body)
    assert again.status_code in {200, 201}, again.text
    told = await ann.get(f"{path}/history")
    assert len(told.json()["rows"]) == len([status for status in statuses if status == 201]) + 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_postgresql_says_the_same(site: Site) -> None:
    def act(connection: Connection) -> None:
        connection.exec_driver_sql(
            "DO $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$"
        )

    with pytest.raises(DiskFullError, match="full"):
        site.system.database.write(act)
    with pytest.raises(DiskFullError, match="full"):
        site.system.database.bulk(act)


class TestOnASmallDisk:
    @pytest.fixture
    def data_dir(self, small_disk: Path) -> Path:
        return small_disk

    @pytest.fixture
    def database_url(self, sqlite_urls, small_disk: Path) -> str:
        source = Path(sqlite_urls().removeprefix("sqlite:///"))
        place = small_disk / "inloop.db"
        place.write_bytes(source.read_bytes())
        return f"sqlite:///{place}"

    async def test_nothing_acknowledged_is_lost_and_it_goes_on_when_there_is_room(
        self, site: Site, small_disk: Path
    ) -> None:
        project = await site.project(items=20, overlap=0)
        ann = await site.join(project)
        path = f"/api/projects/{project}"
        held = (await ann.post(f"{path}/assignments", json={"want": 3})).json()["assignments"]
        fill(small_disk / "ballast")
        bodies = [answer_of(one, why="because " * 200) for one in held]
        sent = [await ann.post(f"{path}/annotations", json=body) for body in bodies * 40]
        assert 507 in {one.status_code for one in sent}
        assert {one.status_code for one in sent} <= {200, 201, 507}
        uploaded = await site.owner.post(
            "/api/uploads", params={"name": "a.csv"}, content=b"text\n" + b"hello\n" * 9_999
        )
        assert uploaded.status_code == 507, uploaded.text
        assert uploaded.json()["error"]["message"] == FULL
        (small_disk / "ballast").unlink()
        again = [await ann.post(f"{path}/annotations", json=body) for body in bodies]
        assert {one.status_code for one in again} <= {200, 201}, again[0].text
        told = await ann.get(f"{path}/history")
        assert len(told.json()["rows"]) == len(bodies)
        assert (
            await site.owner.post("/api/uploads", params={"name": "a.csv"}, content=b"text\nhi\n")
        ).status_code == 201

    async def test_a_file_that_finds_no_room_leaves_nothing(self, small_disk: Path) -> None:
        with pytest.raises(DiskFullError):
            write_durably(small_disk / "segments" / "a.npy", lambda file: file.write(b"x" * (9 << 20)))
        assert list((small_disk / "segments").iterdir()) == []
