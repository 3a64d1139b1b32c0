"""The layout of a backup: a folder or a tar file with a manifest first and a list of SHA-256 sums last."""

import hashlib
import io
import os
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

import msgspec

from inloop.database.folder import KEPT_FOLDERS, prepare_folder
from inloop.database.shelf import link_or_copy
from inloop.kernel.errors import UnreadableFileError

FORMAT = 1
MANIFEST = "inloop-backup.json"
SUMS = "SHA256SUMS"
FACTS_FOLDER = "database"
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a backup or restore is; `total` is 0 where it cannot be known beforehand."""

    step: str
    done: int
    total: int


Report = Callable[[Progress], None]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself.

    Attributes
    ----------
    schema
        The version of the tables, as the migrations count; empty where none have run.
    tables
        The columns of each table file, for PostgreSQL only.
    """

    format: int = FORMAT
    version: str
    made_at: int
    database: str
    schema: str = ""
    tables: dict[str, list[str]] = {}


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished backup."""

    path: Path
    files: int
    size: int
    manifest: Manifest


class Writer(Protocol):
    """Where the files of a backup go."""

    def add(self, name: str, source: Path) -> None: ...

    def add_text(self, name: str, text: bytes) -> None: ...

    def finish(self) -> None: ...


class FolderWriter:
    """Writes a folder; files on the same disk are linked, not copied, since none of them ever changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = prepare_folder(folder)

    def add(self, name: str, source: Path) -> None:
        place = self._folder / name
        prepare_folder(place.parent)
        link_or_copy(source, place)
        _sync(place)

    def add_text(self, name: str, text: bytes) -> None:
        (self._folder / name).write_bytes(text)
        _sync(self._folder / name)

    def finish(self) -> None:
        """Nothing is open."""


class TarWriter:
    """Writes one uncompressed tar file, readable by its owner only."""

    def __init__(self, path: Path) -> None:
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
        self._tar = tarfile.open(fileobj=self._file, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115  # finish closes

    def add(self, name: str, source: Path) -> None:
        with source.open("rb") as content:
            self._tar.addfile(_tar_entry(name, source.stat().st_size), content)

    def add_text(self, name: str, text: bytes) -> None:
        self._tar.addfile(_tar_entry(name, len(text)), io.BytesIO(text))

    def finish(self) -> None:
        self._tar.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _tar_entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def iter_archive(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Stream the files of a backup, the manifest first; only names that belong into one get through."""
    files = _iter_folder(path) if path.is_dir() else _iter_tar(path)
    for number, (name, content) in enumerate(files):
        if (number == 0) != (name == MANIFEST) or not is_expected(name):
            raise UnreadableFileError(f"'{path}' is not an inloop backup: '{name[:200]}' does not belong there.")
        yield name, content


def is_expected(name: str) -> bool:
    """Say whether a name may stand in a backup.

    >>> is_expected("segments/1/p-3.npy"), is_expected("segments/../../etc/passwd")
    (True, False)
    """
    parts = PurePosixPath(name).parts
    if name in {MANIFEST, SUMS}:
        return True
    return len(parts) > 1 and parts[0] in {FACTS_FOLDER, *KEPT_FOLDERS} and ".." not in parts


def _iter_folder(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    names = sorted(
        (file.relative_to(path).as_posix() for file in path.rglob("*") if file.is_file() and not file.is_symlink()),
        key=lambda name: (name != MANIFEST, name),
    )
    for name in names:
        with (path / name).open("rb") as content:
            yield name, content


def _iter_tar(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    with tarfile.open(path, mode="r:") as tar:
        for entry in tar:
            content = tar.extractfile(entry) if entry.isreg() else None
            if content is None:
                raise UnreadableFileError(f"'{path}' is not an inloop backup: '{entry.name}' is not a plain file.")
            yield entry.name, content


@contextmanager
def removed_at_last(folder: Path) -> Iterator[Path]:
    """Make a folder for the time of a step."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield prepare_folder(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
