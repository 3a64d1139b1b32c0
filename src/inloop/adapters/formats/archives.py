"""Archives and folders whose files are read by name, and archives that are written as a stream."""

import json
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, NoReturn, Self
from xml.parsers import expat

from inloop.adapters.formats.labelled import ItemWriter
from inloop.adapters.formats.losses import Losses
from inloop.adapters.media.sources import is_inside, open_archive
from inloop.kernel.errors import InvalidInputError, UnreadableFileError

MOST_FILE_MB = 256
_DAMAGED = (OSError, RuntimeError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
_MOMENT = (1980, 1, 1, 0, 0, 0)


class Bundle:
    """The files of a zip or a folder, or one file; nothing is unpacked by name, and links are not followed."""

    def __init__(self, place: Path) -> None:
        from inloop.adapters.formats.media_folder import list_names

        self.where = place.name
        self._archive: zipfile.ZipFile | None = None
        self._folder = place.resolve() if place.is_dir() else place.parent
        if not place.is_dir() and place.suffix.lower() != ".zip":
            self.names = [place.name]
            return
        self.names = [name for name in list_names(place) if is_inside(name)]
        if not place.is_dir():
            self._archive = open_archive(place)

    def read(self, name: str, *, most: int = MOST_FILE_MB << 20) -> bytes:
        """Give a file.

        Raises
        ------
        InvalidInputError
            It is damaged, or larger than `most` bytes.
        """
        found = self.head(name, most + 1)
        if len(found) > most:
            raise InvalidInputError(f"'{name}' is larger than {most >> 10:,} KB.")
        return found

    def head(self, name: str, size: int = 4_096) -> bytes:
        """Give how a file begins."""
        try:
            if self._archive is not None:
                with self._archive.open(name) as packed:
                    return packed.read(size)
            with (self._folder / name).open("rb") as file:
                return file.read(size)
        except _DAMAGED as problem:
            raise InvalidInputError(f"'{name}' cannot be read ({problem}).") from None

    def pieces(self, name: str) -> Iterator[bytes]:
        """Stream a file of an archive; the archive as a whole is bounded in size."""
        if self._archive is None:
            raise InvalidInputError(f"'{name}' lies in a folder.", hint="Open it there.")
        try:
            with self._archive.open(name) as packed:
                while piece := packed.read(1 << 20):
                    yield piece
        except _DAMAGED as problem:
            raise InvalidInputError(f"'{name}' cannot be read ({problem}).") from None

    def text(self, name: str, *, most: int) -> str:
        """Give a file as UTF-8 text; a mark at its beginning is left out."""
        try:
            return self.read(name, most=most).decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise InvalidInputError(f"'{name}' holds bytes that are not UTF-8, the first at {problem.start}.") from None

    def close(self) -> None:
        if self._archive is not None:
            self._archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class ZipItems(ItemWriter):
    """Writes a zip as a stream, with the report of what was lost as ``losses.json`` in it."""

    def __init__(self, file: BinaryIO, *, losses: Losses) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._taken: set[str] = set()
        self.losses = losses

    def add(self, name: str, content: str | bytes) -> None:
        """Put a file in."""
        self._zip.writestr(_entry(name), content)

    def add_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        """Put a file in that comes piece by piece."""
        with self._zip.open(_entry(name, compress=False), "w", force_zip64=True) as entry:
            for piece in pieces:
                entry.write(piece)

    def own_name(self, wanted: str, *, key: str) -> str:
        """Give a name that no other file has, as near to the wanted one as a file system allows."""
        clean = "/".join(_clean(part) for part in PurePosixPath(wanted.replace("\\", "/")).parts if part.strip("./"))
        name, number = clean or "item", 2
        path = PurePosixPath(name)
        while name.casefold() in self._taken:
            name, number = str(path.with_name(f"{path.stem}-{number}{path.suffix}")), number + 1
        self._taken.add(name.casefold())
        if name != wanted:
            self.losses.note("names", "a file cannot be called so, or another one is", key=key)
        return name

    def finish(self) -> None:
        """Put in what is written last."""

    def close(self) -> None:
        self.finish()
        if self.losses.report():
            self.add("losses.json", self.losses.written())
        self._zip.close()


def parse_xml(text: bytes, *, start: Callable[[str, dict[str, str]], Any], end: Callable[[str, str], Any]) -> None:
    """Read XML without entities: `start` gets each tag with its attributes, `end` each tag with its text.

    Raises
    ------
    InvalidInputError
        It is no XML, or declares a document type, by which entities come in.
    """
    parser = expat.ParserCreate()
    said: list[str] = []

    def refuse(*_: object) -> NoReturn:
        raise InvalidInputError("The XML declares a document type, which could pull in other files or grow endlessly.")

    def begin(tag: str, attributes: dict[str, str]) -> None:
        said.clear()
        start(tag, attributes)

    def finish(tag: str) -> None:
        end(tag, "".join(said).strip())
        said.clear()

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    parser.CharacterDataHandler = said.append
    try:
        parser.Parse(text, True)  # noqa: FBT003 - expat takes nothing by name
    except (expat.ExpatError, ValueError) as problem:
        raise InvalidInputError(f"It is no XML ({problem}).") from None


def read_json(text: bytes, *, where: str) -> Any:  # what JSON may hold
    """Decode JSON, or say why it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise UnreadableFileError(f"This is no JSON ({problem}).", hint="Write it again.", where=where) from None


def _entry(name: str, *, compress: bool = True) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)  # the same export is the same bytes
    entry.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    return entry


def _clean(part: str) -> str:
    kept = "".join(char if char.isalnum() or char in "._-+() " else "_" for char in part).strip(" ")
    return kept[-120:]
