"""Serving the web app on a socket that is open already."""

import socket

import uvicorn

from inloop.app import System

GRACE_S = 1


def serve(system: System, listening: socket.socket) -> None:
    """Serve until SIGTERM or SIGINT; open streams are cut after a moment."""
    from inloop.server.app import create_app

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
        timeout_graceful_shutdown=GRACE_S,
    )
    uvicorn.Server(config).run(sockets=[listening])
