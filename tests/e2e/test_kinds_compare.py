"""Comparing answers, putting them in order, and reading conversations and rows: by mouse and by keyboard alone."""

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Enter
from tests.e2e.visitor import Visitor
from tests.live import until

axe = Axe()
FIELDS = [
    {"id": "prompt", "name": "Instruction", "show": "title"},
    {"id": "one", "name": "Response 1"},
    {"id": "two", "name": "Response 2"},
]
CHATS = [
    [
        {"role": "customer", "text": f"Where is parcel {n}? It should have come on Monday."},
        {"role": "agent", "text": "I look it up for you."},
        {"role": "action", "text": "The parcel has been found."},
        {"role": "agent", "text": "It left Lyon this morning and comes tomorrow."},
    ]
    for n in range(3)
]
ROWS = [{"age": 39 + n, "work": None, "hours": 40, "paid": True} for n in range(3)]


def made(
    visitor: Visitor,
    name: str,
    fields: list[dict[str, Any]],
    question: dict[str, Any],
    rows: list[Any],
    **settings: Any,
) -> int:
    schema = {"fields": fields, "questions": [{"id": "q", "name": "Which is better?", **question}]}
    project = int(visitor.call("/projects", {"name": name, "schema": schema, "settings": settings})["id"])
    items = [{"key": f"row-{n}", "fields": row} for n, row in enumerate(rows)]
    visitor.call(f"/projects/{project}/items", {"items": items})
    return project


def pairs(n: int) -> list[dict[str, str]]:
    return [
        {
            "prompt": f"Say what {k} and {k} make.",
            "one": f"They make {2 * k}, of course.",
            "two": f"They make {2 * k + 1}, I think.",
        }
        for k in range(1, n + 1)
    ]


def start(visitor: Visitor, project: int) -> None:
    visitor.open(f"/p/{project}/label")
    expect(visitor.page.get_by_role("region", name="Item")).to_be_visible()


def answers(visitor: Visitor, project: int) -> list[Any]:
    return [row["values"]["q"] for row in visitor.call(f"/projects/{project}/history")["rows"]]


def is_clean(visitor: Visitor) -> None:
    findings = axe.run(visitor.page).response["violations"]
    assert not findings, [(each["id"], each["nodes"][0]["html"]) for each in findings]


def picture(visitor: Visitor, name: str) -> None:
    """Keep the screen where `INLOOP_PICTURES` names a folder, to be looked at."""
    folder = os.environ.get("INLOOP_PICTURES")
    if folder:
        visitor.page.screenshot(path=Path(folder) / f"{name}.png")


def panel(visitor: Visitor, name: str) -> Locator:
    return visitor.page.get_by_role("region", name=name, exact=True)


def shown_first(visitor: Visitor) -> str:
    return "left" if "of course" in panel(visitor, "First").inner_text() else "right"


def test_the_better_of_two_is_chosen_by_mouse(owner: Visitor) -> None:
    project = made(owner, "Pairs by mouse", FIELDS, {"kind": "pairwise", "both_bad": True}, pairs(4))
    start(owner, project)
    said = []
    for count in range(1, 3):
        said.append(shown_first(owner))
        panel(owner, "First").get_by_role("button", name="Better").click()
        expect(owner.page.get_by_role("radio", name="The first is better")).to_be_checked()
        owner.button("Submit").click()
        owner.sees_answers(count)
    owner.page.get_by_role("radio", name="Neither will do").click()
    owner.button("Differences").click()
    expect(panel(owner, "First").get_by_role("deletion").first).to_be_visible()
    is_clean(owner)
    owner.button("Submit").click()
    owner.sees_answers(3)
    until(lambda: answers(owner, project) == ["both_bad", *said[::-1]], what=lambda: answers(owner, project))


def test_the_better_of_two_is_chosen_by_keyboard_and_the_value_speaks_of_the_fields(owner: Visitor) -> None:
    project = made(owner, "Pairs by keyboard", FIELDS, {"kind": "pairwise"}, pairs(12))
    start(owner, project)
    said: list[str] = []
    for count, key in enumerate("122112210", start=1):
        first = shown_first(owner)
        other = "right" if first == "left" else "left"
        said.insert(0, {"1": first, "2": other, "0": "tie"}[key])
        owner.press({1: "ArrowLeft", 2: "ArrowRight"}.get(count, key), "Enter")
        owner.sees_answers(count)
    until(lambda: answers(owner, project) == said, what=lambda: (answers(owner, project), said))
    owner.press("d")
    expect(panel(owner, "Second").get_by_role("insertion").first).to_be_visible()
    owner.press("z")
    expect(owner.page.get_by_role("radio", name="Equally good")).to_be_checked()
    owner.press("1", "Enter")
    until(lambda: answers(owner, project)[0] != "tie", what=lambda: answers(owner, project))


def test_a_coin_decides_which_of_two_stands_first(owner: Visitor) -> None:
    project = made(owner, "Coin", FIELDS, {"kind": "pairwise"}, pairs(16))
    start(owner, project)
    seen = set()
    for count in range(1, 17):
        first = shown_first(owner)
        owner.page.reload()
        expect(panel(owner, "First")).to_be_visible()
        assert shown_first(owner) == first, "the order changed while the item stayed"
        seen.add(first)
        if len(seen) == 2:
            return
        owner.press("1", "Enter")
        owner.sees_answers(count)
    pytest.fail(f"The same one always stood first: {seen}.")


def test_two_people_settle_on_the_better_one(owner: Visitor, enter: Enter) -> None:
    question = {"kind": "pairwise", "strength": True}
    project = made(owner, "Two judges", FIELDS, question, pairs(4), answers_per_item=2)
    bob = enter().join(owner, project, "Bob")
    for visitor in (owner, bob):
        start(visitor, project)
        for count in range(1, 5):
            visitor.press("1" if shown_first(visitor) == "left" else "4", "Enter")
            visitor.sees_answers(count)
    owner.open(f"/p/{project}/data")
    expect(owner.page.get_by_role("table")).to_contain_text("Response 1 is much better")
    expect(owner.page.get_by_role("region", name="Answer")).to_contain_text("Response 1 is much better")


def test_things_are_put_in_order_by_mouse(owner: Visitor) -> None:
    items = [{"id": name.lower(), "name": name} for name in ("Tea", "Coffee", "Water")]
    project = made(
        owner, "Order by mouse", [{"id": "text"}], {"kind": "ranking", "items": items}, [{"text": "In the morning"}] * 2
    )
    start(owner, project)
    order = owner.page.get_by_role("group", name="Which is better?")
    order.get_by_role("button", name="Water", exact=True).click()
    order.get_by_role("button", name="Tea", exact=True).click()
    expect(order.get_by_role("listitem")).to_have_count(3)
    expect(order.get_by_role("button", name="Coffee, place 3")).to_be_visible()
    order.get_by_role("button", name="Move Tea up").click()
    order.get_by_role("button", name="Coffee, place 3").drag_to(order.get_by_role("button", name="Tea, place 1"))
    expect(order.get_by_role("button", name="Coffee, place 1")).to_be_visible()
    is_clean(owner)
    owner.button("Submit").click()
    owner.sees_answers(1)
    until(lambda: answers(owner, project) == [["coffee", "tea", "water"]], what=lambda: answers(owner, project))


def test_answers_are_put_in_order_by_keyboard(owner: Visitor) -> None:
    fields = [*FIELDS, {"id": "three", "name": "Response 3"}]
    rows = [{**pair, "three": "Nobody knows."} for pair in pairs(2)]
    project = made(owner, "Order by keyboard", fields, {"kind": "ranking"}, rows)
    start(owner, project)
    owner.press("Enter")
    expect(owner.page.get_by_role("alert").filter(has_text="needs an answer")).to_be_visible()
    owner.press("b", "Enter")
    expect(owner.page.get_by_role("alert").filter(has_text="Give each one a place.")).to_be_visible()
    owner.press("a")
    order = owner.page.get_by_role("group", name="Which is better?")
    order.get_by_role("button", name="C, place 3").focus()
    owner.press("Alt+ArrowUp", "Alt+ArrowUp")
    expect(order.get_by_role("button", name="C, place 1")).to_be_focused()
    expect(order.get_by_role("status")).to_have_text("C is now 1 of 3.")
    is_clean(owner)
    best = {"of course": "one", "I think": "two", "Nobody": "three"}
    text = panel(owner, "C").inner_text()
    owner.press("Enter")
    owner.sees_answers(1)
    until(
        lambda: [value[0] for value in answers(owner, project)] == [next(v for k, v in best.items() if k in text)],
        what=lambda: (answers(owner, project), text),
    )


def test_a_conversation_and_a_row_are_read_by_keyboard(owner: Visitor) -> None:
    fields = [{"id": "chat", "kind": "conversation", "name": "Chat"}, {"id": "row", "kind": "row", "name": "Customer"}]
    rows = [{"chat": chat, "row": row} for chat, row in zip(CHATS, ROWS, strict=True)]
    project = made(owner, "Reading", fields, {"kind": "rating"}, rows)
    start(owner, project)
    turns = owner.page.get_by_role("list", name="Conversation, 4 turns")
    turns.get_by_role("listitem").last.focus()
    owner.press("ArrowUp", "ArrowUp")
    expect(turns.get_by_role("listitem").nth(1)).to_be_focused()
    expect(owner.page.get_by_role("region", name="Item")).to_contain_text("workempty")
    is_clean(owner)
    owner.press("4", "Enter")
    owner.sees_answers(1)
    item = int(owner.call(f"/projects/{project}/items?status=answered&limit=1")["rows"][0]["id"])
    owner.open(f"/p/{project}/data/{item}")
    expect(owner.page.get_by_role("list", name="Conversation, 4 turns")).to_contain_text("It left Lyon")
    is_clean(owner)


@pytest.mark.parametrize("recipe", ["conversation-quality", "response-preference", "table-review"])
def test_a_recipe_opens_on_its_sample_and_is_labelled(
    owner: Visitor, recipe: str, enter: Enter, signed_in: Path
) -> None:
    names = {
        "conversation-quality": ("Conversation quality", "4", "Conversation, "),
        "response-preference": ("Response preference", "1", "First"),
        "table-review": ("Table review", "1", "workclass"),
    }
    name, key, there = names[recipe]
    page = owner.page
    owner.open("/new")
    page.get_by_role("radio", name=name).check()
    owner.button("Use the sample").click()
    expect(page.get_by_role("heading", name=f"{recipe}-sample.jsonl")).to_be_visible()
    is_clean(owner)
    owner.button("Next: questions").click()
    is_clean(owner)
    picture(owner, f"{recipe}-questions")
    owner.button("Next: people and aim").click()
    owner.button("Create the project").click()
    page.wait_for_url("**/p/*")
    project = int(page.url.split("/p/")[1].split("/")[0])
    until(lambda: owner.call(f"/projects/{project}/items?limit=1")["rows"], what="The sample does not come in.")
    start(owner, project)
    owner.press(key, "Enter")
    owner.sees_answers(1)
    for width, height, dark in ((1440, 900, False), (1440, 900, True), (390, 844, False), (390, 844, True)):
        looking = enter(state=signed_in, width=width, height=height, dark=dark)
        start(looking, project)
        is_read(looking, there)
        is_clean(looking)
        picture(looking, f"{recipe}-{width}-{'dark' if dark else 'light'}")


def is_read(visitor: Visitor, there: str) -> None:
    item = visitor.page.get_by_role("region", name="Item")
    expect(item.get_by_text(there, exact=True).or_(item.get_by_role("list", name=there)).first).to_be_visible()


def test_an_answer_is_written_anew_from_the_one_shown(owner: Visitor) -> None:
    fields = [FIELDS[0], FIELDS[1]]
    question = {"kind": "text", "source": "one", "required": True}
    rows = [{name: pair[name] for name in ("prompt", "one")} for pair in pairs(2)]
    project = made(owner, "Anew", fields, question, rows)
    start(owner, project)
    field = owner.page.get_by_role("textbox", name="Which is better?")
    shown = owner.page.get_by_role("region", name="Item").get_by_role("paragraph").last.inner_text()
    expect(field).to_have_value(shown)
    owner.press("Enter")
    expect(owner.page.get_by_role("alert").filter(has_text="needs an answer")).to_be_visible()
    field.focus()
    owner.press("Control+a", "Delete")
    expect(field).to_have_value("")
    owner.press("Control+z")
    owner.button("Keep it as it is").or_(owner.page.get_by_text("Unchanged so far.")).first.wait_for()
    owner.press("Control+End", "Backspace")
    owner.page.keyboard.type(" – really!")
    expect(owner.page.get_by_role("group", name="What has changed").get_by_role("insertion").last).to_be_visible()
    is_clean(owner)
    picture(owner, "rewrite")
    text = field.input_value()
    owner.press("Control+Enter")
    owner.sees_answers(1)
    until(lambda: answers(owner, project) == [text], what=lambda: (answers(owner, project), text))
