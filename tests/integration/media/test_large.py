"""Large pictures: copies that only the worker makes, and tiles that are asked for and then served one by one."""

import asyncio
import io
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from inloop.app import copies
from inloop.loop.items.media.store import all_wanted
from tests.integration.media.conftest import Gallery
from tests.integration.media.files import archive, picture
from tests.live import until

pytestmark = pytest.mark.anyio
SIZE = (6_200, 4_000)
MARK = (5_000, 3_000, 5_040, 3_020)


@pytest.fixture(scope="module")
def large() -> dict[str, bytes]:
    """A picture of more than 24 million pixels with one red mark, in two forms."""
    image = Image.new("RGB", SIZE, "white")
    ImageDraw.Draw(image).rectangle((MARK[0], MARK[1], MARK[2] - 1, MARK[3] - 1), fill="red")
    made = {}
    for form, more in (("JPEG", {"quality": 95}), ("TIFF", {"compression": "tiff_lzw"})):
        file = io.BytesIO()
        image.save(file, form, **more)
        made[form] = file.getvalue()
    return made


def work(site: Gallery) -> None:
    """Do what was asked of the worker."""
    for name in site.system.database.read(lambda c: all_wanted(c, by=copies.COPIES)):
        copies.make(site.system, name, stop=lambda: False)


async def of_project(site: Gallery, content: bytes, *, by_reference: bool, tmp_path: Path) -> dict[str, Any]:
    project = await site.gallery()
    if by_reference:
        (site.roots / "a.jpg").write_bytes(content)
        await site.bring(project, [{"key": "a", "fields": {"file": f"{site.roots}/a.jpg"}}])
    else:
        site.take_in(project, archive(tmp_path / "one.zip", {"a.jpg": content}))
    (field,) = await site.lent(project)
    return field


async def tiles(site: Gallery, field: dict[str, Any]) -> dict[str, Any]:
    answer = await site.owner.post(f"{field['tiles']}/tiles")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


@pytest.mark.parametrize(("form", "by_reference"), [("JPEG", True), ("TIFF", False)])
async def test_tiles_are_made_by_the_worker_once_and_show_what_the_picture_shows(
    site: Gallery, large: dict[str, bytes], form: str, by_reference: bool, tmp_path: Path
) -> None:
    field = await of_project(site, large[form], by_reference=by_reference, tmp_path=tmp_path)
    assert (field["state"], field["width"], field["height"]) == ("ok", *SIZE)
    early = await site.owner.get(field["tiles"], params={"tile": 0})
    assert (early.status_code, "being prepared" in early.text) == (404, True)
    assert (await tiles(site, field))["state"] == "working"
    work(site)
    assert await tiles(site, field) == {"state": "done"}
    number = MARK[1] // 512 * 13 + MARK[0] // 512
    answer = await site.owner.get(field["tiles"], params={"tile": number})
    assert (answer.status_code, answer.headers["content-type"]) == (200, f"image/{'jpeg' if form == 'JPEG' else 'png'}")
    assert "max-age" in answer.headers["cache-control"]
    tile = np.asarray(Image.open(io.BytesIO(answer.content)).convert("RGB"), dtype=int)
    red = np.argwhere((tile[..., 0] > 200) & (tile[..., 1] < 90))
    (top, left), (bottom, right) = red.min(axis=0), red.max(axis=0)
    assert (left + 4_608, top + 2_560, right + 4_609, bottom + 2_561) == pytest.approx(MARK, abs=2)  # JPEG blurs
    beyond = await site.owner.get(field["tiles"], params={"tile": 135})
    assert (beyond.status_code, "has 132" in beyond.text) == (404, True)
    assert (await site.owner.get(field["tiles"])).status_code == 404


async def test_the_copies_of_a_large_picture_by_reference_wait_for_the_worker(
    site: Gallery, large: dict[str, bytes], tmp_path: Path
) -> None:
    field = await of_project(site, large["TIFF"], by_reference=True, tmp_path=tmp_path)
    asked = asyncio.create_task(site.owner.get(field["src"]))
    waiting = partial(site.system.database.read, lambda c: all_wanted(c, by=copies.COPIES))
    await asyncio.to_thread(until, waiting, what="nobody asked the worker")
    assert not asked.done()
    await asyncio.to_thread(work, site)
    answer = await asked
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    with Image.open(io.BytesIO(answer.content)) as view:
        assert view.width == 2_048


async def test_a_large_picture_that_cannot_be_unpacked_is_told(
    site: Gallery, large: dict[str, bytes], tmp_path: Path
) -> None:
    field = await of_project(site, large["JPEG"], by_reference=True, tmp_path=tmp_path)
    (site.roots / "a.jpg").write_bytes(large["JPEG"][:40_000])
    assert (await tiles(site, field))["state"] == "working"
    work(site)
    told = await tiles(site, field)
    assert told["state"] == "failed"
    assert "damaged or cut off" in told["why"]


async def test_a_small_picture_has_no_tiles(site: Gallery, tmp_path: Path) -> None:
    field = await of_project(site, picture((900, 600)), by_reference=False, tmp_path=tmp_path)
    assert "tiles" not in field
    assert (await site.owner.post(f"{field['src']}/tiles")).status_code == 404


async def test_an_outline_in_a_large_picture_is_found_from_its_tiles(
    site: Gallery, large: dict[str, bytes], tmp_path: Path
) -> None:
    field = await of_project(site, large["TIFF"], by_reference=False, tmp_path=tmp_path)
    x, y, right, bottom = MARK
    asked = {
        "picture": field["src"],
        "box": {"x": x - 12, "y": y - 8, "width": right - x + 24, "height": bottom - y + 16},
    }
    early = await site.owner.post("/api/projects/1/outline", json=asked)
    assert (early.status_code, "being prepared" in early.text) == (404, True)
    await tiles(site, field)
    work(site)
    found = (await site.owner.post("/api/projects/1/outline", json=asked)).json()["box"]
    assert found["x"] == pytest.approx(x, abs=2)
    assert found["width"] == pytest.approx(right - x, abs=4)


async def test_erasing_a_large_picture_removes_its_tiles(
    site: Gallery, large: dict[str, bytes], tmp_path: Path
) -> None:
    field = await of_project(site, large["JPEG"], by_reference=False, tmp_path=tmp_path)
    await tiles(site, field)
    work(site)
    assert any("tiles" in kept.name for kept in site.system.shelf.iter_kept("proxies"))
    (row,) = (await site.owner.get("/api/projects/1/items")).json()["rows"]
    assert (await site.owner.post(f"/api/projects/1/items/{row['id']}/erase")).status_code == 204
    assert list(site.system.shelf.iter_kept("proxies")) == []
