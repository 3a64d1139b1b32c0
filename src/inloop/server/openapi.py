"""The description of the interface, the same bytes at every run."""

from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from inloop.server.visit import May, MayOnServer, MaySomewhere
from inloop.server.wire.base import Refused

PREFIX = "/api"
OPEN = frozenset({"me", "sign_in", "sign_in_by_link", "sign_out", "look", "accept"})
"""Routes for whoever comes, by the name of their function."""


def describe(app: FastAPI, routers: Iterable[APIRouter]) -> dict[str, Any]:
    """Describe the interface; ``x-act`` says for each operation what its caller must be allowed to do."""
    document = get_openapi(
        title=app.title,
        version="1",
        summary="People and models label, decide and learn together.",
        routes=app.routes,
    )
    for route, method in operations(routers):
        operation = document["paths"][PREFIX + route.path][method]
        operation["x-act"] = act_of(route)
        operation["operationId"] = route.name
        operation["responses"].pop("422", None)
        refused = {"$ref": "#/components/schemas/Refused"}
        operation["responses"]["default"] = {
            "description": "Refused, with what to do",
            "content": {"application/json": {"schema": refused}},
        }
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    refused_schema = Refused.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(refused_schema.pop("$defs"))
    schemas["Refused"] = refused_schema
    document["components"]["schemas"] = dict(sorted(schemas.items()))
    document["paths"] = dict(sorted(document["paths"].items()))
    return document


def operations(routers: Iterable[APIRouter]) -> Iterator[tuple[APIRoute, str]]:
    """Stream (route, method) of everything in the interface."""
    for router in routers:
        for route in router.routes:
            if isinstance(route, APIRoute) and route.include_in_schema:
                for method in sorted(route.methods or ()):
                    yield route, method.lower()


def act_of(route: APIRoute) -> str:
    """Say what the caller of a route must be allowed to do: an act, ``signed-in`` or ``open``."""
    declared = (route.openapi_extra or {}).get("x-act")
    if declared is not None:
        return str(declared)
    for needed in route.dependant.dependencies:
        if isinstance(needed.call, May | MayOnServer | MaySomewhere):
            return needed.call.act.value
    return "open" if route.name in OPEN else "signed-in"
