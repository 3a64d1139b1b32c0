"""A server in this process, its owner signed in, and people to invite."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from inloop.app import System, open_system
from inloop.kernel.clock import now
from inloop.kernel.settings import Settings
from inloop.people import Role, service
from inloop.server import create_app

PATIENCE_S = 30.0
BASE = "http://127.0.0.1:8400"
SCHEMA = {
    "fields": [{"id": "text"}, {"id": "sex", "show": "blind"}],
    "questions": [
        {"id": "mood", "kind": "choice", "name": "Mood?", "labels": [{"name": "good"}, {"name": "bad"}]},
        {"id": "why", "kind": "text", "name": "Why?", "required": False},
    ],
}


@dataclass
class Site:
    """The server and those who use it."""

    app: FastAPI
    system: System
    owner: httpx.AsyncClient
    clients: list[httpx.AsyncClient] = field(default_factory=list)

    def client(self, **headers: str) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        made = httpx.AsyncClient(transport=transport, base_url=BASE, headers={"origin": BASE, **headers})
        self.clients.append(made)
        return made

    async def project(self, *, items: int = 0, **settings: Any) -> int:
        made = await self.owner.post("/api/projects", json={"name": "Moods", "schema": SCHEMA, "settings": settings})
        assert made.status_code == 201, made.text
        number = int(made.json()["id"])
        for first in range(0, items, 1_000):
            rows = [
                {"key": f"r{n}", "fields": {"text": f"Request number {n}", "sex": "f" if n % 2 else "m"}}
                for n in range(first, min(items, first + 1_000))
            ]
            await self.bring(number, rows)
        return number

    async def bring(self, project: int, rows: list[dict[str, Any]]) -> None:
        brought = await self.owner.post(f"/api/projects/{project}/items", json={"items": rows})
        assert brought.status_code == 200, brought.text

    async def join(self, project: int, role: Role = Role.ANNOTATOR, *, name: str = "Ann") -> httpx.AsyncClient:
        """Invite somebody by the owner, and come in by the link."""
        invited = await self.owner.post(f"/api/projects/{project}/invitations", json={"role": role})
        secret = invited.json()["url"].partition("#")[2]
        client = self.client()
        accepted = await client.post("/api/invitations/accept", json={"secret": secret, "name": name})
        assert accepted.status_code == 200, accepted.text
        return client


def answer_of(assignment: dict[str, Any], mood: str | None = "good", **more: Any) -> dict[str, Any]:
    """Make the body of an answer."""
    body = {"id": str(uuid.uuid4()), "assignment": assignment["id"], "values": {"mood": mood}, "schema_version": 1}
    return {**body, **more}


@pytest.fixture
async def site(database_url: str, data_dir: Path) -> AsyncIterator[Site]:
    system = open_system(Settings(data_dir=data_dir, database_url=database_url))
    database = system.database
    app = create_app(system)
    owner = database.write(lambda c: service.ensure_owner(c, at=now()))
    link = database.write(lambda c: service.make_sign_in_link(c, person=owner, at=now()))
    made = Site(app=app, system=system, owner=None)  # type: ignore[arg-type]
    made.owner = made.client()
    signed_in = await made.owner.post("/api/sign-in/link", json={"secret": link.secret})
    assert signed_in.status_code == 204, signed_in.text
    yield made
    for client in made.clients:
        await client.aclose()
    system.close()


async def eventually(holds: Callable[[], bool]) -> None:
    """Wait until something holds, however busy the machine is."""
    async with asyncio.timeout(PATIENCE_S):
        while not holds():  # noqa: ASYNC110 - what is waited for sets no event
            await asyncio.sleep(0.01)


Joining = Callable[..., Awaitable[httpx.AsyncClient]]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
