"""A folder and a bucket do the same."""

import time
from pathlib import Path

import pytest

from inloop.adapters.blobs.bucket import BucketShelf
from inloop.database.holds import hold, is_held
from inloop.database.shelf import Shelf
from inloop.kernel.errors import InvalidInputError, NotFoundError, UnreachableError
from tests.integration.storage.conftest import Buckets


def test_what_was_put_is_listed_read_fetched_and_removed(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"0123456789" * 700_000)
    shelf.put("segments/1/a.npy", b"a")
    shelf.put("segments/1/large.npy", tmp_path / "large")
    shelf.put("blobs/x", b"x")
    kept = sorted(shelf.iter_kept("segments"))
    assert [(found.name, found.size) for found in kept] == [
        ("segments/1/a.npy", 1),
        ("segments/1/large.npy", 7_000_000),
    ]
    assert all(abs(found.at - shelf.now()) < 30 for found in kept)
    shelf.fetch("segments/1/large.npy", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == (tmp_path / "large").read_bytes()
    assert shelf.read("segments/1/a.npy") == b"a"
    for _ in range(2):
        shelf.remove("segments/1/a.npy")
    assert not shelf.has("segments/1/a.npy")
    assert shelf.has("blobs/x")


def test_what_is_not_there_is_named(shelf: Shelf, tmp_path: Path) -> None:
    for look in (lambda: shelf.read("segments/none"), lambda: shelf.fetch("segments/none", tmp_path / "none")):
        with pytest.raises(NotFoundError, match="segments/none"):
            look()
    assert list(shelf.iter_kept("segments")) == []
    assert not (tmp_path / "none").exists()


def test_a_hold_is_seen_by_all_who_share_the_shelf(shelf: Shelf) -> None:
    with hold(shelf):
        assert is_held(shelf)
    assert not is_held(shelf)


def test_many_files_are_listed_though_the_bucket_tells_them_by_pages(bucket: BucketShelf) -> None:
    for number in range(120):
        bucket.put(f"segments/{number}", b"")
    assert len(list(bucket.iter_kept("segments"))) == 120


def test_a_bucket_that_does_not_answer_is_told_at_once(
    bucket: BucketShelf, buckets: Buckets, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket.put("segments/a", b"a")
    monkeypatch.setattr("inloop.adapters.blobs.bucket.QUIET_S", 60.0)
    buckets.stop()
    try:
        with pytest.raises(UnreachableError, match="cannot be had just now"):
            bucket.read("segments/a")
        started = time.process_time()
        for _ in range(100):
            with pytest.raises(UnreachableError):
                bucket.read("segments/a")
        assert time.process_time() - started < 0.5
    finally:
        buckets.start()


def test_a_bucket_that_does_not_exist_is_no_empty_one(buckets: Buckets) -> None:
    shelf = BucketShelf("s3://there-is-none/x")
    with pytest.raises(UnreachableError):
        list(shelf.iter_kept("segments"))
    with pytest.raises(UnreachableError):
        shelf.read("segments/a")


def test_an_address_of_no_known_kind_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="INLOOP_BLOBS='ftp://x/y'"):
        BucketShelf("ftp://x/y")
