"""Signing in and out, one's own account, one's own tokens."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection

import inloop
from inloop.kernel.clock import SECOND, now
from inloop.kernel.errors import SignInError
from inloop.loop import projects
from inloop.people import Act, hash_password, service, verify_password
from inloop.people import SignedIn as NewSession
from inloop.people.model import SESSION_LIFETIME, Issued
from inloop.server.callers import Callers
from inloop.server.safety.doors import COOKIE, is_local
from inloop.server.visit import Guest, Number, callers_of, may_on_server, system_of
from inloop.server.wire import people as wire

router = APIRouter(tags=["account"])
OwnTokens = Annotated[Guest, may_on_server(Act.TOKENS_OWN)]


@router.get("/me", response_model=wire.Me)
async def me(request: Request) -> Any:
    """Say who is asking."""
    system = system_of(request)
    headers = dict(request.scope["headers"])
    identity = await callers_of(request).find_or_none(headers)
    told: dict[str, Any] = {"person": None, "is_owner": False, "projects": 0, "version": inloop.__version__}
    if identity is not None:
        person = await system.database.aread(lambda c: service.get_person(c, identity.person))
        mine = await system.database.aread(lambda c: service.memberships(c, identity.person))
        told |= {"person": person, "is_owner": identity.is_owner, "projects": len(mine)}
    return {**told, "local": is_local(headers, system.settings)}


@router.post("/sign-in", status_code=204)
async def sign_in(request: Request, asked: wire.PasswordSignIn) -> Response:
    """Sign in by address and password."""
    database, at = system_of(request).database, now()
    account = await database.awrite(lambda c: service.begin_password_try(c, email=asked.email, at=at))
    fits = await asyncio.to_thread(verify_password, asked.password, account.password if account else None)
    if account is None or not fits:
        raise SignInError("This address and password do not fit.", hint="Ask for a sign-in link if you forgot it.")
    client = client_of(request)
    signed_in = await database.awrite(
        lambda c: service.sign_in_by_password(c, person=account.person, email=asked.email, at=at, client=client)
    )
    return with_session(request, Response(status_code=204), signed_in)


@router.post("/sign-in/link", status_code=204)
async def sign_in_by_link(request: Request, asked: wire.SecretAsked) -> Response:
    """Sign in by a link that works once."""
    at, client = now(), client_of(request)
    signed_in = await system_of(request).database.awrite(
        lambda c: service.sign_in_by_link(c, secret=asked.secret, at=at, client=client)
    )
    return with_session(request, Response(status_code=204), signed_in)


@router.post("/sign-out", status_code=204)
async def sign_out(request: Request) -> Response:
    """Sign out here; somebody who is not signed in stays so."""
    callers = callers_of(request)
    identity = await callers.find_or_none(dict(request.scope["headers"]))
    if identity is not None and identity.session is not None:
        session, person, at = identity.session, identity.person, now()
        await system_of(request).database.awrite(
            lambda c: service.end_session(c, session=session, person=person, at=at)
        )
    callers.forget()
    answer = Response(status_code=204)
    answer.delete_cookie(COOKIE, path="/")
    return answer


@router.post("/me/password", status_code=204)
async def set_password(request: Request, guest: OwnTokens, asked: wire.PasswordAsked) -> Response:
    """Set the password, and sign out everywhere else."""
    hashed = await asyncio.to_thread(hash_password, asked.password)
    person, session = guest.identity.person, guest.identity.session

    def act(connection: Any) -> None:
        if asked.email:
            service.change_account(connection, person=person, email=asked.email, at=guest.at, actor=guest.actor)
        service.set_password(
            connection, person=person, password=hashed, session=session, at=guest.at, actor=guest.actor
        )

    await guest.write(act)
    callers_of(request).forget()
    return Response(status_code=204)


@router.get("/tokens", response_model=list[wire.Token])
async def tokens(guest: OwnTokens) -> Any:
    """List the caller's tokens."""
    rows = await guest.read(lambda c: service.tokens(c, guest.identity.person))
    return [
        {"id": row.id, "name": row.name, "project": row.project, "role": row.role}
        | {"created_at": row.made_at, "last_used_at": row.used_at}
        for row in rows
    ]


@router.post("/tokens", response_model=wire.TokenMade, status_code=201)
async def make_token(guest: OwnTokens, asked: wire.TokenAsked) -> Any:
    """Make a token; its secret is told this once."""

    def act(connection: Connection) -> Issued:
        if asked.project is not None:
            projects.get(connection, asked.project)
        return service.make_token(
            connection, identity=guest.identity, name=asked.name, project=asked.project, role=asked.role, at=guest.at
        )

    issued = await guest.write(act)
    return {"id": issued.id, "token": issued.secret}


@router.delete("/tokens/{token}", status_code=204)
async def revoke_token(request: Request, guest: OwnTokens, token: Number) -> Response:
    """Take one of one's own tokens back."""
    await guest.write(lambda c: service.revoke_token(c, identity=guest.identity, token=token, at=guest.at))
    callers_of(request).forget()
    return Response(status_code=204)


def client_of(request: Request) -> str:
    return request.headers.get("user-agent", "")


def with_session(request: Request, answer: Response, signed_in: NewSession) -> Response:
    """Put the session into a cookie that scripts cannot read and foreign pages cannot send."""
    callers: Callers = callers_of(request)
    callers.forget()
    secure = "https" in {request.url.scheme, request.headers.get("x-forwarded-proto")}
    answer.set_cookie(
        COOKIE,
        signed_in.secret,
        max_age=SESSION_LIFETIME // SECOND,
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )
    return answer
