"""Bytes under the name of their own content: written once, never changed, the same everywhere."""

import re
from hashlib import blake2b, file_digest
from pathlib import Path

from inloop.database.folder import BLOBS
from inloop.database.shelf import Shelf
from inloop.kernel.errors import InvalidInputError, NotFoundError, UnreadableFileError

_NAME = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """A store of immutable bytes, such as media, on the shelf of an installation.

    Examples
    --------
    >>> import tempfile
    >>> from inloop.database.shelf import FolderShelf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     blobs = Blobs(FolderShelf(Path(folder)))
    ...     name = blobs.put(b"scan")
    ...     blobs.get(name), blobs.has("0" * 64)
    (b'scan', False)

    Notes
    -----
    A name that was given out can be read: the content is safe before `put` returns.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def put(self, content: bytes | Path) -> str:
        """Keep bytes, or what a file holds; give the name under which they are found."""
        name = _name_of(content)
        if not self.has(name):
            self._shelf.put(_place(name), content)
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
            content = self._shelf.read(_place(name))
        except NotFoundError:
            raise NotFoundError(f"There is no blob '{name}'.") from None
        if _name_of(content) != name:
            raise UnreadableFileError(f"The blob '{name}' is damaged.", hint="Restore it from a backup.")
        return content

    def name_of(self, content: bytes | Path) -> str:
        """Give the name that bytes would have."""
        return _name_of(content)

    def place(self, name: str) -> str:
        """Give the name under which the bytes lie on the shelf."""
        return _place(name)

    def has(self, name: str) -> bool:
        """Say whether there is such a blob."""
        return self._shelf.has(_place(name))

    def remove(self, name: str) -> None:
        """Remove a blob; harmless when it is gone."""
        self._shelf.remove(_place(name))


def _name_of(content: bytes | Path) -> str:
    if isinstance(content, bytes):
        return blake2b(content, digest_size=32).hexdigest()
    with content.open("rb") as file:
        return file_digest(file, lambda: blake2b(digest_size=32)).hexdigest()


def _place(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise InvalidInputError(f"'{name[:80]}' is not the name of a blob.")
    return f"{BLOBS}/{name[:2]}/{name}"
