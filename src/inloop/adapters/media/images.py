"""Pictures: what they are, and copies that a screen can show."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from inloop.adapters.media.readable import Readable, as_file
from inloop.kernel.errors import InvalidInputError, UnreadableFileError

MOST_PIXELS = 120_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP")
SHOWN_AS_THEY_ARE = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
SIDES = {"thumb": 320, "view": 2_048}
_TYPES = {name: f"image/{name.lower()}" for name in FORMATS}
_ENDS = {"JPEG": b"\xff\xd9", "PNG": b"IEND"}
_TAIL = 4_096
_DEEP = ("I;16", "I;16B", "I;16L", "I", "F")
_TURNED = range(5, 9)
Image.MAX_IMAGE_PIXELS = None  # we look at the size ourselves, before a pixel is unpacked


def probe_image(source: Readable) -> dict[str, Any]:
    """Read the head of a picture, and where its end is missing all of it."""
    with _opened(source) as image:
        width, height = image.size
        if image.getexif().get(0x0112) in _TURNED:
            width, height = height, width
        if not _has_end(source, image.format or ""):
            image.load()
        return {
            "type": _TYPES[image.format or "PNG"],
            "bytes": source.size,
            "width": width,
            "height": height,
        }


def make_variant(source: Readable, variant: str) -> bytes:
    """Make the smaller copy of a picture: turned as it asks, in a form that every browser shows."""
    side = SIDES[variant]
    with _opened(source) as image:
        exact = image.format != "JPEG"
        image.draft("RGB", (side * 2, side * 2))  # a JPEG is unpacked at no more than the size needed
        turned = ImageOps.exif_transpose(_shallow(image))
        turned.thumbnail((side, side), Image.Resampling.LANCZOS if exact else Image.Resampling.BICUBIC, reducing_gap=2)
        made = io.BytesIO()
        if variant == "thumb":
            turned.save(made, "WEBP", quality=78, method=1)
        elif exact:
            turned.save(made, "PNG", compress_level=3)
        else:
            turned.convert("RGB").save(made, "JPEG", quality=90)
        return made.getvalue()


def pixels_of(source: Readable) -> NDArray[np.uint8]:
    """Unpack a picture: (height, width, 3), transparent parts on white."""
    with _opened(source) as image:
        turned = ImageOps.exif_transpose(_shallow(image))
        if turned.mode == "RGBA":
            turned = Image.alpha_composite(Image.new("RGBA", turned.size, "white"), turned)
        return np.asarray(turned.convert("RGB"))


def cut_out(
    source: Readable, box: tuple[float, float, float, float], *, margin: float, most: int = 384
) -> tuple[bytes, float, float, float]:
    """Cut a box with a margin out of a picture, at most `most` pixels a side.

    Returns
    -------
    tuple of (PNG, left, top, pixels of the cut for one of the picture)

    Raises
    ------
    InvalidInputError
        The box lies outside of the picture.
    """
    x, y, width, height = box
    with _opened(source) as image:
        turned = ImageOps.exif_transpose(_shallow(image)).convert("RGB")
        edges = (
            max(0, int(x - margin * width)),
            max(0, int(y - margin * height)),
            min(turned.width, int(x + width * (1 + margin)) + 1),
            min(turned.height, int(y + height * (1 + margin)) + 1),
        )
        inside = x < turned.width and y < turned.height and x + width > 0 and y + height > 0
        if not inside or edges[2] - edges[0] < 4 or edges[3] - edges[1] < 4:
            raise InvalidInputError("The box holds nothing of the picture.", hint="Draw it on the picture.")
        part = turned.crop(edges)
    scale = min(1.0, most / max(part.size))
    part = part.resize((max(1, round(part.width * scale)), max(1, round(part.height * scale))), Image.Resampling.BOX)
    made = io.BytesIO()
    part.save(made, "PNG", compress_level=1)
    return made.getvalue(), edges[0], edges[1], scale


def is_shown_as_it_is(about: dict[str, Any]) -> bool:
    """Say whether a browser shows the file itself, and as fast as a copy."""
    large = max(about.get("width", 0), about.get("height", 0)) > SIDES["view"]
    return about.get("type") in SHOWN_AS_THEY_ARE and not large


@contextmanager
def _opened(source: Readable) -> Iterator[Image.Image]:
    try:
        with Image.open(as_file(source), formats=FORMATS) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise UnreadableFileError(
                    f"The picture has {width:,} × {height:,} pixels, more than {MOST_PIXELS // 10**6} million.",
                    hint="Cut it into tiles, or make it smaller.",
                )
            yield image
    except UnidentifiedImageError:
        raise UnreadableFileError(
            "This is no picture that can be shown.", hint="Use JPEG, PNG, WebP, TIFF, GIF or BMP."
        ) from None
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, OverflowError, MemoryError) as problem:
        raise UnreadableFileError(f"The picture is damaged or cut off ({_first_line(problem)}).") from None


def _has_end(source: Readable, form: str) -> bool:
    """Say whether the last bytes are those of a whole file: much faster than unpacking it."""
    if form == "WEBP":
        return int.from_bytes(source.part(4, 4), "little") + 8 <= source.size
    mark = _ENDS.get(form)
    return mark is not None and mark in source.part(max(0, source.size - _TAIL), _TAIL)


def _shallow(image: Image.Image) -> Image.Image:
    """Give a picture with 8 bits a channel; a deeper grey one is stretched over what it holds."""
    if image.mode in _DEEP:
        pixels = np.asarray(image, dtype=np.float32)
        low, high = np.percentile(pixels[:: max(1, pixels.shape[0] // 512)], (0.5, 99.5))
        scaled = np.clip((pixels - low) / max(high - low, 1e-6) * 255, 0, 255).astype(np.uint8)
        shallow = Image.fromarray(scaled)
        shallow.info = image.info
        return shallow
    if image.mode in {"L", "RGB", "RGBA"}:
        return image
    return image.convert("RGBA" if "transparency" in image.info or image.mode in {"LA", "PA"} else "RGB")


def _first_line(problem: BaseException) -> str:
    return (str(problem).splitlines() or [type(problem).__name__])[0][:120]
