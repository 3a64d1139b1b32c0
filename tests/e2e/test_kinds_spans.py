"""Spans of a text: set up, marked by mouse, by touch and by keys alone, suggested, settled and read again."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, expect

from tests.e2e.conftest import Enter
from tests.e2e.texts import click_on, drag_over, ends, heard, into_text, select_by_finger, surface, until_suggested
from tests.e2e.visitor import Visitor
from tests.live import until

QUESTION: dict[str, Any] = {
    "id": "names",
    "kind": "spans",
    "name": "Which names stand here?",
    "labels": [{"name": "Person"}, {"name": "Place"}, {"name": "Organisation"}],
    "attributes": [
        {"name": "Negated", "kind": "flag"},
        {"name": "Role", "options": [{"name": "Sender"}, {"name": "Receiver"}], "labels": ["person"]},
    ],
}
TEXTS = [
    "Ann Lee 👩‍👧 moved from Oslo to Lima.\n\nShe works for the University of Lima now.",
    "Bob Ray never left Rome.",
    "כתבה על ירושלים ועל דוד בן גוריון.",
    "Café Zoë in 東京都 is closed. 🇳🇴 Bergen too.",
]
axe = Axe()


def project_of(
    owner: Visitor, name: str, *, answers: int = 1, texts: list[str] | None = None,
    settings: dict[str, Any] | None = None, **more: Any,
) -> int:  # fmt: skip
    """Make a project that asks for spans."""
    field = {"id": "text", "name": "Text", **({"format": more.pop("format")} if "format" in more else {})}
    schema = {"fields": [field], "questions": [{**QUESTION, **more}]}
    made = owner.call(
        "/projects", {"name": name, "schema": schema, "settings": {"answers_per_item": answers, **(settings or {})}}
    )
    items = [{"key": f"row-{n}", "fields": {"text": text}} for n, text in enumerate(texts or TEXTS)]
    owner.call(f"/projects/{made['id']}/items", {"items": items})
    return int(made["id"])


def given(visitor: Visitor, project: int) -> list[Any]:
    """Give the standing answers of the person, the newest first."""
    return [row["values"].get("names") for row in visitor.call(f"/projects/{project}/history")["rows"]]


def _start(spans: list[dict[str, Any]]) -> int:
    return int(spans[0]["start"])


def listed(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("region", name="Spans", exact=True).get_by_role("listitem")


def labels(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("group", name="Labels", exact=True)


def label(visitor: Visitor, name: str) -> Locator:
    return labels(visitor).get_by_role("button", name=name)


def span(start: int, end: int, label: str, **attributes: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "label": label} | ({"attributes": attributes} if attributes else {})


def test_spans_are_made_changed_deleted_taken_back_and_corrected_by_mouse(owner: Visitor) -> None:
    project = project_of(owner, "By mouse", texts=TEXTS[:1] * 2)
    owner.start_labelling(project)
    label(owner, "Person").click()
    drag_over(owner, "Ann Lee")
    expect(listed(owner)).to_have_count(1)
    label(owner, "Person").click()
    click_on(owner, "Oslo", times=2)
    owner.page.get_by_role("toolbar", name="Label the selection").get_by_role("button", name="Place").click()
    drag_over(owner, "University of Lima")
    owner.page.get_by_role("toolbar").get_by_role("button", name="Organisation").click()
    click_on(owner, "Lima", 1, times=2)
    owner.page.get_by_role("toolbar").get_by_role("button", name="Place").click()
    expect(listed(owner)).to_contain_text(["Ann Lee", "Oslo", "University of Lima", "Lima"])
    expect(owner.page.get_by_role("region", name="Item")).to_contain_text("University of")
    assert axe.run(owner.page).response["violations"] == []
    # Another label, an attribute, and an end drawn along.
    click_on(owner, "Ann Lee")
    owner.page.get_by_label("Role").select_option(label="Sender")
    owner.page.get_by_label("Negated").check()
    x, y, _, _ = ends(owner, "Lee")
    handle = surface(owner).locator("xpath=..").locator("[data-side=end]")
    handle.hover()
    owner.page.mouse.down()
    owner.page.mouse.move(x, y, steps=4)
    owner.page.mouse.up()
    expect(listed(owner).first).not_to_contain_text("Lee")
    owner.button("Delete Place: Oslo").click()
    expect(listed(owner)).to_have_count(3)
    owner.press("z")
    expect(listed(owner)).to_have_count(4)
    owner.press("Control+Shift+z")
    expect(listed(owner)).to_have_count(3)
    owner.button("Submit").click()
    owner.sees_answers(1)
    made = [
        span(0, 3, "person", negated=True, role="sender"),
        span(56, 74, "organisation"),
        span(70, 74, "place"),
    ]
    assert given(owner, project) == [made]
    owner.press("h")
    mine = owner.page.get_by_role("complementary", name="Your answers")
    expect(mine).to_contain_text("1 Person, 1 Organisation, 1 Place")
    mine.get_by_text("Show where").click()
    expect(mine.get_by_role("group", name="Which names")).to_contain_text("Ann")
    assert axe.run(owner.page).response["violations"] == []
    mine.get_by_role("button", name="Change").click()
    expect(listed(owner)).to_have_count(3)
    owner.button("Delete Organisation").click()
    owner.button("Submit").click()
    until(lambda: given(owner, project) == [[made[0], made[2]]], what=lambda: given(owner, project))
    item = owner.call(f"/projects/{project}/items?status=answered")["rows"][0]["id"]
    owner.open(f"/p/{project}/data/{item}")
    expect(owner.page.get_by_role("group", name="Which names stand here?")).to_contain_text("Ann Lee")
    assert axe.run(owner.page).response["violations"] == []


def test_spans_are_made_changed_deleted_taken_back_and_corrected_by_keys_alone(owner: Visitor) -> None:
    project = project_of(owner, "By keys", texts=TEXTS[:1] * 2)
    owner.start_labelling(project)
    expect(labels(owner)).to_be_visible()
    into_text(owner)
    owner.press("Control+Shift+ArrowRight", "Control+Shift+ArrowRight")
    heard(owner, "selected: Ann Lee")
    owner.press("1")
    heard(owner, "Person: “Ann Lee” marked")
    owner.press("Escape", *["Control+ArrowRight"] * 4, "2")
    heard(owner, "Place: “Oslo” marked")
    owner.press("Alt+ArrowRight", "Control+Alt+ArrowRight", "Control+Alt+Shift+ArrowLeft")
    heard(owner, "now Place: “from Oslo to”")
    owner.press("Alt+Shift+ArrowRight", "Alt+ArrowLeft")
    heard(owner, "now Place: “rom Oslo t”")
    owner.press("Control+z", "Control+z", "Control+z", "Control+z", "Control+z")
    expect(listed(owner)).to_contain_text(["Ann Lee", "Oslo"])
    owner.press("Control+Shift+z", "Control+z", "]", "3")
    expect(listed(owner).nth(0)).to_contain_text("Organisation")
    owner.press("1", "]", "Delete")
    expect(listed(owner)).to_have_count(1)
    # Lines, and from the end of the text back by characters.
    owner.press("ArrowDown", "Control+End", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft")
    owner.press("Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft")
    heard(owner, "selected: Lima")
    owner.press("2", "l")
    expect(listed(owner)).to_contain_text(["Ann Lee", "Lima", "Lima"])
    assert axe.run(owner.page).response["violations"] == []
    owner.press("Enter")
    owner.sees_answers(1)
    made = [span(0, 7, "person"), span(31, 35, "place"), span(70, 74, "place")]
    assert given(owner, project) == [made]
    owner.press("z")
    owner.sees_answers(0)
    expect(listed(owner)).to_have_count(3)
    into_text(owner)
    owner.press("[", "Backspace", "Enter")
    owner.sees_answers(1)
    assert given(owner, project) == [made[:2]]


def test_that_there_is_nothing_to_mark_is_an_answer(owner: Visitor) -> None:
    project = project_of(owner, "Nothing", texts=TEXTS[1:3])
    owner.start_labelling(project)
    expect(labels(owner)).to_be_visible()
    owner.press("Enter")
    expect(owner.page.get_by_role("alert").filter(has_text="needs an answer")).to_be_visible()
    owner.press("o", "Enter")
    owner.sees_answers(1)
    owner.button("Nothing to mark").click()
    owner.button("Submit").click()
    owner.sees_answers(2)
    assert given(owner, project) == [[], []]


def test_text_from_right_to_left_and_wide_characters_keep_their_places(owner: Visitor) -> None:
    project = project_of(owner, "Scripts", texts=TEXTS[2:])
    owner.start_labelling(project)
    label(owner, "Place").click()
    seen = []
    for _ in range(2):
        words = "ירושלים" if "כתבה" in owner.item.inner_text() else "Bergen"
        if words == "Bergen":
            drag_over(owner, words)
        else:
            into_text(owner)
            # In the order of reading: to the left is on.
            owner.press("Control+ArrowLeft", "Control+ArrowLeft", "Control+ArrowLeft", "2")
        expect(listed(owner)).to_contain_text([words if words == "Bergen" else ""])
        seen.append(words)
        owner.press("Enter")
        owner.sees_answers(len(seen))
    text = TEXTS[3]
    bergen = span(text.index("Bergen"), text.index("Bergen") + 6, "place")
    assert sorted(given(owner, project), key=_start) == [[span(8, 15, "place")], [bergen]]


PEOPLE = ["Ann", "Bob", "Eve", "Kim", "Lou", "Max", "Zoe", "Ada", "Ben", "Cleo"]
TOWNS = ["Rome", "Oslo", "Lima", "Bonn", "Graz", "Kyiv", "Riga", "York", "Bern", "Cork"]


def letter(n: int, *, known: bool) -> dict[str, Any]:
    """Make an item whose text names a person and a town."""
    who, where = PEOPLE[n % 10], TOWNS[n * 7 % 10]
    text = f"a letter from {who} who lives in {where} , case {n}"
    at = [
        span(text.index(word), text.index(word) + len(word), name) for word, name in ((who, "person"), (where, "place"))
    ]
    return {"key": f"n{n}", "fields": {"text": text}, **({"labels": {"names": at}} if known else {})}


def test_a_model_suggests_and_each_suggestion_is_taken_or_turned_down(owner: Visitor) -> None:
    first = [letter(0, known=False)["fields"]["text"]]
    project = project_of(owner, "Suggested", texts=first, settings={"show_suggestions": True})
    owner.call(f"/projects/{project}/items", {"items": [letter(n, known=n <= 100) for n in range(1, 160)]})
    until_suggested(owner, project, "names")
    before = len(given(owner, project))
    owner.start_labelling(project)
    waiting = owner.page.get_by_role("region", name="Suggestions").get_by_role("listitem")
    expect(waiting).to_have_count(2)
    expect(waiting.first).to_contain_text("% sure")
    assert axe.run(owner.page).response["violations"] == []
    owner.press("]")
    heard(owner, "suggestion Person")
    owner.press("d")
    expect(waiting).to_have_count(1)
    owner.press("z")
    expect(waiting).to_have_count(2)
    owner.press("Control+Shift+z", "a")
    expect(waiting).to_have_count(0)
    expect(listed(owner)).to_contain_text(["Place"])
    owner.press("Enter")
    owner.sees_answers(before + 1)
    assert [one["label"] for one in given(owner, project)[0]] == ["place"]
    before += 1
    expect(labels(owner)).to_be_visible()
    while waiting.count() != 2:
        owner.press("o", "Enter")
        before += 1
        owner.sees_answers(before)
    owner.button("Accept all").click()
    expect(listed(owner)).to_have_count(2)
    click_on(owner, listed(owner).first.locator("bdi").inner_text())
    owner.page.get_by_label("Label", exact=True).select_option(label="Organisation")
    owner.button("Submit").click()
    owner.sees_answers(before + 1)
    assert [one["label"] for one in given(owner, project)[0]] == ["organisation", "place"]


def test_two_people_settle_on_spans_and_they_can_be_taken_away(owner: Visitor, enter: Enter) -> None:
    project = project_of(owner, "Two", answers=2, texts=TEXTS[1:2])
    bob = enter().join(owner, project, "Bob")
    for visitor, end in ((owner, 7), (bob, 3)):
        lent = visitor.call(f"/projects/{project}/assignments", {"want": 1})["assignments"][0]
        values = {"names": [span(0, end, "person"), span(19, 23, "place")]}
        body = {"id": str(uuid4()), "assignment": lent["id"], "values": values, "schema_version": 1}
        visitor.call(f"/projects/{project}/annotations", {**body, "active_ms": 900, "want": 0})

    def told() -> list[dict[str, Any]]:
        answer = owner.context.request.get(f"{owner.server.url}/api/projects/{project}/export?what=labels&format=jsonl")
        assert answer.ok, answer.text()
        return [json.loads(line) for line in answer.text().splitlines()]

    until(lambda: any(row.get("names.answers") == 2 and row["names.posterior"] for row in told()), what=told)
    assert span(19, 23, "place") in told()[0]["names"]
    table = owner.context.request.get(f"{owner.server.url}/api/projects/{project}/export?what=labels&format=csv").text()
    assert '""start"":19' in table.replace(" ", "")


def test_spans_are_set_up_in_the_schema_editor(owner: Visitor) -> None:
    project = owner.project("Set up spans", ["One.", "Two."])
    owner.open(f"/p/{project}/settings?part=schema")
    owner.button("Add a question").click()
    question = owner.page.get_by_role("region", name="New question")
    question.get_by_label("Question", exact=True).fill("Which ones?")
    question = owner.page.get_by_role("region", name="Which ones?")
    question.get_by_label("Answer", exact=True).select_option(label="Spans of a text")
    question.get_by_label("Spans may overlap").uncheck()
    question.get_by_role("button", name="Ask something of each one").click()
    expect(question.get_by_role("status")).to_contain_text("Each attribute needs a name")
    question.get_by_role("textbox", name="Attribute 1").fill("Role")
    question.get_by_label("Answered by").select_option(label="one of several")
    attribute = question.get_by_role("group", name="Role")
    attribute.get_by_label("Label 1", exact=True).fill("Sender")
    attribute.get_by_label("Label 2", exact=True).fill("Receiver")
    attribute.get_by_label("person").check()
    assert axe.run(owner.page).response["violations"] == []
    owner.button("Save as version 2").click()
    until(lambda: len(owner.call(f"/projects/{project}")["schema"]["questions"]) == 2, what="It is not saved.")
    saved = owner.call(f"/projects/{project}")["schema"]["questions"][1]
    assert (saved["on"], saved["overlap"], saved["attributes"][0]["labels"]) == ("text", False, ["person"])
    assert [option["name"] for option in saved["attributes"][0]["options"]] == ["Sender", "Receiver"]


def test_a_phone_marks_by_touch(owner: Visitor, chromium: Browser, signed_in: Path) -> None:
    project = project_of(owner, "Phone", texts=TEXTS[:1])
    context = chromium.new_context(
        storage_state=signed_in, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    phone = Visitor(context, owner.server)
    phone.start_labelling(project)
    expect(labels(phone)).to_be_visible()
    # The handles of the system select; they rest, and the labels are offered.
    select_by_finger(phone, "Oslo")
    phone.page.get_by_role("toolbar").get_by_role("button", name="Place").tap()
    expect(listed(phone)).to_contain_text(["Oslo"])
    x, y, to_x, _ = ends(phone, "Oslo")
    phone.page.touchscreen.tap((x + to_x) / 2, y)
    phone.page.get_by_label("Label", exact=True).select_option(label="Person")
    expect(listed(phone).first).to_contain_text("Person")
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe.run(phone.page).response["violations"] == []
    phone.button("Submit").tap()
    until(lambda: given(owner, project) == [[span(23, 27, "person")]], what=lambda: given(owner, project))
    context.close()
    assert phone.complaints == []
