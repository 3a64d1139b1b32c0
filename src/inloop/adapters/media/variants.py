"""Copies of pictures and sounds that screens can show: made once, kept beside the blobs, made again when lost."""

import tempfile
import threading
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

from inloop.adapters.media.readable import InMemory, OnShelf, Readable
from inloop.database.shelf import Shelf
from inloop.kernel.errors import NotFoundError, UnreadableFileError

FOLDER = "proxies"
AT_ONCE = 2
VARIANTS = ("thumb", "view", "tiles", "peaks", "spectrum", "sound", "speech-silero", "speech-loudness", "damaged")
_MAGIC = {b"\xff\xd8": "image/jpeg", b"\x89P": "image/png", b"RI": "image/webp", b"fL": "audio/flac"}


class Variants:
    """Copies under a name that follows from the original and the variant; a backup leaves them out.

    ``thumb``, ``view`` and ``tiles`` are of pictures; of sounds ``peaks`` is the reach of the wave, ``spectrum`` a
    picture of its pitches, and ``sound`` a copy that every browser plays. Few are made side by side, because unpacking
    takes memory.

    Parameters
    ----------
    scratch
        Where large pictures are unpacked for a moment.
    """

    def __init__(self, shelf: Shelf, *, scratch: Path | None = None) -> None:
        self._shelf = shelf
        self._scratch = scratch
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
            self.refuse_damaged(source)
            self.make(source, variant)
        kept = OnShelf(self._shelf, name)
        return kept, _type_of(kept)

    def make(
        self,
        source: Readable,
        variant: str,
        *,
        stamp: str = "",
        progress: Callable[[float], None] = lambda _: None,
    ) -> None:
        """Make a copy and keep it; `stamp` is that of the place where the original will lie, if it lies elsewhere."""
        name = name_of(stamp or source.stamp, variant)
        loudest = self._loudest(source) if variant == "spectrum" else 0.0
        with self._turns:
            if self._scratch is not None:
                self._scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
            if variant not in {"sound", "tiles"}:
                self._shelf.put(name, _made(source, variant, loudest=loudest, scratch=self._scratch))
                return
            with tempfile.TemporaryDirectory(prefix="inloop-copy-", dir=self._scratch) as folder:
                copy = Path(folder) / "copy"
                if variant == "sound":
                    from inloop.adapters.media.waves import as_flac

                    as_flac(source, copy)
                else:
                    from inloop.adapters.media.tiles import write_tiles

                    with copy.open("wb") as file:
                        write_tiles(source, file, folder=self._scratch, progress=progress)
                self._shelf.put(name, copy)

    def prove(self, source: Readable) -> None:
        """Find out whether a picture is whole: its thumbnail is made, which unpacks all of it.

        That it is not is kept, for `refuse_damaged`, until it is to be proved again.

        Raises
        ------
        UnreadableFileError
            It is damaged.
        """
        self._shelf.remove(name_of(source.stamp, "damaged"))
        if self.has(source.stamp, "thumb"):
            return
        try:
            self.make(source, "thumb")
        except UnreadableFileError as problem:
            self.keep(source.stamp, "damaged", problem.message.encode())
            raise

    def refuse_damaged(self, source: Readable) -> None:
        """Raise `UnreadableFileError` where it is known that a picture is damaged."""
        if (why := self.find(source.stamp, "damaged")) is not None:
            raise UnreadableFileError(why.decode())

    def of_picture(self, source: Readable, number: int) -> tuple[Readable, str]:
        """Give one tile of a large picture.

        Raises
        ------
        NotFoundError
            There is no such tile, or they are still to be made.
        """
        from inloop.adapters.media.tiles import tile_of

        tile = tile_of(self.kept(source, "tiles"), number)
        return tile, _type_of(tile)

    def kept(self, source: Readable, variant: str) -> Readable:
        """Give a copy that the worker makes; `NotFoundError` where it is still to be made."""
        name = name_of(source.stamp, variant)
        if not self._shelf.has(name):
            raise NotFoundError(
                "This large picture is still being prepared.", hint="Look at it closely, and try again in a moment."
            )
        return OnShelf(self._shelf, name)

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


def _type_of(made: Readable) -> str:
    return _MAGIC.get(made.part(0, 2), "application/octet-stream")


def _made(source: Readable, variant: str, *, loudest: float, scratch: Path | None) -> bytes:
    """Make what is small; Pillow and soundfile are loaded only where a copy is made."""
    if variant == "peaks":
        from inloop.adapters.media.waves import find_peaks

        return find_peaks(source).pack()
    if variant == "spectrum":
        from inloop.adapters.media.spectrum import draw_whole

        return draw_whole(source, loudest=loudest)
    from inloop.adapters.media.images import make_variant

    return make_variant(source, variant, folder=scratch)
