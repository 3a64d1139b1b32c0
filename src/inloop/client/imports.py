"""A file on its way into a project."""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from inloop.client.connection import Connection
from inloop.client.packing import as_file
from inloop.kernel.errors import InloopError

CHUNK = 1 << 20
POLL_S = (0.05, 1.0)
Progress = Callable[[int, int], object]
"""Told how many bytes of how many are done."""


class ImportRun:
    """One import: its state and what has come of it so far.

    Attributes
    ----------
    told
        What the server last said: ``state``, ``counts``, ``position``, ``bytes``, ``error`` and more.
    """

    def __init__(self, connection: Connection, project: int, told: dict[str, Any]) -> None:
        self._connection = connection
        self._path = f"/projects/{project}/imports/{told['id']}"
        self.told = told

    @property
    def id(self) -> int:
        return int(self.told["id"])

    @property
    def state(self) -> str:
        return str(self.told["state"])

    @property
    def counts(self) -> dict[str, int]:
        """How many rows were imported, changed, unchanged, duplicate and rejected, and how many labels came along."""
        return dict(self.told["counts"])

    @property
    def ended(self) -> bool:
        return self.state in {"done", "failed", "cancelled"}

    def refresh(self) -> "ImportRun":
        """Ask how far it is."""
        self.told = self._connection.get(self._path)
        return self

    def wait(self, *, progress: Progress = lambda _done, _total: None) -> "ImportRun":
        """Wait for the end.

        Raises
        ------
        InloopError
            The import failed; the message says why. Rows that came in before stay.
        """
        pause_s, longest_s = POLL_S
        while not self.refresh().ended:
            progress(self.told["position"], self.told["bytes"])
            time.sleep(pause_s)
            pause_s = min(longest_s, pause_s * 1.5)
        progress(self.told["bytes"], self.told["bytes"])
        if self.state == "failed":
            raise InloopError(f"The import failed: {self.told['error']}", where=str(self.told["name"]))
        return self

    def cancel(self) -> "ImportRun":
        """Stop it; rows that came in stay."""
        self._connection.post(f"{self._path}/cancel")
        return self.refresh()

    def save_report(self, path: Path | str) -> Path:
        """Write the rows that were not taken, with line number and reason, as CSV."""
        return download(self._connection, f"{self._path}/report", Path(path))

    def __repr__(self) -> str:
        return f"<ImportRun {self.id} {self.state} {self.counts}>"


def look_at(connection: Connection, path: Path | str, *, progress: Progress) -> dict[str, Any]:
    """Upload a file or folder, or let the server list what lies under a URI; give its first look at it."""
    if "://" in str(path):
        listed: dict[str, Any] = connection.post("/uploads/listing", {"place": str(path)})
        return listed
    with tempfile.TemporaryDirectory() as folder:
        file = as_file(Path(path), Path(folder))
        told: dict[str, Any] = connection.send("/uploads", read_chunks(file, progress), name=file.name)
    return told


def download(connection: Connection, path: str, target: Path, **params: object) -> Path:
    """Write an answer to a file, which appears under its name only when it is whole."""
    draft = target.with_name(f".{target.name}.part")
    try:
        with connection.stream(path, patience_s=300, **params) as answer, draft.open("wb") as file:
            for chunk in answer.iter_bytes(CHUNK):
                file.write(chunk)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return target


def read_chunks(path: Path, progress: Progress) -> Iterator[bytes]:
    """Stream a file for an upload."""
    total, done = path.stat().st_size, 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
            done += len(chunk)
            progress(done, total)
