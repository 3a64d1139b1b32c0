"""Items that are alike, and one answer to many of them, over HTTP."""

import time
import uuid
from typing import Any

import httpx
import numpy as np
import pytest

from inloop.kernel.clock import now
from inloop.kernel.ids import item_id
from inloop.loop.predictions import store
from inloop.loop.predictions.model import FEATURES, SEGMENT_ROWS, Fitted
from inloop.people import Role
from tests.integration.server.conftest import Site

pytestmark = pytest.mark.anyio


def put_vectors(site: Site, project: int, vectors: np.ndarray[Any, np.dtype[np.float32]]) -> None:
    """Write vectors of items as the worker does; item n has row n."""
    fitted = Fitted(
        project=project, version=1, name="featurizer/test.v1", fields=["text"], dims=vectors.shape[1],
        rows=len(vectors), path="", sha256="", ready=True, watermark=0, at=now(),
    )  # fmt: skip
    segments = [
        site.system.files.write(
            vectors[start : start + SEGMENT_ROWS], np.ones(len(vectors[start : start + SEGMENT_ROWS]), np.int32),
            project=project, kind=FEATURES, version=1, number=start // SEGMENT_ROWS,
        )
        for start in range(0, len(vectors), SEGMENT_ROWS)
    ]  # fmt: skip
    site.system.database.write(lambda c: (store.add_fitted(c, fitted), store.put_segments(c, segments)))


async def bulk(client: httpx.AsyncClient, project: int, **body: Any) -> httpx.Response:
    sent = {"id": str(uuid.uuid4()), "values": {"mood": "good"}, "schema_version": 1, **body}
    return await client.post(f"/api/projects/{project}/bulk", json=sent)


async def near(site: Site, project: int, item: int, **asked: Any) -> dict[str, Any]:
    answer = await site.owner.get(f"/api/projects/{project}/items/{item}/similar", params=asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_the_nearest_items_come_first_and_deleted_ones_not_at_all(site: Site) -> None:
    project = await site.project(items=6)
    first = item_id(project, 0)
    assert await near(site, project, first) == {"rows": [], "ready": False}
    put_vectors(site, project, np.array([[1, 0], [0.8, 0.6], [0, 1], [2, 0.1], [-1, 0], [0, 0]], np.float32))
    await site.owner.post(f"/api/projects/{project}/items/{first + 1}/delete")
    told = await near(site, project, first)
    assert [(one["row"]["key"], round(one["likeness"], 2)) for one in told["rows"]] == [
        ("r3", 1.0), ("r2", 0.0), ("r5", 0.0), ("r4", -1.0),
    ]  # fmt: skip


async def test_only_items_that_fit_the_filter_are_near(site: Site) -> None:
    project = await site.project(items=6, control_rate=0)
    put_vectors(site, project, np.eye(6, dtype=np.float32) + 1)
    items = [item_id(project, n) for n in range(6)]
    given = await bulk(site.owner, project, items=items[:3], active_ms=900)
    assert given.json()["given"] == items[:3]
    told = await near(site, project, items[0], status="unanswered")
    assert [one["row"]["id"] for one in told["rows"]] == items[3:]


async def test_a_hundred_thousand_items_are_searched_within_the_budget(site: Site) -> None:
    project = await site.project(items=2)
    rng = np.random.default_rng(0)
    put_vectors(site, project, rng.normal(size=(100_000, 128)).astype(np.float32))
    neighbours = site.system.neighbours

    def find() -> Any:
        return site.system.database.read(lambda c: neighbours.of(c, project, item_id(project, 1), most=400))

    find()
    started = time.process_time()
    found = find()
    assert len(found) == 400
    assert time.process_time() - started < 0.6


async def test_one_answer_to_many_items_is_seen_as_such_and_taken_back_as_one(site: Site) -> None:
    project = await site.project(items=60, control_rate=0)
    items = [item_id(project, n) for n in range(45)]
    given = (await bulk(site.owner, project, items=items, active_ms=45_000)).json()
    assert len(given["given"]) == 45
    page = (await site.owner.get(f"/api/projects/{project}/items/{items[7]}")).json()
    (answer,) = page["history"]["annotations"]
    assert (answer["bulk"], answer["active_ms"], answer["reason"]) == (given["id"], 1_000, "requested")
    back = await site.owner.post(f"/api/projects/{project}/bulk/{given['id']}/withdraw")
    assert back.json() == {"withdrawn": 45}
    listed = await site.owner.get(f"/api/projects/{project}/items", params={"status": "answered"})
    assert listed.json()["total"] == 0


async def test_annotators_label_what_is_alike_by_their_leases_alone(site: Site) -> None:
    project = await site.project(items=30, control_rate=0, overlap=0)
    put_vectors(site, project, np.random.default_rng(1).normal(size=(30, 4)).astype(np.float32))
    ann = await site.join(project, Role.ANNOTATOR)
    refused = await bulk(ann, project, items=[item_id(project, 0)])
    assert refused.status_code == 403
    lent = (await ann.post(f"/api/projects/{project}/assignments", json={"want": 1})).json()["assignments"][0]
    alike = (await ann.post(f"/api/projects/{project}/assignments/{lent['id']}/alike", json={"most": 8})).json()
    assert (len(alike["assignments"]), alike["ready"]) == (8, True)
    assert "sex" not in str(alike)
    names = [one["id"] for one in alike["assignments"]]
    given = (await bulk(ann, project, assignments=[lent["id"], *names])).json()
    assert given["given"] == [lent["id"], *names]
    assert str(project << 32) not in str(given)


async def test_a_bulk_act_needs_an_id_and_an_item(site: Site) -> None:
    project = await site.project(items=2)
    assert (await bulk(site.owner, project, items=[])).status_code == 422
    assert (await bulk(site.owner, project, id="one", items=[item_id(project, 0)])).status_code == 422
