"""Who is in a project, and as what."""

from sqlalchemy import Connection

from inloop.kernel.errors import ForbiddenError, NotFoundError
from inloop.people.model import Member
from inloop.people.roles import Role, may_grant
from inloop.people.store import persons
from inloop.record import append


def add_member(connection: Connection, *, project: int, person: int, role: Role, at: int, actor: str) -> None:
    """Give somebody a role in a project; who creates a project becomes its owner with this."""
    persons.put_member(connection, project=project, person=person, role=role, at=at)
    _note(connection, "person.joined", project=project, person=person, role=role, at=at, actor=actor)


def change_role(
    connection: Connection, *, project: int, person: int, role: Role, own: Role | None, at: int, actor: str
) -> None:
    """Change the role of a member.

    Parameters
    ----------
    own
        The role in this project of whoever asks: they cannot give or take a role that can do more.
    """
    _check_grant(own, _get_role(connection, project=project, person=person), role)
    persons.change_member(connection, project=project, person=person, role=role.value)
    _note(connection, "role.changed", project=project, person=person, role=role, at=at, actor=actor)


def remove_member(connection: Connection, *, project: int, person: int, own: Role | None, at: int, actor: str) -> None:
    """Take a member out of a project; what they have answered stays."""
    role = _get_role(connection, project=project, person=person)
    _check_grant(own, role)
    persons.change_member(connection, project=project, person=person, removed_at=at)
    _note(connection, "person.removed", project=project, person=person, role=role, at=at, actor=actor)


def people_in(connection: Connection, project: int) -> list[Member]:
    """List the members of a project, those first who came first."""
    return persons.members(connection, project)


def memberships(connection: Connection, person: int) -> dict[int, Role]:
    """Give the roles of a person by project; an owner of the server may do more than these say."""
    return persons.memberships(connection, person)


def _get_role(connection: Connection, *, project: int, person: int) -> Role:
    role = persons.find_role(connection, project=project, person=person)
    if role is None:
        raise NotFoundError(f"Person {person} is not in this project.", hint="See the list of its people.")
    return role


def _check_grant(own: Role | None, *roles: Role) -> None:
    for role in roles:
        if not may_grant(own, role):
            raise ForbiddenError(
                f"You cannot give or take the role '{role}', which can do more than you.", hint="Ask an owner."
            )


def _note(connection: Connection, act: str, *, project: int, person: int, role: Role, at: int, actor: str) -> None:
    subjects = {"person": person, "role": role.value}
    append(connection, project=project, at=at, actor=actor, act=act, subjects=subjects)
