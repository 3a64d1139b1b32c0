"""Pictures and sounds that stay in a bucket or a folder: listed, looked at, served, refused outside of the roots."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import obstore
import pytest
from obstore.store import S3Store
from PIL import Image

from inloop.adapters.media import Roots
from inloop.adapters.media.pyramid import TILE
from inloop.app.media import Media
from inloop.database.shelf import FolderShelf
from inloop.kernel.errors import ForbiddenError, NotFoundError, UnreachableError
from inloop.loop.items.media import Link
from tests.integration.storage.conftest import Buckets


@pytest.fixture
def picture() -> bytes:
    file = io.BytesIO()
    Image.fromarray(np.random.default_rng(1).integers(0, 255, (600, 900), np.uint8)).save(file, "png")
    return file.getvalue()


def put(buckets: Buckets, uri: str, content: bytes) -> None:
    store = S3Store("tests", endpoint=buckets.url, client_options={"allow_http": True})
    obstore.put(store, uri.removeprefix("s3://tests/"), content)


def test_a_bucket_prefix_is_listed_looked_at_and_shown_in_parts(
    buckets: Buckets, picture: bytes, tmp_path: Path
) -> None:
    root = buckets.new()
    for name in ("a/1.png", "a/2.PNG", "b/notes.txt", ".hidden/3.png"):
        put(buckets, f"{root}/{name}", picture)
    put(buckets, f"{root}-beside/4.png", picture)
    media = Media(FolderShelf(tmp_path), roots=(root,))
    rows = list(media.iter_rows(root))
    assert [(row["key"], row["folder"]) for row in rows] == [("a/1.png", "a"), ("a/2.PNG", "a")]
    assert [row["key"] for row in media.iter_rows(f"{root}/a/")] == ["1.png", "2.PNG"]
    found = media.take(rows[0]["file"], kind="image")
    assert isinstance(found, dict)
    assert (found["state"], found["width"], found["height"], found["bytes"]) == ("ok", 900, 600, len(picture))
    whole = Link("whole", "image/png", None, found["uri"], 0)
    source, kind = media.open(whole)
    assert (source.size, kind, source.part(100, 50)) == (len(picture), "image/png", picture[100:150])
    thumb, _ = media.open(Link("thumb", "image/png", None, found["uri"], 0))
    assert 0 < thumb.size < len(picture) / 2


def test_a_file_in_a_bucket_that_was_replaced_by_its_like_is_told_by_its_etag(
    buckets: Buckets, picture: bytes, tmp_path: Path
) -> None:
    root = buckets.new()
    media = Media(FolderShelf(tmp_path), roots=(root,))
    seen = []
    for tail in (b"1", b"1", b"2"):
        put(buckets, f"{root}/1.png", picture + tail)
        found = media.take(f"{root}/1.png", kind="image")
        assert isinstance(found, dict)
        seen.append(found)
    first, again, other = seen
    assert first == again, "the same bytes were written once more"
    assert {**first, "etag": ""} == {**other, "etag": ""}
    assert first["etag"] != other["etag"]


@pytest.mark.parametrize(
    ("form", "size", "more"),
    [("JPEG", (6_200, 4_000), {"quality": 90}), ("TIFF", (2_600, 1_600), {"compression": "tiff_lzw"})],
)
def test_a_large_picture_in_a_bucket_is_looked_at_by_tiles_until_it_is_replaced(
    buckets: Buckets, tmp_path: Path, form: str, size: tuple[int, int], more: dict[str, Any]
) -> None:
    file = io.BytesIO()
    image = Image.new("RGB", size, "white")
    image.paste("red", (2_500, 1_500, 2_540, 1_520))
    image.save(file, form, **more)
    uri = f"{buckets.new()}/large.{form.lower()}"
    put(buckets, uri, file.getvalue())
    media = Media(FolderShelf(tmp_path / "shelf"), roots=(uri.rpartition("/")[0],), scratch=tmp_path / "scratch")
    found = media.take(uri, kind="image")
    assert isinstance(found, dict)
    assert (found["state"], found["width"], found["height"]) == ("ok", *size)
    link = Link("tiles", found["type"], None, found["uri"], 0, is_large=True)
    with pytest.raises(NotFoundError, match="being prepared"):
        media.open(link, tile=0)

    shares: list[float] = []
    media.make(link, "tiles", progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert media.copy(link, "tiles")[1]
    kept, _ = media.open(link, tile=1_500 // TILE * -(-size[0] // TILE) + 2_500 // TILE)
    with Image.open(io.BytesIO(kept.part(0, kept.size))) as tile:
        red, green, blue = tile.convert("RGB").getpixel((2_520 % TILE, 1_510 % TILE))  # type: ignore[misc]
    assert red > 200 > 60 > max(green, blue)

    put(buckets, uri, file.getvalue() + b"1")
    assert not media.copy(link, "tiles")[1], "the tiles of what lay there before"


@pytest.mark.parametrize("place", ["s3://other/x", "s3://tests/../x", "s3://tests", "/etc", "file:///etc"])
def test_what_lies_outside_of_the_roots_is_neither_listed_nor_opened(
    buckets: Buckets, tmp_path: Path, place: str
) -> None:
    roots = Roots([buckets.new(), str(tmp_path)])
    with pytest.raises(ForbiddenError):
        list(roots.iter_files(place))
    with pytest.raises((ForbiddenError, NotFoundError)):
        roots.open(f"{place}/passwd")


def test_a_folder_is_listed_in_order_without_links_and_hidden_files(tmp_path: Path, picture: bytes) -> None:
    for name in ("b/2.png", "a/1.png", "Ünder way & more/#3.png", ".secret/4.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(picture)
    (tmp_path / "a" / "5.png").symlink_to("/etc/passwd")
    media = Media(FolderShelf(tmp_path / "shelf"), roots=(str(tmp_path),))
    rows = list(media.iter_rows(str(tmp_path)))
    assert [row["key"] for row in rows] == ["a/1.png", "b/2.png", "Ünder way & more/#3.png"]
    assert all(media.take(row["file"], kind="image")["state"] == "ok" for row in rows)  # type: ignore[index]


def test_a_bucket_that_is_away_says_so(buckets: Buckets, tmp_path: Path) -> None:
    root = buckets.new()
    put(buckets, f"{root}/1.png", b"x")
    buckets.stop()
    try:
        with pytest.raises(UnreachableError, match="does not answer"):
            list(Roots([root]).iter_files(root))
    finally:
        buckets.start()
