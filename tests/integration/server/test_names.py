"""People are told by name to those who may know them."""

import pytest

from inloop.app.overview.model import Numbers
from inloop.app.overview.policies import next_actions, stage_lines
from inloop.people import Role
from tests.integration.server.conftest import Site, answer_of

pytestmark = pytest.mark.anyio

QUIET = {"answers": 300, "answered": 300, "items": 300, "waiting": 0, "has_guideline": True, "champion": 1}
EMPTY = dict.fromkeys(Numbers.__struct_fields__, 0) | {"accuracy": None}


async def test_the_record_tells_who_did_it(site: Site) -> None:
    project = await site.project(items=3)
    ann = await site.join(project, name="Ann Lee")
    held = (await ann.post(f"/api/projects/{project}/assignments", json={})).json()
    await ann.post(f"/api/projects/{project}/annotations", json=answer_of(held["assignments"][0]))
    rows = (await site.owner.get("/api/record", params={"project": project})).json()["rows"]
    named = {row["act"]: row["actor_name"] for row in rows}
    assert (named["annotation.given"], named["project.created"]) == ("Ann Lee", "Owner")


async def test_the_record_says_each_act_in_words_and_gives_those_about_one_thing(site: Site) -> None:
    project = await site.project(items=3)
    ann = await site.join(project, name="Ann Lee")
    held = (await ann.post(f"/api/projects/{project}/assignments", json={})).json()
    await ann.post(f"/api/projects/{project}/annotations", json=answer_of(held["assignments"][0]))
    rows = (await site.owner.get("/api/record", params={"project": project})).json()["rows"]
    told = {row["act"]: row["text"] for row in rows}
    assert (told["annotation.given"], told["items.brought"]) == ("answered 1 item", "brought items in")
    everything = (await site.owner.get("/api/record")).json()["rows"]
    assert all(row["text"] != row["act"] for row in everything)
    about = {"project": project, "about": "annotation"}
    (row,) = (await site.owner.get("/api/record", params=about)).json()["rows"]
    assert row["act"] == "annotation.given"


async def test_who_wrote_the_guideline_is_told_to_those_who_may_read_about_people(site: Site) -> None:
    project = await site.project()
    path = f"/api/projects/{project}/guideline"
    version = (await site.owner.get(path)).json()["version"]
    await site.owner.put(path, json={"base_version": version, "body": "Be kind."})
    assert (await site.owner.get(path)).json()["by_name"] == "Owner"
    assert (await site.owner.get(f"/api/projects/{project}/schema/versions")).json()[0]["by_name"] == "Owner"
    auditor = await site.join(project, Role.AUDITOR, name="Aud")
    assert (await auditor.get(path)).json()["by_name"] == "Owner"
    ann = await site.join(project)
    assert (await ann.get(path)).json()["by_name"] is None


async def test_the_owner_of_the_demo_is_among_its_people(site: Site) -> None:
    for _ in range(2):
        project = (await site.owner.post("/api/demo")).json()["id"]
    people = (await site.owner.get(f"/api/projects/{project}/people")).json()
    assert [(one["name"], one["role"]) for one in people] == [("Owner", "owner")]


@pytest.mark.parametrize(("people", "members", "asked"), [(1, 1, True), (1, 2, False), (2, 1, False)])
async def test_nobody_is_to_be_invited_once_there_are_two(people: int, members: int, asked: bool) -> None:
    numbers = Numbers(**EMPTY | QUIET | {"people": people, "members": members})
    assert ("invite" in [action.id for action in next_actions(numbers)]) is asked


@pytest.mark.parametrize(
    ("people", "sources", "line"),
    [
        (1, 0, "by 1 person"),
        (2, 3, "by 2 people and 3 from the data"),
        (0, 1, "came with the data"),
        (0, 0, "by 0 people"),
    ],
)
async def test_annotators_that_came_with_the_data_are_no_people(people: int, sources: int, line: str) -> None:
    lines = {
        stage.stage: stage.line for stage in stage_lines(Numbers(**EMPTY | {"people": people, "sources": sources}))
    }
    assert lines["labelling"] == line
