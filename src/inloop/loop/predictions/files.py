"""Immutable files of columns: written whole, synced, renamed; read through the memory of the system.

A row of a segment is ``(rev, values)``: the revision of the item that the values were computed from stands beside
them, so that nobody takes what was thought of an earlier content for the present one.
"""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from inloop.database.folder import SEGMENTS, write_durably
from inloop.database.holds import is_held
from inloop.database.shelf import FolderShelf, Shelf
from inloop.loop.predictions.copies import Copies
from inloop.loop.predictions.model import Segment
from inloop.loop.predictions.parts import pack

T = TypeVar("T")
CACHE_BYTES = 10 << 30
_MOST_OPEN = 128
_TRIES = 3
GRACE_S = 3_600.0
"""A file is named, and read by the last who knew it, within this time; a training may take long."""
Rows = NDArray[Any]
"""Structured rows: ``rev`` (int32) and ``values`` (float16, one or more a row)."""


class SegmentFiles:
    """The segments of an installation, in a folder from which they are mapped into memory.

    Parameters
    ----------
    root
        The folder that holds the folder of segments.
    shelf
        Where the files lie for all nodes, if not here; then the folder is a cache of it.
    cache_bytes
        How much the cache may hold.

    Examples
    --------
    >>> import tempfile
    >>> files = SegmentFiles(Path(tempfile.mkdtemp()))
    >>> values = np.array([[0.25, 0.75]], np.float16)
    >>> new = files.write(values, np.array([1]), project=1, kind="probabilities", version=3, number=0)
    >>> files.open(new)["values"].tolist(), new.rows
    ([[0.25, 0.75]], 1)
    """

    def __init__(self, root: Path, *, shelf: Shelf | None = None, cache_bytes: int = CACHE_BYTES) -> None:
        self.folder = root / SEGMENTS
        self._here = FolderShelf(root)
        self._shelf = shelf or self._here
        self._copies = None if shelf is None else Copies(self.folder, shelf, most_bytes=cache_bytes)
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
        digest = self._write(name, lambda file: np.save(file, rows))
        return Segment(
            project=project, kind=kind, version=version, number=number, rows=len(rows), path=name, sha256=digest,
            basis=basis,
        )  # fmt: skip

    def write_texts(
        self,
        texts: Sequence[bytes],
        revs: NDArray[np.integer[Any]],
        *,
        project: int,
        kind: str,
        version: int,
        number: int,
        basis: str = "",
    ) -> Segment:
        """Write one segment of JSON texts; see `inloop.loop.predictions.parts`."""
        name = f"{project}/{kind}-{version}/{number}-{len(texts)}-{secrets.token_hex(4)}.npy"
        digest = self._write(name, lambda file: np.save(file, pack(texts, revs)))
        return Segment(
            project=project, kind=kind, version=version, number=number, rows=len(texts), path=name, sha256=digest,
            basis=basis,
        )  # fmt: skip

    def open(self, segment: Segment) -> Rows:
        """Map a segment into memory; the same file is mapped once."""
        with self._lock:
            known = self._open.get(segment.path)
            if known is not None:
                self._open.move_to_end(segment.path)
                return known
        rows: Rows = self._load(segment.path, _map, digest=segment.sha256)
        with self._lock:
            self._open[segment.path] = rows
            if len(self._open) > _MOST_OPEN:
                self._open.popitem(last=False)
        return rows

    def forget(self) -> None:
        """Close what no reader holds any more."""
        with self._lock:
            self._open.clear()

    def save_arrays(self, name: str, arrays: dict[str, NDArray[Any]]) -> str:
        """Keep named arrays, such as the state of a featurizer, as one npz; give its hash.

        The name must be new (see `new_name`): a file never changes, wherever there is a copy of it.
        """
        return self._write(name, lambda file: np.savez(file, allow_pickle=False, **arrays))

    def load_arrays(self, name: str, digest: str = "") -> dict[str, NDArray[Any]]:
        """Read what `save_arrays` kept."""
        return self._load(name, _read_arrays, digest=digest)

    def sweep(self, named: Iterable[str]) -> int:
        """Remove files that no row names and that are old enough; give how many.

        While anybody holds the files, nothing is removed. `named` must have been read before this is called: see
        `inloop.database.holds` for why.
        """
        keep = set(named)
        if is_held(self._shelf):
            return 0
        gone, before = 0, self._here.now() - GRACE_S
        for path in self.folder.rglob("*.*"):
            if path.relative_to(self.folder).as_posix() not in keep and _is_older(path, before):
                path.unlink(missing_ok=True)
                gone += 1
        return gone if self._copies is None else self._copies.sweep(keep, before=self._shelf.now() - GRACE_S)

    def _write(self, name: str, write: Callable[[IO[bytes]], object]) -> str:
        digest = write_durably(self.folder / name, write)
        if self._copies is not None:
            self._copies.send(name)
        return digest

    def _load(self, name: str, read: Callable[[Path], T], *, digest: str) -> T:
        if self._copies is None:
            return read(self.folder / name)
        for _ in range(_TRIES):
            try:
                self._copies.note_use(name)
                return read(self.folder / name)
            except FileNotFoundError:
                self._copies.bring(name, digest=digest)
        return read(self.folder / name)


def new_name(stem: str) -> str:
    """Give a name for arrays that no file has had.

    >>> new_name("1/model-7")[:10], new_name("1/model-7") == new_name("1/model-7")
    ('1/model-7-', False)
    """
    return f"{stem}-{secrets.token_hex(4)}.npz"


def _map(path: Path) -> Rows:
    found: Rows = np.load(path, mmap_mode="r", allow_pickle=False)
    return found


def _read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    with np.load(path, allow_pickle=False) as found:
        return {key: found[key] for key in found.files}


def _is_older(path: Path, before: float) -> bool:
    try:
        return path.is_file() and path.stat().st_mtime < before
    except FileNotFoundError:  # gone since it was listed
        return False
