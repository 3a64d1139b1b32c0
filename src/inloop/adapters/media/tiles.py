"""The tiles of a large picture, in one file: made in one go, and read one by one."""

import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import IO

from PIL import Image

from inloop.adapters.media.images import packed
from inloop.adapters.media.pyramid import TILE, Level, count_of, levels_of
from inloop.adapters.media.readable import InMemory, Readable
from inloop.adapters.media.sheet import Sheet, laid_out
from inloop.kernel.errors import NotFoundError, UnreadableFileError

_HEAD = struct.Struct("<8sIII")
_PLACE = struct.Struct("<Q")
_MAGIC = b"inlooptl"
_UNPACKING = 0.5
"""The share of the work that is done once the picture lies on the disk."""


def write_tiles(source: Readable, file: IO[bytes], *, folder: Path | None, progress: Callable[[float], None]) -> None:
    """Cut a picture into tiles, of all levels.

    Every tile is made of the four below it, depth first: a few of each level are in memory, however wide the picture.

    Parameters
    ----------
    folder
        Where the picture is unpacked.

    Raises
    ------
    UnreadableFileError
        It cannot be unpacked.
    """
    with laid_out(source, folder=folder, progress=lambda share: progress(share * _UNPACKING)) as sheet:
        levels = levels_of(sheet.width, sheet.height)
        count = count_of(levels)
        file.write(_HEAD.pack(_MAGIC, sheet.width, sheet.height, count) + bytes(_PLACE.size * 2 * count))
        places: dict[int, tuple[int, int]] = {}

        def put(number: int, tile: Image.Image) -> None:
            content = packed(tile, "tiles", exact=sheet.is_exact)
            places[number] = file.tell(), len(content)
            file.write(content)
            progress(_UNPACKING + (1 - _UNPACKING) * len(places) / count)

        if levels:
            top = levels[-1]
            for row in range(top.rows):
                for column in range(top.columns):
                    _make(sheet, levels, column, row, put=put)
        file.seek(_HEAD.size)
        file.write(b"".join(_PLACE.pack(part) for number in range(count) for part in places[number]))


def _make(
    sheet: Sheet, levels: tuple[Level, ...], column: int, row: int, *, put: Callable[[int, Image.Image], None]
) -> Image.Image:
    """Make a tile of the last level, and before it all that it is made of."""
    *below, level = levels
    left, top, width, height = level.box(column, row)
    if not below:
        tile = sheet.block(left, top, width, height)
    else:
        finer = below[-1]
        made: Image.Image | None = None
        for y in range(2 * row, min(2 * row + 2, finer.rows)):
            for x in range(2 * column, min(2 * column + 2, finer.columns)):
                part = _make(sheet, tuple(below), x, y, put=put).reduce(2)
                made = made or Image.new(part.mode, (width, height))
                made.paste(part, ((x - 2 * column) * TILE // 2, (y - 2 * row) * TILE // 2))
        tile = made or Image.new("L", (width, height))
    put(level.number(column, row), tile)
    return tile


def is_tiles(kept: Readable) -> bool:
    """Say whether bytes are the tiles of a picture."""
    return kept.part(0, len(_MAGIC)) == _MAGIC


def tile_of(kept: Readable, number: int) -> Readable:
    """Give one tile.

    Raises
    ------
    NotFoundError
        The picture has no such tile.
    """
    width, height, count = _head(kept)
    if not 0 <= number < count:
        raise NotFoundError(
            f"There is no tile {number:,}: the picture of {width:,} × {height:,} pixels has {count:,}.",
            hint="Load the page again.",
        )
    places = kept.part(_HEAD.size + number * 2 * _PLACE.size, 2 * _PLACE.size)
    start, length = struct.unpack("<QQ", places)
    return InMemory(kept.part(start, length))


def part_of(kept: Readable, box: tuple[int, int, int, int], *, most: int) -> tuple[Image.Image, float]:
    """Put a part of the picture (left, top, right, bottom) together; give also its pixels for one of the picture.

    Parameters
    ----------
    most
        The tiles of the coarsest level are taken that shows the longer side with so many pixels.
    """
    width, height, _ = _head(kept)
    levels = levels_of(width, height)
    left, top, right, bottom = box
    depth = 0
    while depth + 1 < len(levels) and max(right - left, bottom - top) >> (depth + 1) >= most:
        depth += 1
    level = levels[depth]
    edges = [left >> depth, top >> depth, -(-right >> depth), -(-bottom >> depth)]
    made = Image.new("RGB", (max(1, edges[2] - edges[0]), max(1, edges[3] - edges[1])))
    for row in range(edges[1] // TILE, min(level.rows, -(-edges[3] // TILE))):
        for column in range(edges[0] // TILE, min(level.columns, -(-edges[2] // TILE))):
            content = tile_of(kept, level.number(column, row))
            with Image.open(io.BytesIO(content.part(0, content.size))) as tile:
                made.paste(tile.convert("RGB"), (column * TILE - edges[0], row * TILE - edges[1]))
    return made, 1 / (1 << depth)


def size_in(kept: Readable) -> tuple[int, int]:
    """Give the size of the picture that was cut into tiles."""
    width, height, _ = _head(kept)
    return width, height


def _head(kept: Readable) -> tuple[int, int, int]:
    head = kept.part(0, _HEAD.size)
    if len(head) < _HEAD.size or not head.startswith(_MAGIC):
        raise UnreadableFileError("These are no tiles of a picture.")
    _, width, height, count = _HEAD.unpack(head)
    return width, height, count
