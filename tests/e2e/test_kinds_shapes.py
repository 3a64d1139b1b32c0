"""Boxes, polygons and points on pictures: drawn by mouse and by keys alone, on large and on turned pictures."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Enter
from tests.e2e.pictures import BOXES, POINTS, POLYGONS, gallery, given, near, no_barriers, picture, rows, start
from tests.e2e.visitor import Visitor
from tests.live import until


def test_boxes_are_drawn_by_mouse(owner: Visitor, tmp_path: Path) -> None:
    project = gallery(owner, tmp_path, [{**BOXES, "rotate": True}], [picture(800, 600), picture(800, 600)])
    board = start(owner, project, 800, 600)
    board.drag((100, 75), (200, 150))
    expect(rows(owner)).to_have_count(1)
    board.drag((400, 300), (560, 420))
    expect(rows(owner)).to_have_count(2)
    owner.button("White cell").click()
    owner.page.get_by_role("checkbox", name="Cut off").check()
    board.drag((480, 360), (500, 380))  # moved
    board.drag((580, 440), (600, 460))  # sized
    no_barriers(owner)
    board.click((700, 100))
    owner.button("Delete 1 Red cell").click()
    expect(rows(owner)).to_have_count(1)
    owner.press("z")
    expect(rows(owner)).to_have_count(2)
    owner.button("Submit").click()
    owner.sees_answers(1)
    first, second = given(owner, project)[0]["boxes"]
    assert near(first, x=100, y=75, width=100, height=75)
    assert near(second, x=420, y=320, width=180, height=140)
    assert (first["label"], second["label"], second["attributes"]) == ("red-cell", "white-cell", {"cut-off": True})
    owner.press("h")
    mine = owner.page.get_by_role("complementary", name="Your answers")
    expect(mine).to_contain_text("1 Red cell, 1 White cell")
    mine.get_by_role("button", name="Change").click()
    expect(rows(owner)).to_have_count(2)
    rows(owner).first.get_by_role("button", name="Delete").click()
    owner.button("Submit").click()
    until(lambda: len(given(owner, project)[0]["boxes"]) == 1, what="The correction does not arrive.")


def test_boxes_are_drawn_by_keys_alone(owner: Visitor, tmp_path: Path) -> None:
    project = gallery(owner, tmp_path, [{**BOXES, "rotate": True}], [picture(800, 600), picture(800, 600)])
    board = start(owner, project, 800, 600)
    said = owner.page.get_by_role("status").filter(has_text="Cross at")
    owner.press("b")
    expect(said).to_contain_text("Cross at 400, 300")
    owner.press("b", *["Shift+ArrowRight"] * 2, *["Shift+ArrowDown"] * 2, "b")
    expect(rows(owner)).to_have_count(1)
    owner.press("2", "Shift+ArrowLeft", "ArrowUp", "Alt+ArrowRight", "r", "r", "Shift+r")
    expect(rows(owner).first).to_contain_text("5°")
    owner.press("Control+c", "Control+v")
    expect(rows(owner)).to_have_count(2)
    owner.press("Delete")
    expect(rows(owner)).to_have_count(1)
    owner.press("Control+z")
    expect(rows(owner)).to_have_count(2)
    owner.press("]", "]", "PageDown", "v", "v", "l", "l", "Escape")
    no_barriers(owner)
    owner.press("Enter")
    owner.sees_answers(1)
    shapes = given(owner, project)[0]["boxes"]
    assert len(shapes) == 2
    assert {shape["label"] for shape in shapes} == {"white-cell"}
    assert all(shape["angle"] == 5 and near(shape, width=shapes[0]["width"]) for shape in shapes)
    expect(board.frame).to_be_visible()
    owner.press("o")
    expect(owner.button("Nothing to draw")).to_have_attribute("aria-pressed", "true")
    owner.press("Enter")
    owner.sees_answers(2)
    assert given(owner, project)[0]["boxes"] == []


def test_outlines_and_points_lie_on_one_picture(owner: Visitor, tmp_path: Path) -> None:
    project = gallery(owner, tmp_path, [POLYGONS, POINTS], [picture(800, 600)])
    board = start(owner, project, 800, 600)
    board.click((100, 100), (300, 100), (300, 250), (100, 100))
    expect(rows(owner)).to_have_count(1)
    expect(rows(owner).first).to_contain_text("3 corners")
    owner.press("e", "Shift+ArrowDown", "b")
    expect(rows(owner).first).to_contain_text("4 corners")
    owner.page.get_by_role("heading", name="Where are centres?").click()
    owner.page.get_by_role("group", name="Where are centres?").get_by_role("button", name="Centre").click()
    board.click((500, 400), (600, 450))
    expect(rows(owner)).to_have_count(3)
    owner.press("b", "b")  # by the cross, where the middle is
    expect(rows(owner)).to_have_count(4)
    no_barriers(owner)
    owner.button("Submit").click()
    owner.sees_answers(1)
    (values,) = given(owner, project)
    assert len(values["polygons"][0]["points"]) == 4
    assert near(values["points"][0], x=500, y=400)
    assert near(values["points"][2], x=400, y=300)


@pytest.mark.parametrize(
    ("width", "height", "orientation"), [(8000, 6000, 1), (900, 600, 6)], ids=["very large", "turned by EXIF"]
)
def test_a_box_lands_where_it_was_drawn(
    owner: Visitor, tmp_path: Path, width: int, height: int, orientation: int
) -> None:
    project = gallery(owner, tmp_path, [BOXES], [picture(width, height, orientation=orientation)])
    # Turned by a quarter, the square that is stored left above stands right above.
    wide, high = (height, width) if orientation == 6 else (width, height)
    left, right = (wide * 3 // 4, wide * 7 // 8) if orientation == 6 else (wide // 8, wide // 4)
    board = start(owner, project, wide, high)
    board.drag((left, high / 8), (right, high / 4))
    expect(rows(owner)).to_have_count(1)
    owner.press("+", "+")
    owner.button("Submit").click()
    owner.sees_answers(1)
    (box,) = given(owner, project)[0]["boxes"]
    slack = wide / 100
    assert abs(box["x"] - left) < slack
    assert abs(box["y"] - high / 8) < slack
    assert abs(box["width"] - (right - left)) < slack
    assert box["x"] + box["width"] <= wide


def test_fingers_draw_and_a_phone_has_room(enter: Enter, signed_in: Path, owner: Visitor, tmp_path: Path) -> None:
    project = gallery(owner, tmp_path, [POINTS], [picture(800, 600)])
    phone = enter(state=signed_in, width=390, height=800)
    board = start(phone, project, 800, 600)
    board.click((200, 200))
    expect(rows(phone)).to_have_count(1)
    assert phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    no_barriers(phone)


def test_a_loose_shape_is_fitted_to_the_object_in_it(owner: Visitor, tmp_path: Path) -> None:
    """The square lies from 100, 75 to 200, 150."""
    project = gallery(owner, tmp_path, [BOXES, POLYGONS], [picture(800, 600)])
    board = start(owner, project, 800, 600)
    board.drag((80, 58), (228, 172))
    owner.button("Fit to the object").click()
    expect(rows(owner).get_by_text(re.compile("(9[6-9]|10[0-4]) × (7[1-9])"))).to_be_visible(timeout=30_000)
    no_barriers(owner)
    owner.button("Undo").click()
    expect(rows(owner).get_by_text("148 × 114")).to_be_visible()


def test_what_is_drawn_goes_to_the_edges_that_are_seen(owner: Visitor, tmp_path: Path) -> None:
    # The dark square of the picture reaches from 100, 75 to 200, 150.
    project = gallery(owner, tmp_path, [BOXES, POLYGONS], [picture(800, 600)] * 2)
    board = start(owner, project, 800, 600)
    board.drag((94, 81), (207, 143))
    owner.press("Delete", "Shift+b")
    expect(owner.button("Snap to edges")).to_have_attribute("aria-pressed", "true")
    board.drag((94, 81), (207, 143))
    expect(rows(owner)).to_have_count(1)
    owner.press("Escape", "ArrowDown")  # lets go of the box: up and down are free again
    board.click((95, 110), (150, 69), (205, 110))
    owner.press("Enter")
    no_barriers(owner)
    owner.button("Submit").click()
    owner.sees_answers(1)
    values = given(owner, project)[0]
    box, corners = values["boxes"][0], values["polygons"][0]["points"]
    sides = (box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])
    assert sides == pytest.approx((100, 75, 200, 150), abs=0.8)
    assert [corners[0][0], corners[1][1], corners[2][0]] == pytest.approx([100, 75, 200], abs=1.2)
    owner.page.reload()
    expect(owner.button("Snap to edges")).to_have_attribute("aria-pressed", "true")
