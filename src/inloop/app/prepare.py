"""Making an installation ready: the folder, the tables, its owner, something to look at."""

from dataclasses import dataclass

from sqlalchemy import Connection

from inloop.app.demo import create_demo, write_sample
from inloop.app.system import System, open_system
from inloop.database.folder import BLOBS, SEGMENTS, UPLOADS, prepare_folder
from inloop.database.migrations import upgrade
from inloop.kernel.clock import now
from inloop.kernel.settings import Settings
from inloop.loop import projects
from inloop.people import Role
from inloop.people.service import add_member, ensure_owner, make_sign_in_link


@dataclass(frozen=True, slots=True)
class Ready:
    """What a start found and made.

    Attributes
    ----------
    sign_in_secret
        Signs the owner in, once.
    """

    sign_in_secret: str
    is_new: bool


def prepare(settings: Settings) -> None:
    """Make the data folder, closed to everybody else, and bring the tables up to date."""
    prepare_folder(settings.data_dir)
    for name in (SEGMENTS, BLOBS, UPLOADS):
        prepare_folder((settings.data_dir if name == UPLOADS else settings.files_dir) / name)
    upgrade(settings.database)


def welcome(settings: Settings, *, demo: bool) -> Ready:
    """See that there is an owner, and a demo where nothing else is; give the owner a way in."""
    system = open_system(settings)
    try:
        return _welcome(system, demo=demo)
    finally:
        system.close()


def _welcome(system: System, *, demo: bool) -> Ready:
    is_new = not system.database.read(projects.list_for)
    sample = write_sample(system.settings.data_dir) if is_new and demo else None

    def act(connection: Connection) -> str:
        at = now()
        owner = ensure_owner(connection, at=at)
        if sample is not None:
            actor = f"person:{owner}"
            made = create_demo(connection, sample, at=at, by=actor)
            add_member(connection, project=made.id, person=owner, role=Role.OWNER, at=at, actor=actor)
        return make_sign_in_link(connection, person=owner, at=at).secret

    return Ready(sign_in_secret=system.database.write(act), is_new=is_new)
