"""The paths that people wait on hundreds of times an hour: bytes in, one transaction, bytes out."""

from typing import Any, TypeVar

import msgspec
from fastapi import Request
from pydantic import BaseModel
from starlette.responses import Response

from inloop.kernel.errors import InvalidInputError
from inloop.people import Act
from inloop.server.visit import MOST_PROJECT, no_such_project

T = TypeVar("T")
_encode = msgspec.json.Encoder().encode


async def read_body(request: Request, decoder: "msgspec.json.Decoder[T]") -> T:
    """Decode the JSON body of a request."""
    body = await request.body()
    try:
        return decoder.decode(body or b"{}")
    except msgspec.ValidationError as problem:
        message, _, where = str(problem).partition(" - at `")
        raise InvalidInputError(f"{message}.", where=where.removeprefix("$").strip("`.")) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise InvalidInputError("The body is not JSON.", hint="Send JSON in UTF-8.") from None


def ready(content: object, *, status: int = 200) -> Response:
    """Answer with JSON."""
    return Response(_encode(content), status, media_type="application/json")


def project_in(request: Request) -> int:
    """Read the number of the project in the path."""
    text: str = request.path_params["p"]
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else 0
    if not 1 <= number <= MOST_PROJECT:
        raise no_such_project(f"'{text[:40]}'")
    return number


def documented(
    act: Act, *, gives: type[BaseModel], takes: type[BaseModel] | None = None, status: int = 200, also: str = ""
) -> dict[str, Any]:
    """Describe a route to OpenAPI that reads and writes its bytes itself; `also` names another part of its path."""
    extra: dict[str, Any] = {
        "x-act": act.value,
        "parameters": [_parameter("p", {"type": "integer", "minimum": 1, "maximum": MOST_PROJECT})],
    }
    if also:
        extra["parameters"].append(_parameter(also, {"type": "string"}))
    if takes is not None:
        content = {"application/json": {"schema": takes.model_json_schema()}}
        extra["requestBody"] = {"required": True, "content": content}
    answers: dict[int | str, dict[str, Any]] = {status: {"model": gives}}
    return {"openapi_extra": extra, "responses": answers, "response_model": None, "status_code": status}


def _parameter(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": schema}
