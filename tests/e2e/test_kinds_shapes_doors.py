"""Shapes through every other door: set up, brought in with a column, merged of two people, read again, taken away."""

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.sync_api import expect

from tests.e2e.conftest import Enter
from tests.e2e.pictures import BOXES, POINTS, POLYGONS, gallery, no_barriers, picture
from tests.e2e.visitor import Visitor
from tests.live import until

TURNED = {"x": 100, "y": 75, "width": 200, "height": 150, "angle": 30, "label": "red-cell"}
BOX = {"x": 420, "y": 300, "width": 160, "height": 120, "label": "white-cell", "attributes": {"cut-off": True}}
OUTLINE = {"points": [[500, 60], [700, 60], [600, 220]], "label": "nucleus"}
POINT = {"x": 300, "y": 450, "label": "centre"}


def moved(part: dict[str, Any], by: float) -> dict[str, Any]:
    if "points" in part:
        return {**part, "points": [[x + by, y] for x, y in part["points"]]}
    return {**part, "x": part["x"] + by}


def answered(visitor: Visitor, project: int, by: float) -> None:
    (lent,) = visitor.call(f"/projects/{project}/assignments", {"want": 1})["assignments"]
    drawn = {"boxes": [TURNED, BOX], "polygons": [OUTLINE], "points": [POINT]}
    values = {kind: [moved(part, by) for part in parts] for kind, parts in drawn.items()}
    body = {"id": str(uuid4()), "assignment": lent["id"], "values": values, "schema_version": 1}
    visitor.call(f"/projects/{project}/annotations", {**body, "active_ms": 900, "want": 0})


def taken_away(owner: Visitor, project: int, form: str) -> bytes:
    answer = owner.context.request.get(f"{owner.server.url}/api/projects/{project}/export?what=labels&format={form}")
    assert answer.ok, answer.text()
    return answer.body()


def test_shapes_of_two_people_are_merged_drawn_on_the_item_and_taken_away(
    owner: Visitor, enter: Enter, tmp_path: Path
) -> None:
    questions = [{**BOXES, "rotate": True}, POLYGONS, POINTS]
    project = gallery(owner, tmp_path, questions, [picture(800, 600)] * 3, settings={"answers_per_item": 2})
    grace = enter().join(owner, project, "Grace")
    for who, by in ((owner, 0.0), (owner, 0.0), (grace, 4.0), (grace, 4.0), (grace, 4.0)):
        answered(who, project, by)
    item = next(row["id"] for row in owner.call(f"/projects/{project}/items")["rows"] if row["answers"] == 2)
    merged = lambda: owner.call(f"/projects/{project}/items/{item}")["merged"]  # noqa: E731
    until(lambda: len(merged()) == 3 and all(one["answers"] == 2 for one in merged()), what=merged)
    found = {one["question"]: one["value"] for one in merged()}
    assert [part["label"] for part in found["boxes"]] == ["red-cell", "white-cell"]
    assert 420 <= found["boxes"][1]["x"] <= 424
    assert found["boxes"][1]["attributes"] == {"cut-off": True}

    owner.open(f"/p/{project}/data/{item}")
    consensus = owner.page.get_by_role("region", name="Consensus")
    drawn = consensus.get_by_role("img", name="Where are cells?")
    expect(drawn.locator("rect")).to_have_count(2)
    expect(consensus.get_by_role("img", name="Outline the nucleus").locator("polygon")).to_have_count(1)
    expect(consensus.get_by_role("img", name="Where are centres?").locator("circle")).to_have_count(1)
    expect(consensus).to_contain_text("Merged of 2 answers")
    no_barriers(owner)
    owner.open(f"/p/{project}/label")
    expect(owner.page.get_by_role("application")).to_be_visible()
    owner.press("h")
    mine = owner.page.get_by_role("complementary", name="Your answers")
    mine.get_by_text("Show where").first.click()
    expect(mine.get_by_role("img", name="Where are cells?").locator("rect")).to_have_count(2)
    no_barriers(owner)

    row = json.loads(taken_away(owner, project, "jsonl").splitlines()[0])
    assert (row["boxes"], row["boxes.answers"]) == (found["boxes"], 2)
    with zipfile.ZipFile(BytesIO(taken_away(owner, project, "coco"))) as archive:
        coco = json.loads(archive.read("annotations.json"))
    names = {one["id"]: one["name"] for one in coco["categories"]}
    assert {names[one["category_id"]] for one in coco["annotations"]} == {"Centre", "Nucleus", "Red cell", "White cell"}


def test_shapes_are_set_up_on_screen_and_come_in_with_a_column(owner: Visitor, tmp_path: Path) -> None:
    project = gallery(owner, tmp_path, [POLYGONS], [picture(80, 60)])
    owner.open(f"/p/{project}/settings?part=schema")
    for name, kind in (("Where are cells?", "Boxes on a picture"), ("Where are centres?", "Points on a picture")):
        owner.button("Add a question").click()
        fresh = owner.page.get_by_role("region", name="New question")
        fresh.get_by_label("Question", exact=True).fill(name)
        asked = owner.page.get_by_role("region", name=name)
        asked.get_by_label("Answer", exact=True).select_option(label=kind)
        asked.get_by_label("Label 1", exact=True).fill("Red cell")
    boxes = owner.page.get_by_role("region", name="Where are cells?")
    owner.page.get_by_label("Pixels that two people may be apart").fill("6")
    if not boxes.get_by_label("Boxes may be turned").is_visible():
        boxes.get_by_role("button").first.click()
    boxes.get_by_label("Boxes may be turned").check()
    boxes.get_by_role("button", name="Ask something of each one").click()
    boxes.get_by_role("textbox", name="Attribute 1").fill("Cut off")
    no_barriers(owner)
    owner.button("Save as version 2").click()
    until(lambda: len(owner.call(f"/projects/{project}")["schema"]["questions"]) == 3, what="It is not saved.")
    _, boxed, pointed = owner.call(f"/projects/{project}")["schema"]["questions"]
    assert (boxed["rotate"], boxed["attributes"][0]["name"], boxed["labels"][0]["name"]) == (
        True,
        "Cut off",
        "Red cell",
    )
    assert pointed["tolerance"] == 6

    label, said = boxed["labels"][0]["id"], {boxed["attributes"][0]["id"]: True}
    value = [{"x": 10, "y": 10, "width": 20, "height": 20, "angle": 45, "label": label, "attributes": said}]
    path = tmp_path / "drawn.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.jpg", picture(80, 60, orientation=3))
        row = {"file": "a.jpg", "cells": value, "who": "Ada"}
        bad = {"file": "a.jpg", "cells": [{**value[0], "label": "no-such"}], "who": "Bob"}
        archive.writestr("rows.jsonl", "\n".join(json.dumps(one) for one in (row, bad)))
    sent = owner.context.request.post(
        f"{owner.server.url}/api/uploads?name=drawn.zip", data=path.read_bytes(), headers={"origin": owner.server.url}
    )
    columns = [
        {"name": "file", "role": "field"},
        {"name": "cells", "role": "label", "question": boxed["id"]},
        {"name": "who", "role": "annotator"},
    ]
    owner.call(f"/projects/{project}/imports", {"upload": sent.json()["id"], "columns": columns})
    run = lambda: owner.call(f"/projects/{project}/imports")[0]  # noqa: E731
    until(lambda: run()["state"] in {"done", "failed"}, what="The import does not end.")
    assert (run()["counts"]["labels"], run()["counts"]["rejected"]) == (1, 1), run()
    rows = owner.call(f"/projects/{project}/items")["rows"]
    full = [owner.call(f"/projects/{project}/items/{row['id']}") for row in rows]
    item = next(one for one in full if one["history"]["annotations"])
    owner.open(f"/p/{project}/data/{item['id']}")
    expect(owner.page.get_by_role("img", name="Where are cells? 1 Red cell").locator("rect")).to_have_count(1)
