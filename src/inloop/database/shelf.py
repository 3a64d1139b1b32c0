"""Where immutable files lie that the facts name: a folder here, or whatever else is given that can do the same."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple, Protocol

from inloop.database.folder import write_durably
from inloop.kernel.errors import NotFoundError

UNFINISHED = (".tmp", ".part", ".partial")


class Kept(NamedTuple):
    """One file: its name, its bytes, and when it was put, by the clock of the shelf."""

    name: str
    size: int
    at: float


class Shelf(Protocol):
    """Keeps files under names such as ``segments/1/features-1/0.npy``; what was put is there for every node."""

    def put(self, name: str, content: Path | bytes) -> None:
        """Keep a file; when this returns, it survives a power cut."""

    def fetch(self, name: str, place: Path) -> None:
        """Bring a file to a place of this machine that does not exist yet; `NotFoundError` where there is none."""

    def read(self, name: str) -> bytes: ...

    def size(self, name: str) -> int:
        """Give the bytes of a file; `NotFoundError` where there is none."""
        ...

    def part(self, name: str, *, start: int, length: int) -> bytes:
        """Give up to so many bytes of a file, from a place on."""
        ...

    def has(self, name: str) -> bool: ...

    def iter_kept(self, folder: str) -> Iterator[Kept]:
        """Stream what lies in a folder and below; unfinished files are left out."""
        ...

    def remove(self, name: str) -> None:
        """Remove a file; harmless when it is gone."""

    def now(self) -> float:
        """Tell the time by the clock that stamps the files, so that those of the nodes need not agree."""
        ...


class FolderShelf:
    """A folder of this machine, or one that all nodes have mounted.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     shelf = FolderShelf(Path(folder))
    ...     shelf.put("blobs/scan", b"scan")
    ...     [kept.name for kept in shelf.iter_kept("blobs")], shelf.read("blobs/scan")
    (['blobs/scan'], b'scan')
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, name: str, content: Path | bytes) -> None:
        def write(file: IO[bytes]) -> None:
            if isinstance(content, bytes):
                file.write(content)
                return
            with content.open("rb") as source:
                shutil.copyfileobj(source, file)

        write_durably(self.root / name, write)

    def fetch(self, name: str, place: Path) -> None:
        """Give the file a second name, since it never changes, or a copy where the file system cannot."""
        try:
            link_or_copy(self.root / name, place)
        except FileNotFoundError:
            raise _missing(name) from None

    def read(self, name: str) -> bytes:
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            raise _missing(name) from None

    def size(self, name: str) -> int:
        try:
            return (self.root / name).stat().st_size
        except FileNotFoundError:
            raise _missing(name) from None

    def part(self, name: str, *, start: int, length: int) -> bytes:
        try:
            with (self.root / name).open("rb") as file:
                file.seek(start)
                return file.read(length)
        except FileNotFoundError:
            raise _missing(name) from None

    def has(self, name: str) -> bool:
        return (self.root / name).is_file()

    def iter_kept(self, folder: str) -> Iterator[Kept]:
        for path in (self.root / folder).rglob("*"):
            if path.name.startswith(".") or path.suffix in UNFINISHED or not path.is_file():
                continue
            try:
                found = path.stat()
            except FileNotFoundError:  # removed since it was listed
                continue
            yield Kept(path.relative_to(self.root).as_posix(), found.st_size, found.st_mtime)

    def remove(self, name: str) -> None:
        (self.root / name).unlink(missing_ok=True)

    def now(self) -> float:
        mark = self.root / ".clock"
        try:
            mark.touch(mode=0o600)
            return mark.stat().st_mtime
        except OSError:  # a full disk must not keep anybody from making room
            return time.time()


def link_or_copy(source: Path, place: Path) -> None:
    """Give a file a second name, or a copy where the file system cannot."""
    try:
        os.link(source, place)
    except OSError:
        shutil.copyfile(source, place)


def _missing(name: str) -> NotFoundError:
    return NotFoundError(f"There is no file '{name}'.", hint="Restore it from a backup.")
