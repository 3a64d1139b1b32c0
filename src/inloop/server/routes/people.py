"""Who is in a project, and how others come in."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection

from inloop.kernel.clock import now
from inloop.kernel.errors import InvalidInputError
from inloop.loop import projects
from inloop.loop.labelling import store as labels
from inloop.people import Act, hash_password, service
from inloop.people import SignedIn as NewSession
from inloop.server.routes.account import client_of, with_session
from inloop.server.visit import Number, Visit, callers_of, may, system_of
from inloop.server.wire import people as wire

router = APIRouter(tags=["people"])
MayRead = Annotated[Visit, may(Act.PEOPLE_READ)]
MayChange = Annotated[Visit, may(Act.PEOPLE_CHANGE)]


@router.get("/projects/{p}/people", response_model=list[wire.Member])
async def people(visit: MayRead) -> Any:
    """List the members of a project and what they have done."""
    return await visit.read(lambda c: _members(c, visit.project.id))


@router.patch("/projects/{p}/people/{person}", status_code=204)
async def change_role(request: Request, visit: MayChange, person: Number, asked: wire.RoleAsked) -> Response:
    """Give a member another role."""
    await visit.write(
        lambda c: service.change_role(
            c,
            project=visit.project.id,
            person=person,
            role=asked.role,
            own=visit.role,
            at=visit.at,
            actor=visit.actor,
        )
    )
    callers_of(request).forget()
    return Response(status_code=204)


@router.delete("/projects/{p}/people/{person}", status_code=204)
async def remove(request: Request, visit: MayChange, person: Number) -> Response:
    """Take a member out of the project; what they have answered stays."""
    await visit.write(
        lambda c: service.remove_member(
            c, project=visit.project.id, person=person, own=visit.role, at=visit.at, actor=visit.actor
        )
    )
    callers_of(request).forget()
    return Response(status_code=204)


@router.get("/projects/{p}/invitations", response_model=list[wire.Invitation])
async def invitations(visit: MayChange) -> Any:
    """List the invitations that can still be accepted."""
    return await visit.read(lambda c: service.invitations(c, visit.project.id, at=visit.at))


@router.post("/projects/{p}/invitations", response_model=wire.InvitationMade, status_code=201)
async def invite(request: Request, visit: MayChange, asked: wire.InvitationAsked) -> Any:
    """Make a link that brings one person in."""
    issued = await visit.write(
        lambda c: service.invite(
            c, identity=visit.identity, project=visit.project.id, role=asked.role, name=asked.name, at=visit.at
        )
    )
    return {"url": f"{request.base_url}join#{issued.secret}", "expires_at": issued.expires_at}


@router.delete("/projects/{p}/invitations/{invitation}", status_code=204)
async def revoke_invitation(visit: MayChange, invitation: Number) -> Response:
    """Take an invitation back."""
    await visit.write(
        lambda c: service.revoke_invitation(
            c, project=visit.project.id, invitation=invitation, at=visit.at, actor=visit.actor
        )
    )
    return Response(status_code=204)


@router.post("/invitations/look", response_model=wire.InvitationSeen)
async def look(request: Request, asked: wire.SecretAsked) -> Any:
    """Say what an invitation is for."""

    def query(connection: Connection) -> dict[str, Any]:
        found = service.look(connection, secret=asked.secret, at=now())
        project = projects.get(connection, found.project)
        return {"project": project.name, "role": found.role, "invited_by": found.invited_by}

    return await system_of(request).database.aread(query)


@router.post("/invitations/accept", response_model=wire.Joined)
async def accept(request: Request, response: Response, asked: wire.InvitationTaken) -> Any:
    """Come in: with the account that is signed in, else with a new one, which is signed in by this."""
    callers = callers_of(request)
    identity = await callers.find_or_none(dict(request.scope["headers"]))
    at, client = now(), client_of(request)
    if identity is None and not asked.name.strip():
        raise InvalidInputError("Say by which name others may call you.", where="name")
    password = None
    if identity is None and asked.password:
        password = await asyncio.to_thread(hash_password, asked.password)

    def act(connection: Connection) -> tuple[Any, NewSession | None]:
        found = service.look(connection, secret=asked.secret, at=at)
        if identity is not None:
            service.accept(connection, secret=asked.secret, person=identity.person, at=at)
            return found, None
        person = service.accept_as_new(
            connection, secret=asked.secret, name=asked.name, email=asked.email, password=password, at=at
        )
        return found, service.open_session(connection, person=person, at=at, client=client)

    found, signed_in = await system_of(request).database.awrite(act)
    callers.forget()
    if signed_in is not None:
        with_session(request, response, signed_in)
    return {"project": found.project, "role": found.role}


def _members(connection: Connection, project: int) -> list[dict[str, Any]]:
    done = {found.person: (found, last_at) for found, last_at in labels.annotators(connection, project)}
    rows = []
    for member in service.people_in(connection, project):
        annotator, last_at = done.get(member.person, (None, None))
        answers = annotator.answers if annotator else 0
        pace = round(annotator.active_ms / answers / 1_000, 2) if annotator and answers else None
        rows.append(
            {"person": member.person, "name": member.name, "email": member.email, "role": member.role}
            | {"answers": answers, "last_at": last_at, "pace_s": pace}
        )
    return rows
