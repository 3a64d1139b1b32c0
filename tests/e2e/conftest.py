"""A real server, a real browser, and people in front of it."""

import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from inloop.recipes import recipe_of, sample_rows
from tests.e2e.visitor import Visitor
from tests.live import Live, live

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
Enter = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show beside a failure what the server has printed."""
    report = yield
    server = getattr(item, "funcargs", {}).get("server")
    if report.failed and isinstance(server, Live):
        report.sections.append(("What inloop said", server.said))
    return report


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser; it is closed after these tests, since its loop would disturb asynchronous tests.

    Without windows of its own it takes two fifths of the processor's time that the one with windows takes.
    """
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if path is None:
        pytest.fail("The browser tests need Chromium. Install it with: sudo apt-get install -y chromium-headless-shell")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """`inloop up`, for all modules that make projects of their own and leave the server as it is."""
    with live(tmp_path_factory.mktemp("house")) as running:
        yield running


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """`inloop up` on an empty folder, for a module that stops it, or that looks at the first minutes."""
    with live(tmp_path_factory.mktemp("inloop")) as running:
        yield running


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest) -> Live:
    """The server of a module: that of all, or its own where the module has `OWN_SERVER`."""
    named = "own_server" if getattr(request.module, "OWN_SERVER", False) else "house"
    running: Live = request.getfixturevalue(named)
    return running


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, server: Live) -> Path:
    """Where the owner's cookies are kept, who has come in by the printed address."""
    kept = server.folder.with_suffix(".json")
    if not kept.exists():
        context = chromium.new_context()
        page = context.new_page()
        page.goto(server.sign_in_url)
        page.get_by_role("heading", name="Label together").wait_for()
        context.storage_state(path=kept)
        context.close()
    return kept


@pytest.fixture
def enter(chromium: Browser, server: Live) -> Iterator[Enter]:
    """Let people come in, each with a browser profile of their own; at the end their consoles must be clean."""
    visitors: list[Visitor] = []

    def come(
        *, state: Path | None = None, width: int = 1440, height: int = 900, dark: bool = False, touch: bool = False
    ) -> Visitor:
        context = chromium.new_context(
            storage_state=state,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            has_touch=touch,
            is_mobile=touch,
        )
        visitor = Visitor(context, server)
        visitors.append(visitor)
        return visitor

    yield come
    for visitor in visitors:
        visitor.context.close()
    for visitor in visitors:
        assert visitor.complaints == []
        assert visitor.strangers == []


@pytest.fixture
def owner(enter: Enter, signed_in: Path) -> Visitor:
    """The owner at a desk, signed in."""
    return enter(state=signed_in)


@pytest.fixture(scope="session")
def departments() -> dict[str, int]:
    """The true answer to each request of the demo: its text → the place of its label, from 0."""
    recipe = recipe_of("demo")
    names = [label["name"] for label in recipe.schema["questions"][0]["labels"]]
    known = {name.casefold(): place for place, name in enumerate(names)}
    return {row["text"]: known[str(row["department"]).casefold()] for row in sample_rows(recipe)}
