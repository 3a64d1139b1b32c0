"""A data folder that no server has in use, opened in this process: the same server, on a socket nobody else sees."""

import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import uvicorn

from inloop.app import System, open_system
from inloop.app.prepare import prepare
from inloop.app.running import local_token
from inloop.client import Client, connect
from inloop.database.lock import hold
from inloop.kernel.errors import ConflictError
from inloop.kernel.settings import Settings

START_S = 30.0


@contextmanager
def open_alone(settings: Settings, *, work: bool = False) -> Iterator[Client]:
    """Serve the folder in a thread for as long as the client is used.

    Parameters
    ----------
    work
        Do what is due as well, unless a worker is there already: imports, learning.
    """
    prepare(settings)
    system = open_system(settings)
    try:
        with _served(system) as transport:
            url = f"http://{settings.host}:{settings.port}"
            with connect(url, local_token(system), transport=transport) as client, _at_work(system, wanted=work):
                yield client
    finally:
        system.close()


@contextmanager
def _served(system: System) -> Iterator[httpx.HTTPTransport]:
    from inloop.server import create_app

    folder = Path(tempfile.mkdtemp(prefix="inloop-"))
    path = str(folder / "socket")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(path)
    listening.listen(16)
    server = uvicorn.Server(
        uvicorn.Config(create_app(system), ws="none", lifespan="on", log_level="error", access_log=False)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        _await(server, thread)
        with httpx.HTTPTransport(uds=path) as transport:
            yield transport
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
        shutil.rmtree(folder, ignore_errors=True)


def _await(server: uvicorn.Server, thread: threading.Thread) -> None:
    until = time.monotonic() + START_S
    while not server.started and thread.is_alive() and time.monotonic() < until:
        time.sleep(0.005)
    if not server.started:
        raise ConflictError("The data folder could not be served.", hint="Run inloop doctor.")


@contextmanager
def _at_work(system: System, *, wanted: bool) -> Iterator[None]:
    if not wanted:
        yield
        return
    try:
        lock = hold(system.settings.data_dir / "worker.lock")
    except ConflictError:  # a worker is at work on this folder, and does it
        yield
        return
    from inloop.worker.process import Worker

    worker = Worker(system)
    worker.start()
    try:
        yield
    finally:
        worker.stop()
        with suppress(OSError):
            lock.close()
