"""A request that may be served: who asks, where, and the system behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Path, Request
from sqlalchemy import Connection

from inloop.app import System
from inloop.kernel.clock import Micros, now
from inloop.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from inloop.loop import projects
from inloop.loop.projects import Project
from inloop.loop.projects.model import State
from inloop.people import Act, Identity, Role, allowed, service
from inloop.server.callers import Callers

T = TypeVar("T")
MOST_PROJECT = 2**31 - 1
MOST_ID = 2**62
ProjectNumber = Annotated[int, Path(ge=1, le=MOST_PROJECT, description="Number of the project")]
Number = Annotated[int, Path(ge=0, le=MOST_ID)]

ONLY_ACTIVE = frozenset(
    {Act.LABEL_ANSWER, Act.IMPORT_RUN, Act.ITEMS_CHANGE, Act.SCHEMA_CHANGE, Act.GUIDELINE_CHANGE, Act.MODELS_TRAIN}
)


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is signed in."""

    system: System
    identity: Identity
    at: Micros

    async def read(self, query: Callable[[Connection], T]) -> T:
        return await self.system.database.aread_slowly(query)

    async def write(self, act: Callable[[Connection], T]) -> T:
        return await self.system.database.awrite(act)

    @property
    def actor(self) -> str:
        return self.identity.actor


@dataclass(frozen=True, slots=True)
class Visit(Guest):
    """Somebody who may do in a project what they ask for."""

    project: Project
    role: Role


def system_of(request: Request) -> System:
    system: System = request.app.state.system
    return system


def callers_of(request: Request) -> Callers:
    callers: Callers = request.app.state.callers
    return callers


def no_such_project(number: object) -> NotFoundError:
    """Say that there is no such project, to those from whom it is hidden too."""
    return NotFoundError(
        f"There is no project {number}.", hint="Choose one of your projects, or ask for an invitation to it."
    )


async def admit(request: Request, number: int, act: Act) -> tuple[Identity, Role]:
    """Let somebody through who may do this in this project.

    Raises
    ------
    NotFoundError
        They have nothing to do with the project: to strangers it does not exist.
    ForbiddenError
        Their role does not allow it.
    """
    identity, role = await callers_of(request).find(dict(request.scope["headers"]), project=number)
    if role is None:
        raise no_such_project(number)
    if not allowed(role, act):
        raise ForbiddenError(f"Your role here is '{role}', which may not do this.", hint="Ask an owner or manager.")
    return identity, role


def check_state(project: Project, role: Role, act: Act) -> None:
    """Raise where a project is archived or deleted and the act needs a living one."""
    if project.state is State.DELETED and not allowed(role, Act.PROJECT_CHANGE):
        raise no_such_project(project.id)
    if project.state is not State.ACTIVE and act in ONLY_ACTIVE:
        raise ConflictError(f"The project is {project.state}.", hint="An owner or manager can bring it back.")


class May:
    """Dependency of a route in a project: gives the visit when the act is allowed."""

    def __init__(self, act: Act) -> None:
        self.act = act

    async def __call__(self, request: Request, p: ProjectNumber) -> Visit:
        identity, role = await admit(request, p, self.act)
        system = system_of(request)
        project = await system.database.aread(lambda c: projects.get(c, p))
        check_state(project, role, Act.PROJECT_READ if request.method == "GET" else self.act)
        return Visit(system=system, identity=identity, at=now(), project=project, role=role)


class MayOnServer:
    """Dependency of a route that concerns no single project."""

    def __init__(self, act: Act) -> None:
        self.act = act

    async def __call__(self, request: Request) -> Guest:
        guest = await signed_in(request)
        if not await guest.read(lambda c: service.allowed_on_server(c, guest.identity, self.act)):
            raise ForbiddenError("You may not do this on this server.", hint="Ask its owner.")
        return guest


class MaySomewhere:
    """Dependency of a route that concerns no single project, for whoever may do this in one of theirs."""

    def __init__(self, act: Act) -> None:
        self.act = act

    async def __call__(self, request: Request) -> Guest:
        guest = await signed_in(request)
        if not await guest.read(lambda c: service.allowed_somewhere(c, guest.identity, self.act)):
            raise ForbiddenError(
                f"There is no project in which you may do this ('{self.act}').", hint="Ask an owner or manager."
            )
        return guest


async def signed_in(request: Request) -> Guest:
    """Dependency of a route for everybody who is signed in."""
    caller = await callers_of(request).find(dict(request.scope["headers"]))
    return Guest(system=system_of(request), identity=caller.identity, at=now())


SignedIn = Annotated[Guest, Depends(signed_in)]


def may(act: Act) -> Any:  # what FastAPI reads as a dependency
    return Depends(May(act))


def may_on_server(act: Act) -> Any:  # what FastAPI reads as a dependency
    return Depends(MayOnServer(act))


def may_somewhere(act: Act) -> Any:  # what FastAPI reads as a dependency
    return Depends(MaySomewhere(act))
