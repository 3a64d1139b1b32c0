"""Who is asking, and what they are here: on the path of every request."""

from hashlib import sha256

from sqlalchemy import Connection

from inloop.kernel.errors import SignInError
from inloop.people.model import SESSION_LIFETIME, SESSION_TOUCH, TOKEN_TOUCH, Identity
from inloop.people.roles import Act, Role, allowed, narrower
from inloop.people.store import access, persons

_CREATORS = frozenset({Role.OWNER, Role.MANAGER})


def digest_of(secret: str) -> bytes:
    """Give what the database keeps of a secret; its 256 random bits make a fast hash as good as a slow one."""
    return sha256(secret.encode(errors="replace")).digest()


def identify(
    connection: Connection, *, session_secret: str | None = None, token: str | None = None, at: int
) -> Identity:
    """Find out who is asking, in one statement; a token goes before a session.

    Raises
    ------
    SignInError
        There is neither, or it has ended.
    """
    identity = None
    if token:
        identity = _by_token(connection, token, at=at)
    elif session_secret:
        identity = _by_session(connection, session_secret, at=at)
    if identity is None and token:
        raise SignInError(
            "This token is not known here, or it was taken back.",
            hint="Make another on the account page, or with 'inloop token create' on the server.",
        )
    if identity is None:
        raise SignInError("Nobody is signed in here, or the sign-in has ended.", hint="Sign in again.")
    return identity


def _by_session(connection: Connection, secret: str, *, at: int) -> Identity | None:
    found = access.find_session(connection, digest=digest_of(secret), at=at)
    if found is None:
        return None
    due = found.seen_at <= at - SESSION_TOUCH
    return Identity(found.person, found.name, bool(found.is_owner), session=found.id, touch_due=due)


def _by_token(connection: Connection, secret: str, *, at: int) -> Identity | None:
    found = access.find_token(connection, digest=digest_of(secret), at=at)
    if found is None:
        return None
    return Identity(
        found.person,
        found.name,
        bool(found.is_owner),
        token=found.id,
        token_project=found.project,
        token_role=Role(found.role),
        touch_due=found.used_at is None or found.used_at <= at - TOKEN_TOUCH,
    )


def touch(connection: Connection, identity: Identity, *, at: int) -> None:
    """Note the use of a session, which makes it last longer, or of a token; call it when `Identity.touch_due`."""
    if identity.session is not None:
        access.touch_session(connection, identity.session, at=at, expires_at=at + SESSION_LIFETIME)
    elif identity.token is not None:
        access.touch_token(connection, identity.token, at=at, unless_since=at - TOKEN_TOUCH)


def role_in(connection: Connection, identity: Identity, project: int) -> Role | None:
    """Give the role of somebody in a project; None when they have nothing to do with it.

    An owner of the server is an owner everywhere. A token can do no more than the role it was made with, nor more than
    its person can do by now.
    """
    if identity.token_project not in {None, project}:
        return None
    if identity.owns_server:
        role: Role | None = Role.OWNER
    else:
        role = persons.find_role(connection, project=project, person=identity.person)
    return role if identity.token_role is None else narrower(role, identity.token_role)


def allowed_somewhere(connection: Connection, identity: Identity, act: Act) -> bool:
    """Say whether somebody may do this in some project, with the token they come with.

    An owner of the server may, even before there is a project.
    """
    if identity.owns_server:
        roles = {Role.OWNER}
    else:
        found = persons.memberships(connection, identity.person)
        roles = {role for project, role in found.items() if identity.token_project in {None, project}}
    own = identity.token_role
    return any(allowed(role if own is None else narrower(role, own), act) for role in roles)


def allowed_on_server(connection: Connection, identity: Identity, act: Act) -> bool:
    """Say whether somebody may do what concerns no single project.

    The owner may change the server; whoever owns or manages a project may create another; everyone who is signed in
    keeps their own tokens, which a token cannot.
    """
    if act is Act.TOKENS_OWN:
        return identity.token is None
    if act is Act.SERVER_CREATE_PROJECT:
        return identity.is_owner or _creates(connection, identity)
    return identity.is_owner


def _creates(connection: Connection, identity: Identity) -> bool:
    if identity.token is not None and (identity.token_project is not None or identity.token_role not in _CREATORS):
        return False
    return identity.owns_server or not _CREATORS.isdisjoint(persons.memberships(connection, identity.person).values())
