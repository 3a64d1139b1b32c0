"""A number, a slider and a tree of labels: set up, answered by mouse and by keys alone, settled and taken away."""

import json
from typing import Any
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Enter
from tests.e2e.visitor import Visitor
from tests.live import until

TREE = [
    {"name": "Animals"},
    {"name": "Cats", "parent": "Animals"},
    {"name": "Dogs", "parent": "Animals"},
    {"name": "Terriers", "parent": "Animals / Dogs"},
    {"name": "Poodles", "parent": "Animals / Dogs"},
    *({"name": name} for name in ("Plants", "Stones", "Clouds", "Rivers", "Houses", "Roads", "Ships", "Trains")),
]
QUESTIONS: list[dict[str, Any]] = [
    {"id": "about", "kind": "hierarchy", "name": "What is it about?", "labels": TREE},
    {"id": "far", "kind": "number", "name": "How far?", "min": 0, "max": 500, "unit": "km"},
    {"id": "sure", "kind": "slider", "name": "How sure?", "low": 0, "high": 100, "step": 5, "low_name": "not at all"},
]
axe = Axe()


def three(owner: Visitor, name: str, *, answers: int = 1, rows: list[dict[str, Any]] | None = None) -> int:
    """Make a project that asks all three."""
    schema = {"fields": [{"id": "text", "name": "Text"}], "questions": QUESTIONS}
    made = owner.call("/projects", {"name": name, "schema": schema, "settings": {"answers_per_item": answers}})
    items = rows or [{"key": f"row-{n}", "fields": {"text": f"Walk number {n}."}} for n in range(4)]
    owner.call(f"/projects/{made['id']}/items", {"items": items})
    return int(made["id"])


def given(visitor: Visitor, project: int) -> list[dict[str, Any]]:
    """Give the standing answers of the person, the newest first."""
    return [row["values"] for row in visitor.call(f"/projects/{project}/history")["rows"]]


def node(visitor: Visitor, name: str) -> Locator:
    return visitor.page.get_by_role("treeitem", name=name)


def test_all_three_are_answered_by_mouse(owner: Visitor) -> None:
    project = three(owner, "By mouse")
    owner.start_labelling(project)
    expect(node(owner, "Cats")).to_have_count(0)
    node(owner, "Animals").click()
    node(owner, "Dogs").click()
    node(owner, "Terriers").click()
    expect(owner.page.get_by_role("status").filter(has_text="Animals / Dogs / Terriers")).to_be_visible()
    owner.page.get_by_role("spinbutton", name="How far?").fill("501")
    owner.button("Submit").click()
    expect(owner.page.get_by_role("alert").filter(has_text="outside")).to_be_visible()
    owner.page.get_by_role("spinbutton", name="How far?").fill("12.5")
    owner.page.get_by_role("slider", name="How sure?").click()
    assert axe.run(owner.page).response["violations"] == []
    owner.button("Submit").click()
    owner.sees_answers(1)
    assert given(owner, project) == [{"about": "terriers", "far": 12.5, "sure": 50}]
    owner.press("h")
    mine = owner.page.get_by_role("complementary", name="Your answers")
    expect(mine).to_contain_text("Terriers")


def test_all_three_are_answered_by_keys_alone(owner: Visitor) -> None:
    project = three(owner, "By keys")
    owner.start_labelling(project)
    expect(owner.page.get_by_role("tree")).to_be_visible()
    owner.press("/")
    owner.page.keyboard.type("dogs p")
    expect(owner.page.get_by_role("listbox").get_by_role("option")).to_have_text(["Animals / Dogs / Poodles"])
    owner.press("Enter", "ArrowDown")
    owner.page.keyboard.type("40")
    owner.press("ArrowUp", "Escape", "ArrowDown")
    owner.press("ArrowRight", "PageUp", "ArrowLeft")
    owner.press("Enter")
    owner.sees_answers(1)
    assert given(owner, project)[0] == {"about": "poodles", "far": 41, "sure": 95}
    owner.press("1", "ArrowDown", "7", "Escape", "ArrowDown", "1")
    owner.page.keyboard.type("5")
    owner.press("Enter")
    owner.sees_answers(2)
    assert given(owner, project)[0] == {"about": "poodles", "far": 7, "sure": 15}
    node(owner, "Animals").focus()
    owner.press("ArrowRight", "ArrowDown", "Enter", "Enter")
    expect(owner.page.get_by_role("alert").filter(has_text="needs an answer")).to_be_visible()
    expect(node(owner, "Cats")).to_have_attribute("aria-selected", "true")


def test_two_people_settle_and_it_can_be_taken_away(owner: Visitor, enter: Enter) -> None:
    rows = [{"key": "known", "fields": {"text": "Known"}, "labels": {"about": "animals/dogs/terriers", "far": "12 km"}}]
    project = three(owner, "Two", answers=2, rows=[*rows, {"key": "b", "fields": {"text": "Both"}}])
    bob = enter().join(owner, project, "Bob")
    for visitor, far in ((owner, 10), (bob, 20)):
        for _ in range(2):
            lent = visitor.call(f"/projects/{project}/assignments", {"want": 1})["assignments"]
            if not lent:
                break
            values = {"about": "cats", "far": far, "sure": 50}
            body = {
                "id": str(uuid4()),
                "assignment": lent[0]["id"],
                "values": values,
                "schema_version": 1,
                "active_ms": 900,
                "want": 1,
            }
            visitor.call(f"/projects/{project}/annotations", body)

    def told() -> list[dict[str, Any]]:
        answer = owner.context.request.get(f"{owner.server.url}/api/projects/{project}/export?what=labels&format=jsonl")
        assert answer.ok, answer.text()
        return [json.loads(line) for line in answer.text().splitlines()]

    until(lambda: any(row.get("far.posterior") is not None for row in told()), what=told)
    both = next(row for row in told() if row["key"] == "b")
    assert (both["about"], both["far"], both["sure"], both["far.answers"]) == ("cats", 10, 50, 2)
    owner.open(f"/p/{project}/data")
    expect(owner.page.get_by_role("main")).to_contain_text("Cats")


@pytest.mark.parametrize("kind", ["One label of a tree", "A number", "A place on a slider"])
def test_each_is_set_up_in_the_schema_editor(owner: Visitor, kind: str) -> None:
    project = owner.project(f"Set up {kind}", ["One.", "Two."])
    owner.open(f"/p/{project}/settings?part=schema")
    owner.button("Add a question").click()
    question = owner.page.get_by_role("region", name="New question")
    question.get_by_label("Question", exact=True).fill("Which one?")
    question = owner.page.get_by_role("region", name="Which one?")
    question.get_by_label("Answer", exact=True).select_option(label=kind)
    if kind == "One label of a tree":
        question.get_by_role("textbox", name="Labels, one a line").fill("Film\n  Comedy\n  Drama\nBook")
        expect(question).to_contain_text("4 labels, of which 3 can be chosen")
    elif kind == "A number":
        question.get_by_label("At most").fill("10")
        question.get_by_label("Unit").fill("kg")
    else:
        question.get_by_label("Steps of").fill("0.5")
        expect(question.get_by_role("status")).to_contain_text("201 places are more than 101")
        question.get_by_label("Steps of").fill("10")
    assert axe.run(owner.page).response["violations"] == []
    owner.button("Save as version 2").click()
    until(lambda: len(owner.call(f"/projects/{project}")["schema"]["questions"]) == 2, what="It is not saved.")
