"""Many at once: nobody gets what others hold, nothing is lost, and a late answer is kept."""

import asyncio
from collections import Counter
from typing import Any

import httpx
import pytest

from inloop.kernel.clock import MINUTE, now
from inloop.loop import projects
from inloop.loop.labelling import service as labels
from inloop.loop.labelling import store as label_store
from tests.integration.server.conftest import Site, answer_of

pytestmark = pytest.mark.anyio
PEOPLE, ITEMS = 16, 60


async def work(client: httpx.AsyncClient, project: int) -> list[str]:
    """Answer until nothing is left; give the items that were answered."""
    done: list[str] = []
    told: dict[str, Any] = (await client.post(f"/api/projects/{project}/assignments", json={"want": 2})).json()
    while told["assignments"]:
        first = told["assignments"][0]
        answer = await client.post(f"/api/projects/{project}/annotations", json=answer_of(first, want=2))
        assert answer.status_code == 201, answer.text
        assert answer.json()["late"] is False
        done.append(first["item"])
        told = answer.json()
    return done


async def test_sixteen_people_share_the_items_and_none_is_lent_beyond_its_need(site: Site) -> None:
    project = await site.project(items=ITEMS, overlap=0, answers_per_item=2)
    people = [await site.join(project, name=f"Person {n}") for n in range(PEOPLE)]
    done = await asyncio.gather(*(work(one, project) for one in people))
    times = Counter(item for items in done for item in items)
    assert set(times.values()) == {2}
    assert len(times) == ITEMS
    assert all(len(items) == len(set(items)) for items in done)
    votes = site.system.database.read(lambda c: label_store.votes_on(c, project, "mood"))
    assert len(votes) == 2 * ITEMS


async def test_people_of_one_name_who_begin_at_once_are_told_apart(site: Site) -> None:
    project = await site.project(items=40, overlap=0, answers_per_item=1)
    people = [await site.join(project, name="Ann") for _ in range(8)]
    told = await asyncio.gather(*(one.post(f"/api/projects/{project}/assignments", json={"want": 1}) for one in people))
    held = [answer.json()["assignments"][0] for answer in told]
    assert len({one["item"] for one in held}) == len(people)
    for one, assignment in zip(people, held, strict=True):
        answer = await one.post(f"/api/projects/{project}/annotations", json=answer_of(assignment))
        assert answer.status_code == 201, answer.text


async def test_the_same_answer_sent_many_times_at_once_is_kept_once(site: Site) -> None:
    project = await site.project(items=3)
    ann = await site.join(project)
    held = (await ann.post(f"/api/projects/{project}/assignments", json={"want": 1})).json()["assignments"]
    body = answer_of(held[0])
    answers = await asyncio.gather(*(ann.post(f"/api/projects/{project}/annotations", json=body) for _ in range(12)))
    assert sorted(answer.status_code for answer in answers) == [200] * 11 + [201]
    assert len((await ann.get(f"/api/projects/{project}/history")).json()["rows"]) == 1


async def test_an_answer_after_the_lease_has_gone_to_somebody_else_is_kept_as_late(site: Site) -> None:
    project = await site.project(items=1, overlap=0, lease_minutes=1)
    ann, ben = await site.join(project), await site.join(project, name="Ben")
    held = (await ann.post(f"/api/projects/{project}/assignments", json={})).json()["assignments"]

    def expire(connection: Any) -> None:
        labels.release_expired(connection, projects.get(connection, project), at=now() + 2 * MINUTE)

    site.system.database.write(expire)
    to_ben = (await ben.post(f"/api/projects/{project}/assignments", json={})).json()["assignments"]
    assert [one["item"] for one in to_ben] == [held[0]["item"]]
    late = await ann.post(f"/api/projects/{project}/annotations", json=answer_of(held[0]))
    assert (late.status_code, late.json()["late"]) == (201, True)
    in_time = await ben.post(f"/api/projects/{project}/annotations", json=answer_of(to_ben[0], "bad"))
    assert (in_time.status_code, in_time.json()["late"]) == (201, False)
