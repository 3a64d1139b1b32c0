"""Answers to each turn of a conversation and each cell of a row: by mouse and by keyboard alone."""

from typing import Any

from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Enter
from tests.e2e.test_kinds_compare import CHATS, ROWS, answers, is_clean, made, picture, start
from tests.e2e.visitor import Visitor
from tests.live import until

CHAT = [{"id": "chat", "kind": "conversation", "name": "Chat"}]
TABLE = [{"id": "row", "kind": "row", "name": "Row"}]
HELPS = {
    "kind": "choice",
    "name": "Does the reply help?",
    "labels": [{"name": "Helps"}, {"name": "Does nothing"}, {"name": "Harms"}],
    "each": "turn",
    "only": ["agent"],
}
FAULTS = {
    "kind": "choices",
    "name": "What is wrong?",
    "labels": [{"name": "Missing"}, {"name": "Impossible"}],
    "each": "cell",
    "required": False,
}


def chats(visitor: Visitor, name: str, question: dict[str, Any] | None = None, **settings: Any) -> int:
    return made(visitor, name, CHAT, question or HELPS, [{"chat": chat} for chat in CHATS], **settings)


def turn(visitor: Visitor, n: int) -> Locator:
    return visitor.page.get_by_role("region", name="Item").get_by_role("listitem").nth(n - 1)


def said(visitor: Visitor, project: int, expected: list[Any]) -> None:
    until(lambda: answers(visitor, project) == expected, what=lambda: answers(visitor, project))


def test_replies_are_answered_one_by_one_by_mouse(owner: Visitor) -> None:
    project = chats(owner, "Turns by mouse")
    start(owner, project)
    questions = owner.page.get_by_role("region", name="Questions")
    expect(questions).to_contain_text("0 of 2 turns")
    expect(turn(owner, 1).get_by_role("radio")).to_have_count(0)
    turn(owner, 2).get_by_role("radio", name="Helps").click()
    expect(questions).to_contain_text("1 of 2 turns")
    owner.button("Submit").click()
    expect(owner.page.get_by_role("alert").filter(has_text="Some still have no answer.")).to_be_visible()
    turn(owner, 4).get_by_role("radio", name="Harms").click()
    turn(owner, 4).get_by_role("radio", name="Does nothing").click()
    is_clean(owner)
    picture(owner, "each-turn")
    owner.button("Submit").click()
    owner.sees_answers(1)
    said(owner, project, [{"1": "helps", "3": "does-nothing"}])
    owner.button("Undo").click()
    expect(turn(owner, 4).get_by_role("radio", name="Does nothing")).to_be_checked()
    turn(owner, 4).get_by_role("button", name="I can’t tell").click()
    owner.button("Submit").click()
    said(owner, project, [{"1": "helps", "3": None}])


def test_replies_are_answered_one_by_one_by_keyboard(owner: Visitor) -> None:
    project = chats(owner, "Turns by keyboard")
    start(owner, project)
    owner.press("1")
    expect(turn(owner, 4)).to_be_focused()
    owner.press("k", "2", "3")
    expect(turn(owner, 2).get_by_role("radio", name="Does nothing")).to_be_checked()
    expect(turn(owner, 4).get_by_role("radio", name="Harms")).to_be_checked()
    is_clean(owner)
    owner.press("Enter")
    owner.sees_answers(1)
    said(owner, project, [{"1": "does-nothing", "3": "harms"}])
    owner.press("z")
    owner.sees_answers(0)
    expect(turn(owner, 2).get_by_role("radio", name="Does nothing")).to_be_checked()
    owner.press("j", "k", "x", "Enter")
    owner.sees_answers(1)
    said(owner, project, [{"1": None, "3": "harms"}])
    owner.page.reload()
    expect(turn(owner, 4)).to_be_visible()
    owner.press("h")
    expect(owner.page.get_by_role("complementary", name="Your answers")).to_contain_text(
        "turn 2: I can’t tell, turn 4: Harms"
    )
    owner.button("Change").click()
    expect(turn(owner, 4).get_by_role("radio", name="Harms")).to_be_checked()
    owner.press("1", "1", "Enter")
    said(owner, project, [{"1": "helps", "3": "helps"}])


def test_an_answer_to_the_last_turn_goes_on_by_itself_where_that_is_wanted(owner: Visitor) -> None:
    project = chats(owner, "Turns in a stream")
    start(owner, project)
    owner.button("Go on by itself").click()
    owner.press("1", "2", "1", "3")
    owner.sees_answers(2)
    said(owner, project, [{"1": "helps", "3": "harms"}, {"1": "helps", "3": "does-nothing"}])


def test_cells_are_marked_by_mouse(owner: Visitor) -> None:
    project = made(owner, "Cells by mouse", TABLE, FAULTS, [{"row": row} for row in ROWS])
    start(owner, project)
    cells = owner.page.get_by_role("region", name="Item")
    cells.get_by_role("group", name="What is wrong?, work").get_by_role("checkbox", name="Missing").click()
    cells.get_by_role("group", name="What is wrong?, hours").get_by_role("checkbox", name="Impossible").click()
    expect(owner.page.get_by_role("region", name="Questions")).to_contain_text("2 of 4 cells")
    is_clean(owner)
    picture(owner, "each-cell")
    owner.button("Submit").click()
    owner.sees_answers(1)
    said(owner, project, [{"work": ["missing"], "hours": ["impossible"]}])


def test_cells_are_marked_by_keyboard_and_numbers_are_written_into_them(owner: Visitor) -> None:
    question = {"kind": "number", "name": "What should it be?", "each": "cell", "only": ["age", "hours"]}
    project = made(owner, "Cells by keyboard", TABLE, question, [{"row": row} for row in ROWS[:1]])
    start(owner, project)
    owner.press("4", "0", "Enter")
    expect(owner.page.get_by_role("spinbutton", name="What should it be?, hours")).to_be_focused()
    owner.press("3", "8", "Enter", "Enter")
    owner.sees_answers(1)
    said(owner, project, [{"age": 40, "hours": 38}])


def test_two_people_settle_each_turn(owner: Visitor, enter: Enter) -> None:
    project = chats(owner, "Two on turns", answers_per_item=2)
    bob = enter().join(owner, project, "Bob")
    for visitor in (owner, bob):
        start(visitor, project)
        for count in range(1, 4):
            visitor.press("1", "2", "Enter")
            visitor.sees_answers(count)
    owner.open(f"/p/{project}/data")
    row = owner.page.get_by_role("row").nth(1)
    expect(row).to_contain_text("turn 2: Helps; turn 4: Does nothing")
    row.click()
    expect(owner.page.get_by_role("main")).to_contain_text("turn 2: Helps, turn 4: Does nothing")


def test_a_question_is_set_up_for_each_turn(owner: Visitor) -> None:
    project = chats(owner, "Set up turns", {**HELPS, "each": "", "only": [], "name": "Is it solved?"})
    owner.open(f"/p/{project}/settings?part=schema")
    owner.button("Add a question").click()
    owner.page.get_by_label("Question", exact=True).fill("How polite?")
    owner.page.get_by_label("Answer", exact=True).select_option(label="A rating")
    owner.page.get_by_label("It is asked").select_option(label="of each turn of a conversation")
    owner.page.get_by_label("Only of turns in these roles").fill("agent, bot")
    is_clean(owner)
    owner.button("Save").click()

    def asked() -> Any:
        return owner.call(f"/projects/{project}")["schema"]["questions"]

    until(lambda: len(asked()) == 2, what=asked)
    added = asked()[1]
    assert (added["each"], added["only"], added["on"]) == ("turn", ["agent", "bot"], "chat")
