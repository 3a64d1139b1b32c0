"""Emotions with their strength and places on the mood grid: set up, answered by mouse and by keys alone, settled."""

import json
from typing import Any
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Enter
from tests.e2e.visitor import Visitor
from tests.live import until

QUESTIONS: list[dict[str, Any]] = [
    {"id": "felt", "kind": "emotions", "name": "Which emotions show?"},
    {"id": "mood", "kind": "affect", "name": "How does it feel?"},
]
TEXTS = [
    "At last, the parcel is here!",
    "Nobody answers. Nobody ever does.",
    "The shop is on Main Street.",
    "Leave me be.",
]
axe = Axe()


def feelings(owner: Visitor, name: str, *, answers: int = 1, questions: list[dict[str, Any]] | None = None) -> int:
    """Make a project that asks both."""
    schema = {"fields": [{"id": "text", "name": "Text"}], "questions": questions or QUESTIONS}
    made = owner.call("/projects", {"name": name, "schema": schema, "settings": {"answers_per_item": answers}})
    items = [{"key": f"row-{n}", "fields": {"text": text}} for n, text in enumerate(TEXTS)]
    owner.call(f"/projects/{made['id']}/items", {"items": items})
    return int(made["id"])


def given(visitor: Visitor, project: int) -> list[dict[str, Any]]:
    """Give the standing answers of the person, the newest first."""
    return [row["values"] for row in visitor.call(f"/projects/{project}/history")["rows"]]


def strength(visitor: Visitor, name: str) -> Locator:
    return visitor.page.get_by_role("slider", name=name, exact=True)


def pad(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("application", name="Mood grid")


def press_at(visitor: Visitor, right: float, up: float) -> None:
    """Press the grid so far from its left and lower edge."""
    pad(visitor).evaluate("grid => grid.scrollIntoView({ block: 'center' })")
    box = pad(visitor).bounding_box()
    assert box is not None
    pad(visitor).click(position={"x": box["width"] * right, "y": box["height"] * (1 - up)})


def test_feelings_are_given_changed_taken_back_and_corrected_by_mouse(owner: Visitor) -> None:
    project = feelings(owner, "By mouse")
    owner.start_labelling(project)
    owner.button("Joy").click()
    owner.button("Joy").click()
    owner.button("Fear").click()
    expect(strength(owner, "Joy")).to_have_attribute("aria-valuetext", "medium")
    for _ in range(3):
        owner.button("Fear").click()
    expect(strength(owner, "Fear")).to_have_attribute("aria-valuetext", "not shown")
    press_at(owner, 0.9, 0.25)
    expect(owner.page.get_by_role("slider", name="Valence")).to_have_attribute("aria-valuetext", "0.8, pleasant")
    press_at(owner, 0.8, 0.25)
    assert axe.run(owner.page).response["violations"] == []
    owner.button("Submit").click()
    owner.sees_answers(1)
    assert given(owner, project) == [{"felt": {"joy": 2}, "mood": {"valence": 0.6, "arousal": -0.5}}]
    owner.button("Undo").click()
    owner.sees_answers(0)
    expect(strength(owner, "Joy")).to_have_attribute("aria-valuetext", "medium")
    owner.page.reload()
    expect(owner.page.get_by_role("slider", name="Arousal")).to_have_attribute("aria-valuetext", "−0.5, calm")
    owner.button("Submit").click()
    owner.sees_answers(1)
    owner.press("h")
    mine = owner.page.get_by_role("complementary", name="Your answers")
    expect(mine).to_contain_text("Joy (medium) · Valence 0.6, pleasant; Arousal −0.5, calm")
    mine.get_by_role("button", name="Change").click()
    owner.button("None of them shows").click()
    owner.button("Submit").click()
    until(lambda: given(owner, project)[0]["felt"] == {}, what=lambda: given(owner, project))


def test_feelings_are_given_changed_taken_back_and_corrected_by_keys_alone(owner: Visitor) -> None:
    project = feelings(owner, "By keys")
    owner.start_labelling(project)
    owner.press("1", "1", "1", "4", "3", "3", "3", "3")
    expect(strength(owner, "Anger")).to_have_attribute("aria-valuetext", "not shown")
    owner.press("ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp", "Shift+ArrowUp")
    expect(pad(owner)).to_be_focused()
    expect(
        owner.page.get_by_role("status").filter(has_text="Valence 0.2, pleasant; Arousal 0.4, stirred")
    ).to_be_attached()
    assert axe.run(owner.page).response["violations"] == []
    owner.press("Enter")
    owner.sees_answers(1)
    assert given(owner, project) == [{"felt": {"joy": 3, "fear": 1}, "mood": {"valence": 0.2, "arousal": 0.4}}]
    owner.press("Escape", "z")
    owner.sees_answers(0)
    owner.press("ArrowDown", "a", "ArrowDown", "Escape", "ArrowUp", "Backspace", "Enter")
    owner.sees_answers(1)
    assert given(owner, project) == [{"felt": {}, "mood": {"valence": 0.2, "arousal": 0.3}}]
    strength(owner, "Joy").focus()
    owner.press("ArrowRight", "ArrowRight", "ArrowDown", "ArrowRight", "ArrowDown", "ArrowRight", "ArrowLeft")
    expect(strength(owner, "Sadness")).to_have_attribute("aria-valuetext", "weak")
    expect(strength(owner, "Anger")).to_have_attribute("aria-valuetext", "not shown")
    owner.page.get_by_role("slider", name="Valence").focus()
    owner.press("ArrowLeft", "Enter")
    owner.sees_answers(2)
    assert given(owner, project)[0] == {"felt": {"joy": 2, "sadness": 1}, "mood": {"valence": -0.05, "arousal": 0}}


def test_two_people_settle_and_everybodys_place_is_drawn(owner: Visitor, enter: Enter) -> None:
    project = feelings(owner, "Two", answers=2)
    bob = enter().join(owner, project, "Bob")
    said = {owner: ({"joy": 3, "fear": 1}, (0.6, 0.4)), bob: ({"joy": 2}, (0.8, 0.4))}
    for visitor, (felt, (valence, arousal)) in said.items():
        for lent in visitor.call(f"/projects/{project}/assignments", {"want": 3})["assignments"]:
            values = {"felt": felt, "mood": {"valence": valence, "arousal": arousal}}
            body = {"id": str(uuid4()), "assignment": lent["id"], "values": values}
            visitor.call(f"/projects/{project}/annotations", {**body, "schema_version": 1, "active_ms": 900, "want": 0})

    def told() -> list[dict[str, Any]]:
        answer = owner.context.request.get(f"{owner.server.url}/api/projects/{project}/export?what=labels&format=jsonl")
        assert answer.ok, answer.text()
        return [json.loads(line) for line in answer.text().splitlines()]

    until(lambda: any(row.get("felt.answers") == 2 and row["felt.posterior"] for row in told()), what=told)
    row = next(row for row in told() if row["felt.answers"] == 2)
    assert set(row["felt"]) <= {"joy", "fear"}
    assert (row["felt"]["joy"], row["mood"]["arousal"], len(row["mood.all"])) == (2, 0.4, 2)
    assert 0.6 <= row["mood"]["valence"] <= 0.8
    owner.open(f"/p/{project}/data/{row['item']}")
    main = owner.page.get_by_role("main")
    expect(main).to_contain_text("Joy (strong), Fear (weak)")
    expect(main.get_by_role("img", name="Where 2 people put it")).to_be_visible()
    assert axe.run(owner.page).response["violations"] == []


@pytest.mark.parametrize("kind", ["Emotions, each with its strength", "A place on the mood grid"])
def test_each_is_set_up_in_the_schema_editor(owner: Visitor, kind: str) -> None:
    project = owner.project(f"Set up {kind}", ["One.", "Two."])
    owner.open(f"/p/{project}/settings?part=schema")
    owner.button("Add a question").click()
    question = owner.page.get_by_role("region", name="New question")
    question.get_by_label("Question", exact=True).fill("Which one?")
    question = owner.page.get_by_role("region", name="Which one?")
    question.get_by_label("Answer", exact=True).select_option(label=kind)
    if kind.startswith("Emotions"):
        question.get_by_label("Start from").select_option(label="Plutchik: eight")
        expect(question.get_by_label("Label 8", exact=True)).to_have_value("Anticipation")
        question.get_by_label("Intensities").fill("12")
        expect(question.get_by_role("status")).to_contain_text("Use 1 to 9 intensities")
        question.get_by_label("Intensities").fill("5")
    else:
        question.get_by_label("Scale").select_option(label="Nine steps each, as on the Self-Assessment Manikin")
        question.get_by_label("Ask too how much in control").check()
    assert axe.run(owner.page).response["violations"] == []
    owner.button("Save as version 2").click()
    until(lambda: len(owner.call(f"/projects/{project}")["schema"]["questions"]) == 2, what="It is not saved.")


def test_manikins_go_in_nine_steps_and_fit_a_phone(owner: Visitor) -> None:
    questions = [QUESTIONS[0], {**QUESTIONS[1], "scale": "manikin", "dominance": True}]
    project = feelings(owner, "Phone", questions=questions)
    owner.page.set_viewport_size({"width": 390, "height": 844})
    owner.start_labelling(project)
    owner.button("Surprise").click()
    press_at(owner, 0.95, 0.05)
    owner.page.get_by_role("slider", name="Dominance").fill("7")
    width = owner.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    assert axe.run(owner.page).response["violations"] == []
    owner.button("Submit").click()
    owner.sees_answers(1)
    assert given(owner, project) == [{"felt": {"surprise": 1}, "mood": {"valence": 9, "arousal": 1, "dominance": 7}}]
