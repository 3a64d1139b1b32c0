"""Uploaded files: streamed to the disk, whole or not at all."""

import re
import shutil
from collections.abc import AsyncIterator, Iterable, Mapping
from pathlib import Path

import msgspec

from inloop.database.folder import UPLOADS, prepare_folder
from inloop.kernel.errors import InvalidInputError, NotFoundError, TooLargeError
from inloop.kernel.ids import new_id
from inloop.kernel.settings import Settings

_ID = re.compile(r"[0-9a-f-]{36}")
_UNSAFE = re.compile(r"[^\w. ()+-]")
MOST_NAME = 120
MOST_ROWS = 2_000_000


def safe_name(name: str) -> str:
    """Give a file name that is nothing but a name.

    >>> safe_name("../../etc/pass*wd.csv"), safe_name("..")
    ('pass_wd.csv', 'upload')
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = _UNSAFE.sub("_", last).strip(". ")
    return clean[-MOST_NAME:] or "upload"


async def receive(settings: Settings, name: str, chunks: AsyncIterator[bytes]) -> tuple[str, Path]:
    """Write what comes in beside its place, then put it there; give the id and the file.

    Raises
    ------
    TooLargeError
        It is larger than the server takes; nothing of it stays.
    """
    number = new_id()
    folder = prepare_folder(prepare_folder(settings.data_dir / UPLOADS) / number)
    path, draft = folder / safe_name(name), folder / ".part"
    try:
        await _write(draft, chunks, most_mb=settings.max_upload_mb)
        draft.rename(path)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return number, path


async def _write(draft: Path, chunks: AsyncIterator[bytes], *, most_mb: int) -> None:
    size = 0
    with draft.open("wb") as file:
        async for chunk in chunks:
            size += len(chunk)
            if size > most_mb << 20:
                raise TooLargeError(
                    f"The file is larger than {most_mb} MB.",
                    hint="Split it, or let the owner of the server raise INLOOP_MAX_UPLOAD_MB.",
                )
            file.write(chunk)
    if not size:
        raise InvalidInputError("The file is empty.", where="name")


def write_rows(settings: Settings, name: str, rows: Iterable[Mapping[str, str]]) -> tuple[str, Path]:
    """Keep rows that were found here as if they had been uploaded; give the id and the file.

    Raises
    ------
    NotFoundError
        There are none.
    TooLargeError
        There are more than one import takes.
    """
    number = new_id()
    folder = prepare_folder(prepare_folder(settings.data_dir / UPLOADS) / number)
    path, draft = folder / f"{safe_name(name)}.jsonl", folder / ".part"
    try:
        _write_lines(draft, rows)
        draft.rename(path)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return number, path


def _write_lines(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    encode, count = msgspec.json.Encoder().encode, 0
    with path.open("wb") as file:
        for count, row in enumerate(rows, start=1):
            if count > MOST_ROWS:
                raise TooLargeError(f"There are more than {MOST_ROWS:,} files.", hint="Name folders below it.")
            file.write(encode(row) + b"\n")
    if not count:
        raise NotFoundError("There are no pictures or sounds.", hint="Name another folder.", where="place")


def find(settings: Settings, number: str) -> Path:
    """Give the file, or the folder, of an upload that is whole."""
    folder = folder_of(settings, number)
    found = [path for path in folder.iterdir() if not path.name.startswith(".")] if folder.is_dir() else []
    if not found:
        raise NotFoundError("There is no such upload.", hint="Upload the file again.", where="upload")
    return found[0]


def folder_of(settings: Settings, number: str) -> Path:
    """Give the place of an upload, be there one or not."""
    if _ID.fullmatch(number) is None:
        raise NotFoundError("There is no such upload.", hint="Upload the file again.", where="upload")
    return settings.data_dir / UPLOADS / number


def size_of(path: Path) -> int:
    """Give the bytes of a file, or of all files of a folder."""
    files = [path] if path.is_file() else (each for each in path.rglob("*") if each.is_file())
    return sum(file.stat().st_size for file in files)
