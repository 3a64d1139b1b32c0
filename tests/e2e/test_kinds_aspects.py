"""Aspects of a text with their sentiment: set up, made by mouse, by touch and by keys alone, settled and read again."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, expect

from tests.e2e.conftest import Enter
from tests.e2e.texts import click_on, drag_over, heard, into_text, select_by_finger, until_suggested
from tests.e2e.visitor import Visitor
from tests.live import until

QUESTION: dict[str, Any] = {
    "id": "said",
    "kind": "aspects",
    "name": "What is thought of what?",
    "categories": [{"name": "Food"}, {"name": "Service"}],
    "attributes": [{"name": "Irony", "kind": "flag"}],
}
TEXT = "The soup was great 😀, but the waiter was very slow.\n\nToo expensive for what you get."
axe = Axe()


def place(words: str) -> dict[str, int]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


def aspect(target: str | None, opinion: str | None, label: str, **more: Any) -> dict[str, Any]:
    places = {side: words and place(words) for side, words in (("target", target), ("opinion", opinion))}
    return {**places, "label": label, **more}


SOUP = aspect("soup", "great", "positive", category="food")
WAITER = aspect("waiter", "very slow", "negative", category="service")
DEAR = aspect(None, "Too expensive", "negative")


def project_of(owner: Visitor, name: str, *, answers: int = 1, **settings: Any) -> int:
    """Make a project that asks for aspects of items that read the same."""
    schema = {"fields": [{"id": "text", "name": "Text"}], "questions": [QUESTION]}
    told = {"name": name, "schema": schema, "settings": {"answers_per_item": answers, **settings}}
    made = owner.call("/projects", told)
    rows = [{"key": f"row-{n}", "fields": {"text": TEXT}} for n in range(2)]
    owner.call(f"/projects/{made['id']}/items", {"items": rows})
    return int(made["id"])


def given(visitor: Visitor, project: int) -> list[Any]:
    """Give the standing answers of the person, the newest first."""
    return [row["values"].get("said") for row in visitor.call(f"/projects/{project}/history")["rows"]]


def listed(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("region", name="Aspects", exact=True).get_by_role("listitem")


def offered(visitor: Visitor, name: str) -> Locator:
    """What is offered at the selection."""
    return visitor.page.get_by_role("toolbar", name="Label the selection").get_by_role("button", name=name)


def test_aspects_are_made_changed_deleted_taken_back_and_corrected_by_mouse(owner: Visitor) -> None:
    project = project_of(owner, "Aspects by mouse")
    owner.start_labelling(project)
    drag_over(owner, "waiter")
    offered(owner, "negative").click()
    drag_over(owner, "very slow")
    offered(owner, "Opinion words of “waiter”").click()
    expect(listed(owner).first).to_contain_text("waiter — very slow — negative")
    owner.page.get_by_label("Category").select_option(label="Service")
    owner.page.get_by_label("Irony").check()
    click_on(owner, "soup", times=2)
    offered(owner, "negative").click()
    owner.page.get_by_label("Polarity").select_option(label="positive")
    drag_over(owner, "great")
    offered(owner, "Opinion words of “soup”").click()
    owner.page.get_by_label("Category").select_option(label="Food")
    owner.page.keyboard.press("Escape")
    owner.button("Implicit target").click()
    drag_over(owner, "Too expensive")
    offered(owner, "negative").click()
    expect(listed(owner)).to_have_count(3)
    expect(listed(owner).first).to_contain_text("(implicit) — Too expensive — negative")
    assert axe.run(owner.page).response["violations"] == []
    owner.button("Delete (implicit)").click()
    expect(listed(owner)).to_have_count(2)
    owner.press("z")
    expect(listed(owner)).to_have_count(3)
    owner.press("Control+Shift+z", "Control+z")
    expect(listed(owner)).to_have_count(3)
    owner.button("Submit").click()
    owner.sees_answers(1)
    ironic = {**WAITER, "attributes": {"irony": True}}
    assert given(owner, project) == [[DEAR, SOUP, ironic]]
    owner.press("h")
    mine = owner.page.get_by_role("complementary", name="Your answers")
    expect(mine).to_contain_text("2 negative, 1 positive")
    mine.get_by_text("Show where").click()
    expect(mine.get_by_role("list", name="What is thought")).to_contain_text("waiter — very slow — negative (Service)")
    assert axe.run(owner.page).response["violations"] == []
    mine.get_by_role("button", name="Change").click()
    expect(listed(owner)).to_have_count(3)
    click_on(owner, "waiter")
    owner.button("No opinion words").click()
    owner.button("Submit").click()
    corrected = [DEAR, SOUP, {**ironic, "opinion": None}]
    until(lambda: given(owner, project) == [corrected], what=lambda: given(owner, project))
    item = owner.call(f"/projects/{project}/items?status=answered")["rows"][0]["id"]
    owner.open(f"/p/{project}/data/{item}")
    expect(owner.page.get_by_role("list", name="What is thought")).to_contain_text("soup — great — positive (Food)")
    assert axe.run(owner.page).response["violations"] == []


def test_aspects_are_made_changed_deleted_taken_back_and_corrected_by_keys_alone(owner: Visitor) -> None:
    project = project_of(owner, "Aspects by keys")
    owner.start_labelling(project)
    into_text(owner)
    owner.press("Control+ArrowRight", "Control+ArrowRight", "1")
    heard(owner, "soup — positive")
    owner.press(*["Control+ArrowRight"] * 2, "e")
    heard(owner, "soup — great — positive")
    owner.press("c", "1")
    heard(owner, "soup — great — positive (Food)")
    owner.press("Escape", *["Control+ArrowRight"] * 5, "3")
    heard(owner, "the — neutral")
    owner.press("Alt+Shift+ArrowRight", "Control+z", "]", "]")
    owner.press("Control+Alt+ArrowRight", "Control+Alt+Shift+ArrowRight", "Alt+Shift+ArrowRight")
    heard(owner, "waiter — neutral")
    owner.press("2", "Control+ArrowRight", *["Control+Shift+ArrowRight"] * 2, "e", "c", "2")
    heard(owner, "waiter — very slow — negative (Service)")
    owner.press("Escape", "Escape", "Control+End", "Control+ArrowLeft", "i", "1")
    expect(listed(owner).first).to_contain_text("(implicit) — positive")
    owner.press("Delete")
    expect(listed(owner)).to_have_count(2)
    owner.press("Control+End", "Home", "Control+Shift+ArrowRight", "Control+Shift+ArrowRight", "i", "2")
    heard(owner, "(implicit) — Too expensive — negative")
    owner.press("]", "]", "[", "[", "Delete", "Control+z", "Control+Shift+z", "Control+z")
    expect(listed(owner)).to_have_count(3)
    assert axe.run(owner.page).response["violations"] == []
    owner.press("Enter")
    owner.sees_answers(1)
    assert given(owner, project) == [[DEAR, SOUP, WAITER]]
    owner.press("z")
    owner.sees_answers(0)
    expect(listed(owner)).to_have_count(3)
    owner.press("[", "Backspace", "Enter")
    owner.sees_answers(1)
    assert given(owner, project) == [[DEAR, SOUP]]
    owner.press("o", "Enter")
    owner.sees_answers(2)
    assert given(owner, project)[0] == []


def test_a_phone_makes_aspects_by_touch(owner: Visitor, chromium: Browser, signed_in: Path) -> None:
    project = project_of(owner, "Aspects on a phone")
    context = chromium.new_context(
        storage_state=signed_in,
        viewport={"width": 390, "height": 844},
        color_scheme="dark",
        has_touch=True,
        is_mobile=True,
    )
    phone = Visitor(context, owner.server)
    phone.start_labelling(project)
    select_by_finger(phone, "waiter")
    offered(phone, "negative").tap()
    select_by_finger(phone, "very slow")
    offered(phone, "Opinion words of").tap()
    expect(listed(phone)).to_contain_text(["waiter — very slow — negative"])
    phone.page.get_by_label("Category").select_option(label="Service")
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe.run(phone.page).response["violations"] == []
    phone.button("Submit").tap()
    until(lambda: given(owner, project) == [[WAITER]], what=lambda: given(owner, project))
    context.close()
    assert phone.complaints == []


def test_two_people_settle_on_aspects(owner: Visitor, enter: Enter) -> None:
    project = project_of(owner, "Aspects of two", answers=2)
    bob = enter().join(owner, project, "Bob")
    for visitor, more in ((owner, [DEAR]), (bob, [])):
        for lent in visitor.call(f"/projects/{project}/assignments", {"want": 2})["assignments"]:
            values = {"said": [SOUP, *more]}
            body = {"id": str(uuid4()), "assignment": lent["id"], "values": values, "schema_version": 1}
            visitor.call(f"/projects/{project}/annotations", {**body, "active_ms": 900, "want": 0})

    def told() -> list[dict[str, Any]]:
        answer = owner.context.request.get(f"{owner.server.url}/api/projects/{project}/export?what=labels&format=jsonl")
        assert answer.ok, answer.text()
        return [json.loads(line) for line in answer.text().splitlines()]

    until(lambda: any(row.get("said.answers") == 2 and row["said.posterior"] for row in told()), what=told)
    row = next(row for row in told() if row.get("said.answers") == 2)
    assert SOUP in row["said"]


def test_aspects_are_set_up_in_the_schema_editor(owner: Visitor) -> None:
    schema = {
        "fields": [{"id": "text", "name": "Text"}],
        "questions": [{"id": "note", "kind": "text", "name": "Note?"}],
    }
    project = int(owner.call("/projects", {"name": "Set up aspects", "schema": schema})["id"])
    owner.open(f"/p/{project}/settings?part=schema")
    owner.button("Add a question").click()
    question = owner.page.get_by_role("region", name="New question")
    question.get_by_label("Question", exact=True).fill("What is thought of what?")
    question = owner.page.get_by_role("region", name="What is thought of what?")
    question.get_by_label("Answer", exact=True).select_option(label="Aspects of a text, each with its sentiment")
    categories = question.get_by_role("group", name="Categories")
    categories.get_by_role("button", name="Add a label").click()
    owner.page.keyboard.type("Price")
    question.get_by_label("An aspect may have no target").uncheck()
    assert axe.run(owner.page).response["violations"] == []
    owner.button("Save as version 2").click()
    until(lambda: len(owner.call(f"/projects/{project}")["schema"]["questions"]) == 2, what="It is not saved.")
    saved = owner.call(f"/projects/{project}")["schema"]["questions"][1]
    assert [label["id"] for label in saved["labels"]] == ["positive", "negative", "neutral"]
    assert (saved["on"], saved["implicit"], saved["categories"][0]["name"]) == ("text", False, "Price")


def review(n: int, *, known: bool) -> dict[str, Any]:
    """Make an item whose text judges one thing."""
    thing = ("soup", "waiter", "room", "bread", "wine", "view", "bed")[n % 7]
    word, label = (("great", "positive"), ("awful", "negative"), ("lovely", "positive"), ("slow", "negative"))[n % 4]
    text = f"the {thing} was {word} , case {n}"
    target, opinion = ({"start": text.index(said), "end": text.index(said) + len(said)} for said in (thing, word))
    said = [{"target": target, "opinion": opinion, "label": label}]
    return {"key": f"n{n}", "fields": {"text": text}, **({"labels": {"said": said}} if known else {})}


def test_a_model_suggests_aspects_and_each_is_taken_or_refused(owner: Visitor) -> None:
    project = project_of(owner, "Aspects suggested", show_suggestions=True)
    owner.call(f"/projects/{project}/items", {"items": [review(n, known=n <= 80) for n in range(1, 130)]})
    until_suggested(owner, project, "said")
    before = len(given(owner, project))
    owner.start_labelling(project)
    waiting = owner.page.get_by_role("region", name="Suggestions").get_by_role("listitem")
    expect(waiting.first).to_contain_text("sure")
    n = waiting.count()
    assert axe.run(owner.page).response["violations"] == []
    owner.press("d")
    expect(waiting).to_have_count(n - 1)
    owner.press("z")
    expect(waiting).to_have_count(n)
    owner.press("a")
    expect(waiting).to_have_count(n - 1)
    expect(listed(owner)).to_have_count(1)
    owner.press("c", "2", "Enter")
    until(lambda: len(given(owner, project)) == before + 1, what=lambda: given(owner, project))
    (taken,) = given(owner, project)[0]
    assert taken["target"] is not None
    assert taken["category"] == "service"
