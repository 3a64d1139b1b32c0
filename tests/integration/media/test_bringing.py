"""Media come in by zip, by folder, by a table that names them, or stay where they are."""

import io
import os
import struct
import zipfile
import zlib
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from PIL import Image
from sqlalchemy import Connection, select, update

from inloop.loop.items.model import Column, ImportState
from inloop.loop.items.store.tables import item_revision
from tests.integration.media.conftest import Gallery
from tests.integration.media.files import archive, picture, sound

pytestmark = pytest.mark.anyio
BY_NAME = [Column(name="file", role="field"), Column(name="label", role="label", annotator="Ann")]


async def test_a_zip_becomes_one_item_a_picture_and_a_broken_one_is_told_not_lost(
    site: Gallery, tmp_path: Path
) -> None:
    whole = picture((400, 300), form="JPEG")
    path = archive(
        tmp_path / "cells.zip",
        {"a/1.jpg": whole, "a/2.jpg": whole[: len(whole) // 2], "b/3.png": b"no picture", "notes.md": "# Notes"},
    )
    project = await site.gallery()
    run = site.take_in(project, path)
    assert (run.state, run.counts.imported, run.counts.broken, run.counts.rejected) == (ImportState.DONE, 3, 2, 0)
    rows = await site.rows(project)
    assert (rows["a/1.jpg"]["width"], rows["a/1.jpg"]["height"], rows["a/1.jpg"]["state"]) == (400, 300, "ok")
    assert rows["a/2.jpg"]["state"] == rows["b/3.png"]["state"] == "broken"
    assert "damaged or cut off" in rows["a/2.jpg"]["why"]
    report = (await site.owner.get(f"/api/projects/{project}/imports/{run.id}/report")).text
    assert "no picture that can be shown" in report
    fields = await site.lent(project)
    assert all(field["state"] in {"ok", "broken"} for field in fields)


async def test_a_table_in_the_zip_says_what_is_known_of_each_file(site: Gallery, tmp_path: Path) -> None:
    table = "file,label\nwav/1.wav,this\nwav/2.wav,that\nwav/gone.wav,that\n"
    path = archive(tmp_path / "d.zip", {"set/labels.csv": table, "set/wav/1.wav": sound(), "set/wav/2.wav": sound(1)})
    project = await site.gallery("audio")
    run = site.take_in(project, path, BY_NAME)
    assert (run.counts.imported, run.counts.labels, run.counts.broken) == (3, 3, 1)
    told = {row["name"]: row for row in (await site.rows(project)).values()}
    assert (told["wav/2.wav"]["seconds"], told["wav/2.wav"]["rate"]) == (1.0, 8_000)
    assert "There is no file 'wav/gone.wav'" in told["wav/gone.wav"]["why"]


async def test_what_is_brought_twice_is_kept_once(site: Gallery, tmp_path: Path) -> None:
    path = archive(tmp_path / "twice.zip", {"1.png": picture(), "2.png": picture(), "3.png": picture(colour="red")})
    project = await site.gallery()
    assert site.take_in(project, path).counts.imported == 3
    assert site.take_in(project, path).counts.unchanged == 3
    assert len(list(site.system.shelf.iter_kept("blobs"))) == 2


async def test_files_under_a_root_stay_where_they_are(site: Gallery, tmp_path: Path) -> None:
    (site.roots / "1.png").write_bytes(picture((30, 20)))
    table = tmp_path / "list.csv"
    table.write_text(f"file\n{site.roots}/1.png\nfile://{site.roots}/1.png\n")
    project = await site.gallery()
    run = site.take_in(project, table, BY_NAME[:1])
    assert (run.counts.imported, run.counts.duplicate, run.counts.broken) == (1, 1, 0)
    assert not list(site.system.shelf.iter_kept("blobs"))
    (field,) = await site.lent(project)
    assert (await site.owner.get(field["src"])).content == picture((30, 20))
    (site.roots / "1.png").unlink()
    assert (await site.owner.get(field["src"])).status_code == 404


async def test_files_that_were_put_right_are_shown_when_they_are_looked_at_again(site: Gallery, tmp_path: Path) -> None:
    whole = picture((400, 300), form="JPEG")
    (site.roots / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    (site.roots / "fine.png").write_bytes(picture((30, 20)))
    project = await site.gallery()
    (site.roots / "same.png").write_bytes(picture((30, 20)))
    (site.roots / "twin.bmp").write_bytes(picture((300, 200), form="BMP"))
    files = ("cut.jpg", "late.png", "fine.png", "bad.png", "same.png", "twin.bmp")
    names = {name: str(site.roots / name) for name in files}
    (site.roots / "bad.png").write_bytes(b"no picture")
    brought = [{"key": key, "fields": {"file": name}} for key, name in names.items()]
    counts = (await site.owner.post(f"/api/projects/{project}/items", json={"items": brought})).json()
    assert (counts["imported"], counts["broken"]) == (6, 3)
    path = archive(tmp_path / "zip.zip", {"in.jpg": whole[:300]})
    site.take_in(project, path)
    ids = {row["key"]: row["id"] for row in (await site.owner.get(f"/api/projects/{project}/items")).json()["rows"]}

    (site.roots / "cut.jpg").write_bytes(whole)
    (site.roots / "late.png").write_bytes(picture((50, 60)))
    (site.roots / "fine.png").write_bytes(picture((90, 20)))
    (site.roots / "twin.bmp").write_bytes(picture((300, 200), form="BMP", colour="maroon"))  # of the same size in bytes
    os.utime(site.roots / "same.png")  # copied anew, say: what it shows is the same
    told = await site.owner.post(f"/api/projects/{project}/items/look-again", json={"ids": [*ids.values(), 7]})

    assert told.status_code == 200, told.text
    found = told.json()
    assert sorted(found["mended"]) == sorted([ids["cut.jpg"], ids["late.png"]])
    why = {each["item"]: each["why"] for each in found["broken"]}
    assert why.keys() == {ids["bad.png"], ids["in.jpg"]}
    assert "no picture" in why[ids["bad.png"]]
    assert "bring that file again" in why[ids["in.jpg"]]
    assert set(found["replaced"]) == {ids["fine.png"], ids["twin.bmp"]}
    assert found["whole"] == [ids["same.png"]]
    rows = await site.rows(project)
    assert [(rows[key]["width"], rows[key]["height"]) for key in ("cut.jpg", "late.png", "fine.png")] == [
        (400, 300), (50, 60), (90, 20),
    ]  # fmt: skip
    one = (await site.owner.get(f"/api/projects/{project}/items/{ids['fine.png']}")).json()
    assert len(one["revisions"]) == 2, "what people saw before stays on record"
    one = (await site.owner.get(f"/api/projects/{project}/items/{ids['in.jpg']}")).json()
    assert len(one["revisions"]) == 1


async def test_a_file_that_was_replaced_by_its_like_is_found_and_what_was_kept_of_it_shown_no_more(
    site: Gallery,
) -> None:
    path = site.roots / "a.bmp"
    path.write_bytes(picture((30, 20), form="BMP"))
    project = await site.gallery()
    await site.bring(project, [{"key": "a", "fields": {"file": str(path)}}])
    number = await _only(site, project)
    before = (await site.rows(project))["a"]
    assert await _colour(site, before["thumb"]) == (0, 128, 128)
    looked = f"/api/projects/{project}/items/look-again"
    told = (await site.owner.post(looked, json={"ids": [number]})).json()
    assert told == {"mended": [], "broken": [], "replaced": [], "whole": [number]}

    (site.roots / "new.bmp").write_bytes(picture((30, 20), form="BMP", colour="maroon"))
    (site.roots / "new.bmp").replace(path)
    told = (await site.owner.post(looked, json={"ids": [number]})).json()
    assert told == {"mended": [], "broken": [], "replaced": [number], "whole": []}
    after = (await site.rows(project))["a"]
    assert after["thumb"] != before["thumb"], "a browser would show what it has kept"
    assert await _colour(site, after["thumb"]) == (128, 0, 0)
    one = (await site.owner.get(f"/api/projects/{project}/items/{number}")).json()
    now, earlier = (revision["fields"]["file"] for revision in one["revisions"])
    assert (earlier["state"], "src" in earlier, now["state"]) == ("broken", False, "ok")
    assert "was replaced since" in earlier["why"]


async def test_a_picture_that_is_damaged_in_its_middle_is_found_out_when_it_is_first_shown(
    site: Gallery, tmp_path: Path
) -> None:
    whole = _noisy()
    half = len(whole) // 2
    damaged = {
        "gone.jpg": whole[:half] + whole[half + 4_000 :],
        "zeros.jpg": whole[:half] + bytes(4_000) + whole[half + 4_000 :],
        "closed.jpg": whole[:half] + b"\xff\xd9",
    }
    several = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(several, "MPO", save_all=True, append_images=[Image.new("L", (30, 20))])
    fine = {
        "fine.jpg": whole,
        "phone.jpg": several.getvalue(),
        "padded.jpg": whole[:-2] + bytes(40) + whole[-2:] + b"more",
    }
    for name, content in (damaged | fine).items():
        (site.roots / name).write_bytes(content)
    project = await site.gallery()
    items = [{"key": name, "fields": {"file": str(site.roots / name)}} for name in (*damaged, *fine)]
    await site.bring(project, items)
    rows = await site.rows(project)
    for name in damaged:
        answer = await site.owner.get(rows[name]["src"])
        assert (answer.status_code, "damaged or cut off" in answer.text) == (422, True), name
    for name, content in fine.items():
        assert (await site.owner.get(rows[name]["src"])).content == content
    assert (await site.owner.get(rows["gone.jpg"]["thumb"])).status_code == 422

    address = f"/api/projects/{project}/items"
    ids = {row["key"]: row["id"] for row in (await site.owner.get(address)).json()["rows"]}
    told = (await site.owner.post(f"{address}/look-again", json={"ids": [*ids.values()]})).json()
    assert {each["item"] for each in told["broken"]} == {ids[name] for name in damaged}
    assert set(told["whole"]) == {ids[name] for name in fine}
    counts = (await site.owner.post(address, json={"items": items})).json()
    assert counts["unchanged"] == len(items), "it is known now"
    (site.roots / "gone.jpg").write_bytes(whole)
    told = (await site.owner.post(f"{address}/look-again", json={"ids": [ids["gone.jpg"]]})).json()
    assert told["mended"] == [ids["gone.jpg"]]

    run = site.take_in(await site.gallery(), archive(tmp_path / "all.zip", damaged | fine))
    assert (run.counts.imported, run.counts.broken) == (6, 3)


def _noisy() -> bytes:
    """Make a JPEG in which every part takes many bytes."""
    pixels = np.random.default_rng(0).integers(0, 256, (60, 80, 3), np.uint8)
    made = io.BytesIO()
    Image.fromarray(pixels).resize((640, 480)).save(made, "JPEG", quality=85)
    return made.getvalue()


async def test_what_came_in_before_files_had_etags_goes_on_as_it_is(site: Gallery) -> None:
    path = site.roots / "a.png"
    path.write_bytes(picture((30, 20)))
    project = await site.gallery()
    items = [{"key": "a", "fields": {"file": str(path)}}]
    await site.bring(project, items)
    number = await _only(site, project)
    site.system.database.write(_forget_etags)

    told = (await site.owner.post(f"/api/projects/{project}/items/look-again", json={"ids": [number]})).json()
    assert told["whole"] == [number]
    counts = (await site.owner.post(f"/api/projects/{project}/items", json={"items": items})).json()
    assert (counts["unchanged"], counts["changed"]) == (1, 0)
    field = (await site.rows(project))["a"]
    assert (await site.owner.get(field["src"])).content == picture((30, 20))


async def test_what_waits_for_its_file_is_found_with_what_is_broken(site: Gallery) -> None:
    (site.roots / "a.png").write_bytes(picture((30, 20)))
    project = await site.gallery()
    await site.bring(project, [{"key": "a", "fields": {"file": str(site.roots / "a.png")}}])
    number = await _only(site, project)
    waiting = {"file": {"kind": "image", "state": "waiting", "name": str(site.roots / "a.png")}}
    body = msgspec.json.encode(waiting).decode()
    site.system.database.write(lambda c: c.execute(update(item_revision).values(fields=body, content_hash=bytes(16))))

    address = f"/api/projects/{project}/items"
    found = (await site.owner.get(address, params={"status": "unreadable"})).json()
    assert [row["id"] for row in found["rows"]] == [number]
    assert (await site.owner.post(f"{address}/look-again", json={"ids": [number]})).json()["mended"] == [number]
    assert (await site.owner.get(address, params={"status": "unreadable"})).json()["rows"] == []


def _forget_etags(connection: Connection) -> None:
    """Make the items of a database as they were kept before."""
    for row in connection.execute(select(item_revision.c.item, item_revision.c.fields)).all():
        fields = msgspec.json.decode(row.fields)
        assert fields["file"].pop("etag")
        body = msgspec.json.encode(fields)
        kept: dict[str, Any] = {"fields": body.decode(), "content_hash": blake2b(body, digest_size=16).digest()}
        connection.execute(update(item_revision).where(item_revision.c.item == row.item).values(kept))


async def _only(site: Gallery, project: int) -> int:
    (row,) = (await site.owner.get(f"/api/projects/{project}/items")).json()["rows"]
    return int(row["id"])


async def _colour(site: Gallery, link: str) -> tuple[int, ...]:
    with Image.open(io.BytesIO((await site.owner.get(link)).content)) as shown:
        told = shown.convert("RGB").getpixel((10, 10))
    assert isinstance(told, tuple)
    return tuple(round(part / 64) * 64 for part in told)


async def test_nothing_outside_the_roots_is_shown(site: Gallery, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(picture())
    (site.roots / "link.png").symlink_to(secret)
    names = [str(secret), f"{site.roots}/../secret.png", f"{site.roots}/link.png", f"file://{secret}", "../secret.png"]
    names += ["s3://elsewhere/x.png", "/etc/passwd"]
    project = await site.gallery()
    items = [{"key": str(n), "fields": {"file": name}} for n, name in enumerate(names)]
    items.append({"key": "said", "fields": {"file": {"uri": f"file://{secret}", "state": "ok", "type": "image/png"}}})
    await site.bring(project, items)
    rows = await site.rows(project)
    assert len(rows) == len(items)
    assert {row["state"] for row in rows.values()} == {"broken"}
    assert "INLOOP_MEDIA_ROOTS" in rows["0"]["why"]


async def test_names_that_lead_out_of_an_archive_are_refused(site: Gallery, tmp_path: Path) -> None:
    (tmp_path / "evil.png").write_bytes(picture())
    path = archive(tmp_path / "d.zip", {"../evil.png": picture(), "/evil.png": picture(), "good.png": picture()})
    project = await site.gallery()
    run = site.take_in(project, path)
    assert (run.counts.imported, run.counts.rejected) == (1, 2)


async def test_a_zip_bomb_ends_the_import_with_a_clear_message(site: Gallery, tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made,
        made.open("big.bmp", "w", force_zip64=True) as member,
    ):
        for _ in range(1_100):
            member.write(bytes(1 << 20))
    run = site.take_in(await site.gallery(), path)
    assert run.state is ImportState.FAILED
    assert "times its size" in str(run.error)


async def test_a_picture_of_too_many_pixels_is_not_unpacked(site: Gallery, tmp_path: Path) -> None:
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"\0")) + _chunk(b"IEND", b"")
    project = await site.gallery()
    run = site.take_in(project, archive(tmp_path / "huge.zip", {"huge.png": bomb, "x.svg.png": b"<svg onload='x'/>"}))
    assert (run.counts.imported, run.counts.broken) == (2, 2)
    assert "100,000 × 100,000 pixels" in (await site.rows(project))["huge.png"]["why"]


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
