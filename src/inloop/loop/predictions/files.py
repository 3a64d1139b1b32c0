"""Immutable files of columns: written whole, synced, renamed; read through the memory of the system.

A row of a segment is ``(rev, values)``: the revision of the item that the values were computed from stands beside
them, so that nobody takes what was thought of an earlier content for the present one.
"""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inloop.database.folder import SEGMENTS, write_durably
from inloop.database.holds import is_held
from inloop.database.shelf import FolderShelf
from inloop.loop.predictions.model import Segment

_MOST_OPEN = 128
GRACE_S = 3_600.0
"""A file is named, and read by the last who knew it, within this time; a training may take long."""
Rows = NDArray[Any]
"""Structured rows: ``rev`` (int32) and ``values`` (float16, one or more a row)."""


class SegmentFiles:
    """The segments under one data folder.

    Examples
    --------
    >>> import tempfile
    >>> files = SegmentFiles(Path(tempfile.mkdtemp()))
    >>> values = np.array([[0.25, 0.75]], np.float16)
    >>> new = files.write(values, np.array([1]), project=1, kind="probabilities", version=3, number=0)
    >>> files.open(new)["values"].tolist(), new.rows
    ([[0.25, 0.75]], 1)
    """

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / SEGMENTS
        self._shelf = FolderShelf(data_dir)
        self._open: OrderedDict[str, Rows] = OrderedDict()
        self._lock = threading.Lock()

    def write(
        self,
        values: NDArray[np.floating[Any]],
        revs: NDArray[np.integer[Any]],
        *,
        project: int,
        kind: str,
        version: int,
        number: int,
        basis: str = "",
    ) -> Segment:
        """Write one segment; it counts only once its row is in the manifest."""
        rows = np.empty(len(values), np.dtype([("rev", "<i4"), ("values", "<f2", values.shape[1:])]))
        rows["rev"], rows["values"] = revs, values
        name = f"{project}/{kind}-{version}/{number}-{len(rows)}-{secrets.token_hex(4)}.npy"
        digest = write_durably(self.folder / name, lambda file: np.save(file, rows))
        return Segment(
            project=project, kind=kind, version=version, number=number, rows=len(rows), path=name, sha256=digest,
            basis=basis,
        )  # fmt: skip

    def open(self, segment: Segment) -> Rows:
        """Map a segment into memory; the same file is mapped once."""
        with self._lock:
            known = self._open.get(segment.path)
            if known is None:
                known = np.load(self.folder / segment.path, mmap_mode="r", allow_pickle=False)
                self._open[segment.path] = known
                if len(self._open) > _MOST_OPEN:
                    self._open.popitem(last=False)
            self._open.move_to_end(segment.path)
            return known

    def forget(self) -> None:
        """Close what no reader holds any more."""
        with self._lock:
            self._open.clear()

    def save_arrays(self, name: str, arrays: dict[str, NDArray[Any]]) -> str:
        """Keep named arrays, such as the state of a featurizer, as one npz; give its hash."""
        return write_durably(self.folder / name, lambda file: np.savez(file, allow_pickle=False, **arrays))

    def load_arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """Read what `save_arrays` kept."""
        with np.load(self.folder / name, allow_pickle=False) as found:
            return {key: found[key] for key in found.files}

    def sweep(self, named: Iterable[str]) -> int:
        """Remove files that no row names and that are old enough; give how many.

        While anybody holds the files, nothing is removed. `named` must have been read before this is called: see
        `inloop.database.holds` for why.
        """
        keep = {self.folder / name for name in named}
        if is_held(self._shelf):
            return 0
        before, gone = self._shelf.now() - GRACE_S, 0
        for path in self.folder.rglob("*.*"):
            if path not in keep and path.is_file() and path.stat().st_mtime < before:
                path.unlink(missing_ok=True)
                gone += 1
        return gone
