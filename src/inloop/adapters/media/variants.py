"""Copies of pictures and sounds that screens can show: made once, kept beside the blobs, made again when lost."""

import tempfile
import threading
from hashlib import blake2b
from pathlib import Path

from inloop.adapters.media.readable import InMemory, OnShelf, Readable
from inloop.database.shelf import Shelf

FOLDER = "proxies"
AT_ONCE = 2
VARIANTS = ("thumb", "view", "peaks", "spectrum", "sound", "speech-silero", "speech-loudness")
_MAGIC = {b"\xff\xd8": "image/jpeg", b"\x89P": "image/png", b"RI": "image/webp", b"fL": "audio/flac"}


class Variants:
    """Copies under a name that follows from the original and the variant; a backup leaves them out.

    ``thumb`` and ``view`` are of pictures; of sounds ``peaks`` is the reach of the wave, ``spectrum`` a picture of its
    pitches, and ``sound`` a copy that every browser plays. Few are made side by side, because unpacking takes memory.
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
        if not self._shelf.has(name):
            self.make(source, variant)
        kept = OnShelf(self._shelf, name)
        return kept, _MAGIC.get(kept.part(0, 2), "application/octet-stream")

    def make(self, source: Readable, variant: str, *, stamp: str = "") -> None:
        """Make a copy and keep it; `stamp` is that of the place where the original will lie, if it lies elsewhere."""
        name = name_of(stamp or source.stamp, variant)
        loudest = self._loudest(source) if variant == "spectrum" else 0.0
        with self._turns:
            if variant != "sound":
                self._shelf.put(name, _made(source, variant, loudest=loudest))
                return
            from inloop.adapters.media.waves import as_flac

            with tempfile.TemporaryDirectory(prefix="inloop-sound-") as folder:
                copy = Path(folder) / "sound.flac"
                as_flac(source, copy)
                self._shelf.put(name, copy)

    def tile(self, source: Readable, number: int) -> tuple[Readable, str]:
        """Draw some seconds of the pitches of a sound closely; browsers keep it, we do not."""
        from inloop.adapters.media.spectrum import draw_tile

        loudest = self._loudest(source)
        with self._turns:
            return InMemory(draw_tile(source, number, loudest=loudest)), "image/webp"

    def find(self, stamp: str, variant: str) -> bytes | None:
        """Give what was kept beside an original; None where there is nothing."""
        name = name_of(stamp, variant)
        return self._shelf.read(name) if self._shelf.has(name) else None

    def keep(self, stamp: str, variant: str, found: bytes) -> None:
        """Keep what was found out about an original."""
        self._shelf.put(name_of(stamp, variant), found)

    def has(self, stamp: str, variant: str) -> bool:
        return self._shelf.has(name_of(stamp, variant))

    def forget(self, stamp: str) -> None:
        """Remove the copies of an original; harmless when there are none."""
        for variant in VARIANTS:
            self._shelf.remove(name_of(stamp, variant))

    def _loudest(self, source: Readable) -> float:
        from inloop.adapters.media.waves import HEAD_BYTES, Head

        kept, _ = self.get(source, "peaks")
        return Head.unpack(kept.part(0, HEAD_BYTES)).loudest


def name_of(stamp: str, variant: str) -> str:
    """Give the place of a copy."""
    digest = blake2b(stamp.encode(), digest_size=24).hexdigest()
    return f"{FOLDER}/{variant}/{digest[:2]}/{digest}"


def _made(source: Readable, variant: str, *, loudest: float) -> bytes:
    """Make what is small; Pillow and soundfile are loaded only where a copy is made."""
    if variant == "peaks":
        from inloop.adapters.media.waves import find_peaks

        return find_peaks(source).pack()
    if variant == "spectrum":
        from inloop.adapters.media.spectrum import draw_whole

        return draw_whole(source, loudest=loudest)
    from inloop.adapters.media.images import make_variant

    return make_variant(source, variant)
