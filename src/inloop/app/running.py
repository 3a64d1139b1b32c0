"""Which server has a data folder in use, so that commands go through it."""

import os
import socket
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from inloop.app.system import System
from inloop.database.folder import prepare_folder
from inloop.kernel.clock import now
from inloop.kernel.errors import SignInError
from inloop.people import Identity, Role, service

SIGN = "server.json"
TOKEN = "local-token"  # noqa: S105  # the name of a file
TOKEN_NAME = "commands on this machine"  # noqa: S105  # what the account page calls it
PATIENCE_S = 2.0
_LOOPBACK = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # looked up, not listened on


class Running(msgspec.Struct, frozen=True):
    """A server at work on a data folder.

    Attributes
    ----------
    token
        Signs commands of this machine in as the owner; as secret as the data folder that holds it.
    """

    url: str
    pid: int
    token: str


def announce(data_dir: Path, *, url: str, token: str) -> Running:
    """Leave a sign in the data folder that this process serves it."""
    running = Running(url=url, pid=os.getpid(), token=token)
    _write(data_dir / SIGN, msgspec.json.encode(running))
    return running


def address_of(listening: socket.socket) -> str:
    """Give the address under which this machine reaches a listening socket.

    >>> with socket.create_server(("127.0.0.1", 0)) as listening:
    ...     address_of(listening).startswith("http://127.0.0.1:")
    True
    """
    host, port = listening.getsockname()[:2]
    reachable = _LOOPBACK.get(host, host)
    return f"http://[{reachable}]:{port}" if ":" in reachable else f"http://{reachable}:{port}"


def withdraw(data_dir: Path) -> None:
    """Take the sign away, if it is ours."""
    found = _read_sign(data_dir)
    if found is not None and found.pid == os.getpid():
        (data_dir / SIGN).unlink(missing_ok=True)


def find_running(data_dir: Path) -> Running | None:
    """Find the server at work on a data folder; a sign that a dead process left behind does not count."""
    found = _read_sign(data_dir)
    return found if found is not None and _is_alive(found.pid) and _answers(found.url) else None


def local_token(system: System) -> str:
    """Give the token with which commands of this machine act as the owner; it is made at first and then kept.

    It lies beside the database, whose reader could do more than it can.
    """
    place = system.settings.data_dir / TOKEN
    token = place.read_text("ascii").strip() if place.is_file() else ""
    if token and system.database.read(lambda c: _works(c, token)):
        return token
    token = system.database.write(_make_token)
    _write(place, token.encode())
    return token


def owner_of(connection: Connection) -> Identity:
    """Give the owner of the server, as whoever can read its data folder may act."""
    person = service.ensure_owner(connection, at=now())
    return Identity(person, "Owner", owns_server=True)


def _works(connection: Connection, token: str) -> bool:
    try:
        return service.identify(connection, token=token, at=now()).is_owner
    except SignInError:
        return False


def _make_token(connection: Connection) -> str:
    issued = service.make_token(
        connection,
        identity=owner_of(connection),
        name=TOKEN_NAME,
        project=None,
        role=Role.OWNER,
        at=now(),
    )
    return issued.secret


def _write(path: Path, content: bytes) -> None:
    prepare_folder(path.parent)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)


def _read_sign(data_dir: Path) -> Running | None:
    try:
        return msgspec.json.decode((data_dir / SIGN).read_bytes(), type=Running)
    except (OSError, msgspec.MsgspecError):
        return None


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _answers(url: str) -> bool:
    import httpx  # only commands look; the server that announces itself does without

    try:
        return httpx.get(f"{url}/healthz", timeout=PATIENCE_S, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False
