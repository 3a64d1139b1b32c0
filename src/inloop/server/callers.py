"""Who is asking, and what they are in a project: looked up once, remembered for a moment."""

import time
from collections.abc import Mapping
from typing import NamedTuple

from inloop.database import Database
from inloop.kernel.clock import now
from inloop.kernel.errors import SignInError
from inloop.people import Identity, Role, service
from inloop.server.safety.doors import COOKIE

REMEMBER_S = 2.0
MOST_REMEMBERED = 4_096


class Credential(NamedTuple):
    """What a request came with."""

    token: str | None
    session: str | None


class Caller(NamedTuple):
    """Somebody who is signed in, and their role in the project that the request is about."""

    identity: Identity
    role: Role | None


def credential_of(headers: Mapping[bytes, bytes]) -> Credential:
    """Read the token or the session cookie of a request; a token goes first.

    >>> credential_of({b"cookie": b"a=1; inloop_session=abc"})
    Credential(token=None, session='abc')
    """
    scheme, _, token = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return Credential(token.strip(), None)
    for part in headers.get(b"cookie", b"").decode("latin-1").split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE and value:
            return Credential(None, value)
    return Credential(None, None)


class Callers:
    """The callers of the last two seconds.

    A sign-out or a changed role counts at once in the process that did it, and after two seconds in every other.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[tuple[Credential, int | None], tuple[float, Caller]] = {}

    async def find(self, headers: Mapping[bytes, bytes], *, project: int | None = None) -> Caller:
        """Find out who is asking; raise `SignInError` when it is nobody."""
        credential = credential_of(headers)
        key = (credential, project)
        remembered = self._known.get(key)
        if remembered is not None and remembered[0] > time.monotonic():
            return remembered[1]
        caller = await self._look_up(credential, project)
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[key] = (time.monotonic() + REMEMBER_S, caller)
        return caller

    async def find_or_none(self, headers: Mapping[bytes, bytes]) -> Identity | None:
        """Find out who is asking, where nobody is an answer too."""
        try:
            return (await self.find(headers)).identity
        except SignInError:
            return None

    def forget(self) -> None:
        """Look everybody up again: something about sign-ins or roles has changed."""
        self._known.clear()

    async def _look_up(self, credential: Credential, project: int | None) -> Caller:
        if credential == (None, None):
            raise SignInError("Nobody is signed in.", hint="Sign in; programs give a token (INLOOP_TOKEN).")
        at = now()

        async def identify() -> Identity:
            return await self._database.aread(
                lambda c: service.identify(c, session_secret=credential.session, token=credential.token, at=at)
            )

        identity = await identify()
        if identity.touch_due:
            await self._database.awrite(lambda c: service.touch(c, identity, at=at))
        role = None
        if project is not None:
            role = await self._database.aread(lambda c: service.role_in(c, identity, project))
        return Caller(identity, role)
