"""Bytes that can be read from any place on, wherever they lie."""

import io
import os
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from inloop.database.shelf import Shelf
from inloop.kernel.errors import NotFoundError

BUFFER = 1 << 16
SAMPLE = 1 << 14


class Readable(Protocol):
    """Bytes of a known size; `stamp` differs when the bytes may."""

    @property
    def size(self) -> int: ...

    @property
    def stamp(self) -> str: ...

    def part(self, start: int, length: int) -> bytes:
        """Give up to so many bytes from a place on."""
        ...


class InMemory:
    """Bytes that are at hand."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    @property
    def size(self) -> int:
        return len(self._content)

    @property
    def stamp(self) -> str:
        return blake2b(self._content, digest_size=32).hexdigest()

    def part(self, start: int, length: int) -> bytes:
        return self._content[start : start + length]


class Referred(Readable, Protocol):
    """Bytes that somebody else keeps, and may replace."""

    @property
    def etag(self) -> str:
        """What these bytes are told by from others under the same name, whenever they were put there."""
        ...


class LocalFile:
    """A file of this machine, which is no link."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with self._open() as file:
                found = os.fstat(file.fileno())
        except OSError as problem:
            reason = "There is no such file" if isinstance(problem, FileNotFoundError) else "The file cannot be opened"
            raise NotFoundError(f"{reason}: '{path.name}'.", hint="Bring it back to its place.") from None
        self.size = found.st_size
        self.stamp = f"{path}:{found.st_size}:{found.st_mtime_ns}"

    def part(self, start: int, length: int) -> bytes:
        with self._open() as file:
            file.seek(start)
            return file.read(length)

    @property
    def etag(self) -> str:
        """Of a large file a sample tells it: its first, middle and last bytes, and how many there are."""
        told = blake2b(str(self.size).encode(), digest_size=16)
        with self._open() as file:
            for start in (0, (self.size - SAMPLE) // 2, self.size - SAMPLE) if self.size > 3 * SAMPLE else (0,):
                file.seek(start)
                told.update(file.read(SAMPLE if self.size > 3 * SAMPLE else self.size))
        return told.hexdigest()

    def _open(self) -> BinaryIO:
        return os.fdopen(os.open(self._path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb")


class OnShelf:
    """A file on the shelf of the installation; its name says what it is."""

    def __init__(self, shelf: Shelf, name: str) -> None:
        self._shelf = shelf
        self._name = name
        self.stamp = name
        self.size = shelf.size(name)

    def part(self, start: int, length: int) -> bytes:
        length = min(length, self.size - start)
        return self._shelf.part(self._name, start=start, length=length) if length > 0 else b""


class _Raw(io.RawIOBase):
    """A readable as a raw file."""

    def __init__(self, source: Readable) -> None:
        self._source = source
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._source.size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:  # a writable buffer
        found = self._source.part(self._at, len(buffer)) if self._at < self._source.size else b""
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)


def as_file(source: Readable) -> BinaryIO:
    """Open a readable as libraries want it; from a bucket only what they look at is fetched."""
    return cast("BinaryIO", io.BufferedReader(_Raw(source), BUFFER))
