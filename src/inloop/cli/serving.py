"""Serving the web app on a socket that is open already."""

import signal
import socket
import sys
from types import FrameType

import uvicorn

from inloop.app import open_system
from inloop.app.running import address_of, announce, local_token, withdraw
from inloop.kernel.settings import Settings
from inloop.server import create_app

GRACE_S = 1
KEPT_S = 75
"""How long an idle connection is kept: longer than proxies keep theirs, which would else send into the end of it."""


def serve(settings: Settings, listening: socket.socket) -> None:
    """Serve until SIGTERM or SIGINT; open streams are cut after a moment."""
    system = open_system(settings)
    config = uvicorn.Config(
        create_app(system),
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=KEPT_S,
        timeout_graceful_shutdown=GRACE_S,
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)  # uvicorn, once it has ended, raises again the signal that ended it
    announce(settings.data_dir, url=address_of(listening), token=local_token(system))
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        withdraw(settings.data_dir)
        system.close()


def _leave(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)
