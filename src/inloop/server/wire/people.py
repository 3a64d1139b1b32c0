"""Accounts, sign-in, tokens, members, invitations."""

from typing import Annotated

from pydantic import Field

from inloop.people import Role
from inloop.server.wire.base import Asked, Id, Micros, Told

Secret = Annotated[str, Field(min_length=1, max_length=200)]
Password = Annotated[str, Field(max_length=1_000)]


class PasswordSignIn(Asked):
    """An address and its password."""

    email: str = Field(max_length=320)
    password: Password


class SecretAsked(Asked):
    """The secret part of a link."""

    secret: Secret


class PasswordAsked(Asked):
    """A new password, and an address where the account has none."""

    password: Password
    email: str | None = Field(default=None, max_length=320)


class Person(Told):
    """The account of the caller."""

    id: int
    name: str
    email: str | None
    has_password: bool


class Me(Told):
    """Who is asking; `person` is null for nobody."""

    person: Person | None
    is_owner: bool
    projects: int
    version: str
    local: bool


class TokenAsked(Asked):
    """A token for one project, or for all projects of the caller."""

    name: str = Field(min_length=1, max_length=200)
    project: Id | None = None
    role: Role


class TokenMade(Told):
    """The only moment in which the token is told."""

    id: int
    token: str


class Token(Told):
    """A token, without its secret."""

    id: int
    name: str
    project: int | None
    role: Role
    created_at: Micros
    last_used_at: Micros | None


class Member(Told):
    """Somebody in a project, and what they have done there."""

    person: int
    name: str
    email: str | None
    role: Role
    answers: int
    last_at: Micros | None
    pace_s: float | None


class RoleAsked(Asked):
    """The role that somebody is to have."""

    role: Role


class InvitationAsked(Asked):
    """Whom to invite, as what."""

    role: Role
    name: str = Field(default="", max_length=200)


class InvitationMade(Told):
    """The link to pass on; it works once."""

    url: str
    expires_at: Micros


class Invitation(Told):
    """An invitation that can still be accepted."""

    id: int
    role: Role
    name: str
    invited_by: str
    expires_at: Micros


class InvitationSeen(Told):
    """What an invitation is for."""

    project: str
    role: Role
    invited_by: str


class InvitationTaken(Asked):
    """Who accepts; the name is needed only from somebody who is not signed in."""

    secret: Secret
    name: str = Field(default="", max_length=200)
    email: str | None = Field(default=None, max_length=320)
    password: Password | None = None


class Joined(Told):
    """The project somebody is now in."""

    project: int
    role: Role
