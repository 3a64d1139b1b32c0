"""Ready projects, and the demo."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.responses import Response
from sqlalchemy import Connection

from inloop.app.demo import create_demo, sample_lines, write_sample
from inloop.people import Act, Role, service
from inloop.recipes import list_recipes, recipe_of, sample_file
from inloop.server.routes.projects import told
from inloop.server.visit import Guest, SignedIn, may_on_server
from inloop.server.wire import projects as wire

router = APIRouter(tags=["recipes"])
JSON_LINES = "application/x-ndjson"
ZIP = "application/zip"


@router.get("/recipes", response_model=list[wire.Recipe])
async def recipes(guest: SignedIn) -> Any:
    """List what a project can be started from."""
    del guest
    return list_recipes()


@router.get(
    "/recipes/{recipe}/sample",
    response_class=Response,
    responses={200: {"content": {each: {"schema": {"type": "string"}} for each in (JSON_LINES, ZIP)}}},
)
async def sample(guest: SignedIn, recipe: Annotated[str, Path(max_length=64)]) -> Response:
    """Give the rows that a recipe brings to try it on: as JSON lines, or where there are media as a zip of all."""
    del guest
    found = recipe_of(recipe)
    file = sample_file(found)
    if file.name.endswith(".zip"):
        return Response(await asyncio.to_thread(file.read_bytes), media_type=ZIP)
    return Response(await asyncio.to_thread(sample_lines, found), media_type=JSON_LINES)


@router.post("/demo", response_model=wire.Project)
async def demo(guest: Annotated[Guest, may_on_server(Act.SERVER_CREATE_PROJECT)]) -> Any:
    """Start the demo and import its requests; a second call gives the same project."""
    sample = await asyncio.to_thread(write_sample, guest.system.settings.data_dir)

    def act(connection: Connection) -> dict[str, Any]:
        made = create_demo(connection, sample, at=guest.at, by=guest.actor)
        role = service.role_in(connection, guest.identity, made.id) or Role.MANAGER
        if made.id not in service.memberships(connection, guest.identity.person):
            service.add_member(
                connection, project=made.id, person=guest.identity.person, role=role, at=guest.at, actor=guest.actor
            )
        return told(connection, made, role)

    return await guest.write(act)
