"""Labelling over HTTP: lend, answer, repeat, skip, take back."""

import uuid

import pytest

from tests.integration.server.conftest import Site, answer_of

pytestmark = pytest.mark.anyio


async def test_an_annotator_answers_and_gets_the_next_items_in_one_call(site: Site) -> None:
    project = await site.project(items=20)
    ann = await site.join(project)
    lent = await ann.post(f"/api/projects/{project}/assignments", json={"want": 3})
    assert lent.status_code == 200, lent.text
    held = lent.json()["assignments"]
    assert len(held) == 3
    assert all(field["id"] != "sex" for one in held for field in one["fields"])

    taken = await ann.post(f"/api/projects/{project}/annotations", json=answer_of(held[0]))

    assert taken.status_code == 201, taken.text
    told = taken.json()
    assert told["late"] is False
    assert [one["id"] for one in told["assignments"]][:2] == [held[1]["id"], held[2]["id"]]
    assert len(told["assignments"]) == 3
    assert told["progress"]["mine_total"] == 1
    assert told["progress"]["answered_items"] == 1


async def test_the_same_answer_again_changes_nothing_and_another_under_its_id_is_refused(site: Site) -> None:
    project = await site.project(items=5)
    ann = await site.join(project)
    held = (await ann.post(f"/api/projects/{project}/assignments", json={"want": 1})).json()["assignments"]
    body = answer_of(held[0])
    first = await ann.post(f"/api/projects/{project}/annotations", json=body)
    again = await ann.post(f"/api/projects/{project}/annotations", json=body)
    other = await ann.post(f"/api/projects/{project}/annotations", json={**body, "values": {"mood": "bad"}})
    assert [first.status_code, again.status_code, other.status_code] == [201, 200, 409]
    assert again.json() == first.json()
    assert other.json()["error"]["code"] == "conflict"


async def test_an_answer_that_does_not_fit_names_its_question(site: Site) -> None:
    project = await site.project(items=5)
    ann = await site.join(project)
    held = (await ann.post(f"/api/projects/{project}/assignments", json={})).json()["assignments"]
    refused = await ann.post(f"/api/projects/{project}/annotations", json=answer_of(held[0], "lovely"))
    assert refused.status_code == 422
    assert refused.json()["error"]["where"] == "mood"


async def test_a_skipped_item_goes_to_somebody_else(site: Site) -> None:
    project = await site.project(items=1, overlap=0)
    ann, ben = await site.join(project), await site.join(project, name="Ben")
    held = (await ann.post(f"/api/projects/{project}/assignments", json={})).json()["assignments"]
    skipped = await ann.post(f"/api/projects/{project}/assignments/{held[0]['id']}/skip", json={"reason": "unclear"})
    assert skipped.json()["assignments"] == []
    assert skipped.json()["empty_reason"] == "others-answer"
    to_ben = (await ben.post(f"/api/projects/{project}/assignments", json={})).json()["assignments"]
    assert [one["item"] for one in to_ben] == [held[0]["item"]]


async def test_an_answer_is_taken_back_and_comes_again_with_what_was_said(site: Site) -> None:
    project = await site.project(items=3)
    ann = await site.join(project)
    held = (await ann.post(f"/api/projects/{project}/assignments", json={"want": 1})).json()["assignments"]
    body = answer_of(held[0], "bad")
    await ann.post(f"/api/projects/{project}/annotations", json=body)
    history = (await ann.get(f"/api/projects/{project}/history")).json()
    assert [(row["annotation"], row["values"]) for row in history["rows"]] == [(body["id"], {"mood": "bad"})]

    back = await ann.post(f"/api/projects/{project}/annotations/{body['id']}/withdraw")

    assert back.status_code == 200, back.text
    assert back.json()["assignment"]["values"] == {"mood": "bad"}
    assert back.json()["assignment"]["id"] == held[0]["id"]
    assert back.json()["progress"]["mine_total"] == 0
    assert (await ann.get(f"/api/projects/{project}/history")).json()["rows"] == []
    again = await ann.post(f"/api/projects/{project}/annotations/{body['id']}/withdraw")
    assert (again.status_code, again.json()) == (200, back.json())


async def test_a_correction_stands_beside_nothing(site: Site) -> None:
    project = await site.project(items=3)
    ann = await site.join(project)
    held = (await ann.post(f"/api/projects/{project}/assignments", json={"want": 1})).json()["assignments"]
    body = answer_of(held[0], "bad")
    await ann.post(f"/api/projects/{project}/annotations", json=body)
    again = (await ann.post(f"/api/projects/{project}/annotations/{body['id']}/reopen")).json()
    assert again["assignment"]["values"] == {"mood": "bad"}
    better = answer_of(again["assignment"], "good", supersedes=body["id"])
    assert (await ann.post(f"/api/projects/{project}/annotations", json=better)).status_code == 201
    rows = (await ann.get(f"/api/projects/{project}/history")).json()["rows"]
    assert [row["values"] for row in rows] == [{"mood": "good"}]


async def test_what_is_not_an_answer_is_refused_politely(site: Site) -> None:
    project = await site.project(items=3)
    ann = await site.join(project)
    place = f"/api/projects/{project}/annotations"
    held = (await ann.post(f"/api/projects/{project}/assignments", json={})).json()["assignments"]
    assert (await ann.post(place, content=b"{nonsense")).status_code == 422
    assert (await ann.post(place, json={})).status_code == 422
    assert (await ann.post(place, json=answer_of(held[0], id="7"))).json()["error"]["where"] == "id"
    assert (await ann.post(place, json=answer_of({"id": str(uuid.uuid4())}))).status_code == 404
    assert (await ann.post(place, json=answer_of(held[0], note="\x00"))).status_code == 422
