from pathlib import Path

import pytest

from inloop.adapters.blobs import Blobs
from inloop.database.shelf import Shelf
from inloop.kernel.errors import InvalidInputError, NotFoundError, UnreadableFileError


@pytest.fixture
def blobs(shelf: Shelf) -> Blobs:
    return Blobs(shelf)


def test_the_same_content_has_the_same_name_and_comes_back(blobs: Blobs, tmp_path: Path) -> None:
    (tmp_path / "scan").write_bytes(b"scan" * 100_000)
    name = blobs.put(tmp_path / "scan")
    assert blobs.put(b"scan" * 100_000) == name
    assert blobs.get(name) == b"scan" * 100_000


def test_a_blob_that_is_not_there_is_named(blobs: Blobs) -> None:
    name = blobs.put(b"x")
    blobs.remove(name)
    blobs.remove(name)
    with pytest.raises(NotFoundError, match=name):
        blobs.get(name)


def test_a_name_cannot_lead_anywhere_else(blobs: Blobs) -> None:
    with pytest.raises(InvalidInputError):
        blobs.get("../../etc/passwd")


def test_damage_is_noticed(blobs: Blobs, shelf: Shelf) -> None:
    name = blobs.put(b"content")
    shelf.put(f"blobs/{name[:2]}/{name}", b"changed")
    with pytest.raises(UnreadableFileError, match="damaged"):
        blobs.get(name)
