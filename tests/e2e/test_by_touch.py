"""Shapes, sounds and texts on a phone: with one finger, with two, with a pen beside which a hand rests."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Enter
from tests.e2e.fingers import Fingers, Pen
from tests.e2e.pictures import BOXES, POINTS, POLYGONS, Board, gallery, given, near, no_barriers, picture, rows, start
from tests.e2e.sounds import beeps, sounds
from tests.e2e.test_kinds_relations import project_of as related
from tests.e2e.test_kinds_segments import EVENTS
from tests.e2e.texts import ends, surface
from tests.e2e.visitor import Visitor
from tests.live import until

# A browser without a screen draws no handles for a long press: they rest around these words.
HANDLES = """(root, words) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words)
    if (at >= 0) return getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length)
  }
}"""


@pytest.fixture
def phone(enter: Enter, signed_in: Path) -> Visitor:
    """The owner with a phone in the hand."""
    return enter(state=signed_in, width=390, height=844, touch=True)


def scale(visitor: Visitor) -> int:
    """Read how closely the picture is looked at, in percent."""
    group = visitor.page.get_by_role("group", name="View")
    return int(group.get_by_text("%").inner_text().removesuffix(" %"))


def spread(board: Board, fingers: Fingers) -> None:
    """Draw two fingers apart around the middle."""
    fingers.pinch((board.at(350, 300), board.at(200, 200)), (board.at(450, 300), board.at(600, 400)))


def test_boxes_are_drawn_by_a_finger_and_by_a_pen(phone: Visitor, owner: Visitor, tmp_path: Path) -> None:
    project = gallery(owner, tmp_path, [BOXES], [picture(800, 600), picture(800, 600)])
    board = start(phone, project, 800, 600)
    fingers, pen = Fingers(phone), Pen(phone)
    fingers.drag(board.at(100, 100), board.at(300, 250))
    expect(rows(phone)).to_have_count(1)
    fingers.drag(board.at(200, 175), board.at(240, 215))  # moved
    fingers.drag(board.at(340, 290), board.at(400, 350))  # sized
    spread(board, fingers)
    assert scale(phone) > 200
    expect(rows(phone)).to_have_count(1)
    phone.button("Fit", exact=True).tap()
    expect(phone.page.get_by_text("100 %")).to_be_visible()
    pen.drag(board.at(500, 100), board.at(700, 250))
    expect(rows(phone)).to_have_count(2)
    pen.down(board.at(500, 400))
    fingers.down(board.at(700, 550))  # the hand beside the pen
    pen.move(board.at(500, 400), board.at(650, 500))
    fingers.up()
    pen.up(board.at(650, 500))
    expect(rows(phone)).to_have_count(3)
    rows(phone).nth(2).get_by_role("button", name="Delete").tap()
    expect(rows(phone)).to_have_count(2)
    no_barriers(phone)
    phone.button("Submit").tap()
    phone.sees_answers(1)
    first, second = given(phone, project)[0]["boxes"]
    assert near(first, x=140, y=140, width=260, height=210), first
    assert near(second, x=500, y=100, width=200, height=150), second


def test_points_and_outlines_are_set_moved_and_looked_at_closely_by_fingers(
    phone: Visitor, owner: Visitor, tmp_path: Path
) -> None:
    project = gallery(owner, tmp_path, [POINTS, POLYGONS], [picture(800, 600)])
    board = start(phone, project, 800, 600)
    fingers = Fingers(phone)
    fingers.tap(board.at(200, 200))
    expect(rows(phone)).to_have_count(1)
    spread(board, fingers)
    expect(rows(phone)).to_have_count(1)
    phone.button("Fit", exact=True).tap()
    fingers.drag(board.at(200, 200), board.at(300, 260))
    expect(rows(phone).first).to_contain_text("300, 260")
    phone.page.get_by_role("heading", name="Outline the nucleus").tap()
    expect(phone.page.locator("[data-focused]")).to_contain_text("Outline the nucleus")
    board.frame.scroll_into_view_if_needed()
    for spot in ((500, 100), (700, 100), (700, 300)):
        fingers.tap(board.at(*spot))
    spread(board, fingers)  # to see where the last corner goes
    phone.button("Fit", exact=True).tap()
    fingers.tap(board.at(500, 300))
    phone.button("Close the outline").tap()
    expect(rows(phone)).to_have_count(2)
    expect(rows(phone).nth(1)).to_contain_text("4 corners")
    board.frame.scroll_into_view_if_needed()
    fingers.drag(board.at(500, 100), board.at(450, 60))
    no_barriers(phone)
    phone.button("Submit").tap()
    phone.sees_answers(1)
    (values,) = given(phone, project)
    assert near(values["points"][0], x=300, y=260)
    corners = values["polygons"][0]["points"]
    assert len(corners) == 4
    assert all(abs(a - b) <= 8 for a, b in zip(corners[0], (450, 60), strict=True)), corners


def test_segments_are_made_sized_and_looked_at_closely_by_fingers(phone: Visitor, owner: Visitor) -> None:
    project = sounds(owner, "By fingers", [EVENTS], {"a.wav": beeps((1, 2)), "b.wav": beeps((1, 2))})
    phone.open(f"/p/{project}/label")
    wave = phone.page.get_by_role("slider", name="Place in the sound")
    expect(wave).to_have_attribute("aria-valuetext", "0:00.0 of 0:06.0")
    expect(phone.page.get_by_text("Drag over the wave")).to_be_visible()
    listed = phone.page.get_by_role("region", name="Segments").get_by_role("listitem")
    fingers = Fingers(phone)

    def at(moment: float, down: float = 60) -> tuple[float, float]:
        box = wave.bounding_box()
        assert box is not None
        return box["x"] + box["width"] * moment / 6, box["y"] + down

    def times(n: int) -> list[float]:
        found = re.findall(r"0:(\d\d\.\d+)", listed.nth(n).inner_text())
        return [float(one) for one in found]

    fingers.drag(at(1), at(2))
    expect(listed).to_have_count(1)
    assert times(0) == pytest.approx([1, 2], abs=0.1)
    fingers.drag(at(2), at(3))  # its end
    until(lambda: times(0) == pytest.approx([1, 3], abs=0.1), what=lambda: times(0))
    fingers.drag(at(2, 126), at(2.5, 126))  # its bar, below the wave
    until(lambda: times(0) == pytest.approx([1.5, 3.5], abs=0.1), what=lambda: times(0))
    fingers.tap(at(5))
    expect(wave).to_have_attribute("aria-valuetext", re.compile("0:0(4.9|5.0|5.1)"))
    fingers.pinch((at(2.9), at(1)), (at(3.1), at(5)))
    expect(listed).to_have_count(1)
    expect(phone.button("Look at more")).to_be_enabled()
    fingers.drag(at(4.5), at(5.5))  # a sixth of what is seen is now less than a second
    expect(listed).to_have_count(2)
    start, end = times(1)
    assert end - start < 0.5
    no_barriers(phone)
    phone.button("Submit").tap()
    phone.sees_answers(1)


def test_words_are_marked_and_related_by_fingers(phone: Visitor, owner: Visitor) -> None:
    project = related(owner, "By fingers")
    phone.start_labelling(project)
    fingers = Fingers(phone)

    def middle(words: str) -> tuple[float, float]:
        x, y, to_x, _ = ends(phone, words)
        return (x + to_x) / 2, y

    for words, label in (("Ann", "Person"), ("Rome", "Place")):
        surface(phone).evaluate(HANDLES, words)
        phone.page.get_by_role("toolbar").get_by_role("button", name=label).tap()
    phone.page.get_by_role("heading", name="How are they related?").tap()
    fingers.tap(middle("Ann"))
    fingers.tap(middle("Rome"))
    phone.page.get_by_role("button", name="Lives in").tap()
    ties = phone.page.get_by_role("region", name="Relations", exact=True).get_by_role("listitem")
    expect(ties).to_have_count(1)
    no_barriers(phone)
    phone.button("Submit").tap()
    phone.sees_answers(1)
    (values,) = given(phone, project)
    assert [(one["start"], one["end"]) for one in values["names"]] == [(0, 3), (13, 17)]
    assert len(values["ties"]) == 1
