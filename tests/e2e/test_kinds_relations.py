"""Relations between spans: set up, drawn by mouse and made by keys alone, settled and read again."""

import json
from typing import Any
from uuid import uuid4

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Enter
from tests.e2e.texts import click_on, drag_over, ends
from tests.e2e.visitor import Visitor
from tests.live import until

QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "names",
        "kind": "spans",
        "name": "Which names stand here?",
        "labels": [{"name": "Person"}, {"name": "Place"}, {"name": "Firm"}],
    },
    {
        "id": "ties",
        "kind": "relations",
        "name": "How are they related?",
        "labels": [{"name": "Lives in"}, {"name": "Works for"}],
        "attributes": [{"name": "Past", "kind": "flag"}],
    },
]
TEXT = "Ann lives in Rome and works for Acme.\n\nBob once lived in Oslo."
axe = Axe()


def end(words: str, label: str) -> dict[str, Any]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "label": label}


ANN, ROME, ACME, BOB, OSLO = (
    end(*one) for one in (("Ann", "person"), ("Rome", "place"), ("Acme", "firm"), ("Bob", "person"), ("Oslo", "place"))
)
SPANS = [ANN, ROME, ACME, BOB, OSLO]


def tie(here: dict[str, Any], there: dict[str, Any], label: str, **attributes: Any) -> dict[str, Any]:
    return {"from": here, "to": there, "label": label} | ({"attributes": attributes} if attributes else {})


def project_of(owner: Visitor, name: str, *, answers: int = 1) -> int:
    """Make a project that asks for spans and for relations between them, with two items that read the same."""
    schema = {"fields": [{"id": "text", "name": "Text"}], "questions": QUESTIONS}
    made = owner.call("/projects", {"name": name, "schema": schema, "settings": {"answers_per_item": answers}})
    items = [{"key": f"row-{n}", "fields": {"text": TEXT}} for n in range(2)]
    owner.call(f"/projects/{made['id']}/items", {"items": items})
    return int(made["id"])


def given(visitor: Visitor, project: int) -> list[Any]:
    """Give the standing relations of the person, the newest first."""
    return [row["values"].get("ties") for row in visitor.call(f"/projects/{project}/history")["rows"]]


def listed(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("region", name="Relations", exact=True).get_by_role("listitem")


def relation(visitor: Visitor, name: str) -> Locator:
    made = visitor.page.get_by_role("group", name="Relations that can be made")
    return made.get_by_role("button", name=name)


def mark_all(visitor: Visitor) -> None:
    """Mark the names by mouse."""
    for label, words in (("Person", ("Ann", "Bob")), ("Place", ("Rome", "Oslo")), ("Firm", ("Acme",))):
        chosen = visitor.page.get_by_role("group", name="Labels", exact=True).get_by_role("button", name=label)
        chosen.click()
        for word in words:
            drag_over(visitor, word)
        chosen.click()


def draw(visitor: Visitor, here: str, there: str) -> None:
    """Draw from one word to another."""
    mouse = visitor.page.mouse
    x, y, to_x, _ = ends(visitor, here)
    mouse.move((x + to_x) / 2, y)
    mouse.down()
    x, y, to_x, _ = ends(visitor, there)
    mouse.move((x + to_x) / 2, y, steps=4)
    mouse.up()


def test_relations_are_made_changed_deleted_taken_back_and_corrected_by_mouse(owner: Visitor) -> None:
    project = project_of(owner, "Relations by mouse")
    owner.start_labelling(project)
    mark_all(owner)
    relation(owner, "Lives in").click()
    draw(owner, "Ann", "Rome")
    expect(listed(owner)).to_have_count(1)
    relation(owner, "Works for").click()
    expect(listed(owner)).to_contain_text(["Works for"])
    owner.page.get_by_label("Relation", exact=True).select_option(label="Lives in")
    owner.page.keyboard.press("Escape")
    click_on(owner, "Oslo")
    click_on(owner, "Bob")
    expect(listed(owner)).to_have_count(2)
    owner.button("Turn round").click()
    owner.page.get_by_label("Past").check()
    owner.page.keyboard.press("Escape")
    draw(owner, "Ann", "Acme")
    expect(listed(owner)).to_have_count(3)
    assert axe.run(owner.page).response["violations"] == []
    owner.button("Delete Ann → Lives in → Acme").click()
    expect(listed(owner)).to_have_count(2)
    owner.press("z")
    expect(listed(owner)).to_have_count(3)
    listed(owner).filter(has_text="Acme").get_by_role("button").first.click()
    relation(owner, "Works for").click()
    owner.button("Submit").click()
    owner.sees_answers(1)
    made = [tie(ANN, ROME, "lives-in"), tie(ANN, ACME, "works-for"), tie(BOB, OSLO, "lives-in", past=True)]
    assert given(owner, project) == [made]
    owner.press("h")
    mine = owner.page.get_by_role("complementary", name="Your answers")
    mine.get_by_text("Show where").click()
    expect(mine.get_by_role("list", name="How are they related?")).to_contain_text("Bob → Lives in → Oslo")
    mine.get_by_role("button", name="Change").click()
    expect(listed(owner)).to_have_count(3)
    owner.button("Delete Ann → Works for → Acme").click()
    # The relation goes along with its span, and a span without its relation is no trouble.
    owner.button("Delete Firm: Acme").click()
    owner.button("Submit").click()
    until(lambda: given(owner, project) == [[made[0], made[2]]], what=lambda: given(owner, project))
    item = owner.call(f"/projects/{project}/items?status=answered")["rows"][0]["id"]
    owner.open(f"/p/{project}/data/{item}")
    expect(owner.page.get_by_role("list", name="How are they related?")).to_contain_text("Ann → Lives in → Rome")
    expect(owner.page.get_by_role("group", name="How are they related?").locator("svg path")).to_have_count(2)
    assert axe.run(owner.page).response["violations"] == []


def test_relations_are_made_changed_deleted_and_taken_back_by_keys_alone(owner: Visitor) -> None:
    project = project_of(owner, "Relations by keys")
    owner.start_labelling(project)
    mark_all(owner)
    owner.page.evaluate("document.activeElement.blur()")
    owner.press("ArrowDown")
    owner.press("]", "e", "]", "e")
    expect(owner.page.get_by_text("From “Ann” to “Rome”")).to_be_visible()
    owner.press("1")
    expect(listed(owner)).to_have_count(1)
    owner.press("2", "Escape")
    expect(listed(owner)).to_contain_text(["Works for"])
    owner.press("[", "e", "]", "]", "e", "2")
    expect(listed(owner)).to_have_count(2)
    owner.press("r")
    expect(listed(owner).nth(1)).to_contain_text("Acme Works for →Ann")
    owner.press("Control+z", "j", "1")
    expect(listed(owner).first).to_contain_text("Lives in")
    owner.press("j", "Delete")
    expect(listed(owner)).to_have_count(1)
    owner.press("Control+z")
    expect(listed(owner)).to_have_count(2)
    assert axe.run(owner.page).response["violations"] == []
    owner.press("Enter")
    owner.sees_answers(1)
    assert given(owner, project) == [[tie(ANN, ROME, "lives-in"), tie(ANN, ACME, "works-for")]]


def test_a_relation_follows_its_spans_and_never_points_to_nothing(owner: Visitor) -> None:
    project = project_of(owner, "Relations follow")
    owner.start_labelling(project)
    mark_all(owner)
    relation(owner, "Lives in").click()
    draw(owner, "Ann", "Rome")
    expect(listed(owner)).to_have_count(1)
    spans = owner.page.get_by_role("region", name="Spans", exact=True)
    spans.get_by_role("button", name="Place Rome").click()
    spans.get_by_label("Label", exact=True).select_option(label="Firm")
    owner.button("Submit").click()
    owner.sees_answers(1)
    assert given(owner, project) == [[tie(ANN, {**ROME, "label": "firm"}, "lives-in")]]
    mark_all(owner)
    relation(owner, "Lives in").focus()
    draw(owner, "Ann", "Rome")
    expect(listed(owner)).to_have_count(1)
    owner.button("Delete Person: Ann").click()
    owner.button("Submit").click()
    expect(owner.page.get_by_role("alert").filter(has_text="no longer marked")).to_be_visible()
    refused = owner.call(f"/projects/{project}/assignments", {"want": 1})["assignments"][0]
    body = {"id": str(uuid4()), "assignment": refused["id"], "schema_version": 1, "active_ms": 1, "want": 0}
    values = {"names": [ROME], "ties": [tie(ANN, ROME, "lives-in")]}
    answer = owner.context.request.post(
        f"{owner.server.url}/api/projects/{project}/annotations",
        data=json.dumps({**body, "values": values}),
        headers={"origin": owner.server.url, "content-type": "application/json"},
    )
    assert answer.status == 422
    assert "is not marked" in answer.text()


def test_two_people_settle_on_relations(owner: Visitor, enter: Enter) -> None:
    project = project_of(owner, "Relations of two", answers=2)
    bob = enter().join(owner, project, "Bob")
    for visitor, more in ((owner, [tie(BOB, OSLO, "lives-in")]), (bob, [])):
        # Both items, as nobody can tell which of them comes first to whom.
        for lent in visitor.call(f"/projects/{project}/assignments", {"want": 2})["assignments"]:
            values = {"names": SPANS, "ties": [tie(ANN, ROME, "lives-in"), *more]}
            body = {"id": str(uuid4()), "assignment": lent["id"], "values": values, "schema_version": 1}
            visitor.call(f"/projects/{project}/annotations", {**body, "active_ms": 900, "want": 0})

    def told() -> list[dict[str, Any]]:
        answer = owner.context.request.get(f"{owner.server.url}/api/projects/{project}/export?what=labels&format=jsonl")
        assert answer.ok, answer.text()
        return [json.loads(line) for line in answer.text().splitlines()]

    until(lambda: any(row.get("ties.answers") == 2 and row["ties.posterior"] for row in told()), what=told)
    row = next(row for row in told() if row.get("ties.answers") == 2)
    assert tie(ANN, ROME, "lives-in") in row["ties"]


def test_relations_are_set_up_in_the_schema_editor(owner: Visitor) -> None:
    schema = {"fields": [{"id": "text", "name": "Text"}], "questions": QUESTIONS[:1]}
    project = int(owner.call("/projects", {"name": "Set up relations", "schema": schema})["id"])
    owner.open(f"/p/{project}/settings?part=schema")
    owner.button("Add a question").click()
    question = owner.page.get_by_role("region", name="New question")
    question.get_by_label("Question", exact=True).fill("Which ties?")
    question = owner.page.get_by_role("region", name="Which ties?")
    question.get_by_label("Answer", exact=True).select_option(label="Relations between spans")
    question.get_by_label("Between the spans of").select_option(label="Which names stand here?")
    question.get_by_label("Label 1", exact=True).fill("Part of")
    assert axe.run(owner.page).response["violations"] == []
    owner.button("Save as version 2").click()
    until(lambda: len(owner.call(f"/projects/{project}")["schema"]["questions"]) == 2, what="It is not saved.")
    saved = owner.call(f"/projects/{project}")["schema"]["questions"][1]
    assert (saved["of"], saved["on"], saved["labels"][0]["name"]) == ("names", "text", "Part of")
