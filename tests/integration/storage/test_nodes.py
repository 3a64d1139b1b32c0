"""Two nodes with folders of their own share one database and one bucket."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inloop.adapters.jobs.learning import Learning
from inloop.app import System, open_system
from inloop.database.backup import backup, restore
from inloop.database.holds import hold
from inloop.kernel.errors import UnreachableError, UnreadableFileError
from inloop.kernel.settings import Settings
from inloop.loop import projects
from inloop.loop.predictions import store
from inloop.loop.predictions.model import FEATURES
from inloop.loop.training import store as training
from tests.integration.learning.conftest import SCHEMA, Place
from tests.integration.storage.conftest import Buckets

Node = Callable[..., System]


@pytest.fixture
def node(postgresql_urls: Callable[[], str], buckets: Buckets, tmp_path: Path) -> Iterator[Node]:
    """Open one more node of the same installation."""
    url, address, opened = postgresql_urls(), buckets.new(), []

    def open_node(**settings: Any) -> System:
        folder = tmp_path / f"node-{len(opened)}"
        folder.mkdir()
        opened.append(open_system(Settings(data_dir=folder, **{"database_url": url, "blobs": address, **settings})))
        return opened[-1]

    yield open_node
    for system in opened:
        system.close()


@contextmanager
def down(buckets: Buckets) -> Iterator[None]:
    buckets.stop()
    try:
        yield
    finally:
        buckets.start()
        time.sleep(0.1)  # longer than a failed bucket is left alone


def place_on(system: System, number: int) -> Place:
    learning = Learning(system.database, system.files, system.models, system.published)
    return Place(system.database, number, system.files, system.published, learning)


def taught(system: System, *, items: int = 60, answers: int = 24) -> Place:
    """A project whose model was trained on this node."""
    made = system.database.write(
        lambda c: projects.create(c, name="Topics", schema=SCHEMA, settings={}, at=1, by="test")
    )
    place = place_on(system, made.id)
    place.bring(range(items))
    place.learning.describe(made.id)
    place.answer_many(answers)
    assert place.learn() == 1
    return place


def suggested(system: System, place: Place, ordinal: int) -> dict[str, Any] | None:
    return system.database.read(lambda c: system.suggestions.of(c, place.project, place.item(ordinal), 1))


def texts(system: System, place: Place) -> list[tuple[str, float]]:
    asked = ["my bank card and the fee", "a hotel and a flight"]
    found = system.database.read(lambda c: system.predictor.predict(c, place.project, asked))
    return [(one.label, one.p) for one in found.predictions]


def test_one_node_computes_and_the_other_serves(node: Node) -> None:
    one, other = node(), node()
    place = taught(one)
    assert suggested(other, place, 7) == suggested(one, place, 7) is not None
    assert texts(other, place) == texts(one, place)
    mine = one.database.read(lambda c: one.published.columns(c, place.number))
    theirs = other.database.read(lambda c: other.published.columns(c, place.number))
    assert mine is not None
    assert theirs is not None
    assert np.array_equal(mine.code, theirs.code)


def test_the_other_node_takes_the_work_over(node: Node) -> None:
    one, other = node(), node()
    place = place_on(other, taught(one).number)
    place.bring(range(60, 80))
    place.learning.describe(place.number)
    place.answer_many(30, person=2)
    assert place.learn() == 2
    assert suggested(one, place, 70) == suggested(other, place, 70) is not None


def test_while_the_bucket_is_down_people_answer_and_afterwards_work_goes_on(node: Node, buckets: Buckets) -> None:
    one, other = node(), node()
    place = taught(one)
    before = one.database.read(training.named_paths)
    with down(buckets):
        assert suggested(other, place, 7) is None
        assert suggested(one, place, 7) is not None, "what is here needs no bucket"
        assert place.answer_many(2) == 2
        with pytest.raises(UnreachableError, match="cannot be had just now"):
            texts(other, place)
        place.bring(range(60, 80))
        with pytest.raises(UnreachableError):
            place.learning.describe(place.number)
        assert one.database.read(training.named_paths) == before, "what is not in the bucket is not named"
    place.learning.describe(place.number)
    assert one.database.read(training.named_paths) != before
    assert suggested(other, place, 70) == suggested(one, place, 70) is not None


def test_what_no_row_names_is_swept_from_the_bucket_and_the_node(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = node(), node()
    place = taught(one)
    place.bring(range(60, 80))
    place.learning.describe(place.number)
    named = one.database.read(training.named_paths)
    kept = {found.name for found in one.shelf.iter_kept("segments")}
    assert kept > {f"segments/{name}" for name in named}
    assert one.files.sweep(named) == 0, "they are too young"
    monkeypatch.setattr("inloop.loop.predictions.files.GRACE_S", -60.0)
    with hold(other.shelf):
        assert one.files.sweep(named) == 0, "another node holds them"
    assert one.files.sweep(named) == len(kept) - len(named)
    assert {found.name for found in one.shelf.iter_kept("segments")} == {f"segments/{name}" for name in named}
    here = {path.relative_to(one.files.folder).as_posix() for path in one.files.folder.rglob("*.*")}
    assert here == named
    assert suggested(other, place, 7) is not None


def test_the_copies_of_a_node_stay_within_their_bound_and_what_is_open_stays_readable(node: Node) -> None:
    one, other = node(), node(cache_mb=1)
    number, rows = 700, 4_000
    written = [
        one.files.write(np.full((rows, 64), n), np.ones(rows), project=1, kind=FEATURES, version=1, number=number + n)
        for n in range(6)
    ]
    opened = [other.files.open(segment) for segment in written]
    assert sum(path.stat().st_size for path in other.files.folder.rglob("*.npy")) < 1 << 20
    assert [float(rows["values"].mean()) for rows in opened] == [0, 1, 2, 3, 4, 5]
    other.files.forget()
    assert float(other.files.open(written[0])["values"].mean()) == 0


def test_a_file_that_is_not_what_its_row_says_is_refused_and_leaves_nothing(node: Node) -> None:
    one, other = node(), node()
    place = taught(one)
    (segment,) = one.database.read(lambda c: store.manifest(c, place.number, FEATURES, 1))
    one.shelf.put(f"segments/{segment.path}", b"something else")
    with pytest.raises(UnreadableFileError, match="damaged"):
        other.files.open(segment)
    assert list(other.files.folder.rglob("*.*")) == []


def test_a_backup_takes_the_files_from_the_bucket_and_restores_them_into_another(
    buckets: Buckets, sqlite_urls: Callable[[], str], node: Node, tmp_path: Path
) -> None:
    one = node(database_url=sqlite_urls())
    place = taught(one)
    blob = one.blobs.put(b"an image")
    made = backup(one.database, tmp_path / "a.tar", data_dir=tmp_path, shelf=one.shelf, at=1)
    elsewhere = Settings(data_dir=tmp_path / "new", blobs=buckets.new())
    target = open_system(Settings(data_dir=tmp_path / "unused", database_url=sqlite_urls(), blobs=elsewhere.blobs))
    restore(made.path, elsewhere, shelf=target.shelf)
    target.close()
    again = open_system(elsewhere)
    assert texts(again, place) == texts(one, place)
    assert again.blobs.get(blob) == b"an image"
    again.close()
