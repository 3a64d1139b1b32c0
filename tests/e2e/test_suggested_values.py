"""A model suggests what cannot be counted: how it feels, in words, taken by one press and changed afterwards."""

import time
from uuid import uuid4

from playwright.sync_api import expect

from tests.e2e.visitor import Visitor

WORDS = {"glad": ("joyful wonderful day", 3), "sad": ("awful lonely loss", 2)}
QUESTION = {
    "id": "felt",
    "kind": "emotions",
    "name": "What is felt?",
    "labels": [{"id": "glad", "name": "Gladness"}, {"id": "sad", "name": "Sadness"}],
}


def test_a_suggested_feeling_is_taken_and_changed(owner: Visitor) -> None:
    ann = owner
    schema = {"fields": [{"id": "text", "name": "Text"}], "questions": [QUESTION]}
    project = ann.call("/projects", {"name": "Felt", "schema": schema})["id"]
    texts = [WORDS[("glad", "sad")[n % 2]][0] + f" number {n}" for n in range(60)]
    ann.call(f"/projects/{project}/items", {"items": [{"fields": {"text": one}} for one in texts]})
    lent = ann.call(f"/projects/{project}/assignments", {"want": 1})["assignments"]
    for _ in range(24):
        name = "glad" if "joyful" in lent[0]["fields"][0]["value"] else "sad"
        body = {
            "id": str(uuid4()), "assignment": lent[0]["id"], "values": {"felt": {name: WORDS[name][1]}},
            "schema_version": 1, "active_ms": 2_000, "want": 1,
        }  # fmt: skip
        lent = ann.call(f"/projects/{project}/annotations", body)["assignments"]
    ends = time.monotonic() + 60
    while ann.call(f"/projects/{project}/models")["champion"] is None:
        assert time.monotonic() < ends, "no version was trained"
        ann.page.wait_for_timeout(250)
    ann.open(f"/p/{project}/models")
    expect(ann.page.get_by_role("main").get_by_text("Likeness").first).to_be_visible()
    for _ in range(20):
        lent = ann.call(f"/projects/{project}/assignments", {"want": 1})["assignments"]
        if lent[0]["suggestion"]:
            break
        ann.call(f"/projects/{project}/assignments/{lent[0]['id']}/skip", {"reason": "unclear", "want": 0})
    ann.open(f"/p/{project}/label")
    guess = ann.page.get_by_role("list", name="What the model suggests").get_by_role("button")
    expect(guess).to_contain_text("%")
    expect(guess).to_have_attribute("aria-pressed", "false")
    ann.page.keyboard.press("Shift+Enter")
    expect(guess).to_have_attribute("aria-pressed", "true")
    ann.page.keyboard.press("1")
    expect(guess).to_have_attribute("aria-pressed", "false")
