"""Queries of accounts and memberships."""

from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from inloop.database import Statement
from inloop.people.model import Account, Member, Person
from inloop.people.roles import Role
from inloop.people.store.tables import attempt, membership, person

_role = Statement(
    select(membership.c.role).where(
        membership.c.project == bindparam("project"),
        membership.c.person == bindparam("person"),
        membership.c.removed_at.is_(None),
    )
)
_PERSON = (person.c.id, person.c.name, person.c.email, person.c.password.is_not(None), person.c.is_owner)


def _insert(connection: Connection, table: Any) -> Any:  # the insert of either dialect; both know on_conflict
    return (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)


def add_person(
    connection: Connection, *, name: str, email: str | None, password: str | None, is_owner: bool, at: int
) -> int | None:
    """Insert an account; None when its address is taken."""
    values = {"name": name, "email": email, "password": password, "is_owner": is_owner, "made_at": at}
    adding = _insert(connection, person).values(values).on_conflict_do_nothing(index_elements=["email"])
    number: int | None = connection.scalar(adding.returning(person.c.id))
    return number


def find_person(connection: Connection, number: int) -> Person | None:
    row = connection.execute(select(*_PERSON).where(person.c.id == number)).one_or_none()
    return None if row is None else Person._make(row)


def first_owner(connection: Connection) -> int | None:
    query = select(person.c.id).where(person.c.is_owner.is_(True)).order_by(person.c.id).limit(1)
    return connection.scalar(query)


def hold_people(connection: Connection) -> None:
    """Keep other nodes from adding people until this transaction ends; on SQLite a write already does."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE")


def find_account(connection: Connection, email: str) -> Account | None:
    row = connection.execute(select(person.c.id, person.c.password).where(person.c.email == email)).one_or_none()
    return None if row is None else Account._make(row)


def change_person(connection: Connection, number: int, **values: object) -> None:
    connection.execute(update(person).where(person.c.id == number).values(**values))


def count_try(connection: Connection, *, account: str, hour: int) -> int:
    """Count one more try for a password in this hour; give how many there are now. Older hours are dropped."""
    connection.execute(delete(attempt).where(attempt.c.hour < hour))
    adding = _insert(connection, attempt).values(account=account, hour=hour, tries=1)
    counting = adding.on_conflict_do_update(
        index_elements=["account", "hour"], set_={"tries": attempt.c.tries + 1}
    ).returning(attempt.c.tries)
    tries: int = connection.execute(counting).scalar_one()
    return tries


def clear_tries(connection: Connection, account: str) -> None:
    connection.execute(delete(attempt).where(attempt.c.account == account))


def find_role(connection: Connection, *, project: int, person: int) -> Role | None:
    role = _role.value(connection, project=project, person=person)
    return None if role is None else Role(role)


def put_member(connection: Connection, *, project: int, person: int, role: Role, at: int) -> None:
    """Give somebody a role in a project, whether they had one or not."""
    values = {"project": project, "person": person, "role": role.value, "added_at": at}
    changed = {"role": role.value, "added_at": at, "removed_at": None}
    adding = _insert(connection, membership).values(values)
    connection.execute(adding.on_conflict_do_update(index_elements=["project", "person"], set_=changed))


def change_member(connection: Connection, *, project: int, person: int, **values: object) -> None:
    mine = (membership.c.project == project, membership.c.person == person)
    connection.execute(update(membership).where(*mine).values(**values))


def members(connection: Connection, project: int) -> list[Member]:
    columns = (person.c.id, person.c.name, person.c.email, membership.c.role, membership.c.added_at)
    query = (
        select(*columns)
        .join(person, person.c.id == membership.c.person)
        .where(membership.c.project == project, membership.c.removed_at.is_(None))
        .order_by(membership.c.added_at, person.c.id)
    )
    return [Member(number, name, email, Role(role), at) for number, name, email, role, at in connection.execute(query)]


def memberships(connection: Connection, number: int) -> dict[int, Role]:
    query = select(membership.c.project, membership.c.role).where(
        membership.c.person == number, membership.c.removed_at.is_(None)
    )
    return {project: Role(role) for project, role in connection.execute(query)}


def names_of(connection: Connection, numbers: list[int]) -> dict[int, str]:
    query = select(person.c.id, person.c.name).where(person.c.id.in_(numbers))
    return {row.id: row.name for row in connection.execute(query)}
