"""The sealed record: read it, check it."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlalchemy import Connection

from inloop import record
from inloop.app.overview.happenings import words_of
from inloop.app.payloads import payload_of
from inloop.kernel.errors import ForbiddenError, NotFoundError
from inloop.loop.labelling import store as labels
from inloop.people import Act, allowed, service
from inloop.server.visit import MOST_ID, MOST_PROJECT, Guest, may_somewhere
from inloop.server.wire import insight as wire

router = APIRouter(tags=["record"])
MayRead = Annotated[Guest, may_somewhere(Act.RECORD_READ)]


@router.get("/record", response_model=wire.RecordPage)
async def read_record(
    guest: MayRead,
    project: Annotated[int | None, Query(ge=1, le=MOST_PROJECT)] = None,
    before: Annotated[int | None, Query(ge=0, le=MOST_ID)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    about: Annotated[str | None, Query(max_length=40, description="Of which noun: annotation, model …")] = None,
) -> Any:
    """List acts, newest first: of one project, or of the whole server for its owner."""
    await _check(guest, project)

    def query(connection: Connection) -> dict[str, Any]:
        rows = record.recent(connection, project=project, before=before, limit=limit, about=about)
        head = record.head(connection)
        sealed = None
        if head is not None:
            sealed = {"height": head.height, "root": head.root.hex(), "signature": head.signature.hex()}
        names = _names(connection, rows)
        return {"rows": [_told(event) | {"actor_name": names.get(event.actor)} for event in rows], "head": sealed}

    return await guest.read(query)


@router.get("/record/verify", response_model=wire.Verification)
async def verify(guest: MayRead) -> Any:
    """Check the whole chain; for the owner of the server, and for auditors of any project."""
    return await asyncio.to_thread(record.verify, guest.system.database, payload_of=payload_of)


async def _check(guest: Guest, project: int | None) -> None:
    if project is None:
        if not guest.identity.is_owner:
            raise ForbiddenError("The record of the whole server is for its owner.", hint="Name a project.")
        return
    role = await guest.read(lambda c: service.role_in(c, guest.identity, project))
    if role is None:
        raise NotFoundError(f"There is no project {project}.", hint="Choose one of your projects.")
    if not allowed(role, Act.RECORD_READ):
        raise ForbiddenError(f"Your role here is '{role}', which may not read the record.", hint="Ask an owner.")


def _names(connection: Connection, rows: Sequence[record.Event]) -> dict[str, str]:
    """Name the people behind acts; who answers acts as an annotator of the project."""
    answered = {row.project for row in rows if row.project is not None and row.actor.startswith("annotator:")}
    known = (one for project in answered for one, _ in labels.annotators(connection, project))
    return {f"annotator:{one.id}": one.name for one in known} | service.actor_names(connection, (r.actor for r in rows))


def _told(event: record.Event) -> dict[str, Any]:
    names = ("id", "at", "actor", "act", "block")
    icon, text = words_of(event.act)
    return {**{name: getattr(event, name) for name in names}, "icon": icon, "text": text, "subjects": event.about}
