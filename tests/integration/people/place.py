"""A server with an owner who is signed in, and ways to bring people in."""

from dataclasses import dataclass

from inloop.database import Database
from inloop.people import Identity, Role, service

AT = 1_700_000_000_000_000
PROJECT = 1


@dataclass
class Place:
    """A server in its first minutes."""

    database: Database
    owner: Identity

    def sign_in(self, person: int, *, at: int = AT) -> Identity:
        signed_in = self.database.write(lambda c: service.open_session(c, person=person, at=at))
        return self.database.read(lambda c: service.identify(c, session_secret=signed_in.secret, at=at))

    def join(self, role: Role, *, project: int = PROJECT, name: str = "Ann", email: str | None = None) -> Identity:
        """Bring somebody new into a project by an invitation of the owner."""
        issued = self.database.write(
            lambda c: service.invite(c, identity=self.owner, project=project, role=role, at=AT)
        )
        person = self.database.write(
            lambda c: service.accept_as_new(c, secret=issued.secret, name=name, email=email, at=AT)
        )
        return self.sign_in(person)

    def role_of(self, identity: Identity, *, project: int = PROJECT) -> Role | None:
        return self.database.read(lambda c: service.role_in(c, identity, project))

    def token(self, identity: Identity, *, role: Role, project: int | None = PROJECT) -> Identity:
        issued = self.database.write(
            lambda c: service.make_token(c, identity=identity, name="script", project=project, role=role, at=AT)
        )
        return self.database.read(lambda c: service.identify(c, token=issued.secret, at=AT))
