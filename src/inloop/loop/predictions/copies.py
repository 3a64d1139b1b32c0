"""Local copies of files whose place is a shelf that all nodes share: a cache with a bound."""

import os
import secrets
import threading
from collections.abc import Set as AbstractSet
from hashlib import file_digest, sha256
from pathlib import Path

from inloop.database.folder import SEGMENTS, prepare_folder
from inloop.database.full import in_plain_words
from inloop.database.shelf import Shelf
from inloop.kernel.errors import UnreadableFileError


class Copies:
    """Sends new files to the shelf, brings those that are wanted, and forgets what was not used for longest.

    A file that is removed here while somebody reads it stays readable to them: it goes when they let go of it.

    Parameters
    ----------
    folder
        The segments of this machine.
    most_bytes
        How much may lie there; the file that was used last stays in any case.
    """

    def __init__(self, folder: Path, shelf: Shelf, *, most_bytes: int) -> None:
        self._folder = folder
        self._shelf = shelf
        self._most_bytes = most_bytes
        self._bringing = threading.Lock()

    def send(self, name: str) -> None:
        """Put a file that was written here on the shelf; only then may a row name it."""
        self._shelf.put(f"{SEGMENTS}/{name}", self._folder / name)
        self._prune()

    def bring(self, name: str, *, digest: str) -> None:
        """Fetch a file that is not here, and see that it is what its row says.

        Raises
        ------
        UnreadableFileError
            The content is another; nothing of it stays.
        """
        path = self._folder / name
        with self._bringing:
            if path.exists():
                return
            prepare_folder(path.parent)
            draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.draft")
            try:
                with in_plain_words():
                    self._shelf.fetch(f"{SEGMENTS}/{name}", draft)
                _check(draft, name, digest=digest)
                draft.replace(path)
            finally:
                draft.unlink(missing_ok=True)
        self._prune()

    def note_use(self, name: str) -> None:
        """Remember that a file is opened just now; `FileNotFoundError` where it is not here."""
        os.utime(self._folder / name)

    def sweep(self, named: AbstractSet[str], *, before: float) -> int:
        """Remove from the shelf what no row names and was put before a time; give how many."""
        gone = 0
        for found in self._shelf.iter_kept(SEGMENTS):
            if found.at < before and found.name.removeprefix(f"{SEGMENTS}/") not in named:
                self._shelf.remove(found.name)
                gone += 1
        return gone

    def _prune(self) -> None:
        found = []
        for path in self._folder.rglob("[!.]*.*"):
            try:
                state = path.stat()
            except FileNotFoundError:  # another process of this machine prunes too
                continue
            found.append((state.st_mtime, state.st_size, path))
        size = 0
        for number, (_, bytes_, path) in enumerate(sorted(found, reverse=True)):
            size += bytes_
            if size > self._most_bytes and number:
                path.unlink(missing_ok=True)


def _check(path: Path, name: str, *, digest: str) -> None:
    with path.open("rb") as file:
        found = file_digest(file, sha256).hexdigest()
    if digest not in {"", found}:
        raise UnreadableFileError(f"The file '{name}' is damaged where it is kept.", hint="Restore it from a backup.")
