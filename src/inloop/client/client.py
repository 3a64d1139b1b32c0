"""A client: the way in."""

import os
from typing import TYPE_CHECKING, Any, Self

import httpx

from inloop.client.connection import Connection
from inloop.client.projects import Projects
from inloop.kernel.settings import DEFAULT_PORT

if TYPE_CHECKING:
    from inloop.client.wire import Me, Recipe, Token


class Client:
    """A server of inloop, seen by whoever owns the token.

    Attributes
    ----------
    projects
        Start, list and get projects.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.projects = Projects(connection)

    @property
    def me(self) -> "Me":
        """Who is asking; ``person`` is None where nobody is signed in."""
        me: Me = self.connection.get("/me")
        return me

    @property
    def recipes(self) -> "list[Recipe]":
        """Projects that are ready to be started."""
        recipes: list[Recipe] = self.connection.get("/recipes")
        return recipes

    @property
    def tokens(self) -> "list[Token]":
        """The caller's tokens, without their secrets."""
        tokens: list[Token] = self.connection.get("/tokens")
        return tokens

    def verify_record(self) -> dict[str, Any]:
        """Check the sealed record on the server."""
        told: dict[str, Any] = self.connection.get("/record/verify")
        return told

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def connect(
    url: str | None = None, token: str | None = None, *, transport: httpx.BaseTransport | None = None
) -> Client:
    """Connect to a server; nothing is sent before the first question.

    Parameters
    ----------
    url
        By default ``INLOOP_URL``, else the server on this machine.
    token
        From the account page or ``inloop token create``; by default ``INLOOP_TOKEN``.

    Examples
    --------
    >>> with connect("http://127.0.0.1:8400", token="inl_secret") as client:
    ...     client.connection.url
    'http://127.0.0.1:8400'
    """
    url = url or os.environ.get("INLOOP_URL") or f"http://127.0.0.1:{DEFAULT_PORT}"
    token = token if token is not None else os.environ.get("INLOOP_TOKEN", "")
    return Client(Connection(url, token=token, transport=transport))
