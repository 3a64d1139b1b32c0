"""What comes in and what does not: hosts, origins, sizes, sign-in; and what every answer carries."""

from pathlib import Path

import httpx
import pytest

from inloop.people import Role
from inloop.server.safety.bodies import MOST_JSON
from tests.integration.server.conftest import BASE, Site

pytestmark = pytest.mark.anyio


@pytest.fixture
def database_url(sqlite_urls) -> str:
    return sqlite_urls()


async def test_a_name_that_is_not_ours_is_refused(site: Site) -> None:
    client = site.client()
    refused = await client.get("/api/me", headers={"host": "rebound.example"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (421, "unknown-host")
    assert "INLOOP_ALLOWED_HOSTS" in refused.json()["error"]["hint"]
    assert (await client.get("/healthz", headers={"host": "10.0.0.7"})).status_code == 200
    assert (await client.get("/api/me", headers={"host": "localhost:5173"})).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9999"])
async def test_a_foreign_page_cannot_change_anything(site: Site, origin: str) -> None:
    refused = await site.owner.post("/api/demo", headers={"origin": origin})
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "foreign-origin")
    assert (await site.owner.get("/api/projects", headers={"origin": origin})).json() == []


async def test_a_cookie_without_an_origin_changes_nothing_either(site: Site) -> None:
    bare = httpx.AsyncClient(transport=httpx.ASGITransport(app=site.app), base_url=BASE, cookies=site.owner.cookies)
    site.clients.append(bare)
    assert (await bare.post("/api/demo")).status_code == 403
    assert (await bare.post("/api/sign-out", headers={"sec-fetch-site": "same-origin"})).status_code == 204


async def test_the_session_cannot_be_read_by_scripts_nor_sent_by_foreign_pages(site: Site) -> None:
    project = await site.project()
    invited = await site.owner.post(f"/api/projects/{project}/invitations", json={"role": "annotator"})
    body = {"secret": invited.json()["url"].partition("#")[2], "name": "Ann"}
    answer = await site.client().post("/api/invitations/accept", json=body, headers={"x-forwarded-proto": "https"})
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("inloop_session=")
    assert all(part in cookie for part in ("httponly", "samesite=lax", "secure", "path=/"))


async def test_every_answer_is_guarded(site: Site) -> None:
    for path in ("/api/me", "/api/nothing", "/", "/healthz"):
        headers = (await site.owner.get(path)).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


async def test_a_proxy_in_between_switches_local_mode_off(site: Site) -> None:
    assert (await site.owner.get("/api/me")).json()["local"] is True
    assert (await site.owner.get("/api/me", headers={"x-forwarded-for": "10.0.0.1"})).json()["local"] is False


async def test_too_large_a_body_is_refused_before_it_is_read(site: Site) -> None:
    async def endless() -> object:
        for _ in range(10):
            yield b" " * (MOST_JSON // 4)

    for content in (b" " * (MOST_JSON + 1), endless()):
        refused = await site.owner.post("/api/projects", content=content)
        assert (refused.status_code, refused.json()["error"]["code"]) == (413, "too-large")


async def test_errors_are_told_in_one_form(site: Site) -> None:
    for answer in (
        await site.owner.get("/api/nothing/here"),
        await site.owner.post("/api/projects", json={"name": ""}),
        await site.owner.post("/api/projects", content=b"{", headers={"content-type": "application/json"}),
        await site.owner.get("/api/projects/999999"),
        await site.owner.delete("/api/me"),
        await site.client().get("/api/projects"),
    ):
        assert 400 <= answer.status_code < 500
        assert set(answer.json()["error"]) == {"code", "message", "hint", "where"}


@pytest.mark.parametrize("questions", [5, None, ["x"], {"a": 1}, [{"id": "a", "kind": 5, "name": "A"}]])
async def test_a_schema_that_is_none_is_refused(site: Site, questions: object) -> None:
    schema = {"fields": [{"id": "text"}], "questions": questions}
    refused = await site.owner.post("/api/projects", json={"name": "Odd", "schema": schema})
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "invalid")


async def test_signing_out_and_revoking_count_at_once(site: Site) -> None:
    made = await site.owner.post("/api/tokens", json={"name": "script", "role": "owner"})
    token = site.client(authorization=f"Bearer {made.json()['token']}")
    assert (await token.get("/api/projects")).status_code == 200
    await site.owner.delete(f"/api/tokens/{made.json()['id']}")
    assert (await token.get("/api/projects")).status_code == 401
    assert (await site.owner.post("/api/sign-out")).status_code == 204
    assert (await site.owner.get("/api/projects")).status_code == 401


async def test_a_password_signs_in_once_it_is_set(site: Site) -> None:
    body = {"password": "a long enough sentence", "email": "owner@example.org"}
    assert (await site.owner.post("/api/me/password", json=body)).status_code == 204
    other = site.client()
    wrong = await other.post("/api/sign-in", json={"email": "owner@example.org", "password": "no"})
    assert wrong.status_code == 401
    right = await other.post("/api/sign-in", json={"email": "Owner@example.org ", "password": body["password"]})
    assert right.status_code == 204
    assert (await other.get("/api/me")).json()["person"]["has_password"] is True


async def test_an_upload_is_streamed_and_looked_at(site: Site, data_dir: Path) -> None:
    project = await site.project()
    sent = await site.owner.post("/api/uploads", params={"name": "../a.csv"}, content=b"id,text\n1,hello there you\n")
    assert sent.status_code == 201, sent.text
    told = sent.json()
    assert told["name"] == "a.csv"
    assert [(column["name"], column["role"]) for column in told["preview"]["columns"]][1] == ("text", "field")
    assert (data_dir / "uploads" / told["id"] / "a.csv").is_file()
    body = {"upload": told["id"], "columns": [{"name": "text", "role": "field"}]}
    asked = await site.owner.post(f"/api/projects/{project}/imports", json=body)
    assert (asked.status_code, asked.json()["state"]) == (201, "queued")
    ann = await site.join(project, Role.ANNOTATOR)
    assert (await ann.post("/api/uploads", params={"name": "a.csv"}, content=b"x")).status_code == 403
    assert (await site.owner.get("/api/uploads/../preview")).status_code == 404
