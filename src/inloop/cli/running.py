"""`inloop up`: one parent that prepares the ground and keeps web app and worker alive."""

import os
import webbrowser

from inloop.app.lock import hold
from inloop.app.prepare import prepare, welcome
from inloop.cli.processes import bind, has_display
from inloop.cli.supervise import Child, environment, supervise
from inloop.database.folder import prepare_folder
from inloop.kernel.settings import Settings


def run_all(settings: Settings, *, demo: bool, open_browser: bool) -> None:
    """Run web app and worker on one data folder until told to stop.

    The parent holds the port, so that a web process that dies loses no connection that is still waiting.
    """
    prepare_folder(settings.data_dir)
    held = hold(settings.data_dir / "up.lock")
    listening = bind(settings)
    prepare(settings)
    lifeline, kept = os.pipe()
    env = environment(data_dir=settings.data_dir, host=settings.host, port=settings.port)
    ours = ["-m", "inloop.cli"]
    fd = listening.fileno()
    children = [
        Child(
            "web",
            [*ours, "web", "--socket-fd", str(fd), "--lifeline", str(lifeline)],
            env=env,
            descriptors=(fd, lifeline),
        ),
        Child("worker", [*ours, "worker", "--lifeline", str(lifeline)], env=env, descriptors=(lifeline,)),
    ]
    children[0].start()
    ready = welcome(settings, demo=demo)
    children[1].start()
    url = f"http://{settings.host}:{settings.port}/sign-in#{ready.sign_in_secret}"
    print(f"\n  inloop is running. Sign in, once, with\n\n    {url}\n\n  Stop it with Ctrl-C.\n", flush=True)
    if open_browser and has_display():
        webbrowser.open(url)
    supervise(children, say=lambda text: print(text, flush=True))
    os.close(kept)
    listening.close()
    held.close()
