"""Projects: start, list, look at, change, put away."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Response
from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import Connection

from inloop.app.overview import accuracy_of
from inloop.kernel.errors import InvalidInputError
from inloop.loop import cycle, projects
from inloop.loop.items.store import items as item_store
from inloop.loop.projects import Project
from inloop.loop.projects.model import State
from inloop.loop.projects.service import schema_versions as versions_of
from inloop.loop.routing import store as queue
from inloop.loop.training.measure import measure_of
from inloop.people import Act, Identity, Role, allowed, service
from inloop.recipes import recipe_of
from inloop.server.visit import Guest, SignedIn, Visit, may, may_on_server
from inloop.server.wire import projects as wire

router = APIRouter(tags=["projects"])


@router.get("/projects", response_model=list[wire.ProjectLine])
async def list_projects(guest: SignedIn) -> Any:
    """List the caller's projects, newest first."""
    return await guest.read(lambda c: _lines(c, guest.identity))


@router.post("/projects", response_model=wire.Project, response_model_by_alias=True, status_code=201)
async def create(guest: Annotated[Guest, may_on_server(Act.SERVER_CREATE_PROJECT)], asked: wire.ProjectAsked) -> Any:
    """Start a project; the caller becomes its owner."""
    recipe = recipe_of(asked.recipe) if asked.recipe else None
    schema = asked.schema_.model_dump() if asked.schema_ else (recipe.schema if recipe else None)
    if schema is None:
        raise InvalidInputError("A project needs a recipe or a schema.", where="schema")
    guideline = asked.guideline if asked.guideline is not None else (recipe.guideline if recipe else "")

    def act(connection: Connection) -> dict[str, Any]:
        return start(
            connection,
            guest,
            name=asked.name,
            recipe=asked.recipe or "",
            schema=schema,
            guideline=guideline,
            settings=asked.settings,
        )

    return await guest.write(act)


@router.get("/projects/{p}", response_model=wire.Project)
async def project(visit: Annotated[Visit, may(Act.PROJECT_READ)]) -> Any:
    """Get a project with its schema."""
    return await visit.read(lambda c: told(c, visit.project, visit.role))


@router.patch("/projects/{p}", response_model=wire.Project)
async def change(visit: Annotated[Visit, may(Act.PROJECT_CHANGE)], asked: wire.ProjectChange) -> Any:
    """Rename a project or change its settings."""

    def act(connection: Connection) -> dict[str, Any]:
        if asked.name is not None:
            projects.rename(connection, visit.project, name=asked.name, at=visit.at, by=visit.actor)
        if asked.settings:
            projects.change_settings(connection, visit.project, changes=asked.settings, at=visit.at, by=visit.actor)
        return told(connection, projects.get(connection, visit.project.id), visit.role)

    return await visit.write(act)


@router.post("/projects/{p}/archive", status_code=204)
async def archive(visit: Annotated[Visit, may(Act.PROJECT_ARCHIVE)]) -> Response:
    """Put a project away; it can be read, and brought back."""
    return await _put(visit, State.ARCHIVED)


@router.post("/projects/{p}/unarchive", status_code=204)
async def unarchive(visit: Annotated[Visit, may(Act.PROJECT_ARCHIVE)]) -> Response:
    """Bring an archived project back."""
    return await _put(visit, State.ACTIVE)


@router.post("/projects/{p}/delete", status_code=204)
async def delete(visit: Annotated[Visit, may(Act.PROJECT_DELETE)]) -> Response:
    """Take a project out of sight; nothing is removed."""
    return await _put(visit, State.DELETED)


@router.post("/projects/{p}/restore", status_code=204)
async def restore(visit: Annotated[Visit, may(Act.PROJECT_DELETE)]) -> Response:
    """Bring a deleted project back."""
    return await _put(visit, State.ACTIVE)


@router.put("/projects/{p}/schema", response_model=wire.SchemaPut)
async def put_schema(visit: Annotated[Visit, may(Act.SCHEMA_CHANGE)], asked: wire.SchemaAsked) -> Any:
    """Put a new version of the schema in force."""

    def act(connection: Connection) -> dict[str, Any]:
        changes = cycle.reshape(
            connection,
            projects.get(connection, visit.project.id),
            asked.schema_.model_dump(),
            base_version=asked.base_version,
            at=visit.at,
            by=visit.actor,
        )
        return {"version": projects.get(connection, visit.project.id).schema_version, "changes": changes}

    return await visit.write(act)


@router.get("/projects/{p}/schema/versions", response_model=list[wire.SchemaVersion])
async def schema_versions(visit: Annotated[Visit, may(Act.PROJECT_READ)]) -> Any:
    """List the versions of the schema, newest first."""
    return await visit.read(lambda c: _signed(c, versions_of(c, visit.project), visit.role))


@router.get("/projects/{p}/guideline", response_model=wire.Guideline)
async def guideline(visit: Annotated[Visit, may(Act.PROJECT_READ)]) -> Any:
    """Get the guideline."""
    return (await visit.read(lambda c: _signed(c, [projects.guideline(c, visit.project)], visit.role)))[0]


@router.put("/projects/{p}/guideline", response_model=wire.GuidelinePut)
async def put_guideline(visit: Annotated[Visit, may(Act.GUIDELINE_CHANGE)], asked: wire.GuidelineAsked) -> Any:
    """Put a new guideline in force."""
    version = await visit.write(
        lambda c: projects.change_guideline(
            c,
            projects.get(c, visit.project.id),
            body=asked.body,
            base_version=asked.base_version,
            at=visit.at,
            by=visit.actor,
        )
    )
    return {"version": version}


def start(
    connection: Connection,
    guest: Guest,
    *,
    name: str,
    recipe: str,
    schema: Mapping[str, Any],
    guideline: str,
    settings: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Create a project that belongs to the guest."""
    made = projects.create(
        connection,
        name=name,
        schema=schema,
        guideline=guideline,
        settings=settings,
        recipe=recipe,
        at=guest.at,
        by=guest.actor,
    )
    service.add_member(
        connection,
        project=made.id,
        person=guest.identity.person,
        role=Role.OWNER,
        at=guest.at,
        actor=guest.actor,
    )
    return told(connection, made, Role.OWNER)


def told(connection: Connection, project: Project, role: Role) -> dict[str, Any]:
    """Give a project as somebody in this role may see it."""
    schema = projects.schema_of(connection, project).write()
    if not allowed(role, Act.ITEMS_READ):
        schema = _without_blind(schema)
    return {
        "id": project.id,
        "name": project.name,
        "state": project.state,
        "role": role,
        "schema": schema,
        "schema_version": project.schema_version,
        "guideline_version": project.guideline_version,
        "settings": project.settings,
        "created_at": project.created_at,
    }


def _signed(connection: Connection, made: Sequence[Struct], role: Role) -> list[dict[str, Any]]:
    """Say of things that somebody made by what name they are known, to those who may read about people."""
    rows = [asdict(each) for each in made]
    may_know = allowed(role, Act.PEOPLE_READ)
    names = service.actor_names(connection, (row["by"] for row in rows)) if may_know else {}
    return [row | {"by_name": names.get(row["by"])} for row in rows]


def _without_blind(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "fields": [field for field in schema["fields"] if field["show"] != "blind"]}


def _lines(connection: Connection, identity: Identity) -> list[dict[str, Any]]:
    roles = service.memberships(connection, identity.person)
    only = None if identity.owns_server else list(roles)
    lines = []
    for found in projects.list_for(connection, only):
        role = service.role_in(connection, identity, found.id)
        if role is not None and (found.state is not State.DELETED or allowed(role, Act.PROJECT_CHANGE)):
            lines.append(_line(connection, found, role))
    return lines


def _line(connection: Connection, project: Project, role: Role) -> dict[str, Any]:
    progress, schema = queue.find_progress(connection, project.id), projects.schema_of(connection, project)
    return {
        "id": project.id,
        "name": project.name,
        "state": project.state,
        "role": role,
        "items": item_store.count(connection, project.id)[1],
        "answers": progress.answers,
        "answered_items": progress.answered_items,
        "accuracy": accuracy_of(connection, project.id),
        "measured": measure_of(schema.question(schema.target)).name,
        "created_at": project.created_at,
    }


async def _put(visit: Visit, state: State) -> Response:
    await visit.write(lambda c: projects.set_state(c, visit.project, state=state, at=visit.at, by=visit.actor))
    return Response(status_code=204)
