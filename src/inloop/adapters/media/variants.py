"""Smaller copies of pictures: made once, kept beside the blobs, and made again when lost."""

import threading
from hashlib import blake2b

from inloop.adapters.media.readable import InMemory, OnShelf, Readable
from inloop.database.shelf import Shelf
from inloop.kernel.errors import NotFoundError

FOLDER = "proxies"
AT_ONCE = 2
_MAGIC = {b"\xff\xd8": "image/jpeg", b"\x89P": "image/png", b"RI": "image/webp"}


class Variants:
    """Copies under a name that follows from the original and the variant; a backup leaves them out.

    Few are made side by side, because unpacking a picture takes memory for every pixel.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._turns = threading.BoundedSemaphore(AT_ONCE)

    def get(self, source: Readable, variant: str) -> tuple[Readable, str]:
        """Give the copy and its media type, made now where there is none.

        Raises
        ------
        UnreadableFileError
            The original cannot be unpacked.
        """
        name = name_of(source.stamp, variant)
        try:
            kept: Readable = OnShelf(self._shelf, name)
        except NotFoundError:
            kept = InMemory(self.make(source, variant))
        return kept, _MAGIC.get(kept.part(0, 2), "application/octet-stream")

    def make(self, source: Readable, variant: str, *, stamp: str = "") -> bytes:
        """Make a copy and keep it; `stamp` is that of the place where the original will lie, if it lies elsewhere."""
        from inloop.adapters.media.images import make_variant  # Pillow: needed only where a copy is made

        with self._turns:
            made = make_variant(source, variant)
        self._shelf.put(name_of(stamp or source.stamp, variant), made)
        return made

    def has(self, stamp: str, variant: str) -> bool:
        return self._shelf.has(name_of(stamp, variant))

    def forget(self, stamp: str) -> None:
        """Remove the copies of an original; harmless when there are none."""
        for variant in ("thumb", "view"):
            self._shelf.remove(name_of(stamp, variant))


def name_of(stamp: str, variant: str) -> str:
    """Give the place of a copy."""
    digest = blake2b(stamp.encode(), digest_size=24).hexdigest()
    return f"{FOLDER}/{variant}/{digest[:2]}/{digest}"
