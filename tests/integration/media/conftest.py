"""A server with projects that show media, and imports run as the worker runs them."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from inloop.app import open_system
from inloop.kernel.clock import now
from inloop.kernel.settings import Settings
from inloop.loop import projects
from inloop.loop.items import imports
from inloop.loop.items.model import Column, Import
from inloop.people import service
from inloop.server import create_app
from inloop.worker.imports import run_import
from tests.integration.server.conftest import Site

QUESTION = {"id": "kind", "kind": "choice", "name": "Which?", "labels": [{"name": "this"}, {"name": "that"}]}


@dataclass
class Gallery(Site):
    """A site whose projects show one picture or sound each."""

    roots: Path = Path()

    async def gallery(self, kind: str = "image", **field: Any) -> int:
        schema = {
            "fields": [{"id": "file", "kind": kind, **field}, {"id": "folder", "show": "metadata"}],
            "questions": [QUESTION],
        }
        made = await self.owner.post("/api/projects", json={"name": "Gallery", "schema": schema})
        assert made.status_code == 201, made.text
        return int(made.json()["id"])

    def take_in(self, project: int, path: Path, columns: Sequence[Column] = ()) -> Import:
        """Import a file as the worker does."""
        planned = columns or [
            Column(name="key", role="key"),
            Column(name="folder", role="metadata"),
            Column(name="file", role="field"),
        ]
        database = self.system.database

        def ask(connection: Any) -> Import:
            found = projects.get(connection, project)
            return imports.request(
                connection, found, name=path.name, path=path, columns=planned, at=now(), by="person:1"
            )

        run = database.write(ask)
        assert run_import(database, run.id, media=self.system.media)
        return database.read(lambda c: imports.get(c, project, run.id))

    async def lent(self, project: int) -> list[dict[str, Any]]:
        answer = await self.owner.post(f"/api/projects/{project}/assignments", json={"want": 3})
        assert answer.status_code == 200, answer.text
        return [assignment["fields"][0] for assignment in answer.json()["assignments"]]

    async def rows(self, project: int) -> dict[str, dict[str, Any]]:
        answer = await self.owner.get(f"/api/projects/{project}/items")
        assert answer.status_code == 200, answer.text
        return {row["key"]: row["fields"]["file"] for row in answer.json()["rows"]}


@pytest.fixture
async def site(database_url: str, data_dir: Path, tmp_path: Path) -> AsyncIterator[Gallery]:
    roots = tmp_path / "scans"
    roots.mkdir()
    system = open_system(Settings(data_dir=data_dir, database_url=database_url, media_roots=(str(roots),)))
    database = system.database
    owner = database.write(lambda c: service.ensure_owner(c, at=now()))
    link = database.write(lambda c: service.make_sign_in_link(c, person=owner, at=now()))
    made = Gallery(app=create_app(system), system=system, owner=None, roots=roots)  # type: ignore[arg-type]
    made.owner = made.client()
    assert (await made.owner.post("/api/sign-in/link", json={"secret": link.secret})).status_code == 204
    yield made
    for client in made.clients:
        await client.aclose()
    system.close()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
