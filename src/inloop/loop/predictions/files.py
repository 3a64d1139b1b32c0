"""Immutable files of columns: written whole, synced, renamed; read through the memory of the system.

A row of a segment is ``(rev, values)``: the revision of the item that the values were computed from stands beside
them, so that nobody takes what was thought of an earlier content for the present one.
"""

import os
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from hashlib import file_digest, sha256
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from inloop.database.folder import SEGMENTS
from inloop.loop.predictions.model import Segment

_MOST_OPEN = 128
_GRACE_S = 300.0
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
        """Remove files that no row names and that are older than any request; give how many."""
        keep, before, gone = {self.folder / name for name in named}, time.time() - _GRACE_S, 0
        for path in self.folder.rglob("*.*"):
            if path not in keep and path.is_file() and path.stat().st_mtime < before:
                path.unlink(missing_ok=True)
                gone += 1
        return gone


def write_durably(path: Path, write: Callable[[IO[bytes]], object]) -> str:
    """Write a file under another name, sync it, rename it, sync its folder; give the SHA-256 of its content."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.draft")
    with draft.open("w+b") as file:
        write(file)
        file.flush()
        os.fsync(file.fileno())
        file.seek(0)
        digest = file_digest(file, sha256).hexdigest()
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return digest
