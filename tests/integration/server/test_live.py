"""Open pages hear what changed, and nothing that they should not."""

import asyncio
import json
from contextlib import aclosing

import pytest

from inloop.server.live import FOR_ANNOTATORS, Live
from tests.integration.server.conftest import PATIENCE_S, Site, answer_of, eventually

pytestmark = pytest.mark.anyio


async def hear(live: Live, project: int, heard: set[str], *, only: frozenset[str] | None = None) -> None:
    async with aclosing(live.listen(project, only=only)) as stream:
        async for part in stream:
            if part.startswith(b"event: changed"):
                heard |= set(json.loads(part.partition(b"data: ")[2])["topics"])


async def test_a_change_is_told_to_the_pages_of_its_project(site: Site) -> None:
    project, other = await site.project(items=3), await site.project(items=1)
    ann = await site.join(project)
    live: Live = site.app.state.live
    whole, blind, elsewhere = set[str](), set[str](), set[str]()
    listeners = [
        asyncio.create_task(hear(live, project, whole)),
        asyncio.create_task(hear(live, project, blind, only=FOR_ANNOTATORS)),
        asyncio.create_task(hear(live, other, elsewhere)),
    ]
    await eventually(lambda: live.listening == 3)
    held = (await ann.post(f"/api/projects/{project}/assignments", json={})).json()["assignments"]
    await ann.post(f"/api/projects/{project}/annotations", json=answer_of(held[0]))
    guideline = {"base_version": 1, "body": "Look twice."}
    await site.owner.put(f"/api/projects/{project}/guideline", json=guideline)
    await eventually(lambda: {"answers", "guideline"} <= whole and bool(blind))
    assert whole == {"answers", "guideline"}
    assert blind == {"guideline"}
    assert elsewhere == set()
    live.stop()
    await asyncio.wait_for(asyncio.gather(*listeners), PATIENCE_S)
    assert live.listening == 0
