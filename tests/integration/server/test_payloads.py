"""Nothing that an annotator receives tells which items are blind, gold or control, nor what blind fields hold."""

import json
from typing import Any

import pytest

from inloop.kernel.ids import item_id
from inloop.loop import cycle, projects
from inloop.loop.routing.model import Pick, Reason
from tests.integration.server.conftest import Site, answer_of

pytestmark = pytest.mark.anyio


def shape(value: Any) -> Any:
    """Give the shape of JSON: names and types, and the length of what is opaque."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value]
    return (type(value).__name__, len(value)) if isinstance(value, str) else type(value).__name__


async def lent(site: Site, reason: Reason) -> tuple[bytes, dict[str, Any]]:
    project = await site.project(overlap=0, control_rate=0)
    await site.bring(project, [{"key": "a", "fields": {"text": "The one text", "sex": "f"}}])
    ann = await site.join(project)
    pick = Pick(item=item_id(project, 0), rev=1, utility=1.0, reason=reason)
    site.system.database.write(lambda c: cycle.offer(c, projects.get(c, project), [pick]))
    answer = await ann.post(f"/api/projects/{project}/assignments", json={})
    return answer.content, answer.json()


@pytest.mark.parametrize("reason", [Reason.GOLD, Reason.CONTROL, Reason.AUDIT, Reason.GATE, Reason.PROBE])
async def test_blind_work_looks_like_ordinary_work_byte_for_byte(site: Site, reason: Reason) -> None:
    ordinary_bytes, ordinary = await lent(site, Reason.UNCERTAIN)
    blind_bytes, blind = await lent(site, reason)
    assert shape(blind) == shape(ordinary)
    assert len(blind_bytes) == len(ordinary_bytes)
    assert blind["assignments"][0]["shown_reason"] == ordinary["assignments"][0]["shown_reason"]


async def test_other_blind_values_change_no_byte(site: Site) -> None:
    seen = []
    for sex in ("zebra", "quagga, and much longer"):
        project = await site.project(overlap=0, control_rate=0)
        await site.bring(project, [{"key": f"k{n}", "fields": {"text": f"Text {n}", "sex": sex}} for n in range(3)])
        ann = await site.join(project)
        held = (await ann.post(f"/api/projects/{project}/assignments", json={})).json()
        taken = await ann.post(f"/api/projects/{project}/annotations", json=answer_of(held["assignments"][0]))
        history = await ann.get(f"/api/projects/{project}/history")
        about = await ann.get(f"/api/projects/{project}")
        seen.append([sorted(json.dumps(shape(each), sort_keys=True) for each in (held, taken.json(), history.json()))])
        assert sex not in taken.text + history.text
        assert "sex" not in about.text
    assert seen[0] == seen[1]
