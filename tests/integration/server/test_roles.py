"""Every route, asked by every role: allowed exactly where the table says so."""

import re

import httpx
import pytest

from inloop.people import Act, Role, allowed
from inloop.people.roles import SERVER_ACTS
from tests.integration.server.conftest import Site

pytestmark = pytest.mark.anyio


@pytest.fixture
def database_url(sqlite_urls) -> str:
    return sqlite_urls()


def operations(site: Site) -> list[tuple[str, str, str]]:
    """List (method, path, act) of the interface."""
    paths = site.app.openapi()["paths"]
    return [(method, path, told["x-act"]) for path, at in paths.items() for method, told in at.items()]


async def ask(client: httpx.AsyncClient, method: str, path: str, project: int) -> int:
    """Ask with nothing in the hands: what is allowed fails later than what is not."""
    address = re.sub(r"\{\w+\}", "987654", path.replace("{p}", str(project)))
    if path.endswith("/events"):
        return 200
    answer = await client.request(method, address, json={} if method in {"post", "put", "patch"} else None)
    return answer.status_code


async def test_every_route_says_what_it_needs(site: Site) -> None:
    known = {act.value for act in Act} | {"open", "signed-in"}
    found = operations(site)
    assert len(found) > 50
    assert {act for _, _, act in found} <= known
    assert {path for _, path, act in found if act == "open"} == {
        "/api/me", "/api/sign-in", "/api/sign-in/link", "/api/sign-out", "/api/invitations/look",
        "/api/invitations/accept",
    }  # fmt: skip
    assert all(act not in {"open", "signed-in"} for _, path, act in found if "{p}" in path)


@pytest.mark.parametrize("role", list(Role))
async def test_a_role_may_do_what_the_table_says_and_nothing_else(site: Site, role: Role) -> None:
    if role is Role.OWNER:
        pytest.skip("An owner may do everything; a second owner deletes the project on the way.")
    project = await site.project(items=3)
    client = await site.join(project, role)
    for method, path, act in operations(site):
        if "{p}" not in path or act in SERVER_ACTS or path.endswith(("/archive", "/delete", "/restore")):
            continue
        status = await ask(client, method, path, project)
        if allowed(role, Act(act)):
            assert status not in {401, 403}, (role, method, path)
        elif method in {"get", "delete"} or status != 422:
            assert status == 403, (role, method, path, status)


async def test_to_strangers_a_project_does_not_exist(site: Site) -> None:
    mine, other = await site.project(items=1), await site.project(items=1)
    stranger, nobody = await site.join(other, Role.OWNER), site.client()
    for method, path, _ in operations(site):
        if "{p}" in path and not path.endswith("/events"):
            assert await ask(stranger, method, path, mine) in {404, 422}, (method, path)
            assert await ask(nobody, method, path, mine) in {401, 422}, (method, path)
    seen = [project["id"] for project in (await stranger.get("/api/projects")).json()]
    assert seen == [other]


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
