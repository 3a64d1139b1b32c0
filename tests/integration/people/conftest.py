"""A server in its first minutes."""

import pytest

from inloop.database import Database
from inloop.people import service
from tests.integration.people.place import AT, Place


@pytest.fixture
def place(database: Database) -> Place:
    owner = database.write(lambda c: service.ensure_owner(c, at=AT))
    signed_in = database.write(lambda c: service.open_session(c, person=owner, at=AT))
    return Place(database, database.read(lambda c: service.identify(c, session_secret=signed_in.secret, at=AT)))
