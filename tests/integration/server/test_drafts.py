"""Uploads in parts, and folders: what came stays, and nothing lands outside of its place."""

import io
import tarfile

import pytest

pytestmark = pytest.mark.anyio

TABLE = b"key,text\n" + b"".join(b"k%d,some words to be read\n" % n for n in range(400))


async def begun(site, content, *, name="a.csv", folder=False):
    asked = {"name": name, "bytes": len(content), "folder": folder}
    answer = await site.owner.post("/api/uploads/begin", json=asked)
    assert answer.status_code == 201, answer.text
    return f"/api/uploads/{answer.json()['id']}"


def packed(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for member, content in members:
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return whole.getvalue()


def plain(name: str, content: bytes = b"A short text.\n") -> tuple[tarfile.TarInfo, bytes]:
    return tarfile.TarInfo(name), content


async def test_an_upload_goes_on_where_it_stopped(site):
    path = await begun(site, TABLE)
    first = await site.owner.patch(path, params={"offset": 0}, content=TABLE[:5_000])
    assert first.json()["received"] == 5_000
    assert (await site.owner.get(path)).json()["received"] == 5_000
    early = await site.owner.post(f"{path}/finish")
    assert (early.status_code, "bytes are missing" in early.text) == (409, True)
    again = await site.owner.patch(path, params={"offset": 0}, content=TABLE)
    assert (again.status_code, "starts there" in again.text) == (409, True)
    await site.owner.patch(path, params={"offset": 5_000}, content=TABLE[5_000:])
    done = (await site.owner.post(f"{path}/finish")).json()
    assert (done["bytes"], done["preview"]["row_count"]) == (len(TABLE), 400)
    assert (await site.owner.get(path)).status_code == 404


async def test_no_more_comes_than_was_announced(site):
    path = await begun(site, TABLE)
    more = await site.owner.patch(path, params={"offset": 0}, content=TABLE + b"x")
    assert (more.status_code, "More comes than" in more.text) == (422, True)


async def test_an_upload_that_is_too_large_or_empty_is_refused_before_it_is_sent(site):
    for size, status in ((3 << 40, 413), (0, 422)):
        asked = {"name": "a.csv", "bytes": size, "folder": False}
        assert (await site.owner.post("/api/uploads/begin", json=asked)).status_code == status


async def test_a_folder_is_unpacked_and_its_files_are_rows(site):
    deep = "/".join(["a-folder-with-a-long-name"] * 8)
    content = packed(plain("b.txt"), plain(f"{deep}/a.txt", "Grüße.\n".encode()))
    path = await begun(site, content, name="letters", folder=True)
    await site.owner.patch(path, params={"offset": 0}, content=content)
    done = (await site.owner.post(f"{path}/finish")).json()
    assert [row["key"] for row in done["preview"]["rows"]] == [f"{deep}/a.txt", "b.txt"]
    assert done["preview"]["rows"][0]["text"] == "Grüße.\n"
    project = await site.project()
    asked = {"upload": done["id"], "columns": [{"name": "key", "role": "key"}, {"name": "text", "role": "field"}]}
    run = await site.owner.post(f"/api/projects/{project}/imports", json=asked)
    assert (run.status_code, run.json()["bytes"]) == (201, done["bytes"])


def link(name: str, target: str, kind: bytes) -> tuple[tarfile.TarInfo, bytes]:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member, b""


@pytest.mark.parametrize(
    "member",
    [
        plain("../out.txt"),
        plain("/etc/out.txt"),
        plain("a/../../out.txt"),
        link("a.txt", "/etc/passwd", tarfile.SYMTYPE),
        link("a.txt", "b.txt", tarfile.LNKTYPE),
        link("a", "", tarfile.FIFOTYPE),
    ],
    ids=["up", "absolute", "through", "symbolic link", "hard link", "pipe"],
)
async def test_a_folder_holds_plain_files_below_it_and_nothing_else(site, member):
    content = packed(plain("b.txt"), member)
    path = await begun(site, content, name="letters", folder=True)
    await site.owner.patch(path, params={"offset": 0}, content=content)
    refused = await site.owner.post(f"{path}/finish")
    assert (refused.status_code, "no plain file" in refused.text) == (422, True)
    uploads = site.system.settings.data_dir / "uploads"
    assert not list(uploads.parent.rglob("out.txt"))


async def test_a_folder_that_came_damaged_says_so(site):
    path = await begun(site, b"not an archive at all" * 50, name="letters", folder=True)
    await site.owner.patch(path, params={"offset": 0}, content=b"not an archive at all" * 50)
    refused = await site.owner.post(f"{path}/finish")
    assert (refused.status_code, "did not come as it was sent" in refused.text) == (422, True)
