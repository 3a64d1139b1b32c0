"""Making a backup while everybody works."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from inloop import __version__
from inloop.database.backup import postgresql, sqlite
from inloop.database.backup.archive import (
    FACTS_FOLDER,
    MANIFEST,
    SUMS,
    Backup,
    FolderWriter,
    Manifest,
    Progress,
    Report,
    TarWriter,
    Writer,
    removed_at_last,
    sha256_of,
)
from inloop.database.engine import Database
from inloop.database.folder import BLOBS, FACTS, KEPT_FOLDERS, prepare_folder
from inloop.database.holds import hold
from inloop.database.migrations.upgrade import find_version
from inloop.database.shelf import FolderShelf, Kept, Shelf
from inloop.kernel.errors import ConflictError, NotFoundError


def backup(
    database: Database,
    target: Path,
    *,
    data_dir: Path,
    at: int,
    shelf: Shelf | None = None,
    report: Report = lambda _: None,
) -> Backup:
    """Write a backup to a folder, or to one file when the name of the target ends in ``.tar``.

    The facts are those of one moment. The files they name never change, and none is removed while the backup holds
    them: those that the facts of that moment name are all there afterwards. The target appears under its name only
    when it is whole.

    Uploads and the database of running jobs are left out: a restored system derives its work from the facts.

    Parameters
    ----------
    shelf
        Where the files lie, unless in the data folder.

    Raises
    ------
    ConflictError
        The target exists, or the work was held up for so long that files may have been removed.
    """
    if target.exists():
        raise ConflictError(f"'{target}' exists already.", hint="Choose a new name; a backup is never overwritten.")
    prepare_folder(target.parent)
    shelf = FolderShelf(data_dir) if shelf is None else shelf
    with (
        removed_at_last(target.with_name(f".{target.name}.partial")) as work,
        removed_at_last(data_dir / f".{target.name}.staged") as staged,
        hold(shelf) as held,
    ):
        prepare_folder(work / FACTS_FOLDER)
        manifest = _save_facts(database, work / FACTS_FOLDER, at=at, report=report)
        product = work / "product"
        writer: Writer = TarWriter(product) if target.suffix == ".tar" else FolderWriter(product)
        kept = [found for folder in KEPT_FOLDERS for found in shelf.iter_kept(folder)]
        total = sum(found.size for found in kept) + sum(file.stat().st_size for file in _facts_of(work))
        files = _iter_files(work, kept, shelf=shelf, staged=staged)
        made = Backup(
            path=target,
            files=_deliver(manifest, files, writer, total=total, report=report),
            size=total,
            manifest=manifest,
        )
        held.check()
        shutil.move(product, target)
    return made


def _save_facts(database: Database, place: Path, *, at: int, report: Report) -> Manifest:
    manifest = Manifest(
        version=__version__,
        made_at=at,
        database="sqlite" if database.is_sqlite else "postgresql",
        schema=database.read(find_version) or "",
    )
    if database.is_sqlite:
        sqlite.copy_facts(Path(database.engine.url.database or ""), place / FACTS, report=report)
        return manifest
    tables = postgresql.dump_tables(database.engine, place, report=report)
    return msgspec.structs.replace(manifest, tables=tables)


def _facts_of(work: Path) -> list[Path]:
    return sorted(file for file in (work / FACTS_FOLDER).rglob("*") if file.is_file())


def _iter_files(work: Path, kept: list[Kept], *, shelf: Shelf, staged: Path) -> Iterator[tuple[str, Path]]:
    """Stream the name and the place of every file; one from the shelf stays only until the next is asked for."""
    for file in _facts_of(work):
        yield file.relative_to(work).as_posix(), file
    for found in sorted(kept):
        place = staged / found.name
        prepare_folder(place.parent)
        try:
            shelf.fetch(found.name, place)
        except NotFoundError:
            if found.name.startswith(f"{BLOBS}/"):  # erased since it was listed: it must not live on in a copy
                continue
            raise
        yield found.name, place
        place.unlink()


def _deliver(
    manifest: Manifest, files: Iterator[tuple[str, Path]], writer: Writer, *, total: int, report: Report
) -> int:
    """Write the manifest, every file and the list of sums; give how many files there are."""
    writer.add_text(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
    done, sums = 0, []
    for name, file in files:
        writer.add(name, file)
        sums.append(f"{sha256_of(file)}  {name}\n")
        done += file.stat().st_size
        report(Progress("files", done, total))
    writer.add_text(SUMS, "".join(sums).encode())
    writer.finish()
    return len(sums)
