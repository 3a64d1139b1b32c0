"""Asking somebody into a project by a link that works once."""

from sqlalchemy import Connection

from inloop.kernel.errors import ConflictError, ForbiddenError, GoneError, NotFoundError
from inloop.kernel.ids import new_secret
from inloop.people.model import INVITATION_LIFETIME, Identity, Invitation, Issued
from inloop.people.roles import Role, may_grant
from inloop.people.service.identity import digest_of, role_in
from inloop.people.service.members import add_member
from inloop.people.service.persons import new_person
from inloop.people.store import access, persons
from inloop.people.store.access import LinkFound
from inloop.record import append

_HINT = "Ask who invited you for a new one."


def invite(
    connection: Connection,
    *,
    identity: Identity,
    project: int,
    role: Role,
    at: int,
    name: str = "",
    lifetime: int = INVITATION_LIFETIME,
) -> Issued:
    """Make an invitation; `name` is a note on whom it is for.

    Raises
    ------
    ForbiddenError
        The role can do more than whoever invites.
    """
    if not may_grant(role_in(connection, identity, project), role):
        raise ForbiddenError(f"You cannot invite somebody as '{role}', who can do more than you.", hint="Ask an owner.")
    secret, expires_at = new_secret(), at + lifetime
    number = access.add_link(
        connection,
        purpose=access.INVITATION,
        digest=digest_of(secret),
        project=project,
        role=role.value,
        name=name[:200],
        made_by=identity.person,
        at=at,
        expires_at=expires_at,
    )
    subjects = {"invitation": number, "role": role.value}
    append(connection, project=project, at=at, actor=identity.actor, act="person.invited", subjects=subjects)
    return Issued(number, secret, expires_at)


def look(connection: Connection, *, secret: str, at: int) -> Invitation:
    """Say what an invitation is for, before anyone accepts it.

    Raises
    ------
    NotFoundError
        There was never such an invitation.
    GoneError
        It was used, taken back, or has expired.
    """
    found = _find(connection, secret, at=at)
    by = persons.names_of(connection, [found.made_by]) if found.made_by else {}
    return Invitation(
        id=found.id,
        project=found.project or 0,
        role=Role(found.role or ""),
        name=found.name,
        invited_by=by.get(found.made_by or 0, ""),
        made_at=found.made_at,
        expires_at=found.expires_at,
    )


def accept_as_new(
    connection: Connection, *, secret: str, name: str, email: str | None = None, password: str | None = None, at: int
) -> int:
    """Accept an invitation with a new account; give the person. `password` is a hash made by `hash_password`.

    Raises
    ------
    ConflictError
        There is an account with this address: its owner signs in and accepts with `accept`.
    """
    invitation = look(connection, secret=secret, at=at)
    _use(connection, invitation, at=at)
    person = new_person(connection, name=name, email=email, password=password, at=at)
    _join(connection, invitation, person=person, at=at)
    return person


def accept(connection: Connection, *, secret: str, person: int, at: int) -> Invitation:
    """Accept an invitation as somebody who has an account; give what they are now in.

    Raises
    ------
    ConflictError
        They are in the project already; the invitation remains for somebody else.
    """
    invitation = look(connection, secret=secret, at=at)
    if persons.find_role(connection, project=invitation.project, person=person) is not None:
        raise ConflictError("You are in this project already.", hint="An owner or manager can change your role.")
    _use(connection, invitation, at=at)
    _join(connection, invitation, person=person, at=at)
    return invitation


def revoke_invitation(connection: Connection, *, project: int, invitation: int, at: int, actor: str) -> None:
    """Take back an invitation that nobody has accepted."""
    if not access.revoke_link(connection, invitation, project=project, at=at):
        raise NotFoundError(
            f"There is no open invitation {invitation} in this project.",
            hint="It may have been accepted, taken back, or have expired.",
        )
    subjects = {"invitation": invitation}
    append(connection, project=project, at=at, actor=actor, act="invitation.revoked", subjects=subjects)


def invitations(connection: Connection, project: int, *, at: int) -> list[Invitation]:
    """List the invitations that can still be accepted."""
    return access.open_invitations(connection, project, at=at)


def _use(connection: Connection, invitation: Invitation, *, at: int) -> None:
    if not access.use_link(connection, invitation.id, at=at):
        raise GoneError("This invitation was used already.", hint=_HINT)


def _join(connection: Connection, invitation: Invitation, *, person: int, at: int) -> None:
    access.note_user(connection, invitation.id, person=person)
    actor = f"person:{person}"
    add_member(connection, project=invitation.project, person=person, role=invitation.role, at=at, actor=actor)


def _find(connection: Connection, secret: str, *, at: int) -> LinkFound:
    found = access.find_link(connection, purpose=access.INVITATION, digest=digest_of(secret))
    if found is None:
        raise NotFoundError("This invitation is not known here.", hint=_HINT)
    if found.used_at is not None:
        raise GoneError("This invitation was used already.", hint=_HINT)
    if found.revoked_at is not None:
        raise GoneError("This invitation was taken back.", hint=_HINT)
    if found.expires_at <= at:
        raise GoneError("This invitation has expired.", hint=_HINT)
    return found
