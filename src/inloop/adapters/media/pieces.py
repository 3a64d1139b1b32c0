"""The pieces of a compressed TIFF, each as a picture of its own: unpacked one by one they need little memory."""

import io
import struct
from collections.abc import Iterator
from typing import NamedTuple

from PIL import Image, TiffImagePlugin

from inloop.adapters.media.readable import Readable

MOST_PIECE_BYTES = 256 << 20
"""A piece is unpacked at once: one that needs more is too large."""
_WIDTH, _HEIGHT, _COMPRESSION, _STRIPS, _ROWS, _STRIP_BYTES = 256, 257, 259, 273, 278, 279
_PLANES, _TILE_WIDTH, _TILE_HEIGHT, _TILES, _TILE_BYTES = 284, 322, 323, 324, 325
_APART = frozenset({2, 3, 4, 5, 7, 8, 32_773, 32_946, 34_925, 50_000, 50_001})
"""Kinds of compression in which each piece can be read without the others."""
_KEPT = (258, _COMPRESSION, 262, 266, 277, 284, 292, 293, 317, 320, 338, 339, 347, 530, 532)
"""What a piece must say of itself as the whole does: its bits, colours, samples and compression."""


class Piece(NamedTuple):
    """Where a piece lies on the picture, and its bytes in the file."""

    left: int
    top: int
    width: int
    height: int
    start: int
    length: int


def pieces_of(image: TiffImagePlugin.TiffImageFile) -> list[Piece]:
    """List the strips or tiles of a TIFF; none where they cannot be read one by one, or are too large for it."""
    tags = image.tag_v2
    if tags.get(_PLANES, 1) != 1 or tags.get(_COMPRESSION) not in _APART:
        return []
    whole_width, whole_height = tags[_WIDTH], tags[_HEIGHT]
    tiled = _TILES in tags
    width = tags[_TILE_WIDTH] if tiled else whole_width
    height = tags[_TILE_HEIGHT] if tiled else min(tags.get(_ROWS, whole_height), whole_height)
    if width < 1 or height < 1 or width * height * 4 > MOST_PIECE_BYTES:
        return []
    starts, lengths = tags[_TILES if tiled else _STRIPS], tags[_TILE_BYTES if tiled else _STRIP_BYTES]
    across = -(-whole_width // width)
    if len(starts) != across * -(-whole_height // height) or len(lengths) != len(starts):
        return []
    return [
        Piece(
            left=(number % across) * width,
            top=(top := number // across * height),
            width=width,
            height=height if tiled else min(height, whole_height - top),
            start=start,
            length=length,
        )
        for number, (start, length) in enumerate(zip(starts, lengths, strict=True))
    ]


def is_all_there(image: TiffImagePlugin.TiffImageFile, size: int) -> bool:
    """Say whether all pieces of a TIFF lie within so many bytes."""
    tags = image.tag_v2
    starts, lengths = tags.get(_TILES, tags.get(_STRIPS, ())), tags.get(_TILE_BYTES, tags.get(_STRIP_BYTES, ()))
    if not starts or len(starts) != len(lengths):
        return False
    return all(start + length <= size for start, length in zip(starts, lengths, strict=True))


def unpacked(
    source: Readable, image: TiffImagePlugin.TiffImageFile, pieces: list[Piece]
) -> Iterator[tuple[Piece, Image.Image]]:
    """Unpack piece after piece."""
    for piece in pieces:
        content = source.part(piece.start, piece.length)
        if len(content) < piece.length:
            raise ValueError("the file ends before its last piece")
        with Image.open(io.BytesIO(_as_file(image, piece, content)), formats=("TIFF",)) as alone:
            alone.load()
            yield piece, alone


def _as_file(image: TiffImagePlugin.TiffImageFile, piece: Piece, content: bytes) -> bytes:
    """Put the bytes of a piece into a TIFF of one strip."""
    prefix = image.tag_v2.prefix
    tags = TiffImagePlugin.ImageFileDirectory_v2(prefix=prefix)
    for tag in _KEPT:
        if tag in image.tag_v2:
            tags.tagtype[tag] = image.tag_v2.tagtype[tag]
            tags[tag] = image.tag_v2[tag]
    tags[_WIDTH], tags[_HEIGHT], tags[_ROWS] = piece.width, piece.height, piece.height
    tags[_STRIP_BYTES] = len(content)
    tags[_STRIPS] = 0  # Pillow adds where the head ends
    head = prefix + struct.pack("<HL" if prefix == b"II" else ">HL", 42, 8)
    return bytes(head + tags.tobytes(8) + content)
