"""Boxes that a model has learnt from drawn ones: taken, turned down, and both taken back."""

from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.e2e.pictures import gallery, given, no_barriers, rows
from tests.e2e.visitor import Visitor
from tests.live import until
from tests.squares import drawing

LABELS = [{"id": "square", "name": "Square"}, {"id": "disc", "name": "Disc"}]
THINGS = {"kind": "boxes", "name": "Where are things?", "on": "file", "labels": LABELS}
PICTURES = 44


def drawn(number: int) -> bytes:
    file = BytesIO()
    Image.fromarray(drawing(number)[0]).save(file, "PNG")
    return file.getvalue()


def until_suggested(owner: Visitor, project: int) -> int:
    """Answer until the item in hand comes with two suggestions or more; give how many answers that took."""
    answered, known = 0, {drawn(n): n for n in range(PICTURES)}

    def suggested() -> bool:
        nonlocal answered
        lent = owner.call(f"/projects/{project}/assignments", {"want": 1})["assignments"][0]
        if len((lent["suggestion"] or {}).get("boxes", ())) > 1:
            return True
        if answered < 24 or owner.call(f"/projects/{project}/models")["versions"]:
            media = owner.context.request.get(f"{owner.server.url}{lent['fields'][0]['whole']}")
            assert media.ok, media.status
            body: dict[str, Any] = {"id": str(uuid4()), "assignment": lent["id"], "schema_version": 1, "want": 0}
            values = {"boxes": drawing(known[media.body()])[1]}
            owner.call(f"/projects/{project}/annotations", {**body, "values": values, "active_ms": 900})
            answered += 1
        return False

    until(suggested, what=lambda: owner.call(f"/projects/{project}/models"), patience_s=120)
    return answered


@pytest.mark.slow
def test_a_model_suggests_boxes_and_every_word_about_them_can_be_taken_back(owner: Visitor, tmp_path: Path) -> None:
    project = gallery(
        owner, tmp_path, [THINGS], [drawn(n) for n in range(PICTURES)], form="png", settings={"show_suggestions": True}
    )
    before = until_suggested(owner, project)
    owner.open(f"/p/{project}/label")
    waiting = rows(owner, "Suggestions")
    expect(waiting.first).to_contain_text("% sure")
    count = waiting.count()
    no_barriers(owner)
    owner.press("]", "d")
    expect(waiting).to_have_count(count - 1)
    expect(owner.button("Undo")).to_be_enabled()
    owner.press("z")
    expect(waiting).to_have_count(count)
    owner.press("Control+Shift+z")
    expect(waiting).to_have_count(count - 1)
    owner.press("a")
    expect(waiting).to_have_count(count - 2)
    expect(rows(owner)).to_have_count(1)
    owner.press("z", "z")
    expect(waiting).to_have_count(count)
    owner.press("Shift+a")
    expect(rows(owner)).to_have_count(count)
    owner.press("z")
    expect(waiting).to_have_count(count)
    waiting.first.get_by_role("button", name="Reject").click()
    owner.button("Accept all").click()
    expect(rows(owner)).to_have_count(count - 1)
    owner.button("Submit").click()
    owner.sees_answers(before + 1)
    assert len(given(owner, project)[0]["boxes"]) == count - 1
