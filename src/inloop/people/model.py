"""What is known of people, and what they are given."""

from dataclasses import dataclass
from typing import NamedTuple

from inloop.kernel.clock import DAY, HOUR, MINUTE
from inloop.people.roles import Role

SESSION_LIFETIME = 30 * DAY
INVITATION_LIFETIME = 7 * DAY
LINK_LIFETIME = 15 * MINUTE
SESSION_TOUCH = HOUR
TOKEN_TOUCH = MINUTE
TRIES_PER_HOUR = 10


@dataclass(frozen=True, slots=True)
class Identity:
    """Whoever makes a request, as one look into the database found them.

    Attributes
    ----------
    owns_server
        The person is an owner of the server, whatever the token they come with may do; ask `is_owner` instead.
    session, token
        What they came with; exactly one is given.
    token_project, token_role
        What the token is limited to; a project of None means every project of the person.
    touch_due
        The last use is to be noted: call `touch` in a write.
    """

    person: int
    name: str
    owns_server: bool
    session: int | None = None
    token: int | None = None
    token_project: int | None = None
    token_role: Role | None = None
    touch_due: bool = False

    @property
    def is_owner(self) -> bool:
        """Whether they may act as an owner of the server here and now."""
        everywhere = self.token_role is Role.OWNER and self.token_project is None
        return self.owns_server and (self.token is None or everywhere)

    @property
    def actor(self) -> str:
        """The name under which the record keeps their acts."""
        return f"person:{self.person}" if self.token is None else f"person:{self.person}/token:{self.token}"


class Person(NamedTuple):
    """An account as others may see it."""

    id: int
    name: str
    email: str | None
    has_password: bool
    is_owner: bool


class Account(NamedTuple):
    """What a password is checked against."""

    person: int
    password: str | None


class Member(NamedTuple):
    """A person in a project."""

    person: int
    name: str
    email: str | None
    role: Role
    added_at: int


class Issued(NamedTuple):
    """A secret in the only moment in which it is known; the database holds its SHA-256."""

    id: int
    secret: str
    expires_at: int | None


class SignedIn(NamedTuple):
    """A new session."""

    person: int
    session: int
    secret: str
    expires_at: int


class Invitation(NamedTuple):
    """An open invitation into a project."""

    id: int
    project: int
    role: Role
    name: str
    invited_by: str
    made_at: int
    expires_at: int


class OpenSession(NamedTuple):
    """A place where somebody is signed in."""

    id: int
    client: str
    opened_at: int
    seen_at: int
    expires_at: int


class TokenRow(NamedTuple):
    """A token, without its secret."""

    id: int
    name: str
    project: int | None
    role: Role
    made_at: int
    used_at: int | None
    expires_at: int | None
