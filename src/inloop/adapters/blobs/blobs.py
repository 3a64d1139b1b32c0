"""Bytes under the name of their own content: written once, never changed, the same everywhere."""

import os
import re
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import Any

import obstore
from obstore.store import LocalStore, from_url

from inloop.kernel.errors import InvalidInputError, NotFoundError, UnreadableFileError

_NAME = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """A store of immutable bytes.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     blobs = open_blobs(Path(folder))
    ...     name = blobs.put(b"scan")
    ...     blobs.get(name), blobs.has("0" * 64)
    (b'scan', False)

    Notes
    -----
    A name that was given out can be read: a local file is synced to the disk before `put` returns.
    """

    def __init__(self, store: Any, *, folder: Path | None = None) -> None:  # a store of obstore, local or remote
        self._store = store
        self._folder = folder

    def put(self, content: bytes | Path) -> str:
        """Keep bytes, or what a file holds; give the name under which they are found."""
        name = _name_of(content)
        if not self.has(name):
            obstore.put(self._store, _place(name), content)
            if self._folder is not None:
                _sync(self._folder / _place(name))
        return name

    def get(self, name: str) -> bytes:
        """Give the bytes of a name.

        Raises
        ------
        NotFoundError
            There is no such blob.
        UnreadableFileError
            It is not what its name says.
        """
        try:
            content = bytes(obstore.get(self._store, _place(name)).bytes())
        except FileNotFoundError:
            raise NotFoundError(f"There is no blob '{name}'.") from None
        if _name_of(content) != name:
            raise UnreadableFileError(f"The blob '{name}' is damaged.", hint="Restore it from a backup.")
        return content

    def has(self, name: str) -> bool:
        """Say whether there is such a blob."""
        try:
            obstore.head(self._store, _place(name))
        except FileNotFoundError:
            return False
        return True

    def remove(self, name: str) -> None:
        """Remove a blob; harmless when it is gone."""
        if self.has(name):
            obstore.delete(self._store, _place(name))


def open_blobs(place: Path | str) -> Blobs:
    """Open the blobs in a folder, or in a bucket by its address, such as ``s3://bucket/prefix``.

    The keys of a bucket come from the environment (``AWS_ACCESS_KEY_ID`` and so on), never from a request.
    """
    if isinstance(place, str):
        return Blobs(from_url(place))
    return Blobs(LocalStore(place, mkdir=True), folder=place)


def _name_of(content: bytes | Path) -> str:
    if isinstance(content, bytes):
        return blake2b(content, digest_size=32).hexdigest()
    with content.open("rb") as file:
        return file_digest(file, lambda: blake2b(digest_size=32)).hexdigest()


def _place(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise InvalidInputError(f"'{name[:80]}' is not the name of a blob.")
    return f"{name[:2]}/{name}"


def _sync(path: Path) -> None:
    for each in (path, path.parent):
        descriptor = os.open(each, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
