"""A kind of answer from a package of somebody else: set up, asked, answered, seen, without touching ours."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.visitor import Visitor
from tests.live import Live, until
from tests.plug_ins import EXAMPLE, install

QUESTION = {"id": "sky", "kind": "hue", "name": "Which colour is the sky?", "steps": 8}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """`inloop up`, with the example plug-in installed."""
    running = Live(tmp_path_factory.mktemp("inloop"), plug_ins=install(EXAMPLE, tmp_path_factory.mktemp("installed")))
    try:
        yield running.start()
    finally:
        running.stop()


def hues(owner: Visitor, name: str) -> int:
    schema = {"fields": [{"id": "text", "name": "Text"}], "questions": [QUESTION]}
    made = owner.call("/projects", {"name": name, "schema": schema})
    rows = [{"key": f"row-{n}", "fields": {"text": f"The sky on day {n}."}} for n in range(3)]
    owner.call(f"/projects/{made['id']}/items", {"items": rows})
    return int(made["id"])


def test_a_strangers_kind_is_answered_by_keys_and_seen_everywhere(owner: Visitor) -> None:
    project = hues(owner, "Skies")
    owner.start_labelling(project)
    slider = owner.page.get_by_role("slider", name="Which colour is the sky?")
    expect(slider).to_have_attribute("aria-valuetext", "not chosen yet")
    owner.press("Enter")
    expect(owner.page.get_by_role("alert").filter(has_text="needs an answer")).to_be_visible()
    owner.press("3")
    expect(slider).to_have_attribute("aria-valuetext", "90°")
    assert Axe().run(owner.page).response["violations"] == []
    owner.press("Enter")
    owner.sees_answers(1)
    slider.fill("7")
    owner.button("Submit").click()
    owner.sees_answers(2)
    said = [row["values"]["sky"] for row in owner.call(f"/projects/{project}/history")["rows"]]
    assert sorted(said) == [2, 7]
    owner.open(f"/p/{project}/data?status=answered")
    owner.page.get_by_role("link", name="The sky on day").first.click()
    expect(owner.page.get_by_text(re.compile("^(90|315)°$")).first).to_be_visible()


def test_a_strangers_kind_is_set_up_in_the_schema_editor(owner: Visitor) -> None:
    project = hues(owner, "Set up")
    owner.open(f"/p/{project}/settings?part=schema")
    owner.button("Add a question").click()
    question = owner.page.get_by_role("region", name="New question")
    question.get_by_label("Question", exact=True).fill("And at night?")
    question = owner.page.get_by_role("region", name="And at night?")
    question.get_by_label("Answer", exact=True).select_option(label="A hue")
    question.get_by_label("Steps on the wheel").fill("1")
    expect(question.get_by_role("status")).to_contain_text("two steps or more")
    question.get_by_label("Steps on the wheel").fill("6")
    owner.button("Save as version 2").click()
    until(lambda: len(owner.call(f"/projects/{project}")["schema"]["questions"]) == 2, what="It is not saved.")
    assert owner.call(f"/projects/{project}")["schema"]["questions"][1]["steps"] == 6


def test_a_script_that_fails_is_named_and_stops_nothing_else(owner: Visitor) -> None:
    project = hues(owner, "Broken script")
    owner.page.route(
        "**/plugins/hue.v1/index.js",
        lambda route: route.fulfill(body="export default 3", content_type="text/javascript"),
    )
    owner.open(f"/p/{project}/data")
    expect(owner.page.get_by_text("The plug-in hue.v1")).to_be_visible()
    expect(owner.page.get_by_text("The sky on day 1.")).to_be_visible()
