"""How long a browser may keep what."""

from pathlib import Path

import httpx
import pytest

from inloop.server.static_files import web_app

pytestmark = pytest.mark.anyio


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    for name in ("index.html", "worker.js", "assets/index-abc.js"):
        (tmp_path / name).write_text("content")
    return tmp_path


@pytest.mark.parametrize("path", ["/", "/p/3/label", "/index.html", "/worker.js"])
async def test_what_names_the_files_of_a_build_is_asked_for_each_time(folder: Path, path: str) -> None:
    assert await kept_for(folder, path) == "no-cache"


async def test_a_file_whose_name_changes_with_its_content_is_kept(folder: Path) -> None:
    assert "immutable" in await kept_for(folder, "/assets/index-abc.js")


async def kept_for(folder: Path, path: str) -> str:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=web_app(folder)), base_url="http://t") as client:
        answer = await client.get(path)
    assert answer.status_code == 200
    return str(answer.headers["cache-control"])
