"""Answers that say no, as the errors that the server raised."""

from collections.abc import Iterator

import httpx

from inloop.kernel.errors import ForbiddenError, InloopError, InvalidInputError

_UNUSUAL: dict[str, type[InloopError]] = {
    "method-not-allowed": InvalidInputError,
    "foreign-origin": ForbiddenError,
    "unknown-host": ForbiddenError,
}


def _tree(root: type[InloopError]) -> Iterator[type[InloopError]]:
    for kind in root.__subclasses__():
        yield kind
        yield from _tree(kind)


def error_of(answer: httpx.Response) -> InloopError:
    """Give the error that an answer tells of; its body must have been read.

    >>> body = {"error": {"code": "not-found", "message": "There is no project 7.", "hint": "", "where": ""}}
    >>> error_of(httpx.Response(404, json=body))
    NotFoundError('There is no project 7.')
    """
    try:
        told = answer.json()["error"]
        code, message = str(told["code"]), str(told["message"])
        hint, where = str(told.get("hint", "")), str(told.get("where", ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        code, message = "", f"The server answered with {answer.status_code}, and not as inloop does."
        hint, where = "Check the address: is it inloop that runs there?", str(answer.url) if answer._request else ""  # noqa: SLF001
    kind = _UNUSUAL.get(code) or _by_code(code) or _by_status(answer.status_code)
    return kind(message, hint=hint, where=where)


def _by_code(code: str) -> type[InloopError] | None:
    return next((kind for kind in _tree(InloopError) if kind.code == code), None)


def _by_status(status: int) -> type[InloopError]:
    return next((kind for kind in _tree(InloopError) if kind.status == status), InloopError)
