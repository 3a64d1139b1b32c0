"""A large picture laid out on the disk: parts of it are looked at in next to no memory."""

import mmap
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image, PngImagePlugin, TiffImagePlugin

from inloop.adapters.media.images import SIDEWAYS, Window, opened, shallow, size_of, turn_of, window_of
from inloop.adapters.media.pieces import pieces_of, unpacked
from inloop.adapters.media.readable import Readable
from inloop.kernel.errors import DiskFullError

BLOCK = 1_024
_ONE_BYTE, _TWO_BYTES = frozenset({"1", "L", "P"}), "I;16"
_WAYS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_core: Any = vars(Image)["core"]  # its types leave out how pixels are put where one wants them


class Sheet:
    """The pixels of a picture, as people see it: turned as its file asks, 8 bits a channel.

    Attributes
    ----------
    width, height
        Of the turned picture.
    is_exact
        Whether what is made of it must not lose anything: the original did not either.
    """

    def __init__(self, image: Image.Image, *, turn: int, is_exact: bool, let_go: Callable[[], None]) -> None:
        self._image = image
        self._turn = turn
        self._let_go = let_go
        self.is_exact = is_exact
        self.width, self.height = image.size[::-1] if turn in SIDEWAYS else image.size
        self._window: Window | None = window_of(image)
        let_go()

    def block(self, left: int, top: int, width: int, height: int) -> Image.Image:
        """Give a part."""
        right, bottom = min(self.width, left + width), min(self.height, top + height)
        part = shallow(self._image.crop(self._lies((left, top, right, bottom))), self._window)
        self._let_go()
        return part.transpose(_WAYS[self._turn]) if self._turn in _WAYS else part

    def reduced(self, side: int) -> Image.Image:
        """Give the whole with no more than `side` pixels a side, from blocks, so that it is never there as a whole."""
        factor = max(1, max(self.width, self.height) // side)
        step = BLOCK // factor * factor or factor
        small = (-(-self.width // factor), -(-self.height // factor))
        made: Image.Image | None = None
        for top in range(0, self.height, step):
            for left in range(0, self.width, step):
                part = self.block(left, top, step, step).reduce(factor)
                made = made or Image.new(part.mode, small)
                made.paste(part, (left // factor, top // factor))
        whole = made or Image.new("L", small)
        whole.thumbnail((side, side), Image.Resampling.LANCZOS)
        return whole

    def _lies(self, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
        """Give where a part of the turned picture lies in the file's own directions."""
        left, top, right, bottom = box
        if self._turn in SIDEWAYS:
            left, top, right, bottom = top, left, bottom, right
        width, height = self._image.size
        if self._turn in {2, 3, 7, 8}:
            left, right = width - right, width - left
        if self._turn in {3, 4, 6, 7}:
            top, bottom = height - bottom, height - top
        return left, top, right, bottom


class _Watched:
    """A readable that tells how far it has been read."""

    def __init__(self, source: Readable, tell: Callable[[float], None]) -> None:
        self._source = source
        self._tell = tell
        self.size, self.stamp = source.size, source.stamp
        self._read = 0

    def part(self, start: int, length: int) -> bytes:
        self._tell(min(1.0, self._read / max(1, self.size)))
        content = self._source.part(start, length)
        self._read += len(content)  # where it is read says little: a TIFF is read to and fro
        return content


@contextmanager
def laid_out(
    source: Readable, *, folder: Path | None = None, progress: Callable[[float], None] = lambda _: None
) -> Iterator[Sheet]:
    """Unpack a picture on the disk, for as long as the block lasts.

    Pillow writes its pixels into a file without a name that is mapped; what was written is let go of at once, so that
    the system may use its memory for something else.

    Parameters
    ----------
    folder
        Where there is room for it: four bytes a pixel.

    Raises
    ------
    UnreadableFileError
        It is damaged, or has more pixels than can be unpacked.
    DiskFullError
        There is no room.
    """
    plots: list[mmap.mmap] = []

    def let_go() -> None:
        for plot in plots:
            _let_go(plot)

    def tell(share: float) -> None:
        let_go()
        progress(share)

    watched = _Watched(source, tell)
    with opened(watched) as image:
        turn = turn_of(image)
        is_exact = image.format != "JPEG"
        width, height = size_of(image)
        row = width * (1 if image.mode in _ONE_BYTE else 2 if image.mode.startswith(_TWO_BYTES) else 4)
        plots.append(_plot(row * height, folder))
        _fill(image, watched, _core.map_buffer(plots[0], (width, height), "raw", 0, (image.mode, row, 1)))
        yield Sheet(image, turn=turn, is_exact=is_exact, let_go=let_go)


def _fill(image: Image.Image, source: Readable, pixels: Any) -> None:
    """Unpack a picture into pixels that lie elsewhere."""
    if (
        isinstance(image, PngImagePlugin.PngImageFile) and not image.tile
    ):  # small, and unpacked to find out how it is turned
        return
    image.im = pixels
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        image.load_end = lambda: None  # type: ignore[method-assign]  # it would turn all of it in memory
        if image.use_load_libtiff and (pieces := pieces_of(image)):
            _piece_together(image, source, pieces)
        image._size = size_of(image)  # noqa: SLF001  # as they lie: they are turned block by block
    image.load()


def _piece_together(image: TiffImagePlugin.TiffImageFile, source: Readable, pieces: list[Any]) -> None:
    image.readonly = 0
    image.tile = []  # nothing is left for Pillow to unpack by itself
    image._size = size_of(image)  # noqa: SLF001  # pieces are put where they lie in the file
    for piece, alone in unpacked(source, image, pieces):
        image.paste(alone, (piece.left, piece.top))


def _plot(size: int, folder: Path | None) -> mmap.mmap:
    with tempfile.TemporaryFile(prefix="inloop-picture-", dir=folder) as file:
        try:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, size)  # a full disk is told now, not by a signal later
            else:
                file.truncate(size)
        except OSError:
            raise DiskFullError(
                f"There is no room for {size >> 20:,} MB, in which a large picture is unpacked.",
                hint="Free some space; nothing of it is kept.",
            ) from None
        return mmap.mmap(file.fileno(), size)


def _let_go(plot: mmap.mmap) -> None:
    if hasattr(mmap, "MADV_DONTNEED"):
        plot.madvise(mmap.MADV_DONTNEED)
