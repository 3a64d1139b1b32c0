"""What plug-ins bring for the screen: a folder each, whose `index.js` the web app loads before it opens.

A plug-in registers the folder: ``register("web/hue.v1")(files("inloop_hue") / "web")``.
"""

from pathlib import Path

from starlette.responses import Response
from starlette.routing import Mount, Router
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from inloop.kernel.errors import PluginError
from inloop.kernel.registry import iter_family, load_plugins

PREFIX = "/plugins"
SCRIPT = "index.js"


def plugin_app() -> Router:
    """Give the application that serves the folders of all plug-ins, each under its name."""
    return Router([Mount(f"/{name}", _Folder(directory=folder)) for name, folder in _folders().items()])


def mark_plugins(page: str) -> str:
    """Name the scripts of plug-ins in the head of a page, where the web app looks for them.

    >>> mark_plugins("<head></head>")
    '<head></head>'
    """
    marks = "".join(f'<meta name="inloop-plugin" content="{PREFIX}/{name}/{SCRIPT}" />' for name in _folders())
    return page.replace("</head>", f"{marks}</head>", 1)


def _folders() -> dict[str, Path]:
    load_plugins()
    found = {}
    for full, folder in iter_family("web"):
        name = full.removeprefix("web/")
        if not isinstance(folder, Path) or not (folder / SCRIPT).is_file():
            raise PluginError(
                f"The plug-in part '{full}' names no folder with a file {SCRIPT}: {folder}.",
                hint="Register a folder that is installed with the package.",
            )
        found[name] = folder
    return found


class _Folder(StaticFiles):
    """Files that a browser asks for anew each time: their names do not change with their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        answer.headers["cache-control"] = "no-cache"
        return answer
