"""Links to media: what they open, for whom, and for how long."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from inloop.kernel.clock import HOUR, now
from inloop.loop import projects
from inloop.loop.items.media import Links, opened
from inloop.people import Role
from tests.integration.media.conftest import Gallery
from tests.integration.media.files import archive, picture, sound

pytestmark = pytest.mark.anyio


async def shown(site: Gallery, tmp_path: Path, name: str, content: bytes, kind: str = "image") -> dict[str, str]:
    project = await site.gallery(kind)
    site.take_in(project, archive(tmp_path / "one.zip", {f"daisy/{name}": content}))
    (field,) = await site.lent(project)
    return field


async def test_an_annotator_is_told_links_and_measures_and_no_hash_path_or_name(site: Gallery, tmp_path: Path) -> None:
    field = await shown(site, tmp_path, "rose.png", picture((900, 600)))
    assert field["src"] != field["thumb"]
    assert (field["width"], field["height"], field["kind"]) == (900, 600, "image")
    assert not {"blob", "uri", "file"} & field.keys()
    assert "rose" not in str(field)


async def test_a_thumbnail_is_small_and_the_view_turned_as_the_picture_asks(site: Gallery, tmp_path: Path) -> None:
    field = await shown(site, tmp_path, "big.jpg", picture((3_000, 1_000), form="JPEG", turn=6))
    assert (field["width"], field["height"]) == (1_000, 3_000)
    thumb = Image.open(io.BytesIO((await site.owner.get(field["thumb"])).content))
    assert max(thumb.size) <= 320
    view = Image.open(io.BytesIO((await site.owner.get(field["src"])).content))
    assert (view.size, view.format) == ((683, 2048), "JPEG")
    assert (await site.owner.get(field["whole"])).content == picture((3_000, 1_000), form="JPEG", turn=6)


async def test_a_deep_grey_tiff_is_shown_as_png(site: Gallery, tmp_path: Path) -> None:
    made = io.BytesIO()
    Image.fromarray(np.linspace(0, 4_000, 10_000, dtype=np.uint16).reshape(100, 100)).save(made, "TIFF")
    field = await shown(site, tmp_path, "scan.tif", made.getvalue())
    answer = await site.owner.get(field["src"])
    assert answer.headers["content-type"] == "image/png"
    assert np.ptp(np.asarray(Image.open(io.BytesIO(answer.content)))) == 255


async def test_parts_are_served_as_asked(site: Gallery, tmp_path: Path) -> None:
    content = sound(2)
    field = await shown(site, tmp_path, "a.wav", content, "audio")
    get = site.owner.get
    whole = await get(field["src"])
    assert (whole.status_code, whole.content, whole.headers["accept-ranges"]) == (200, content, "bytes")
    assert whole.headers["content-type"] == "audio/wav"
    assert whole.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in whole.headers.get_list("content-security-policy")[0]
    part = await get(field["src"], headers={"range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, content[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(content)}"
    assert (await get(field["src"], headers={"range": "bytes=-4"})).content == content[-4:]
    beyond = await get(field["src"], headers={"range": f"bytes={len(content)}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(content)}")
    head = await site.owner.head(field["src"])
    assert (head.content, head.headers["content-length"]) == (b"", str(len(content)))


async def test_a_link_that_was_changed_or_made_up_opens_nothing(site: Gallery, tmp_path: Path) -> None:
    field = await shown(site, tmp_path, "a.png", picture())
    token = field["src"].removeprefix("/media/")
    for wrong in (token[:-1] + ("A" if token[-1] != "A" else "B"), "AAAAAAAA", "x", "AAAAAQ" + token[6:20]):
        assert (await site.owner.get(f"/media/{wrong}")).status_code == 404


async def test_a_link_stays_the_same_within_an_hour_and_ends(site: Gallery) -> None:
    number = await site.gallery()
    project = site.system.database.read(lambda c: projects.get(c, number))
    at = now() // HOUR * HOUR
    what: Any = {"blob": "0" * 64, "uri": None, "type": "image/png"}
    links = [Links(project, at=at + more).to("view", **what) for more in (0, 1, HOUR)]
    assert links[0] == links[1] != links[2]
    gone = Links(project, at=at - 24 * HOUR).to("view", **what)
    assert opened(project, links[0].removeprefix("/media/"), at=at).blob == "0" * 64
    assert (await site.owner.get(gone)).status_code == 410


async def test_a_blind_picture_never_reaches_annotators(site: Gallery, tmp_path: Path) -> None:
    schema = {
        "fields": [{"id": "text"}, {"id": "face", "kind": "image", "show": "blind"}],
        "questions": [{"id": "k", "kind": "choice", "name": "?", "labels": [{"name": "a"}, {"name": "b"}]}],
    }
    number = (await site.owner.post("/api/projects", json={"name": "B", "schema": schema})).json()["id"]
    (site.roots / "f.png").write_bytes(picture())
    await site.bring(number, [{"fields": {"text": "Hello", "face": f"{site.roots}/f.png"}}])
    ann = await site.join(number, Role.ANNOTATOR)
    told = (await ann.post(f"/api/projects/{number}/assignments", json={"want": 1})).text
    assert "/media/" not in told
    assert "face" not in told


async def test_bytes_that_pretend_to_be_a_page_are_never_served_as_one(site: Gallery, tmp_path: Path) -> None:
    field = await shown(site, tmp_path, "a.html.png", b"<html><script>alert(1)</script>")
    assert field["state"] == "broken"
    assert "src" not in field


async def test_erasing_an_item_removes_its_bytes_unless_another_item_shows_them(site: Gallery, tmp_path: Path) -> None:
    project = await site.gallery()
    site.take_in(project, archive(tmp_path / "two.zip", {"1.png": picture(), "2.png": picture()}))
    field = (await site.lent(project))[0]
    listed = (await site.owner.get(f"/api/projects/{project}/items")).json()["rows"]
    for row, left in zip(listed, (1, 0), strict=True):
        erased = await site.owner.post(f"/api/projects/{project}/items/{row['id']}/erase")
        assert erased.status_code == 204, erased.text
        assert len(list(site.system.shelf.iter_kept("blobs"))) == left
        assert len(list(site.system.shelf.iter_kept("proxies"))) == left
    assert (await site.owner.get(field["src"])).status_code == 404
