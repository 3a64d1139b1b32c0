"""Accounts: the first owner, names, addresses, passwords."""

import re
from collections.abc import Iterable

from sqlalchemy import Connection

from inloop.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from inloop.people.model import Person
from inloop.people.store import access, persons
from inloop.record import append

_PERSON = re.compile(r"person:(\d+)(?:/|$)")


def ensure_owner(connection: Connection, *, at: int) -> int:
    """Give the owner of the server; on a new installation, make one without a password."""
    owner = persons.first_owner(connection)
    if owner is None:
        persons.hold_people(connection)
        owner = persons.first_owner(connection) or _add_owner(connection, at=at)
    return owner


def _add_owner(connection: Connection, *, at: int) -> int:
    owner = new_person(connection, name="Owner", email=None, password=None, is_owner=True, at=at)
    append(connection, project=None, at=at, actor="server", act="owner.made", subjects={"person": owner})
    return owner


def new_person(
    connection: Connection, *, name: str, email: str | None, password: str | None, is_owner: bool = False, at: int
) -> int:
    """Add an account; raise `ConflictError` when its address has one."""
    number = persons.add_person(
        connection, name=read_name(name), email=read_email(email), password=password, is_owner=is_owner, at=at
    )
    if number is None:
        raise ConflictError(
            f"There is an account for '{email}' already.",
            hint="Sign in, then open the invitation again.",
            where="email",
        )
    return number


def get_person(connection: Connection, number: int) -> Person:
    """Give an account as others may see it."""
    found = persons.find_person(connection, number)
    if found is None:
        raise NotFoundError(f"There is no person {number}.")
    return found


def actor_names(connection: Connection, actors: Iterable[str]) -> dict[str, str]:
    """Name those actors of acts who are people: ``person:3/token:7`` → Ann. Only for who may read about people."""
    numbers = {actor: int(found[1]) for actor in set(actors) if (found := _PERSON.match(actor))}
    names = persons.names_of(connection, sorted(set(numbers.values())))
    return {actor: names[number] for actor, number in numbers.items() if number in names}


def change_account(
    connection: Connection, *, person: int, name: str | None = None, email: str | None = None, at: int, actor: str
) -> Person:
    """Change the name or address of an account; what is None stays."""
    values = {"name": None if name is None else read_name(name), "email": read_email(email)}
    changed = {key: value for key, value in values.items() if value is not None}
    address = changed.get("email")
    owner = persons.find_account(connection, address) if address else None
    if owner is not None and owner.person != person:
        raise ConflictError(f"There is an account for '{email}' already.", hint="Use another address.", where="email")
    if changed:
        persons.change_person(connection, person, **changed)
        append(connection, project=None, at=at, actor=actor, act="person.changed", subjects={"person": person})
    return get_person(connection, person)


def set_password(
    connection: Connection, *, person: int, password: str, session: int | None = None, at: int, actor: str
) -> None:
    """Keep a hash made by `hash_password`, and end all sessions of the person but `session`.

    Raises
    ------
    InvalidInputError
        The account has no address to sign in with.
    """
    if get_person(connection, person).email is None:
        raise InvalidInputError("A password needs an e-mail address to go with it.", where="email")
    persons.change_person(connection, person, password=password)
    access.end_sessions(connection, person=person, at=at, except_for=session)
    append(connection, project=None, at=at, actor=actor, act="password.changed", subjects={"person": person})


def read_name(name: str) -> str:
    clean = " ".join(name.split())
    if not 1 <= len(clean) <= 200:
        raise InvalidInputError("A name has 1 to 200 characters.", hint="Write how others call you.", where="name")
    return clean


def read_email(email: str | None) -> str | None:
    """Give an address in the form in which addresses are compared; None for none."""
    clean = (email or "").strip().casefold()
    if not clean:
        return None
    local, _, domain = clean.rpartition("@")
    if not local or not domain or len(clean) > 320 or any(letter.isspace() for letter in clean):
        raise InvalidInputError(f"'{clean[:80]}' is not an e-mail address.", where="email")
    return clean
