"""Outlines and points on pictures by keys alone: made, changed, deleted, taken back, sent, come back to, corrected."""

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.pictures import POINTS, POLYGONS, gallery, given, near, no_barriers, picture, rows, start
from tests.e2e.visitor import Visitor
from tests.live import until

LABELS = [{"name": "Nucleus"}, {"name": "Rim"}]


def hears(visitor: Visitor, words: str) -> None:
    """Wait until a screen reader has been told so."""
    expect(visitor.page.get_by_role("status").filter(has_text=words)).to_have_count(1)


def test_outlines_are_drawn_by_keys_alone(owner: Visitor, tmp_path: Path) -> None:
    project = gallery(owner, tmp_path, [{**POLYGONS, "labels": LABELS}], [picture(800, 600), picture(800, 600)])
    start(owner, project, 800, 600)
    owner.press("b")
    hears(owner, "Cross at 400, 300")
    owner.press("b", "Shift+ArrowRight", "b")
    hears(owner, "Corner 2 at")
    owner.press("Enter")  # a line is no outline: nothing is lost
    hears(owner, "three corners or more")
    owner.press("Shift+ArrowDown", "b", "ArrowLeft", "b")
    hears(owner, "Corner 4 at")
    owner.press("z", "Enter")
    expect(rows(owner)).to_contain_text(["3 corners"])

    owner.press("2", "ArrowRight", "Shift+ArrowDown")
    hears(owner, "Rim, 3 corners 401, 310")
    owner.press("e", "Shift+ArrowLeft")
    hears(owner, "391, 310")
    owner.press("Shift+e", "b", "Alt+ArrowUp")
    expect(rows(owner)).to_contain_text(["4 corners"])
    owner.press("Delete", "Delete")
    expect(rows(owner)).to_contain_text(["3 corners"])
    hears(owner, "three corners or more")
    owner.press("z", "Escape", "?")
    keys = owner.page.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("Show the cross; a corner at it")
    expect(keys).to_contain_text("Move the cross, or what is in hand by a pixel")
    no_barriers(owner)
    owner.press("Escape", "Control+c", "Control+v")
    expect(rows(owner)).to_have_count(2)
    owner.press("]", "Delete")
    expect(rows(owner)).to_have_count(1)
    owner.press("Control+z", "Control+Shift+z", "Control+z")
    expect(rows(owner)).to_have_count(2)
    no_barriers(owner)
    owner.press("Enter")
    owner.sees_answers(1)
    first, second = given(owner, project)[0]["polygons"]
    assert (len(first["points"]), len(second["points"])) == (4, 4)
    assert first["points"][0] == [391, 310]
    assert (first["label"], second["label"]) == ("rim", "rim")

    owner.press("z")  # come back
    owner.sees_answers(0)
    expect(rows(owner)).to_have_count(2)
    owner.press("]", "ArrowUp", "]", "Delete", "Enter")
    owner.sees_answers(1)
    (only,) = given(owner, project)[0]["polygons"]
    assert only["points"][0] == [391, 309]


def test_points_are_set_by_keys_alone(owner: Visitor, tmp_path: Path) -> None:
    project = gallery(owner, tmp_path, [{**POINTS, "labels": LABELS}], [picture(1600, 1200), picture(1600, 1200)])
    start(owner, project, 1600, 1200)
    owner.press("ArrowRight")  # shows the cross too
    hears(owner, "Cross at 800, 600")
    owner.press("b", "Alt+Shift+ArrowRight", "Alt+ArrowRight", "b", "2", "Alt+Shift+ArrowUp", "b")
    expect(rows(owner)).to_have_count(3)
    expect(rows(owner).nth(1)).to_contain_text("811, 600")
    owner.press("Escape", "ArrowLeft")  # of the cross: the point stays in hand
    hears(owner, "Rim, 810, 590")
    owner.press("[", "[", "ArrowUp", "ArrowUp")
    hears(owner, "Nucleus, 800, 598")
    owner.press("]", "Delete")
    expect(rows(owner)).to_have_count(2)
    owner.press("z")
    expect(rows(owner)).to_have_count(3)
    owner.press("+", "+", "+", "+", "[")
    no_barriers(owner)
    owner.press("Escape", "Enter")
    owner.sees_answers(1)
    points = given(owner, project)[0]["points"]
    assert [(point["x"], point["y"], point["label"]) for point in points] == [
        (800, 598, "nucleus"),
        (811, 600, "rim"),
        (810, 590, "rim"),
    ]
    owner.press("h", "Tab")
    mine = owner.page.get_by_role("complementary", name="Your answers")
    mine.get_by_role("button", name="Change").press("Enter")
    expect(rows(owner)).to_have_count(3)
    owner.press("[", "1", "Control+a", "ArrowRight", "Enter")
    until(lambda: given(owner, project)[0]["points"][0]["x"] == 801, what="The correction does not arrive.")
    assert near(given(owner, project)[0]["points"][2], x=811, y=590)
    assert given(owner, project)[0]["points"][2]["label"] == "nucleus"
