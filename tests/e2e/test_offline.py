"""The page that the browser keeps: there while the server is away, and never older than the server's."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from inloop.server.static_files import FOLDER, web_app
from tests.live import free_port, until

TITLE = "document.querySelector('meta[name=build]').content"


@contextmanager
def serving(folder: Path, port: int) -> Iterator[None]:
    """Serve the built pages alone, as the web process does."""
    server = uvicorn.Server(uvicorn.Config(web_app(folder), port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    until(lambda: server.started, what="The pages are not served.")
    try:
        yield
    finally:
        server.should_exit = server.force_exit = True
        thread.join()


def build(folder: Path, name: str) -> None:
    """Make a build of that name: its page and its worker differ from those of another."""
    page = (FOLDER / "index.html").read_text()
    (folder / "index.html").write_text(page.replace("<title>", f'<meta name="build" content="{name}"><title>'))
    (folder / "worker.js").write_text((FOLDER / "worker.js").read_text().replace('"inloop-', f'"inloop-{name}-'))


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "static")
    return tmp_path / "static"


def kept(page: Page) -> list[str]:
    """Name the builds that the browser keeps, the oldest first."""
    return [name.split("-")[1] for name in page.evaluate("caches.keys()")]


def test_a_new_build_is_there_with_the_next_page_and_the_kept_page_follows(chromium: Browser, pages: Path) -> None:
    port = free_port()
    page = chromium.new_page()
    build(pages, "first")
    with serving(pages, port):
        page.goto(f"http://127.0.0.1:{port}/account")
        until(lambda: page.evaluate("navigator.serviceWorker.controller !== null"), what="No worker rules the page.")
        build(pages, "second")
        page.reload()
        assert page.evaluate(TITLE) == "second"
        until(lambda: kept(page) == ["first", "second"], what=lambda: kept(page))
        page.wait_for_function(
            "navigator.serviceWorker.getRegistration().then((one) => !one.installing && !one.waiting)"
        )
        build(pages, "third")
        page.reload()
        until(lambda: kept(page) == ["second", "third"], what=lambda: kept(page))
    page.reload()
    assert page.evaluate(TITLE) == "third"
    page.goto(f"http://127.0.0.1:{port}/p/1/label")
    assert page.evaluate(TITLE) == "third"
    page.close()


def test_nothing_of_the_interface_is_kept(chromium: Browser, pages: Path) -> None:
    port = free_port()
    page = chromium.new_page()
    build(pages, "only")
    with serving(pages, port):
        page.goto(f"http://127.0.0.1:{port}/account")
        until(lambda: page.evaluate("navigator.serviceWorker.controller !== null"), what="No worker rules the page.")
        page.evaluate("fetch('/api/me').then(() => null)")
        addresses = page.evaluate(
            "caches.keys().then(([name]) => caches.open(name)).then((cache) => cache.keys())"
            ".then((requests) => requests.map((request) => new URL(request.url).pathname))"
        )
    assert "/" in addresses
    assert all(address in ("/", "/logo.svg") or address.startswith("/assets/") for address in addresses)
    page.close()
