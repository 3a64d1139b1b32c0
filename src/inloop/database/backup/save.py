"""Making a backup while everybody works."""

import shutil
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
    link_or_copy,
    removed_at_last,
    sha256_of,
)
from inloop.database.engine import Database
from inloop.database.folder import FACTS, KEPT_FOLDERS, prepare_folder
from inloop.database.migrations.upgrade import find_version
from inloop.kernel.errors import ConflictError

UNFINISHED = (".tmp", ".part", ".partial")


def backup(database: Database, target: Path, *, data_dir: Path, at: int, report: Report = lambda _: None) -> Backup:
    """Write a backup to a folder, or to one file when the name of the target ends in ``.tar``.

    The facts are those of one moment. The files they refer to never change once they are named, and those that were
    removed meanwhile are kept for the copy. The target appears under its name only when it is whole.

    Uploads and the database of running jobs are left out: a restored system derives its work from the facts.

    Raises
    ------
    ConflictError
        The target exists.
    """
    if target.exists():
        raise ConflictError(f"'{target}' exists already.", hint="Choose a new name; a backup is never overwritten.")
    prepare_folder(target.parent)
    with (
        removed_at_last(target.with_name(f".{target.name}.partial")) as work,
        removed_at_last(data_dir / f".{target.name}.pinned") as pinned,
    ):
        prepare_folder(work / FACTS_FOLDER)
        _pin(data_dir, pinned)
        manifest = _save_facts(database, work / FACTS_FOLDER, at=at, report=report)
        _pin(data_dir, pinned)
        return _deliver(manifest, {FACTS_FOLDER: work, **dict.fromkeys(KEPT_FOLDERS, pinned)}, target, report=report)


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


def _pin(data_dir: Path, pinned: Path) -> None:
    """Give every finished file a second name: before the facts are copied for those that go, after for those that come.

    What the facts name was finished before they named it, so the two passes together hold all of it.
    """
    for folder in KEPT_FOLDERS:
        for file in (data_dir / folder).rglob("*"):
            place = pinned / file.relative_to(data_dir)
            if place.exists() or file.name.startswith(".") or file.suffix in UNFINISHED or not file.is_file():
                continue
            prepare_folder(place.parent)
            try:
                link_or_copy(file, place)
            except FileNotFoundError:  # removed since it was listed: the facts of this moment do not name it
                continue


def _deliver(manifest: Manifest, roots: dict[str, Path], target: Path, *, report: Report) -> Backup:
    work = roots[FACTS_FOLDER]
    product = work / "product"
    writer: Writer = TarWriter(product) if target.suffix == ".tar" else FolderWriter(product)
    files = sorted((file, root) for name, root in roots.items() for file in (root / name).rglob("*") if file.is_file())
    total, done, sums = sum(file.stat().st_size for file, _ in files), 0, []
    writer.add_text(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
    for file, root in files:
        name = file.relative_to(root).as_posix()
        writer.add(name, file)
        sums.append(f"{sha256_of(file)}  {name}\n")
        done += file.stat().st_size
        report(Progress("files", done, total))
    writer.add_text(SUMS, "".join(sums).encode())
    writer.finish()
    shutil.move(product, target)
    return Backup(path=target, files=len(files), size=total, manifest=manifest)
