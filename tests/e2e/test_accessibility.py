"""Every screen, in both themes, on a desk and on a phone, without a finding of axe."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Enter
from tests.e2e.visitor import Visitor
from tests.live import Live, until

SIZES = ((1440, 900), (390, 844))
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PARTS = ("schema", "guideline", "people", "routing", "general", "record", "danger")
CUT = """() => [...document.querySelectorAll('main *, header *')].filter((one) => (
  ['auto', 'scroll'].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1
  && !one.querySelector('table[data-wide]')
)).map((one) => one.className || one.tagName)"""
OWN_SERVER = True
axe = Axe()


@dataclass(frozen=True)
class Place:
    """Two projects with something to see: the demo, and one that two people answer."""

    demo: int
    shared: int
    item: int


@pytest.fixture(scope="module")
def place(chromium: Browser, server: Live, signed_in: Path, departments: dict[str, int]) -> Place:
    owner = Visitor(chromium.new_context(storage_state=signed_in), server)
    demo = int(owner.call("/demo", {})["id"])
    until(lambda: owner.call("/projects")[0]["items"] > 15_000, what="The demo does not come in.")
    owner.answer(demo, 60, departments.__getitem__)
    shared = owner.project("Shared", [f"Sentence number {n}." for n in range(30)], settings={"answers_per_item": 2})
    bob = Visitor(chromium.new_context(), server).join(owner, shared, "Bob")
    owner.answer(shared, 30, lambda text: len(text) % 2)
    bob.answer(shared, 30, lambda text: len(text) % 2 if "7" not in text else 0)
    owner.call(f"/projects/{shared}/invitations", {"role": "viewer", "name": "Cleo"})
    # The worker gives way to whatever else the machine does: on a busy one the first model takes its time.
    until(
        lambda: owner.call(f"/projects/{demo}/models")["champion"] is not None,
        what="No model is published.",
        patience_s=180,
    )
    until(
        lambda: owner.call(f"/projects/{shared}/quality")["agreement"]["percent"] is not None,
        what="No agreement.",
        patience_s=60,
    )
    item = int(owner.call(f"/projects/{demo}/items?status=answered&limit=1")["rows"][0]["id"])
    owner.context.close()
    bob.context.close()
    return Place(demo, shared, item)


Look = Callable[[Visitor, Place], None]


def at(path: str, heading: str) -> Look:
    """Open an address, and wait for a heading."""

    def look(visitor: Visitor, place: Place) -> None:
        visitor.open(path.format(demo=place.demo, shared=place.shared, item=place.item))
        expect(visitor.page.get_by_role("heading", name=heading).first).to_be_attached()

    return look


def labelling(*keys: str) -> Look:
    """Open the workbench, and press keys."""

    def look(visitor: Visitor, place: Place) -> None:
        visitor.start_labelling(place.demo)
        visitor.press(*keys)

    return look


def wizard(*steps: str) -> Look:
    """Go through the wizard with a file."""

    def look(visitor: Visitor, _: Place) -> None:
        visitor.open("/new")
        with visitor.page.expect_file_chooser() as choosing:
            visitor.button("Choose a file").click()
        content = b"id,name,text,label\n" + b"".join(b"%d,Ann,Text number %d,good\n" % (n, n) for n in range(30))
        choosing.value.set_files({"name": "posts.csv", "mimeType": "text/csv", "buffer": content})
        expect(visitor.page.get_by_role("heading", name="posts.csv")).to_be_visible()
        for step in steps:
            visitor.button(step).click()

    return look


def jump(visitor: Visitor, place: Place) -> None:
    at("/p/{demo}", "Recent events")(visitor, place)
    visitor.press("Control+k")
    expect(visitor.page.get_by_role("dialog").or_(visitor.page.get_by_role("combobox")).first).to_be_visible()


SCREENS: dict[str, Look] = {
    "projects": at("/", "Projects"),
    "new": at("/new", "New project"),
    "new, data": wizard(),
    "new, questions": wizard("Next: questions"),
    "new, people": wizard("Next: questions", "Next: people and aim"),
    "overview": at("/p/{demo}", "Recent events"),
    "label": labelling(),
    "label, chosen": labelling("1", "f"),
    "label, skip": labelling("s"),
    "label, guideline": labelling("1", "g"),
    "label, history": labelling("h"),
    "keys": labelling("?"),
    "jump": jump,
    "data": at("/p/{demo}/data", "Status"),
    "item": at("/p/{demo}/data/{item}", "Consensus"),
    "quality": at("/p/{shared}/quality", "Agreement"),
    "quality, alone": at("/p/{demo}/quality", "Consensus"),
    "models": at("/p/{demo}/models", "Models"),
    "account": at("/account", "Account"),
    "missing": at("/nowhere", "There is no such page"),
    **{f"settings, {part}": at(f"/p/{{shared}}/settings?part={part}", "Settings") for part in PARTS},
}


def findings(page: Page, *, theme: str) -> list[str]:
    """Ask axe; give each finding with where it is. A theme changes colours only: nothing else is looked at twice."""
    rules = (
        {} if theme == "light" else {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
    )
    found = axe.run(page, options={"resultTypes": ["violations"], **rules}).response["violations"]
    return [f"{each['id']}: {node['html'][:160]} {node['failureSummary']}" for each in found for node in each["nodes"]]


def look_everywhere(visitor: Visitor) -> dict[str, list[str]]:
    """Look at the screen as it is, in both themes and at both sizes; sideways scrolling is a finding too.

    On a phone no part scrolls sideways either, but for a table whose columns are a file's or a matrix (`data-wide`).
    """
    found: dict[str, list[str]] = {}
    for width, height in SIZES:
        visitor.page.set_viewport_size({"width": width, "height": height})
        wide = visitor.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            found[f"{width}"] = [f"The page is {wide} px wider than the window."]
        if width < 720 and (cut := visitor.page.evaluate(CUT)):
            found[f"{width} cut"] = cut
        for theme in THEMES:
            visitor.page.emulate_media(color_scheme=theme)
            visitor.page.wait_for_timeout(100)
            problems = findings(visitor.page, theme=theme)
            if problems:
                found[f"{width} {theme}"] = problems
    return found


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_on_a_screen(owner: Visitor, place: Place, screen: str) -> None:
    SCREENS[screen](owner, place)
    owner.page.wait_for_load_state("load")
    owner.page.wait_for_timeout(200)
    assert look_everywhere(owner) == {}


def test_axe_finds_nothing_where_people_come_in(enter: Enter, owner: Visitor, place: Place) -> None:
    stranger = enter()
    stranger.open("/sign-in")
    expect(stranger.page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert look_everywhere(stranger) == {}
    url = str(owner.call(f"/projects/{place.shared}/invitations", {"role": "annotator"})["url"])
    stranger.page.goto(f"{owner.server.url}/join#{url.partition('#')[2]}")
    expect(stranger.page.get_by_role("heading", name="You are invited")).to_be_visible()
    assert look_everywhere(stranger) == {}


def test_the_tab_of_the_browser_says_where_one_is(owner: Visitor, place: Place) -> None:
    owner.open(f"/p/{place.shared}/quality")
    expect(owner.page).to_have_title("Quality · Shared · inloop")
    owner.page.get_by_role("link", name="Data").click()
    expect(owner.page).to_have_title("Data · Shared · inloop")
    owner.open("/account")
    expect(owner.page).to_have_title("Account and tokens · inloop")


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_theme_follows_the_system_and_can_be_switched(owner: Visitor) -> None:
    owner.open("/")
    expect(owner.button("Switch to dark")).to_be_visible()
    light = background(owner.page)
    owner.page.emulate_media(color_scheme="dark")
    expect(owner.button("Switch to light")).to_be_visible()  # the browser tells the page at its next frame
    assert background(owner.page) != light
    owner.button("Switch to light").click()
    expect(owner.button("Switch to dark")).to_be_visible()
    assert background(owner.page) == light


def test_a_dark_room_sees_no_flash_of_white_before_the_page_runs(enter: Enter) -> None:
    late = enter(dark=True)
    late.page.route("**/assets/*.js", lambda route: route.abort())
    with late.tolerating():
        late.open("/")
        assert background(late.page) == "rgb(13, 14, 18)"
