"""Tokens: what programs sign in with."""

from sqlalchemy import Connection

from inloop.kernel.errors import ForbiddenError, NotFoundError
from inloop.kernel.ids import new_secret
from inloop.people.model import Identity, Issued, TokenRow
from inloop.people.roles import Role, may_grant
from inloop.people.service.identity import digest_of, role_in
from inloop.people.service.persons import read_name
from inloop.people.store import access
from inloop.record import append

PREFIX = "inl_"


def make_token(
    connection: Connection,
    *,
    identity: Identity,
    name: str,
    project: int | None,
    role: Role,
    at: int,
    expires_at: int | None = None,
) -> Issued:
    """Make a token for one project, or for all projects of the person, that can do what `role` can.

    Raises
    ------
    ForbiddenError
        The person may not do in that project what the role may, or comes with a token themselves.
    """
    if identity.token is not None:
        raise ForbiddenError("A token cannot make another.", hint="Sign in and make it on the account page.")
    if project is not None and not may_grant(role_in(connection, identity, project), role):
        raise ForbiddenError(f"You cannot give a token the role '{role}' there.", hint="Choose a narrower role.")
    secret = PREFIX + new_secret()
    number = access.add_token(
        connection,
        person=identity.person,
        project=project,
        role=role,
        name=read_name(name),
        digest=digest_of(secret),
        at=at,
        expires_at=expires_at,
    )
    subjects = {"token": number, "person": identity.person, "role": role.value}
    append(connection, project=project, at=at, actor=identity.actor, act="token.made", subjects=subjects)
    return Issued(number, secret, expires_at)


def revoke_token(connection: Connection, *, identity: Identity, token: int, at: int) -> None:
    """Take one of one's own tokens back."""
    if not access.revoke_token(connection, token, person=identity.person, at=at):
        raise NotFoundError(
            f"You have no token {token}.", hint="It may be revoked already; see the list of your tokens."
        )
    append(connection, project=None, at=at, actor=identity.actor, act="token.revoked", subjects={"token": token})


def tokens(connection: Connection, person: int) -> list[TokenRow]:
    """List the tokens of a person that have not been revoked."""
    return access.tokens_of(connection, person)
