"""`inloop up`: one parent that prepares the ground and keeps web app and worker alive."""

import webbrowser
from contextlib import ExitStack

from inloop.cli.processes import bind, has_display
from inloop.cli.supervise import Child, end_all, environment, supervise
from inloop.database.folder import prepare_folder
from inloop.database.lock import hold
from inloop.kernel.settings import Settings


def run_all(settings: Settings, *, demo: bool, open_browser: bool) -> None:
    """Run web app and worker on one data folder until told to stop.

    The parent holds the port, so that a web process that dies loses no connection that is still waiting.
    """
    with ExitStack() as held:
        prepare_folder(settings.data_dir)
        held.enter_context(hold(settings.data_dir / "up.lock"))
        listening = held.enter_context(bind(settings))
        env = environment(data_dir=settings.data_dir, host=settings.host, port=settings.port)
        web = Child("web", "--socket-fd", str(listening.fileno()), env=env, descriptors=[listening.fileno()])
        worker = Child("worker", env=env)
        children = [web, worker]
        held.callback(end_all, children)
        web.start()
        url = f"http://{settings.host}:{settings.port}/sign-in#{_prepare(settings, web, demo=demo)}"
        worker.start()
        worker.let_work()
        print(f"\n  inloop is running. Sign in, once, with\n\n    {url}\n\n  Stop it with Ctrl-C.\n", flush=True)
        if open_browser and has_display():
            webbrowser.open(url)
        supervise(children, say=lambda text: print(text, flush=True))


def _prepare(settings: Settings, web: Child, *, demo: bool) -> str:
    """Bring the tables up to date, let the web app begin, and see to the owner; give the secret of the way in."""
    from inloop.app.prepare import prepare, welcome

    prepare(settings)
    web.let_work()
    return welcome(settings, demo=demo).sign_in_secret
