"""A part of a picture, as what works on it wants it: from the file, or from its tiles where it is large."""

import io

from PIL import Image

from inloop.adapters.media.images import as_seen, opened
from inloop.adapters.media.readable import Readable
from inloop.adapters.media.tiles import is_tiles, part_of, size_in
from inloop.kernel.errors import InvalidInputError


def cut_out(
    source: Readable, box: tuple[float, float, float, float], *, margin: float, most: int = 384
) -> tuple[bytes, float, float, float]:
    """Cut a box with a margin out of a picture, or of its tiles, at most `most` pixels a side.

    Returns
    -------
    tuple of (PNG, left, top, pixels of the cut for one of the picture)

    Raises
    ------
    InvalidInputError
        The box lies outside of the picture.
    """
    if is_tiles(source):
        edges = _edges(box, size_in(source), margin=margin)
        part, scale = part_of(source, edges, most=most)
    else:
        with opened(source) as image:
            seen = as_seen(image).convert("RGB")
            edges = _edges(box, seen.size, margin=margin)
            part, scale = seen.crop(edges), 1.0
    smaller = min(1.0, most / max(part.size))
    size = max(1, round(part.width * smaller)), max(1, round(part.height * smaller))
    made = io.BytesIO()
    part.resize(size, Image.Resampling.BOX).save(made, "PNG", compress_level=1)
    return made.getvalue(), edges[0], edges[1], scale * smaller


def _edges(
    box: tuple[float, float, float, float], size: tuple[int, int], *, margin: float
) -> tuple[int, int, int, int]:
    x, y, width, height = box
    edges = (
        max(0, int(x - margin * width)),
        max(0, int(y - margin * height)),
        min(size[0], int(x + width * (1 + margin)) + 1),
        min(size[1], int(y + height * (1 + margin)) + 1),
    )
    inside = x < size[0] and y < size[1] and x + width > 0 and y + height > 0
    if not inside or edges[2] - edges[0] < 4 or edges[3] - edges[1] < 4:
        raise InvalidInputError("The box holds nothing of the picture.", hint="Draw it on the picture.")
    return edges
