"""The commands that run inloop: everything on one machine, or its parts on many."""

import os
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from inloop.kernel.errors import ConflictError, InvalidInputError
from inloop.kernel.settings import Settings, from_environment

DataDir = Annotated[Path | None, typer.Option(help="Folder that holds everything; INLOOP_DATA_DIR.")]
Port = Annotated[int | None, typer.Option(help="Port of the web app; INLOOP_PORT.")]
Host = Annotated[str | None, typer.Option(help="Address to listen on; INLOOP_HOST.")]
Inherited = Annotated[int | None, typer.Option(hidden=True)]


def up(
    data_dir: DataDir = None,
    port: Port = None,
    host: Host = None,
    *,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = False,
    demo: Annotated[bool, typer.Option(help="Begin with a demo project where there is none.")] = True,
) -> None:
    """Run inloop on this machine: web app and worker, until Ctrl-C."""
    from inloop.cli.running import run_all

    run_all(from_environment(data_dir=data_dir, port=port, host=host), demo=demo, open_browser=open_browser)


def web(
    data_dir: DataDir = None,
    port: Port = None,
    host: Host = None,
    socket_fd: Inherited = None,
    lifeline: Inherited = None,
) -> None:
    """Run the web app alone; the work is done by `inloop worker`, here or elsewhere."""
    from inloop.cli.serving import serve

    settings = from_environment(data_dir=data_dir, port=port, host=host)
    _get_ready(settings, lifeline)
    listening = bind(settings) if socket_fd is None else socket.socket(fileno=socket_fd)
    serve(settings, listening)


def worker(data_dir: DataDir = None, lifeline: Inherited = None) -> None:
    """Do the work nobody waits for: imports, indexing, sealing, learning."""
    from inloop.app import open_system
    from inloop.worker.process import serve

    settings = from_environment(data_dir=data_dir)
    _get_ready(settings, lifeline)
    serve(open_system(settings))


def _get_ready(settings: Settings, lifeline: int | None) -> None:
    if lifeline is not None:
        from inloop.cli.lifeline import await_ready

        await_ready(lifeline)
        return
    from inloop.app.prepare import prepare

    prepare(settings)


def bind(settings: Settings) -> socket.socket:
    """Open the port.

    Raises
    ------
    ConflictError
        Another program has it.
    """
    listening = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host.strip("[]"), settings.port))
    except PermissionError as problem:
        raise InvalidInputError(f"Port {settings.port} may not be used: {problem.strerror}.") from None
    except OSError as problem:
        raise ConflictError(
            f"Port {settings.port} on {settings.host} cannot be opened: {problem.strerror}.",
            hint="Stop the other program, or set INLOOP_PORT to another port.",
        ) from None
    listening.listen(512)
    return listening


def has_display() -> bool:
    """Say whether a browser could be shown here."""
    if os.environ.get("CI"):
        return False
    return sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
