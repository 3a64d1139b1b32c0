"""Where a command goes: a server by its address, the one that has the data folder in use, or the folder itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from inloop.kernel.errors import NotFoundError
from inloop.kernel.settings import Settings, from_environment

if TYPE_CHECKING:
    from inloop.client import Client


@contextmanager
def reach(
    settings: Settings, *, url: str = "", token: str = "", work: bool = False, create: bool = False
) -> Iterator["Client"]:
    """Give a client that acts as the owner of the data folder, or as the owner of `token` on the server at `url`.

    Raises
    ------
    NotFoundError
        There is no data folder, and the command is not one to make it.
    """
    from inloop.client import connect

    if url:
        with connect(url, token) as client:
            yield client
        return
    from inloop.app.running import find_running

    running = find_running(settings.data_dir)
    if running is not None:
        with connect(running.url, running.token) as client:
            yield client
        return
    if not create:
        check_there(settings)
    from inloop.cli.standalone import open_alone

    with open_alone(settings, work=work) as client:
        yield client


def check_there(settings: Settings) -> None:
    """Raise where nothing has been stored yet."""
    facts = settings.database.removeprefix("sqlite:///")
    if settings.is_sqlite and not Path(facts).is_file():
        raise NotFoundError(
            f"There is no inloop in '{settings.data_dir}'.",
            hint="Start one with inloop up, or name its folder: --data-dir or INLOOP_DATA_DIR; or a server: --url.",
        )


def settings_of(data_dir: Path | None) -> Settings:
    """Read the settings for a command."""
    return from_environment(data_dir=data_dir)
