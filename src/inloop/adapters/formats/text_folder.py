"""A folder, or a zip archive, of text files: one row a file."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from inloop.adapters.formats.counting import Counted
from inloop.adapters.formats.encodings import describe_undecodable
from inloop.adapters.formats.format import Format
from inloop.adapters.formats.rows import BadRow, ReadOptions, Row, RowStream
from inloop.adapters.formats.values import check_encoding, nfc
from inloop.kernel.errors import UnreadableFileError
from inloop.kernel.registry import register

_SUFFIXES = frozenset({".txt", ".text", ".md"})
Reader = Callable[[str, int], bytes]


@register("format/text-folder.v1")
class TextFolderFormat(Format):
    """Each ``.txt``, ``.text`` or ``.md`` file is a row: `key` its path, `folder` where it lies, `text` its content."""

    name = "text-folder"
    extensions = (".zip",)

    def open(self, path: Path, *, options: ReadOptions, start: int = 0) -> RowStream:
        names, read, close = _folder(path) if path.is_dir() else _archive(path)
        if not names:
            close()
            raise UnreadableFileError(
                "There are no .txt, .text or .md files inside.",
                hint="Choose a folder of text files, or a table.",
                where=path.name,
            )
        encoding = check_encoding(options.encoding or "utf-8-sig")
        columns = ("key", "folder", "text") if any("/" in name for name in names) else ("key", "text")
        rows = _rows(names, read, start=start, limit=options.max_row_bytes, encoding=encoding)
        counted = Counted(rows, at=start)
        return RowStream(
            counted,
            columns=columns,
            format=self.name,
            size=len(names),
            position=counted.position,
            unit="rows",
            close=close,
        )


def _is_text(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return path.suffix.lower() in _SUFFIXES and not hidden


def _folder(path: Path) -> tuple[list[str], Reader, Callable[[], None]]:
    """List the text files below a folder; links are not followed, so nothing outside it is read."""
    files = (each for each in path.rglob("*") if not each.is_symlink() and each.is_file())
    names = sorted(name for each in files if _is_text(name := each.relative_to(path).as_posix()))

    def read(name: str, size: int) -> bytes:
        with (path / name).open("rb") as file:
            return file.read(size)

    return names, read, lambda: None


def _archive(path: Path) -> tuple[list[str], Reader, Callable[[], None]]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFileError(
            f"The zip archive is cut off or damaged ({error}).", hint="Make or download it again.", where=path.name
        ) from None
    names = sorted({each.filename for each in archive.infolist() if not each.is_dir() and _is_text(each.filename)})

    def read(name: str, size: int) -> bytes:
        with archive.open(name) as file:
            return file.read(size)

    return names, read, archive.close


def _rows(names: list[str], read: Reader, *, start: int, limit: int, encoding: str) -> Iterator[Row | BadRow]:
    for number, name in enumerate(names[start:], start + 1):
        reason, text = "", ""
        try:
            raw = read(name, limit + 1)
            text = raw.decode(encoding)
            reason = _fault(raw, text, limit)
        except UnicodeDecodeError as error:
            plain = encoding.startswith("utf-8")
            reason = (
                describe_undecodable(raw, offset=0)
                if plain and len(raw) <= limit
                else _fault(raw, "", limit) or str(error)
            )
        except (OSError, RuntimeError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            reason = f"cannot be read ({error})"
        key = nfc(name.encode("utf-8", "backslashreplace").decode())
        yield BadRow(number, reason, key) if reason else Row(number, _values(key, nfc(text)))


def _values(key: str, text: str) -> dict[str, str]:
    folder = key.rpartition("/")[0]
    return {"key": key, "folder": folder, "text": text} if folder else {"key": key, "text": text}


def _fault(raw: bytes, text: str, limit: int) -> str:
    if len(raw) > limit:
        return f"is longer than {limit // 1_024} KB"
    return "holds a NUL character" if "\0" in text else ""
