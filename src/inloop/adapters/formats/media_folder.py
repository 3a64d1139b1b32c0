"""A folder, or a zip archive, of pictures or sounds: one row a file, or the rows of the table that lies among them."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path, PurePosixPath

from inloop.adapters.formats.counting import Counted
from inloop.adapters.formats.format import Format
from inloop.adapters.formats.rows import BadRow, ReadOptions, Row, RowStream
from inloop.adapters.formats.values import nfc
from inloop.adapters.media import type_of
from inloop.adapters.media.sources import is_inside, open_archive
from inloop.kernel.errors import UnreadableFileError
from inloop.kernel.registry import register

TABLES = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
TEXTS = (".txt", ".text", ".md")
_LOOKED_AT = 50


@register("format/media-folder.v1")
class MediaFolderFormat(Format):
    """Each picture or sound is a row: `key` and `file` its path, `folder` where it lies.

    One table among the files that names them gives the rows instead, and with them what it knows of each file.
    """

    name = "media-folder"
    extensions = ()
    holds_text = False

    def open(self, path: Path, *, options: ReadOptions, start: int = 0) -> RowStream:
        names = list_names(path)
        found = [name for name in names if type_of(name)]
        if not found:
            raise UnreadableFileError(
                "There are no pictures or sounds inside.",
                hint="Choose JPEG, PNG, WebP, TIFF, GIF or BMP files, or WAV, FLAC, MP3 or Ogg files.",
                where=path.name,
            )
        table = table_in(path, names)
        if table:
            return _open_table(path, table, options=options, start=start)
        columns = ("key", "folder", "file") if any("/" in name for name in found) else ("key", "file")
        counted = Counted(_rows(found, start), at=start)
        return RowStream(
            counted, columns=columns, format=self.name, size=len(found), position=counted.position, unit="rows"
        )


def list_names(path: Path) -> list[str]:
    """List the files below a folder or in an archive; links and hidden files are left out."""
    if path.is_dir():
        files = (each for each in path.rglob("*") if not each.is_symlink() and each.is_file())
        names = [each.relative_to(path).as_posix() for each in files]
    else:
        with open_archive(path) as archive:
            names = [each.filename for each in archive.infolist() if not each.is_dir()]
    return sorted({name for name in names if not _is_hidden(name)})


def has_media(path: Path) -> bool:
    """Say whether a folder or archive holds pictures or sounds, more of them than texts."""
    names = list_names(path)
    texts = sum(PurePosixPath(name).suffix.lower() in TEXTS for name in names)
    return sum(bool(type_of(name)) for name in names) > texts


def table_in(path: Path, names: list[str] | None = None) -> str:
    """Name the one table among the files that names some of them; empty where there is none."""
    names = list_names(path) if names is None else names
    tables = [name for name in names if PurePosixPath(name).suffix.lower() in TABLES]
    if len(tables) != 1:
        return ""
    here, folder = set(names), str(PurePosixPath(tables[0]).parent)
    try:
        with _open_table(path, tables[0], options=ReadOptions(), start=0) as stream:
            rows = [row.values for row in islice(stream, _LOOKED_AT) if isinstance(row, Row)]
    except UnreadableFileError:
        return ""
    cells = (str(cell) for values in rows for cell in values.values() if isinstance(cell, str) and type_of(cell))
    named = (str(PurePosixPath(folder, cell)) for cell in cells)
    return tables[0] if any(name in here for name in named) else ""


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)


def _rows(names: list[str], start: int) -> Iterator[Row | BadRow]:
    for number, name in enumerate(names[start:], start + 1):
        key = nfc(name.encode("utf-8", "backslashreplace").decode())
        if not is_inside(name):
            yield BadRow(number, "its name leads out of the archive", key)
            continue
        folder = key.rpartition("/")[0]
        yield Row(number, {"key": key, **({"folder": folder} if folder else {}), "file": name})


def _open_table(path: Path, table: str, *, options: ReadOptions, start: int) -> RowStream:
    from inloop.adapters.formats.files import open_rows

    place, close = _unpacked(path, table)
    try:
        inner = open_rows(place, options=options, start=start)
    except BaseException:
        close()
        raise

    def close_both() -> None:
        inner.close()
        close()

    return RowStream(
        inner,
        columns=inner.columns,
        format=MediaFolderFormat.name,
        size=inner.size,
        position=lambda: inner.position,
        unit=inner.unit,
        close=close_both,
    )


def _unpacked(path: Path, table: str) -> tuple[Path, Callable[[], None]]:
    if path.is_dir():
        return path / table, lambda: None
    folder = tempfile.TemporaryDirectory(prefix="inloop-table-")
    place = Path(folder.name) / f"table{PurePosixPath(table).suffix.lower()}"
    with open_archive(path) as archive, archive.open(table) as packed, place.open("wb") as file:
        shutil.copyfileobj(packed, file)
    return place, folder.cleanup
