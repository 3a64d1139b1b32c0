"""People say how sure they are, by mouse and by keys, and everybody finds it again."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.conftest import Enter
from tests.e2e.visitor import Visitor
from tests.live import until

axe = Axe()
LABELS = [{"name": "Good"}, {"name": "Bad"}]


def moods(owner: Visitor, name: str, *, way: str = "levels", answers: int = 1, items: int = 4) -> int:
    question = {"id": "mood", "kind": "choice", "name": "What is it like?", "labels": LABELS, "confidence": way}
    schema = {"fields": [{"id": "text", "name": "Text"}], "questions": [question]}
    made = owner.call("/projects", {"name": name, "schema": schema, "settings": {"answers_per_item": answers}})
    rows = [{"key": f"row-{n}", "fields": {"text": f"Day number {n}."}} for n in range(items)]
    owner.call(f"/projects/{made['id']}/items", {"items": rows})
    return int(made["id"])


def test_it_is_said_by_mouse_kept_over_a_reload_and_corrected(owner: Visitor) -> None:
    project = moods(owner, "Sure by mouse")
    owner.start_labelling(project)
    level = owner.page.get_by_role("group", name="How sure?")
    expect(level).to_have_count(0)
    owner.page.get_by_role("radio", name="Good").click()
    level.get_by_role("button", name="unsure").click()
    assert axe.run(owner.page).response["violations"] == []
    owner.page.reload()
    expect(level.get_by_role("button", name="unsure")).to_have_attribute("aria-pressed", "true")
    owner.button("Submit").click()
    owner.sees_answers(1)
    (row,) = owner.call(f"/projects/{project}/history")["rows"]
    assert row["confidence"] == {"mood": 0.5}
    owner.press("h")
    mine = owner.page.get_by_role("complementary", name="Your answers")
    expect(mine).to_contain_text("Good, unsure")
    mine.get_by_role("button", name="Change").click()
    expect(level.get_by_role("button", name="unsure")).to_have_attribute("aria-pressed", "true")
    level.get_by_role("button", name="certain").click()
    owner.button("Submit").click()
    until(lambda: owner.call(f"/projects/{project}/history")["rows"][0]["confidence"] == {"mood": 1}, what="kept")


def test_it_is_said_by_keys_alone_and_comes_back_with_undo(owner: Visitor) -> None:
    project = moods(owner, "Sure by keys", way="slider")
    owner.start_labelling(project)
    owner.press(".", "1", ".", ".", ",", ",", "Enter")
    owner.sees_answers(1)
    assert owner.call(f"/projects/{project}/history")["rows"][0]["confidence"] == {"mood": 0.7}
    owner.press("z")
    owner.sees_answers(0)
    expect(owner.page.get_by_role("slider", name="How sure?")).to_have_attribute("aria-valuetext", re.compile("70.%"))
    owner.press("2", "Enter")
    owner.sees_answers(1)
    row = owner.call(f"/projects/{project}/history")["rows"][0]
    assert (row["values"], row["confidence"]) == ({"mood": "bad"}, {"mood": 0.7})


def test_quality_shows_how_often_people_are_right_when_they_say_so(owner: Visitor, enter: Enter) -> None:
    project = moods(owner, "Sure together", answers=2, items=8)
    bob = enter().join(owner, project, "Bob")
    for visitor, sure in ((owner, 1.0), (bob, 0.25)):
        for n in range(8):
            (lent,) = visitor.call(f"/projects/{project}/assignments", {"want": 1})["assignments"]
            body = {"id": f"01890000-0000-7000-8000-{int(sure * 100):06d}{n:06d}", "assignment": lent["id"]}
            body |= {"values": {"mood": "good"}, "schema_version": 1, "confidence": {"mood": sure}, "want": 0}
            visitor.call(f"/projects/{project}/annotations", body)

    def told() -> list[list[float]]:
        people = owner.call(f"/projects/{project}/quality")["annotators"]
        return sorted([one["level"], one["right"]["n"]] for person in people for one in person["calibration"])

    until(lambda: told() == [[0.25, 8], [1, 8]], what=told)
    owner.open(f"/p/{project}/quality")
    table = owner.page.get_by_role("table", name="Right, by how sure they said they were").first
    expect(table).to_contain_text("of 8")
    assert axe.run(owner.page).response["violations"] == []


def test_it_is_set_up_in_the_schema_editor(owner: Visitor) -> None:
    project = owner.project("Set up sure", ["One."])
    owner.open(f"/p/{project}/settings?part=schema")
    owner.page.get_by_label("Ask how sure one is").select_option(label="from 0 to 100 %")
    owner.button("Save as version 2").click()

    def asked() -> str:
        return str(owner.call(f"/projects/{project}")["schema"]["questions"][0]["confidence"])

    until(lambda: asked() == "slider", what=asked)
