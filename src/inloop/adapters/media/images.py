"""Pictures: what they are, and copies that a screen can show."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, TiffImagePlugin, UnidentifiedImageError

from inloop.adapters.media.damage import refuse_damaged_jpeg
from inloop.adapters.media.pieces import is_all_there, pieces_of
from inloop.adapters.media.readable import Readable, as_file
from inloop.annotation.fields.media import LARGE, VIEW
from inloop.kernel.errors import UnreadableFileError

MOST_PIXELS = 500_000_000
MOST_AT_ONCE = 120_000_000
"""Of a picture that can only be unpacked as a whole, in memory."""
MOST_SIDE = 100_000
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP")
SHOWN_AS_THEY_ARE = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
SIDES = {"thumb": 320, "view": VIEW}
_TYPES = {name: f"image/{name.lower()}" for name in FORMATS}
_ENDS = {"JPEG": b"\xff\xd9", "PNG": b"IEND"}
_TAIL = 4_096
_DEEP = ("I;16", "I;16B", "I;16L", "I", "F")
SIDEWAYS = range(5, 9)
"""The turns after which a picture is as wide as it was high."""
_AT_ONCE = {
    "JPEG": "a progressive JPEG",
    "WEBP": "WebP",
    "TIFF": "a TIFF of this compression or of so large strips",
}
Window = tuple[float, float]
Image.MAX_IMAGE_PIXELS = None  # we look at the size ourselves, before a pixel is unpacked


def probe_image(source: Readable) -> dict[str, Any]:
    """Read the head of a picture, and where its end is missing all of it."""
    with opened(source) as image:
        width, height = size_of(image)
        pages = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
        if (turn := turn_of(image)) in SIDEWAYS:
            width, height = height, width
        if not _has_end(source, image):
            image.load()
        told = {"type": _TYPES[image.format or "PNG"], "bytes": source.size, "width": width, "height": height}
        # Browsers turn JPEG alone as it asks, and show the lowest of deep greys as black.
        is_converted = told["type"] in SHOWN_AS_THEY_ARE and (
            image.mode in _DEEP or (turn != 1 and image.format != "JPEG")
        )
        return told | ({"pages": pages} if pages > 1 else {}) | ({"converted": True} if is_converted else {})


def make_variant(source: Readable, variant: str, *, folder: Path | None = None) -> bytes:
    """Make the smaller copy of a picture: turned as it asks, in a form that every browser shows.

    Parameters
    ----------
    folder
        Where a large picture is unpacked.
    """
    side = SIDES[variant]
    with opened(source) as image:
        exact = image.format != "JPEG"
        if not exact or image.width * image.height <= LARGE:
            if variant == "thumb" and not exact:
                refuse_damaged_jpeg(source)
            image.draft("RGB", (side * 2, side * 2))  # a JPEG is unpacked at no more than the size needed
            small = as_seen(image)
            filtering = Image.Resampling.LANCZOS if exact else Image.Resampling.BICUBIC
            small.thumbnail((side, side), filtering, reducing_gap=2)
            return packed(small, variant, exact=exact)
    from inloop.adapters.media.sheet import laid_out  # it opens pictures by this module

    with laid_out(source, folder=folder) as sheet:
        return packed(sheet.reduced(side), variant, exact=exact)


def packed(image: Image.Image, variant: str, *, exact: bool) -> bytes:
    """Write a copy as browsers show it: without loss where the original has none."""
    made = io.BytesIO()
    if variant == "thumb":
        image.save(made, "WEBP", quality=78, method=1)
    elif exact:
        image.save(made, "PNG", compress_level=3 if variant == "view" else 1)
    else:
        image.convert("RGB").save(made, "JPEG", quality=90)
    return made.getvalue()


def as_seen(image: Image.Image) -> Image.Image:
    """Turn a picture as it asks, with 8 bits a channel."""
    return ImageOps.exif_transpose(shallow(image))


def pixels_of(source: Readable) -> NDArray[np.uint8]:
    """Unpack a picture: (height, width, 3), transparent parts on white."""
    with opened(source) as image:
        turned = as_seen(image)
        if turned.mode == "RGBA":
            turned = Image.alpha_composite(Image.new("RGBA", turned.size, "white"), turned)
        return np.asarray(turned.convert("RGB"))


def is_shown_as_it_is(about: dict[str, Any]) -> bool:
    """Say whether a browser shows the file itself, and as fast as a copy."""
    large = max(about.get("width", 0), about.get("height", 0)) > SIDES["view"]
    return about.get("type") in SHOWN_AS_THEY_ARE and not large and not about.get("converted")


def size_of(image: Image.Image) -> tuple[int, int]:
    """Give the pixels as they lie in the file: Pillow has turned the size of a TIFF already."""
    width, height = getattr(image, "_tile_size", image.size)
    return width, height


def turn_of(image: Image.Image) -> int:
    """Give how a picture asks to be turned, 1 to 8 as EXIF has it."""
    told = image.info.keys() & {"exif", "Raw profile type exif"}
    if image.format == "PNG" and not told and image.width * image.height > LARGE:
        return 1  # it could only be said behind the pixels, and Pillow would unpack all of them to look
    found = image.getexif().get(0x0112, 1)
    return found if found in range(1, 9) else 1


@contextmanager
def opened(source: Readable) -> Iterator[Image.Image]:
    """Open a picture whose pixels can be unpacked, and tell what is wrong with it in plain words."""
    try:
        with Image.open(as_file(source), formats=FORMATS) as image:
            if image.format == "MPO":
                image.format = "JPEG"  # with other pictures behind it, as phones add
            _refuse_too_large(image)
            yield image
    except InterruptedError:  # by who asked for it
        raise
    except UnidentifiedImageError:
        raise UnreadableFileError(
            "This is no picture that can be shown.", hint="Use JPEG, PNG, WebP, TIFF, GIF or BMP."
        ) from None
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, OverflowError, MemoryError) as problem:
        raise UnreadableFileError(f"The picture is damaged or cut off ({_first_line(problem)}).") from None


def _refuse_too_large(image: Image.Image) -> None:
    width, height = image.size
    if max(width, height) > MOST_SIDE:
        raise UnreadableFileError(
            f"The picture has {width:,} × {height:,} pixels, more than {MOST_SIDE:,} a side.", hint="Cut it up."
        )
    most = MOST_AT_ONCE if _is_unpacked_at_once(image) else MOST_PIXELS
    if width * height > most:
        raise UnreadableFileError(
            f"The picture has {width:,} × {height:,} pixels, more than {most // 10**6} million"
            + (f", the most for {_AT_ONCE[image.format or '']}." if most == MOST_AT_ONCE else "."),
            hint="Make it a tiled TIFF or a PNG." if most == MOST_AT_ONCE else "Cut it up, or make it smaller.",
        )


def _is_unpacked_at_once(image: Image.Image) -> bool:
    """Say whether the library needs all of a picture in memory to unpack any of it."""
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        return image.use_load_libtiff and not pieces_of(image)
    return image.format == "WEBP" or (image.format == "JPEG" and bool(image.info.get("progressive")))


def _has_end(source: Readable, image: Image.Image) -> bool:
    """Say whether the last bytes are those of a whole file: much faster than unpacking it."""
    if image.format == "WEBP":
        return int.from_bytes(source.part(4, 4), "little") + 8 <= source.size
    if isinstance(image, TiffImagePlugin.TiffImageFile) and image.width * image.height > LARGE:
        return is_all_there(image, source.size)
    mark = _ENDS.get(image.format or "")
    return mark is not None and mark in source.part(max(0, source.size - _TAIL), _TAIL)


def window_of(image: Image.Image) -> Window | None:
    """Give the darkest and brightest grey that are told apart in a picture of more than 8 bits."""
    if image.mode not in _DEEP:
        return None
    rows = range(0, image.height, max(1, image.height // 512))
    pixels = np.stack([np.asarray(image.crop((0, y, image.width, y + 1)), dtype=np.float32)[0] for y in rows])
    low, high = np.percentile(pixels, (0.5, 99.5))
    return float(low), float(high)


def shallow(image: Image.Image, window: Window | None = None) -> Image.Image:
    """Give a picture with 8 bits a channel; a deeper grey one is stretched over what it holds, or over a window."""
    if found := window or window_of(image):
        low, high = found
        pixels = np.asarray(image, dtype=np.float32)
        scaled = np.clip((pixels - low) / max(high - low, 1e-6) * 255, 0, 255).astype(np.uint8)
        made = Image.fromarray(scaled)
        made.info = image.info
        return made
    if image.mode in {"L", "RGB", "RGBA"}:
        return image
    return image.convert("RGBA" if "transparency" in image.info or image.mode in {"LA", "PA"} else "RGB")


def _first_line(problem: BaseException) -> str:
    return (str(problem).splitlines() or [type(problem).__name__])[0][:120]
