"""The tiles of a large picture: where they lie, what they show, and what is refused."""

import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from inloop.adapters.media import InMemory, LocalFile, probe
from inloop.adapters.media.images import make_variant
from inloop.adapters.media.pyramid import TILE, count_of, levels_of
from inloop.adapters.media.sheet import laid_out
from inloop.adapters.media.tiles import part_of, tile_of, write_tiles
from inloop.annotation.fields.media import LARGE
from inloop.kernel.errors import NotFoundError, UnreadableFileError

SIZE = (2_300, 1_100)


@given(st.integers(1, 70_000), st.integers(1, 70_000))
def test_every_pixel_of_every_level_lies_in_one_tile_and_every_tile_has_its_own_number(width: int, height: int) -> None:
    levels = levels_of(width, height)
    assert bool(levels) == (max(width, height) > 2_048)
    before = 0
    for depth, level in enumerate(levels):
        assert (level.width, level.height) == (-(-width // 2**depth), -(-height // 2**depth))
        assert level.first == before
        last = level.box(level.columns - 1, level.rows - 1)
        assert (last[0] + last[2], last[1] + last[3]) == (level.width, level.height)
        assert level.number(level.columns - 1, level.rows - 1) == level.beyond - 1
        before = level.beyond
    assert count_of(levels) == before


def pixels() -> NDArray[np.uint8]:
    """A picture in which every place looks different."""
    y, x = np.mgrid[: SIZE[1], : SIZE[0]]
    return np.stack([x % 256, y % 256, (x // 256) * 16 + y // 256], axis=-1).astype(np.uint8)


def written(form: str, **more: Any) -> InMemory:
    made = io.BytesIO()
    Image.fromarray(pixels()).save(made, form, **more)
    return InMemory(made.getvalue())


def cut(source: Any, tmp_path: Path) -> LocalFile:
    path = tmp_path / "tiles"
    with path.open("wb") as file:
        write_tiles(source, file, folder=tmp_path, progress=lambda _: None)
    return LocalFile(path)


def seen(kept: Any, number: int) -> NDArray[np.uint8]:
    tile = tile_of(kept, number)
    return np.asarray(Image.open(io.BytesIO(tile.part(0, tile.size))))


@pytest.mark.parametrize(
    ("form", "more"),
    [
        ("PNG", {}),
        ("BMP", {}),
        ("WEBP", {"lossless": True}),
        ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("TIFF", {"compression": "tiff_deflate", "tiffinfo": {317: 2}}),
        ("TIFF", {"compression": "packbits"}),
        ("TIFF", {"compression": "tiff_lzw", "big_tiff": True}),
    ],
)
def test_tiles_show_exactly_the_pixels_of_a_picture_without_loss(
    form: str, more: dict[str, Any], tmp_path: Path
) -> None:
    kept = cut(written(form, **more), tmp_path)
    (level,) = levels_of(*SIZE)
    for column, row in ((0, 0), (1, 1), (level.columns - 1, level.rows - 1)):
        left, top, width, height = level.box(column, row)
        assert np.array_equal(
            seen(kept, level.number(column, row))[..., :3], pixels()[top : top + height, left : left + width]
        )


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_tiles_and_measures_are_turned_as_the_picture_asks(form: str, turn: int, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    source = written(form, exif=exif, **({"compression": "tiff_lzw"} if form == "TIFF" else {}))
    turns: dict[int, Callable[[Any], Any]] = {
        1: lambda a: a,
        2: np.fliplr,
        3: lambda a: np.rot90(a, 2),
        4: np.flipud,
        5: lambda a: np.swapaxes(a, 0, 1),
        6: lambda a: np.rot90(a, 3),
        7: lambda a: np.rot90(np.swapaxes(a, 0, 1), 2),
        8: np.rot90,
    }
    wanted = turns[turn](pixels())
    about = probe(source, kind="image")
    assert (about["height"], about["width"]) == wanted.shape[:2]
    with Image.open(io.BytesIO(make_variant(source, "view"))) as view:
        assert (view.width > view.height) == (about["width"] > about["height"])
    with laid_out(source, folder=tmp_path) as sheet:
        assert (sheet.width, sheet.height) == (about["width"], about["height"])
        assert np.array_equal(np.asarray(sheet.block(700, 512, 300, 200)), wanted[512:712, 700:1_000])


def test_deep_grey_is_stretched_in_tiles_as_in_the_view(tmp_path: Path) -> None:
    deep = np.linspace(500, 4_500, 2_300 * 1_100, dtype=np.uint16).reshape(1_100, 2_300)
    made = io.BytesIO()
    Image.fromarray(deep).save(made, "TIFF", compression="tiff_lzw")
    source = InMemory(made.getvalue())
    kept = cut(source, tmp_path)
    with Image.open(io.BytesIO(make_variant(source, "view"))) as view:
        whole = np.asarray(view.convert("L").resize((2_300, 1_100)), dtype=int)
    tile = seen(kept, 5)
    assert tile.ndim == 2
    assert abs(tile.astype(int) - whole[512:1_024, :512]).max() <= 2


def test_the_coarser_level_is_half_of_the_finer_one(tmp_path: Path) -> None:
    source = io.BytesIO()
    Image.fromarray(np.kron(np.arange(0, 250, 25, dtype=np.uint8)[None, :], np.ones((600, 500), np.uint8))).save(
        source, "PNG"
    )
    kept = cut(InMemory(source.getvalue()), tmp_path)
    fine, coarse = levels_of(5_000, 600)
    assert (coarse.width, coarse.height) == (2_500, 300)
    assert seen(kept, coarse.first)[0, 0] == seen(kept, fine.first)[0, 0] == 0
    assert seen(kept, coarse.first + 4)[100, 400] == 225
    part, scale = part_of(kept, (900, 100, 2_100, 500), most=384)
    assert (part.size, scale) == ((600, 200), 0.5)
    assert part.getpixel((60, 100)) == (50, 50, 50)


def test_a_strip_of_one_pixel_has_tiles(tmp_path: Path) -> None:
    made = io.BytesIO()
    Image.fromarray(np.arange(60_000, dtype=np.uint32).astype(np.uint8)[None, :]).save(made, "PNG")
    source = InMemory(made.getvalue())
    assert probe(source, kind="image")["width"] == 60_000
    kept = cut(source, tmp_path)
    assert seen(kept, 117).shape == (1, 60_000 - 117 * TILE)
    with Image.open(io.BytesIO(make_variant(source, "view"))) as view:
        assert view.size == (2_048, 1)


@pytest.mark.parametrize("number", [-1, 15, 1 << 31])
def test_a_tile_outside_of_the_picture_is_not_found(number: int, tmp_path: Path) -> None:
    kept = cut(written("PNG"), tmp_path)
    with pytest.raises(NotFoundError, match="2,300 × 1,100 pixels has 15"):
        tile_of(kept, number)


def a_png(width: int, height: int) -> InMemory:
    """A PNG that says it is so large, with hardly anything in it."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    return InMemory(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("size", "why"), [((30_000, 30_000), "500 million"), ((2_000_000, 1), "100,000 a side")])
def test_absurd_sizes_are_refused_before_a_pixel_is_unpacked(size: tuple[int, int], why: str) -> None:
    with pytest.raises(UnreadableFileError, match=why):
        probe(a_png(*size), kind="image")


def test_a_large_picture_that_is_cut_off_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="cut off"), laid_out(a_png(6_000, 5_000), folder=tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_large_tiff_is_known_to_be_whole_by_where_its_pieces_lie() -> None:
    made = io.BytesIO()
    Image.new("L", (6_000, LARGE // 6_000 + 100), 90).save(made, "TIFF")
    content = made.getvalue()
    assert probe(InMemory(content), kind="image")["width"] == 6_000
    with pytest.raises(UnreadableFileError, match="cut off"):
        probe(InMemory(content[:-4_000]), kind="image")


def test_a_progressive_jpeg_that_needs_all_its_memory_at_once_has_a_lower_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("inloop.adapters.media.images.MOST_AT_ONCE", 1_000_000)
    assert probe(written("JPEG"), kind="image")["width"] == 2_300
    with pytest.raises(UnreadableFileError, match="1 million, the most for a progressive JPEG"):
        probe(written("JPEG", progressive=True), kind="image")


def test_of_a_tiff_with_pages_the_first_is_shown_and_their_number_told() -> None:
    made = io.BytesIO()
    pages = [Image.new("RGB", (60, 40), colour) for colour in ("red", "green", "blue")]
    pages[0].save(made, "TIFF", save_all=True, append_images=pages[1:])
    source = InMemory(made.getvalue())
    assert probe(source, kind="image")["pages"] == 3
    with Image.open(io.BytesIO(make_variant(source, "view"))) as view:
        assert view.getpixel((0, 0)) == (255, 0, 0)


def test_a_jpeg_in_printing_colours_is_shown_in_those_of_a_screen(tmp_path: Path) -> None:
    made = io.BytesIO()
    Image.new("CMYK", SIZE, (0, 255, 255, 0)).save(made, "JPEG", quality=95)
    source = InMemory(made.getvalue())
    kept = cut(source, tmp_path)
    for content in (make_variant(source, "view"), (tile := tile_of(kept, 0)).part(0, tile.size)):
        with Image.open(io.BytesIO(content)) as shown:
            assert shown.mode == "RGB"
            red, green, blue = shown.getpixel((5, 5))  # type: ignore[misc]
            assert (red > 230, green < 30, blue < 30) == (True, True, True)
