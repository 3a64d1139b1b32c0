"""The table of items over HTTP: pages, filters, facets, one item, exports."""

import csv
import io
import json
from typing import Any

import pytest

from inloop.loop.items import search
from inloop.loop.routing.model import BY_CHANCE
from inloop.people import Role
from tests.integration.server.conftest import Site, answer_of

pytestmark = pytest.mark.anyio


async def pages(site: Site, project: int, **filters: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    cursor = ""
    while True:
        asked = {"limit": 7, "cursor": cursor, **filters}
        page = await site.owner.get(f"/api/projects/{project}/items", params=asked)
        assert page.status_code == 200, page.text
        rows += page.json()["rows"]
        cursor = page.json()["next"]
        if not cursor:
            return rows


def index(site: Site, project: int) -> None:
    from inloop.loop import projects

    def step(connection: Any) -> int:
        found = projects.get(connection, project)
        return search.index_chunk(connection, project, projects.schema_of(connection, found))

    while site.system.database.write(step):
        pass


async def test_every_item_is_met_once_on_the_way_through_the_pages(site: Site) -> None:
    project = await site.project(items=30)
    newest = await pages(site, project)
    oldest = await pages(site, project, sort="old")
    assert [row["key"] for row in newest] == [f"r{n}" for n in reversed(range(30))]
    assert [row["id"] for row in oldest] == [row["id"] for row in reversed(newest)]
    first = (await site.owner.get(f"/api/projects/{project}/items")).json()
    assert (first["total"], first["total_exact"], first["search_ready"]) == (30, True, False)
    assert first["rows"][0]["fields"] == {"text": "Request number 29", "sex": "f"}


async def test_words_find_items_and_blind_fields_are_not_searched(site: Site) -> None:
    project = await site.project(items=30)
    index(site, project)
    assert [row["text"] for row in await pages(site, project, q="number 12")] == ["Request number 12"]
    assert len(await pages(site, project, q="request numb")) == 30
    assert await pages(site, project, q="f") == []
    assert (await site.owner.get(f"/api/projects/{project}/items", params={"q": '"* OR ('})).status_code == 200


async def test_a_field_made_blind_can_be_searched_no_longer(site: Site) -> None:
    project = await site.project(items=30)
    found = (await site.owner.get(f"/api/projects/{project}")).json()
    schema = found["schema"]
    shown = {**schema, "fields": [{**field, "show": "text"} for field in schema["fields"]]}
    asked = {"base_version": found["schema_version"], "schema": shown}
    assert (await site.owner.put(f"/api/projects/{project}/schema", json=asked)).status_code == 200
    index(site, project)
    assert len(await pages(site, project, q="f")) > 0

    asked = {"base_version": found["schema_version"] + 1, "schema": schema}
    assert (await site.owner.put(f"/api/projects/{project}/schema", json=asked)).status_code == 200
    assert await pages(site, project, q="f") == []
    index(site, project)
    assert await pages(site, project, q="f") == []
    assert len(await pages(site, project, q="request")) == 30


async def test_items_are_filtered_by_how_they_stand(site: Site) -> None:
    project = await site.project(items=10, overlap=0)
    ann = await site.join(project)
    held = (await ann.post(f"/api/projects/{project}/assignments", json={"want": 3})).json()["assignments"]
    await ann.post(f"/api/projects/{project}/annotations", json=answer_of(held[0], "bad", flag=True, want=0))
    await ann.post(f"/api/projects/{project}/assignments/{held[1]['id']}/skip", json={"reason": "broken", "want": 0})
    assert len(await pages(site, project, status="answered")) == 1
    assert len(await pages(site, project, status="skipped")) == 1
    assert len(await pages(site, project, status="unanswered")) == 8
    flagged = await pages(site, project, status="flagged")
    assert [(row["answers"], row["flagged"], row["status"]) for row in flagged] == [(1, True, "answered")]
    facets = (await site.owner.get(f"/api/projects/{project}/facets")).json()
    counts = {"unanswered": 8, "answered": 1, "disputed": 0, "flagged": 1, "skipped": 1, "unreadable": 0}
    assert facets["status"] == counts
    control = await pages(site, project, control=True)
    assert len(control) + len(await pages(site, project, control=False)) == 10


async def test_an_item_tells_its_story(site: Site) -> None:
    project = await site.project(items=1)
    ann = await site.join(project)
    held = (await ann.post(f"/api/projects/{project}/assignments", json={})).json()["assignments"]
    await ann.post(f"/api/projects/{project}/annotations", json=answer_of(held[0], note="hm"))
    await site.bring(project, [{"key": "r0", "fields": {"text": "Another text"}}])
    row = (await pages(site, project))[0]
    item = (await site.owner.get(f"/api/projects/{project}/items/{row['id']}")).json()
    assert [revision["rev"] for revision in item["revisions"]] == [2, 1]
    assert [(one["annotator"], one["note"]) for one in item["history"]["annotations"]] == [("Ann", "hm")]
    assert "annotation.given" in [event["act"] for event in item["history"]["events"]]


async def test_items_go_away_and_come_back(site: Site) -> None:
    project = await site.project(items=3)
    ids = [row["id"] for row in await pages(site, project)]
    gone = await site.owner.post(f"/api/projects/{project}/items/delete", json={"ids": ids[:2]})
    assert sorted(gone.json()["ids"]) == sorted(ids[:2])
    assert len(await pages(site, project)) == 1
    assert (await site.owner.get(f"/api/projects/{project}/items/{ids[0]}")).json()["deleted"] is True
    await site.owner.post(f"/api/projects/{project}/items/{ids[0]}/restore")
    assert len(await pages(site, project)) == 2
    await site.owner.post(f"/api/projects/{project}/items/{ids[0]}/erase")
    erased = (await site.owner.get(f"/api/projects/{project}/items/{ids[0]}")).json()
    assert (erased["erased"], erased["fields"]) == (True, {})


async def test_a_reviewer_sees_no_blind_field_in_the_table(site: Site) -> None:
    project = await site.project(items=2)
    reviewer = await site.join(project, Role.REVIEWER)
    page = (await reviewer.get(f"/api/projects/{project}/items")).json()
    assert [set(row["fields"]) for row in page["rows"]] == [{"text"}, {"text"}]


async def test_bad_items_are_told_and_stop_no_others(site: Site) -> None:
    project = await site.project()
    sent = [{"fields": {"text": "fine"}}, {"fields": {"text": "  "}}, {"fields": {"colour": "red"}}]
    told = (await site.owner.post(f"/api/projects/{project}/items", json={"items": sent})).json()
    assert (told["imported"], told["rejected"]) == (1, 2)
    assert [problem["number"] for problem in told["problems"]] == [2, 3]


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "parquet"])
@pytest.mark.parametrize("what", ["items", "annotations", "labels", "predictions"])
async def test_everything_can_be_taken_away(site: Site, what: str, form: str) -> None:
    project = await site.project(items=5)
    ann = await site.join(project)
    held = (await ann.post(f"/api/projects/{project}/assignments", json={})).json()["assignments"]
    await ann.post(f"/api/projects/{project}/annotations", json=answer_of(held[0], "bad"))
    file = await site.owner.get(f"/api/projects/{project}/export", params={"what": what, "format": form})
    assert file.status_code == 200
    assert f"moods-{what}.{form}" in file.headers["content-disposition"]
    if form == "csv" and what == "annotations":
        [row] = csv.DictReader(io.StringIO(file.text))
        assert (row["annotator"], row["mood"], row["state"]) == ("Ann", "bad", "standing")
        lent = (row["reason"], row["strategy"], row["suggested"].lower())
        assert lent in {("control", "", "false"), *(("uncertain", BY_CHANCE, said) for said in ("true", "false"))}
    if form == "jsonl" and what == "items":
        rows = [json.loads(line) for line in file.text.splitlines()]
        assert [row["field.text"] for row in rows] == [f"Request number {n}" for n in range(5)]


@pytest.mark.parametrize(("what", "name"), [("annotations", "reason"), ("annotations", "state"), ("labels", "key")])
async def test_an_answer_keeps_its_own_column_whatever_its_question_is_called(site: Site, what: str, name: str) -> None:
    labels = [{"name": "Good", "id": "good"}, {"name": "Bad", "id": "bad"}]
    asked = {"id": name, "kind": "choice", "name": name, "labels": labels, "confidence": "slider"}
    schema = {"fields": [{"id": "text"}], "questions": [asked]}
    project = (await site.owner.post("/api/projects", json={"name": "Names", "schema": schema})).json()["id"]
    await site.owner.post(f"/api/projects/{project}/items", json={"items": [{"key": "a", "fields": {"text": "Hm."}}]})
    (held,) = (await site.owner.post(f"/api/projects/{project}/assignments", json={})).json()["assignments"]
    sent = answer_of(held, None, confidence={name: 0.75}) | {"values": {name: "bad"}}
    assert (await site.owner.post(f"/api/projects/{project}/annotations", json=sent)).status_code == 201
    for form in ("jsonl", "csv"):
        file = await site.owner.get(f"/api/projects/{project}/export", params={"what": what, "format": form})
        (row,) = csv.DictReader(io.StringIO(file.text)) if form == "csv" else [json.loads(file.text)]
        assert row[f"answer.{name}"] == "bad"
        assert what == "labels" or float(row[f"answer.{name}.confidence"]) == 0.75
        assert row[name] not in ("bad", "", None)
