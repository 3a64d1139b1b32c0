"""The web application, put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.responses import PlainTextResponse

import inloop
from inloop.app import System, open_system
from inloop.kernel.errors import NotFoundError
from inloop.kernel.settings import from_environment
from inloop.kernel.structs import make_ready
from inloop.server.callers import Callers
from inloop.server.live import Live
from inloop.server.openapi import PREFIX, describe
from inloop.server.plugins import PREFIX as PLUGINS
from inloop.server.plugins import plugin_app
from inloop.server.routes import (
    account,
    bulk,
    drawing,
    export,
    imports,
    insight,
    items,
    labelling,
    live,
    media,
    overview,
    people,
    projects,
    recipes,
    record,
    rules,
    uploads,
)
from inloop.server.safety.bodies import Bodies
from inloop.server.safety.doors import Doors
from inloop.server.safety.errors import add_error_answers
from inloop.server.static_files import web_app

STAGES = (  # the hot ones first: routes are tried in order
    labelling,
    account,
    bulk,
    projects,
    people,
    recipes,
    uploads,
    imports,
    items,
    live,
    overview,
    insight,
    export,
    drawing,
    record,
    rules,
)


def create_app(system: System | None = None) -> FastAPI:
    """Make the web application; without a system it opens the one that the environment describes.

    It is a factory for uvicorn: ``uvicorn --factory inloop.server:create_app``.
    """
    own = system is None
    opened = system or open_system(from_environment())

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.live.stop()
        if own:
            opened.close()

    app = FastAPI(
        title="inloop",
        version=inloop.__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.state.system = opened
    app.state.callers = Callers(opened.database)
    app.state.live = Live(opened.database)
    app.add_middleware(Bodies)
    app.add_middleware(Doors, settings=opened.settings)
    add_error_answers(app)
    _add_routes(app)
    make_ready()
    app.openapi = lambda: describe(app, [part.router for part in STAGES])  # type: ignore[method-assign]  # the documented way to extend it
    return app


def _add_routes(app: FastAPI) -> None:
    for part in STAGES:
        app.include_router(part.router, prefix=PREFIX)
    app.include_router(media.router)
    app.add_route("/healthz", _healthy, include_in_schema=False)
    app.add_api_route(
        "/api/{path:path}", _nothing, methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False
    )
    app.mount(PLUGINS, plugin_app())
    app.mount("/", web_app())


async def _healthy(_: Any) -> PlainTextResponse:
    return PlainTextResponse("ok\n")


def _nothing(path: str) -> None:
    raise NotFoundError(f"There is nothing at /api/{path[:200]}.", hint="See /api/openapi.json.")
