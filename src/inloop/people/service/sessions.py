"""Signing in and out."""

from sqlalchemy import Connection

from inloop.kernel.clock import HOUR
from inloop.kernel.errors import GoneError, NotFoundError, SignInError, TooManyTriesError
from inloop.kernel.ids import new_secret
from inloop.people.model import (
    LINK_LIFETIME,
    SESSION_LIFETIME,
    TRIES_PER_HOUR,
    Account,
    Issued,
    OpenSession,
    SignedIn,
)
from inloop.people.service.identity import digest_of
from inloop.people.store import access, persons
from inloop.record import append


def make_sign_in_link(
    connection: Connection, *, person: int, at: int, lifetime: int = LINK_LIFETIME, actor: str = "server"
) -> Issued:
    """Make a link that signs a person in, once, within `lifetime`."""
    secret, expires_at = new_secret(), at + lifetime
    number = access.add_link(
        connection, purpose=access.SIGN_IN, digest=digest_of(secret), person=person, at=at, expires_at=expires_at
    )
    append(
        connection, project=None, at=at, actor=actor, act="sign-in.offered", subjects={"person": person, "link": number}
    )
    return Issued(number, secret, expires_at)


def sign_in_by_link(connection: Connection, *, secret: str, at: int, client: str = "") -> SignedIn:
    """Use up a sign-in link and open a session; of two who try at once, one gets in.

    Raises
    ------
    GoneError
        The link was used or has expired.
    SignInError
        There was never such a link.
    """
    hint = "Run 'inloop sign-in-link' on the server, or ask its owner for a new link."
    found = access.find_link(connection, purpose=access.SIGN_IN, digest=digest_of(secret))
    if found is None or found.person is None:
        raise SignInError("This sign-in link is not known here.", hint=hint)
    if not access.use_link(connection, found.id, at=at):
        state = "has expired" if found.expires_at <= at else "was used already"
        raise GoneError(f"This sign-in link {state}.", hint=hint)
    access.note_user(connection, found.id, person=found.person)
    return open_session(connection, person=found.person, at=at, client=client)


def begin_password_try(connection: Connection, *, email: str, at: int) -> Account | None:
    """Count a try before the password is looked at, and give the account, if there is one.

    Then call `verify_password` in a thread, also when there is no account, and on success `sign_in_by_password`.
    Tries are counted for each address, whether it has an account or not.

    Raises
    ------
    TooManyTriesError
        The address has used up its tries of this hour.
    """
    account = _account(email)
    if persons.count_try(connection, account=account, hour=at // HOUR) > TRIES_PER_HOUR:
        raise TooManyTriesError(
            f"Too many tries with '{account[:80]}' in this hour.", hint="Wait for the next, or ask for a sign-in link."
        )
    return persons.find_account(connection, account)


def sign_in_by_password(connection: Connection, *, person: int, email: str, at: int, client: str = "") -> SignedIn:
    """Open a session for somebody whose password was right."""
    persons.clear_tries(connection, _account(email))
    return open_session(connection, person=person, at=at, client=client)


def _account(email: str) -> str:
    return email.strip().casefold()[:320]


def open_session(connection: Connection, *, person: int, at: int, client: str = "") -> SignedIn:
    """Open a session for somebody who has shown who they are; it lasts 30 days beyond its last use."""
    secret, expires_at = new_secret(), at + SESSION_LIFETIME
    number = access.add_session(
        connection, person=person, digest=digest_of(secret), client=client[:200], at=at, expires_at=expires_at
    )
    _note(connection, "session.opened", person=person, session=number, at=at)
    return SignedIn(person, number, secret, expires_at)


def end_session(connection: Connection, *, session: int, person: int, at: int) -> None:
    """Sign somebody out in one place."""
    if not access.end_sessions(connection, person=person, only=session, at=at):
        raise NotFoundError(f"You have no open session {session}.")
    _note(connection, "session.ended", person=person, session=session, at=at)


def sessions(connection: Connection, person: int, *, at: int) -> list[OpenSession]:
    """List where a person is signed in, the latest use first."""
    return access.sessions_of(connection, person, at=at)


def _note(connection: Connection, act: str, *, person: int, session: int, at: int) -> None:
    subjects = {"person": person, "session": session}
    append(connection, project=None, at=at, actor=f"person:{person}", act=act, subjects=subjects)
