"""Rows, folders and models, packed for the way."""

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from inloop.kernel.errors import InvalidInputError

MOST_ROWS = 1_000
MOST_BYTES = 3 << 20
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md"})
"""What the server reads of a folder."""
_WHOLE = {"key", "fields", "metadata", "group", "labels"}
_encode = msgspec.json.Encoder().encode


def read_item(row: str | Mapping[str, Any], first_field: str) -> dict[str, Any]:
    """Bring a row into the form of the interface.

    >>> read_item("hello", "text")
    {'fields': {'text': 'hello'}}
    >>> read_item({"text": "hello", "title": "Hi"}, "text")
    {'fields': {'text': 'hello', 'title': 'Hi'}}
    """
    if isinstance(row, str):
        return {"fields": {first_field: row}}
    if isinstance(row.get("fields"), Mapping) and set(row) <= _WHOLE:
        return dict(row)
    return {"fields": dict(row)}


def batches(rows: Iterable[Any], *, most_rows: int = MOST_ROWS, most_bytes: int = MOST_BYTES) -> Iterator[list[Any]]:
    """Cut rows into calls that the server takes.

    >>> [len(batch) for batch in batches(["a"] * 5, most_rows=2)]
    [2, 2, 1]
    """
    batch: list[Any] = []
    size = 0
    for row in rows:
        weight = len(_encode(row))
        if batch and (len(batch) >= most_rows or size + weight > most_bytes):
            yield batch
            batch, size = [], 0
        batch.append(row)
        size += weight
    if batch:
        yield batch


def as_file(path: Path, folder: Path) -> Path:
    """Give a path that can be uploaded: itself, or a folder packed into one file in `folder`."""
    if path.is_file():
        return path
    if not path.is_dir():
        raise InvalidInputError("There is no such file or folder.", hint="Check the path.", where=str(path))
    packed = folder / f"{_as_text(path.resolve().name)}.zip"
    with zipfile.ZipFile(packed, "w", strict_timestamps=False) as archive:
        for file in _shown(path):
            packing = zipfile.ZIP_DEFLATED if file.suffix.lower() in TEXT_SUFFIXES else zipfile.ZIP_STORED
            try:
                archive.write(file, _as_text(file.relative_to(path).as_posix()), packing)
            except OSError as problem:
                raise InvalidInputError(
                    f"The file cannot be read ({problem.strerror}).",
                    hint="Make it readable, or take it out of the folder.",
                    where=_as_text(str(file)),
                ) from None
    return packed


def _shown(folder: Path) -> list[Path]:
    """List the files below a folder; hidden ones and links stay out.

    Raises
    ------
    InvalidInputError
        There is none.
    """
    names = (file.relative_to(folder) for file in folder.rglob("*") if not file.is_symlink() and file.is_file())
    found = sorted(name for name in names if not any(part.startswith(".") for part in name.parts))
    if not found:
        raise InvalidInputError(
            "There are no files inside.",
            hint="Choose a folder of texts, pictures or sounds, or a table.",
            where=_as_text(str(folder)),
        )
    return [folder / name for name in found]


def _as_text(name: str) -> str:
    """Write a file name that is no text, as old disks have them, as one that is."""
    return name.encode("utf-8", "backslashreplace").decode()


def unpack(packed: Path, folder: Path) -> None:
    """Unpack the flat files of a model, and remove the packed one."""
    with zipfile.ZipFile(packed) as archive:
        for name in archive.namelist():
            if Path(name).name == name:
                (folder / name).write_bytes(archive.read(name))
    packed.unlink()
