"""Queries of what lets somebody in: sessions, tokens, links."""

from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, insert, or_, select, update

from inloop.database import Statement
from inloop.people.model import Invitation, OpenSession, TokenRow
from inloop.people.roles import Role
from inloop.people.store.tables import link, person, session, token

SIGN_IN = "sign-in"
INVITATION = "invitation"

_session = Statement(
    select(session.c.id, session.c.person, person.c.name, person.c.is_owner, session.c.seen_at)
    .join(person, person.c.id == session.c.person)
    .where(
        session.c.digest == bindparam("digest"), session.c.ended_at.is_(None), session.c.expires_at > bindparam("at")
    )
)
_token = Statement(
    select(
        token.c.id,
        token.c.person,
        person.c.name,
        person.c.is_owner,
        token.c.used_at,
        token.c.project,
        token.c.role,
    )
    .join(person, person.c.id == token.c.person)
    .where(
        token.c.digest == bindparam("digest"),
        token.c.revoked_at.is_(None),
        or_(token.c.expires_at.is_(None), token.c.expires_at > bindparam("at")),
    )
)


class SessionFound(NamedTuple):
    id: int
    person: int
    name: str
    is_owner: bool
    seen_at: int


class TokenFound(NamedTuple):
    id: int
    person: int
    name: str
    is_owner: bool
    used_at: int | None
    project: int | None
    role: str


class LinkFound(NamedTuple):
    id: int
    person: int | None
    project: int | None
    role: str | None
    name: str
    made_by: int | None
    made_at: int
    expires_at: int
    used_at: int | None
    revoked_at: int | None


def find_session(connection: Connection, *, digest: bytes, at: int) -> SessionFound | None:
    row = _session.one(connection, digest=digest, at=at)
    return None if row is None else SessionFound._make(row)


def find_token(connection: Connection, *, digest: bytes, at: int) -> TokenFound | None:
    row = _token.one(connection, digest=digest, at=at)
    return None if row is None else TokenFound._make(row)


def add_session(connection: Connection, *, person: int, digest: bytes, client: str, at: int, expires_at: int) -> int:
    values = {"person": person, "digest": digest, "client": client, "expires_at": expires_at}
    adding = insert(session).values(**values, opened_at=at, seen_at=at).returning(session.c.id)
    number: int = connection.execute(adding).scalar_one()
    return number


def touch_session(connection: Connection, number: int, *, at: int, expires_at: int) -> None:
    mine = and_(session.c.id == number, session.c.ended_at.is_(None), session.c.seen_at < at)
    connection.execute(update(session).where(mine).values(seen_at=at, expires_at=expires_at))


def end_sessions(
    connection: Connection, *, person: int, at: int, only: int | None = None, except_for: int | None = None
) -> list[int]:
    """End the open sessions of a person, or one of them, or all but one; give their ids."""
    ending = update(session).where(session.c.person == person, session.c.ended_at.is_(None)).values(ended_at=at)
    if only is not None:
        ending = ending.where(session.c.id == only)
    if except_for is not None:
        ending = ending.where(session.c.id != except_for)
    return list(connection.scalars(ending.returning(session.c.id)))


def sessions_of(connection: Connection, person: int, *, at: int) -> list[OpenSession]:
    query = (
        select(session.c.id, session.c.client, session.c.opened_at, session.c.seen_at, session.c.expires_at)
        .where(session.c.person == person, session.c.ended_at.is_(None), session.c.expires_at > at)
        .order_by(session.c.seen_at.desc())
    )
    return [OpenSession._make(row) for row in connection.execute(query)]


def add_token(
    connection: Connection,
    *,
    person: int,
    project: int | None,
    role: Role,
    name: str,
    digest: bytes,
    at: int,
    expires_at: int | None,
) -> int:
    values = {"person": person, "project": project, "role": role.value, "name": name, "digest": digest}
    adding = insert(token).values(**values, made_at=at, expires_at=expires_at).returning(token.c.id)
    number: int = connection.execute(adding).scalar_one()
    return number


def touch_token(connection: Connection, number: int, *, at: int, unless_since: int) -> None:
    due = or_(token.c.used_at.is_(None), token.c.used_at <= unless_since)
    connection.execute(update(token).where(token.c.id == number, due).values(used_at=at))


def revoke_token(connection: Connection, number: int, *, person: int, at: int) -> bool:
    mine = (token.c.id == number, token.c.person == person, token.c.revoked_at.is_(None))
    return connection.execute(update(token).where(*mine).values(revoked_at=at)).rowcount == 1


def tokens_of(connection: Connection, person: int) -> list[TokenRow]:
    columns = (token.c.id, token.c.name, token.c.project, token.c.role, token.c.made_at, token.c.used_at)
    query = (
        select(*columns, token.c.expires_at)
        .where(token.c.person == person, token.c.revoked_at.is_(None))
        .order_by(token.c.id)
    )
    return [TokenRow(*row[:3], Role(row[3]), *row[4:]) for row in connection.execute(query)]


def add_link(connection: Connection, *, purpose: str, digest: bytes, at: int, expires_at: int, **about: object) -> int:
    """Insert a one-time link; `about` holds person, project, role, name, made_by as far as they apply."""
    values = {"purpose": purpose, "digest": digest, "made_at": at, "expires_at": expires_at, "name": "", **about}
    number: int = connection.execute(insert(link).values(**values).returning(link.c.id)).scalar_one()
    return number


def find_link(connection: Connection, *, purpose: str, digest: bytes) -> LinkFound | None:
    columns = [link.c[name] for name in LinkFound._fields]
    row = connection.execute(select(*columns).where(link.c.digest == digest, link.c.purpose == purpose)).one_or_none()
    return None if row is None else LinkFound._make(row)


def use_link(connection: Connection, number: int, *, at: int) -> bool:
    """Use a link up; False when somebody was faster or it is no longer open. This is the one place that decides."""
    is_open = and_(link.c.used_at.is_(None), link.c.revoked_at.is_(None), link.c.expires_at > at)
    return connection.execute(update(link).where(link.c.id == number, is_open).values(used_at=at)).rowcount == 1


def note_user(connection: Connection, number: int, *, person: int) -> None:
    connection.execute(update(link).where(link.c.id == number).values(used_by=person))


def revoke_link(connection: Connection, number: int, *, project: int, at: int) -> bool:
    mine = (link.c.id == number, link.c.project == project, link.c.used_at.is_(None), link.c.revoked_at.is_(None))
    return connection.execute(update(link).where(*mine).values(revoked_at=at)).rowcount == 1


def open_invitations(connection: Connection, project: int, *, at: int) -> list[Invitation]:
    columns = (link.c.id, link.c.project, link.c.role, link.c.name, person.c.name, link.c.made_at, link.c.expires_at)
    query = (
        select(*columns)
        .outerjoin(person, person.c.id == link.c.made_by)
        .where(link.c.project == project, link.c.purpose == INVITATION, link.c.expires_at > at)
        .where(link.c.used_at.is_(None), link.c.revoked_at.is_(None))
        .order_by(link.c.id)
    )
    return [
        Invitation(number, place, Role(role), name, by or "", made_at, expires_at)
        for number, place, role, name, by, made_at, expires_at in connection.execute(query)
    ]
