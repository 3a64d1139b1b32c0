"""Every kind of answer is agreed on, settled by skills and judged, on what people of differing skill answer."""

import json
import uuid
from typing import Any

import numpy as np
import pytest

from inloop.annotation import Fields
from inloop.kernel.ids import item_id
from inloop.loop import cycle, projects
from inloop.loop.labelling.views import handle_of
from inloop.loop.quality.settle import Settler
from inloop.simulation import SimulatedPerson
from inloop.simulation.truth import Truth, truth_of
from tests.integration.server.conftest import Site
from tests.truths import ASKED_OF, rows_of, schema_of

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)]
ITEMS = 24
SKILLS = {"Ann": 0.95, "Ben": 0.95, "Cay": 0.7, "Dan": 0.35}
PAIRS = len(SKILLS) * (len(SKILLS) - 1) // 2
NO_CONSENSUS = {"text": "of free texts none stands for the others"}


@pytest.mark.parametrize("kind", ASKED_OF)
async def test_people_are_ranked_by_skill_and_come_to_more_than_each_alone(site: Site, kind: str) -> None:
    project, truth = await _project(site, kind)
    likeness = {
        name: await _answer(site, project, truth, SimulatedPerson(n, skill), name)
        for n, (name, skill) in enumerate(SKILLS.items())
    }
    settler = Settler(site.system.database, site.system.published)
    for settling in settler.find(project, whole=True):
        site.system.database.write(lambda c, settling=settling: cycle.settle(c, settling))  # type: ignore[misc]
    quality = (await site.owner.get(f"/api/projects/{project}/quality")).json()
    if kind in NO_CONSENSUS:
        assert quality["agreement"]["percent"] is None
        return
    agreement = quality["agreement"]
    assert (agreement["items"], agreement["pairs"]) == (ITEMS, PAIRS * ITEMS)
    assert 0 < agreement["percent"]["low"] < agreement["percent"]["estimate"] < agreement["percent"]["high"] <= 1
    assert 0 < agreement["alpha"]["estimate"] < 1
    measured = {one["name"]: one["skill"] for one in quality["annotators"]}
    assert all(0 <= skill["low"] < skill["high"] <= 1 for skill in measured.values())
    good, fair, bad = ([measured[name]["estimate"] for name in some] for some in (("Ann", "Ben"), ("Cay",), ("Dan",)))
    assert np.mean(good) > fair[0] > bad[0]
    settled = await _consensus(site, project, truth)
    assert len(settled) == ITEMS
    assert np.mean(settled) > np.mean(list(likeness.values()))
    for one in quality[
        "annotators"
    ]:  # whether an answer is wrong beside those of others, by how sure people said to be
        (level,) = one["calibration"]
        assert level["right"]["n"] == ITEMS
        assert level["right"]["low"] < level["right"]["estimate"] + 1e-9 < level["right"]["high"] + 2e-9


async def _project(site: Site, kind: str) -> tuple[int, Truth]:
    schema = schema_of(kind)
    asked = [{**question, "confidence": "levels"} for question in schema["questions"]]
    truth = truth_of({**schema, "questions": asked}, rows_of(kind, ITEMS))
    settings = {"answers_per_item": len(SKILLS)}
    body = {"name": kind, "schema": {**schema, "questions": asked}, "settings": settings}
    made = await site.owner.post("/api/projects", json=body)
    assert made.status_code == 201, made.text
    project = int(made.json()["id"])
    await site.bring(project, [{"key": f"k{n}", "fields": _cells(item.fields)} for n, item in enumerate(truth.items)])
    return project, truth


def _cells(fields: Fields) -> dict[str, Any]:
    return {name: content.get("value", content) for name, content in fields.items()}


async def _answer(site: Site, project: int, truth: Truth, person: SimulatedPerson, name: str) -> float:
    """Answer all items as somebody; give how alike the answers and the truth are on average."""
    client, rng = await site.join(project, name=name), np.random.default_rng(person.number)
    found = site.system.database.read(lambda c: projects.get(c, project))
    places = {handle_of(found, item_id(project, n)): item for n, item in enumerate(truth.items)}
    question, alike = truth.schema.question("asked"), []
    while held := (await client.post(f"/api/projects/{project}/assignments", json={})).json()["assignments"]:
        known = places[held[0]["item"]]
        values = person.answer(truth.schema, known.answers, known.fields, rng=rng)
        body = {"id": str(uuid.uuid4()), "assignment": held[0]["id"], "values": values, "schema_version": 1}
        body["confidence"] = {"asked": 0.75}
        given = await client.post(f"/api/projects/{project}/annotations", json=body)
        assert given.status_code == 201, given.text
        alike.append(1 - question.part.distance(values["asked"], known.answers["asked"], question.settings))
    assert len(alike) == ITEMS
    return float(np.mean(alike))


async def _consensus(site: Site, project: int, truth: Truth) -> list[float]:
    """Give how alike the consensus of each item and the truth are."""
    question = truth.schema.question("asked")
    exported = await site.owner.get(f"/api/projects/{project}/export?what=labels&format=jsonl")
    rows = {row["key"]: row["asked"] for row in map(json.loads, exported.text.splitlines())}
    return [
        1 - question.part.distance(rows[f"k{n}"], item.answers["asked"], question.settings)
        for n, item in enumerate(truth.items)
        if rows[f"k{n}"] is not None
    ]
