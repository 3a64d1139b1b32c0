"""A picture too large for a screen: looked at closely by wheel, keys and fingers, drawn on to the pixel, exported."""

import io
import json
import re
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Enter
from tests.e2e.fingers import Fingers
from tests.e2e.pictures import BOXES, gallery, given, no_barriers, rows, start
from tests.e2e.visitor import Visitor
from tests.live import until

SIZE = (9_000, 6_000)
MARK = (6_011, 4_007, 40, 24)
"""Where the mark lies: left, top, width, height."""
FINE = (6_000, 4_040, 64, 40)
"""Where every second column is black: the copy of 2,048 pixels shows grey."""
SEEN = """([canvas, x, y, width, height]) => {
    const [dense, box] = [devicePixelRatio, canvas.getBoundingClientRect()]
    const at = (x - box.left) * dense
    const data = canvas.getContext('2d').getImageData(at, (y - box.top) * dense, width * dense, height * dense).data
    let [low, high] = [255, 0]
    for (let n = 0; n < data.length; n += 4) {
        if (data[n + 3] === 255) [low, high] = [Math.min(low, data[n]), Math.max(high, data[n])]
    }
    return high - low
}"""


def scan(width: int, height: int) -> bytes:
    """A large picture with one red mark and stripes of one pixel below it."""
    image = Image.new("RGB", (width, height), (236, 232, 224))
    draw = ImageDraw.Draw(image)
    for step in range(0, width, 500):
        draw.line((step, 0, step, height), fill=(150, 170, 190), width=6)
        draw.line((0, step, width, step), fill=(150, 170, 190), width=6)
    draw.ellipse((5_700, 3_700, 6_400, 4_350), fill=(226, 205, 170))
    left, top, width, height = MARK
    draw.rectangle((left, top, left + width - 1, top + height - 1), fill=(200, 20, 40))
    left, top, width, height = FINE
    for column in range(left, left + width, 2):
        draw.line((column, top, column, top + height - 1), fill="black")
    file = io.BytesIO()
    image.save(file, "TIFF", compression="tiff_lzw")
    return file.getvalue()


def contrast(page: Page, board: Locator, at: tuple[float, float] | None = None) -> int:
    """Say how far the darkest and the brightest are apart that the tiles show around a spot, or in the middle."""
    tiles = board.locator("canvas").first.element_handle()
    box = board.bounding_box()
    assert box is not None
    x, y = at or (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    return int(page.evaluate(SEEN, [tiles, x - 60, y - 40, 120, 80]))


def cross(page: Page) -> tuple[int, int]:
    said = page.get_by_role("status").filter(has_text="Cross at").inner_text()
    found = re.search(r"Cross at (\d+), (\d+)", re.sub(r"(?<=\d),(?=\d)", "", said))
    assert found is not None, said
    return int(found[1]), int(found[2])


def go(owner: Visitor, x: int, y: int, *, start: tuple[int, int] | None = None) -> None:
    """Move the cross by single pixels, from where it says it is, or from where a shape was started."""
    at = start or cross(owner.page)
    for by, ways in ((x - at[0], ("ArrowLeft", "ArrowRight")), (y - at[1], ("ArrowUp", "ArrowDown"))):
        owner.press(*[f"Alt+{ways[by > 0]}"] * abs(by))
    assert cross(owner.page) == (x, y)


@pytest.mark.slow
def test_a_mark_of_a_few_pixels_is_found_and_boxed_in_a_large_scan(owner: Visitor, tmp_path: Path) -> None:
    page = owner.page
    project = gallery(owner, tmp_path, [BOXES], [scan(*SIZE)], form="tif")
    board = start(owner, project, *SIZE)
    spot = board.at(MARK[0] + 20, MARK[1] + 40)
    page.mouse.move(*spot)
    page.mouse.wheel(0, -400)
    expect(page.get_by_text("272 %")).to_be_visible()
    for _ in range(6):
        page.mouse.wheel(0, -200)
    until(lambda: contrast(page, board.frame, spot) > 200, what="The stripes are not told apart.")
    expect(board.frame.get_by_text("Preparing all details")).to_be_hidden()
    asked = [request.url for request in owner.requests if "?tile=" in request.url]
    assert 0 < len(asked) < 90, "only what is in sight is fetched"
    # To the mark by keys: the cross starts in the middle of what is seen, and zooming is about it.
    owner.press("b")
    board.frame.focus()
    go(owner, MARK[0], MARK[1])
    owner.press("+", "+", "+")
    board.frame.focus()
    owner.press("b")
    go(owner, MARK[0] + MARK[2], MARK[1] + MARK[3], start=MARK[:2])
    owner.press("b")
    expect(rows(owner)).to_contain_text("40 × 24 px")
    owner.press("i")
    no_barriers(owner)
    owner.press("i", "w")
    expect(page.get_by_text("100 %")).to_be_visible()
    owner.button("Submit").click()
    owner.sees_answers(1)
    answer = owner.context.request.get(f"{owner.server.url}/api/projects/{project}/export?what=labels&format=jsonl")
    (line,) = [json.loads(line) for line in answer.text().splitlines()]
    assert given(owner, project)[0]["boxes"] == line["boxes"], line
    (box,) = line["boxes"]
    assert (box["x"], box["y"], box["width"], box["height"]) == MARK


def test_a_large_scan_is_only_looked_at_on_a_phone_and_in_the_table(
    enter: Enter, signed_in: Path, owner: Visitor, tmp_path: Path
) -> None:
    choice = {"kind": "choice", "name": "Sound?", "labels": [{"name": "yes"}, {"name": "no"}]}
    project = gallery(owner, tmp_path, [choice], [scan(7_000, 4_000)], form="tif")
    phone = enter(state=signed_in, width=390, height=800, touch=True)
    phone.open(f"/p/{project}/label")
    frame = phone.page.get_by_role("group", name="Picture Photo")
    expect(frame).to_be_visible()
    box = frame.bounding_box()
    assert box is not None
    left, right, middle = (
        box["x"] + box["width"] / 2 - 20,
        box["x"] + box["width"] / 2 + 20,
        box["y"] + box["height"] / 2,
    )
    Fingers(phone).pinch(((left, middle), (left - 100, middle)), ((right, middle), (right + 100, middle)))
    expect(phone.page.get_by_text("600 %")).to_be_visible()
    zoom = phone.page.get_by_role("button", name="Zoom in")
    for _ in range(3):
        zoom.click()
    until(lambda: contrast(phone.page, frame) > 0, what="No tile is shown on the phone.")
    assert phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    no_barriers(phone)
    owner.open(f"/p/{project}/data")
    owner.page.get_by_role("row").filter(has_text="picture-0.tif").get_by_role("link").click()
    beside = owner.page.get_by_role("group", name="Picture Photo")
    expect(beside).to_be_visible()
    beside.focus()
    beside.press("+")
    for _ in range(7):
        owner.page.get_by_role("button", name="Zoom in").click()
    until(lambda: contrast(owner.page, beside) > 0, what="No tile is shown beside the table.")
