"""Bringing a backup back into an empty place."""

import hashlib
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

import msgspec
from sqlalchemy import make_url

from inloop.database.backup import postgresql
from inloop.database.backup.archive import (
    CHUNK,
    FACTS_FOLDER,
    FORMAT,
    MANIFEST,
    SUMS,
    Backup,
    Manifest,
    Progress,
    Report,
    iter_archive,
    removed_at_last,
)
from inloop.database.dialects import open_engine
from inloop.database.folder import FACTS, JOBS, KEPT_FOLDERS, prepare_folder
from inloop.database.migrations.upgrade import upgrade
from inloop.database.shelf import FolderShelf, Shelf
from inloop.kernel.errors import ConflictError, InvalidInputError, NotFoundError, UnreadableFileError
from inloop.kernel.settings import Settings

Create = Callable[[str], object]


def restore(
    archive: Path,
    settings: Settings,
    *,
    shelf: Shelf | None = None,
    create: Create = upgrade,
    report: Report = lambda _: None,
) -> Backup:
    """Bring a backup into an empty data folder, and an empty database where that is PostgreSQL.

    Everything is unpacked beside its place and compared with the list of sums first; the facts move in last, so that
    a restore that was cut off never looks like an installation.

    Parameters
    ----------
    shelf
        Where the files go, unless into a folder of the settings.
    create
        Makes the tables of the PostgreSQL database at a URL.

    Raises
    ------
    ConflictError
        The place is not empty.
    UnreadableFileError
        The backup is damaged, not whole, or from a newer version.
    """
    if not archive.exists():
        raise NotFoundError(f"There is no backup at '{archive}'.")
    shelf = FolderShelf(settings.files_dir) if shelf is None else shelf
    _check_empty(settings, shelf)
    prepare_folder(settings.data_dir)
    with removed_at_last(settings.data_dir / ".restore") as staged:
        try:
            backup = _unpack(archive, staged, settings=settings, report=report)
        except tarfile.TarError as problem:
            raise UnreadableFileError(f"'{archive}' cannot be read as a backup: {problem}.") from None
        for name in KEPT_FOLDERS:
            _bring_files(staged, name, shelf)
        _bring_facts(staged / FACTS_FOLDER, backup.manifest, settings=settings, create=create, report=report)
    return backup


def _bring_files(staged: Path, folder: str, shelf: Shelf) -> None:
    if isinstance(shelf, FolderShelf):
        if (staged / folder).exists():
            shutil.rmtree(shelf.root / folder, ignore_errors=True)
            prepare_folder(shelf.root)
            shutil.move(staged / folder, shelf.root / folder)
        return
    for file in sorted((staged / folder).rglob("*")):
        if file.is_file():
            shelf.put(file.relative_to(staged).as_posix(), file)


def _check_empty(settings: Settings, shelf: Shelf) -> None:
    places = [settings.data_dir / name for name in (FACTS, JOBS, *KEPT_FOLDERS)]
    if settings.is_sqlite:
        places.append(_facts_path(settings))
    for place in places:
        if place.is_file() or (place.is_dir() and any(file.is_file() for file in place.rglob("*"))):
            raise ConflictError(f"The place is not empty: there is '{place}'.", hint="Restore into a new data folder.")
    for name in KEPT_FOLDERS:
        found = next(shelf.iter_kept(name), None)
        if found is not None:
            raise ConflictError(
                f"The place is not empty: there is a file '{found.name}'.", hint="Restore into a new folder or bucket."
            )
    if not settings.is_sqlite:
        engine = open_engine(settings.database, pool_size=1)
        try:
            postgresql.check_empty(engine)
        finally:
            engine.dispose()


def _facts_path(settings: Settings) -> Path:
    return Path(make_url(settings.database).database or FACTS)


def _unpack(archive: Path, staged: Path, *, settings: Settings, report: Report) -> Backup:
    total = archive.stat().st_size if archive.is_file() else 0
    manifest: Manifest | None = None
    listed: dict[str, str] | None = None
    found: dict[str, str] = {}
    size = 0
    for name, content in iter_archive(archive):
        if name == MANIFEST:
            manifest = _read_manifest(content.read(), settings=settings)
        elif name == SUMS:
            listed = _read_sums(content.read().decode())
        elif name in found:
            raise UnreadableFileError(f"'{name}' is in the backup twice.")
        else:
            found[name], written = _unpack_file(content, staged / name)
            size += written
            report(Progress("files", size, total))
    if manifest is None or listed is None:
        raise UnreadableFileError(f"'{archive}' ends before its list of sums.", hint="The backup is not whole.")
    _compare(found, listed)
    return Backup(path=archive, files=len(found), size=size, manifest=manifest)


def _unpack_file(content: IO[bytes], place: Path) -> tuple[str, int]:
    prepare_folder(place.parent)
    digest, size = hashlib.sha256(), 0
    with place.open("xb") as file:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
            size += file.write(chunk)
    return digest.hexdigest(), size


def _read_manifest(text: bytes, *, settings: Settings) -> Manifest:
    try:
        manifest = msgspec.json.decode(text, type=Manifest)
    except msgspec.MsgspecError as problem:
        raise UnreadableFileError(f"The manifest of the backup cannot be read: {problem}.") from None
    if manifest.format > FORMAT:
        raise UnreadableFileError(
            f"The backup was made by inloop {manifest.version}, which is newer.", hint="Upgrade, then restore."
        )
    kind = "sqlite" if settings.is_sqlite else "postgresql"
    if manifest.database != kind:
        raise InvalidInputError(
            f"The backup holds the facts of {manifest.database}; this installation uses {kind}.",
            hint="Set INLOOP_DATABASE_URL to the kind of the backup.",
        )
    return manifest


def _read_sums(text: str) -> dict[str, str]:
    return {name: digest for digest, _, name in (line.partition("  ") for line in text.splitlines())}


def _compare(found: dict[str, str], listed: dict[str, str]) -> None:
    for name in sorted(found.keys() | listed.keys()):
        if found.get(name) != listed.get(name):
            state = "is missing" if name not in found else "is not in its list" if name not in listed else "is damaged"
            raise UnreadableFileError(
                f"'{name}' of the backup {state}.", hint="Nothing was restored. Use another copy."
            )


def _bring_facts(folder: Path, manifest: Manifest, *, settings: Settings, create: Create, report: Report) -> None:
    if settings.is_sqlite:
        place = _facts_path(settings)
        prepare_folder(place.parent)
        shutil.move(folder / FACTS, place)
        return
    create(settings.database)
    engine = open_engine(settings.database, pool_size=2)
    try:
        postgresql.check_version(engine, manifest.schema)
        postgresql.load_tables(engine, folder, manifest.tables, report=report)
    finally:
        engine.dispose()
