"""While files are held nothing is swept; the hold of a dead process does not last."""

import os
from pathlib import Path

import numpy as np
import pytest

from inloop.database.holds import DEAD_AFTER_S, HOLDS, Hold, hold, is_held
from inloop.database.shelf import FolderShelf
from inloop.kernel.errors import ConflictError
from inloop.loop.predictions.files import GRACE_S, SegmentFiles


@pytest.fixture
def files(data_dir: Path) -> SegmentFiles:
    files = SegmentFiles(data_dir)
    files.write(np.zeros((3, 2)), np.ones(3), project=1, kind="features", version=1, number=0)
    age(files.folder)
    return files


def age(folder: Path, seconds: float = GRACE_S + 60) -> None:
    for path in folder.rglob("*"):
        at = path.stat().st_mtime - seconds
        os.utime(path, (at, at))


def test_nothing_is_swept_while_somebody_holds_the_files(files: SegmentFiles, data_dir: Path) -> None:
    with hold(FolderShelf(data_dir)), hold(FolderShelf(data_dir)):
        assert files.sweep([]) == 0
    assert files.sweep([]) == 1


def test_the_hold_of_a_dead_process_does_not_last(files: SegmentFiles, data_dir: Path) -> None:
    Hold(FolderShelf(data_dir))
    assert files.sweep([]) == 0
    age(data_dir / HOLDS, DEAD_AFTER_S + 60)
    assert files.sweep([]) == 1
    assert list((data_dir / HOLDS).iterdir()) == []


def test_a_hold_that_lapsed_on_the_way_is_told(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with hold(FolderShelf(data_dir)) as held:
        held.check()
        monkeypatch.setattr("inloop.database.holds.time.time", lambda: os.times().elapsed + 1e10)
        held.renew()
        with pytest.raises(ConflictError, match="held up"):
            held.check()


def test_a_hold_that_was_renewed_stands(data_dir: Path) -> None:
    shelf = FolderShelf(data_dir)
    with hold(shelf) as held:
        age(data_dir / HOLDS, DEAD_AFTER_S - 60)
        assert is_held(shelf)
        held.renew()
        age(data_dir / HOLDS, DEAD_AFTER_S - 60)
        assert is_held(shelf)
