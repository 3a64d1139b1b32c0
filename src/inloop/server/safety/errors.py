"""Every error as the same small JSON, with nothing of the inside in it."""

import logging

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from inloop.database.full import told
from inloop.kernel.errors import InloopError
from inloop.kernel.ids import new_id

_log = logging.getLogger("inloop.server")
_OUTSIDE = {502, 507}
"""A bucket away, a disk full: not in our code, so one line says it all, however often it is tried."""
_CODES = {404: "not-found", 405: "method-not-allowed", 413: "too-large"}


def add_error_answers(app: FastAPI) -> None:
    """Teach an application how to answer with errors."""
    app.add_exception_handler(InloopError, _inloop)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(OSError, _system)
    app.add_exception_handler(DBAPIError, _system)
    app.add_exception_handler(Exception, _unexpected)


def refusal(status: int, *, code: str, message: str, hint: str = "", where: str = "") -> Response:
    """Answer with an error."""
    body = msgspec.json.encode({"error": {"code": code, "message": message, "hint": hint, "where": where}})
    return Response(body, status, media_type="application/json")


def refuse(problem: InloopError) -> Response:
    """Answer with an error of the tree; those that are ours to solve are told without details."""
    if problem.status in _OUTSIDE:
        _log.error("%s", problem)
    elif problem.status >= 500 and problem.status != 501:
        _log.error("%s", problem, exc_info=problem)
    return refusal(problem.status, code=problem.code, message=problem.message, hint=problem.hint, where=problem.where)


async def _inloop(_: Request, problem: Exception) -> Response:
    assert isinstance(problem, InloopError)  # noqa: S101  # registered for nothing else
    return refuse(problem)


async def _system(_: Request, problem: Exception) -> Response:
    plain = told(problem)
    if isinstance(plain, InloopError):
        return refuse(plain)
    raise problem


async def _invalid(_: Request, problem: Exception) -> Response:
    assert isinstance(problem, RequestValidationError)  # noqa: S101  # registered for nothing else
    first = problem.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    return refusal(422, code="invalid", message=f"{first['msg']}.", where=where)


async def _http(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)  # noqa: S101  # registered for nothing else
    if problem.status_code == 404:
        return refusal(404, code="not-found", message=f"There is nothing at {request.url.path}.")
    code = _CODES.get(problem.status_code, "error")
    answer = refusal(problem.status_code, code=code, message=f"{problem.detail}.")
    answer.headers.update(problem.headers or {})
    return answer


async def _unexpected(request: Request, problem: Exception) -> Response:
    number = new_id()
    _log.error("Error %s at %s %s", number, request.method, request.url.path, exc_info=problem)
    return refusal(
        500,
        code="unexpected",
        message="Something went wrong on the server.",
        hint=f"Nothing that was acknowledged is lost. The server's log tells more under {number}.",
    )
