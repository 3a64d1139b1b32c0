"""Every route, asked by everybody: allowed exactly where the one table role × act says so."""

import asyncio
import re
import uuid
from collections.abc import Iterator
from typing import Any, NamedTuple

import httpx
import pytest
from fastapi.routing import APIRoute

from inloop.people import Act, Role, allowed
from inloop.people.roles import SERVER_ACTS
from inloop.server.live import Live
from tests.integration.server.conftest import Site

pytestmark = pytest.mark.anyio

OPEN = {
    "/api/me", "/api/sign-in", "/api/sign-in/link", "/api/sign-out", "/api/invitations/look", "/api/invitations/accept",
}  # fmt: skip
OUTSIDE = {"/plugins", "/healthz", "/api/openapi.json", "/api/{path:path}", ""}
"""What is served but not described: the probe, the description, the answer for nothing, the web app."""
BODIES: dict[str, dict[str, Any]] = {
    "answer": {"id": str(uuid.uuid4()), "assignment": "a-nothing", "values": {}, "schema_version": 1},
    "skip": {"reason": "unclear"},
}
"""Routes that read their bytes before they look who asks: they get what they can read."""
STREAMS = {"events"}


class Operation(NamedTuple):
    """One method of one path."""

    name: str
    method: str
    path: str
    act: str

    @property
    def in_project(self) -> bool:
        return "{p}" in self.path


@pytest.fixture
def database_url(sqlite_urls) -> str:
    return sqlite_urls()


def operations(site: Site) -> list[Operation]:
    return [
        Operation(told["operationId"], method, path, told["x-act"])
        for path, at in site.app.openapi()["paths"].items()
        for method, told in at.items()
    ]


async def ask(site: Site, client: httpx.AsyncClient, operation: Operation, project: int) -> httpx.Response:
    """Ask with nothing in the hands: what is allowed fails later than what is not."""
    address = re.sub(r"\{\w+\}", "987654", operation.path.replace("{p}", str(project)))
    body = BODIES.get(operation.name, {}) if operation.method in {"post", "put", "patch"} else None
    asked = asyncio.ensure_future(client.request(operation.method, address, json=body, params={"project": project}))
    if operation.name in STREAMS:
        await _hang_up(site.app.state.live, asked)
    return await asked


async def _hang_up(live: Live, asked: "asyncio.Future[httpx.Response]") -> None:
    """Let the server end a stream as soon as it runs; one that is refused ends by itself."""
    while not (asked.done() or live.listening):
        await asyncio.wait({asked}, timeout=0.005)
    live.stop()


def expected(operation: Operation, role: Role | None) -> bool:
    """Ask the table whether somebody with this role in one project may do this."""
    if operation.act in {"open", "signed-in"}:
        return True
    act = Act(operation.act)
    if act is Act.SERVER_CREATE_PROJECT:
        return allowed(role, Act.PROJECT_CHANGE)
    return act is Act.TOKENS_OWN if act in SERVER_ACTS else allowed(role, act)


def walk(site: Site, *, in_project: bool) -> Iterator[Operation]:
    """Give every operation; whatever ends the session of who walks comes in a walk of its own."""
    return (one for one in operations(site) if one.in_project is in_project and one.name != "sign_out")


async def test_every_route_is_described_and_says_what_it_needs(site: Site) -> None:
    found = operations(site)
    assert len(found) > 50
    assert {one.act for one in found} <= {act.value for act in Act} | {"open", "signed-in"}
    assert {one.path for one in found if one.act == "open"} == OPEN
    assert all(one.act not in {"open", "signed-in"} for one in found if one.in_project)
    assert {one.path for one in found if one.act == "signed-in"} == {
        "/api/projects",
        "/api/recipes",
        "/api/recipes/{recipe}/sample",
    }
    assert {one.name for one in found} >= STREAMS
    assert BODIES.keys() <= {one.name for one in found}


async def test_nothing_is_served_that_the_description_leaves_out(site: Site) -> None:
    described = {(one.method, one.path) for one in operations(site)}
    for route in site.app.routes:
        path: str = getattr(route, "path", "")
        if path in OUTSIDE:
            continue
        assert isinstance(route, APIRoute), path
        assert {(method.lower(), path) for method in route.methods} <= described


@pytest.mark.parametrize("role", list(Role))
async def test_a_role_may_do_what_the_table_says_and_nothing_else(site: Site, role: Role) -> None:
    project = await site.project(items=3)
    client = await site.join(project, role)
    for operation in walk(site, in_project=True):
        answer = await ask(site, client, operation, project)
        if expected(operation, role):
            assert answer.status_code not in {401, 403}, (role, operation, answer.text)
            assert answer.status_code < 500, (role, operation, answer.text)
            assert f"no project {project}" not in answer.text, (role, operation)
        else:
            assert answer.status_code == 403, (role, operation, answer.text)
            assert answer.json()["error"]["hint"], operation
        if operation.name in {"archive", "delete"}:
            back = await site.owner.post(f"/api/projects/{project}/restore")
            assert back.status_code == 204
    for operation in walk(site, in_project=False):
        answer = await ask(site, client, operation, project)
        refused = answer.status_code == 403
        assert refused is not expected(operation, role), (role, operation, answer.text)
        assert answer.status_code < 500, (role, operation)


async def test_to_strangers_a_project_does_not_exist(site: Site) -> None:
    mine, other = await site.project(items=1), await site.project(items=1)
    strangers = [await site.join(other, role) for role in (Role.OWNER, Role.ANNOTATOR)]
    for operation in walk(site, in_project=True):
        for stranger in strangers:
            answer = await ask(site, stranger, operation, mine)
            assert answer.status_code == 404, (operation, answer.text)
            assert f"no project {mine}" in answer.text, (operation, answer.text)
    for stranger in strangers:
        seen = [project["id"] for project in (await stranger.get("/api/projects")).json()]
        assert seen == [other]
        record = await stranger.get("/api/record", params={"project": mine})
        assert record.status_code in {403, 404}


async def test_nobody_comes_in_but_by_the_open_doors(site: Site) -> None:
    project, nobody = await site.project(items=1), site.client()
    forged = site.client(authorization="Bearer inl_nothing")
    for operation in operations(site):
        for client in (nobody, forged):
            answer = await ask(site, client, operation, project)
            wanted = {200, 204, 404, 422} if operation.act == "open" else {401}
            assert answer.status_code in wanted, (operation, answer.text)
            assert answer.is_success or answer.json()["error"]["message"]
    assert "token create" in (await forged.get("/api/projects")).json()["error"]["hint"]
    assert "INLOOP_TOKEN" in (await nobody.get("/api/projects")).json()["error"]["hint"]


async def test_annotators_are_not_told_of_blind_fields(site: Site) -> None:
    project = await site.project(items=1)
    ann = await site.join(project)
    told = (await ann.get(f"/api/projects/{project}")).text
    assert '"sex"' not in told
    assert '"sex"' in (await site.owner.get(f"/api/projects/{project}")).text


async def test_a_token_can_do_no_more_than_its_role(site: Site) -> None:
    project = await site.project(items=1)
    made = await site.owner.post("/api/tokens", json={"name": "bot", "project": project, "role": "agent"})
    bot = site.client(authorization=f"Bearer {made.json()['token']}")
    assert (await bot.get(f"/api/projects/{project}")).status_code == 200
    assert (await bot.get(f"/api/projects/{project}/items")).status_code == 403
    assert (await bot.get("/api/tokens")).status_code == 403
    assert (await bot.post("/api/projects", json={"name": "x", "recipe": "empty"})).status_code == 403


async def test_a_narrow_token_of_the_servers_owner_neither_uploads_nor_reads_the_record(site: Site) -> None:
    project = await site.project(items=1)
    for role in (Role.AGENT, Role.VIEWER):
        made = await site.owner.post("/api/tokens", json={"name": "bot", "project": project, "role": role})
        bot = site.client(authorization=f"Bearer {made.json()['token']}")
        assert (await bot.post("/api/uploads?name=a.csv", content=b"text\nhello\n")).status_code == 403
        assert (await bot.get("/api/record/verify")).status_code == 403
        assert (await bot.get("/api/record", params={"project": project})).status_code == 403
