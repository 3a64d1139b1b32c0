"""Where the files are that a table names: in the archive or folder that was brought."""

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Self

from inloop.adapters.media.readable import InMemory, LocalFile, Readable
from inloop.kernel.errors import NotFoundError, UnreadableFileError

MOST_MB = 1_024
IN_MEMORY = 8 << 20
MOST_TIMES, FROM_BYTES = 200, 1 << 30
CHUNK = 1 << 20
_DAMAGED = (OSError, RuntimeError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)


def open_archive(path: Path) -> zipfile.ZipFile:
    """Open a zip that unpacks to no more than it may.

    Raises
    ------
    UnreadableFileError
        It is damaged, or a bomb.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFileError(
            f"The zip archive is cut off or damaged ({error}).", hint="Make or download it again.", where=path.name
        ) from None
    total = sum(each.file_size for each in archive.infolist())
    if total > FROM_BYTES and total > MOST_TIMES * path.stat().st_size:
        archive.close()
        raise UnreadableFileError(
            f"The zip archive unpacks to {total >> 20:,} MB, {total // max(path.stat().st_size, 1):,} times its size.",
            hint="No archive of pictures or sounds does that; make it again from the files.",
            where=path.name,
        )
    return archive


def is_inside(name: str) -> bool:
    """Say whether a name stays below where it starts.

    >>> is_inside("a/b.png"), is_inside("../b.png"), is_inside("/b.png")
    (True, False, False)
    """
    path = PurePosixPath(name.replace("\\", "/"))
    return not path.is_absolute() and ".." not in path.parts


class Brought:
    """The files of an archive or a folder, by their names in it; nothing is unpacked by name.

    Parameters
    ----------
    place
        The archive or folder.
    beside
        The folder in it from which names are meant: that of the table which names them.
    """

    def __init__(self, place: Path, *, beside: str = "") -> None:
        self._folder = place.resolve() if place.is_dir() else None
        self._archive = None if self._folder else open_archive(place)
        self._beside = beside

    @contextmanager
    def open(self, name: str) -> Iterator[tuple[Readable, bytes | Path]]:
        """Give a file, readable and as what can be kept, for as long as the block lasts."""
        if not is_inside(name):
            raise NotFoundError(f"'{name[-200:]}' leads out of what was brought.")
        tries = dict.fromkeys((str(PurePosixPath(self._beside, name)), str(PurePosixPath(name))))
        if self._archive is None:
            path = self._path(tries, name)
            yield LocalFile(path), path
            return
        found = next((each for each in tries if each in self._archive.NameToInfo), None)
        if found is None:
            raise _absent(name)
        with self._unpacked(self._archive, self._archive.NameToInfo[found]) as opened:
            yield opened

    def close(self) -> None:
        if self._archive is not None:
            self._archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _path(self, tries: dict[str, None], name: str) -> Path:
        folder = self._folder or Path()
        for each in tries:
            path = folder / each
            if path.is_file() and path.resolve() == path:  # a link leads elsewhere
                return path
        raise _absent(name)

    @contextmanager
    def _unpacked(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[tuple[Readable, bytes | Path]]:
        if member.file_size > MOST_MB << 20:
            raise UnreadableFileError(f"The file unpacks to {member.file_size >> 20:,} MB, more than {MOST_MB:,}.")
        try:
            with archive.open(member) as packed:
                if member.file_size <= IN_MEMORY:
                    content = packed.read(IN_MEMORY + 1)
                    yield InMemory(content), content
                    return
                with tempfile.NamedTemporaryFile(prefix="inloop-media-") as file:
                    _copy(packed, file)
                    path = Path(file.name)
                    yield LocalFile(path), path
        except _DAMAGED as problem:
            raise UnreadableFileError(f"The file cannot be unpacked ({problem}).") from None


def _copy(packed: IO[bytes], file: IO[bytes]) -> None:
    while chunk := packed.read(CHUNK):
        file.write(chunk)
    file.flush()


def _absent(name: str) -> NotFoundError:
    return NotFoundError(f"There is no file '{name[-200:]}' in what was brought.")
