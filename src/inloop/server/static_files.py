"""The built web app: one page for every address in it, and files whose names change with their content."""

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from inloop.server.plugins import mark_plugins

FOLDER = Path(__file__).parent / "static"
FOREVER = "public, max-age=31536000, immutable"
ALWAYS_ASKED = {"index.html", "worker.js"}  # they name the files of the newest build
_NOT_BUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>inloop</title>
<body style="font: 16px/1.5 system-ui; max-width: 40rem; margin: 4rem auto; padding: 0 1rem">
<h1>The web app has not been built</h1>
<p>The server runs: its interface is at <code>/api</code>. To build the pages, run <code>make setup</code> in the
checkout, or <code>npm ci</code> and <code>npm run build</code> in its folder <code>web</code>. Then load this page
again.</p></body></html>
"""


def web_app(folder: Path = FOLDER) -> ASGIApp:
    """Give the application that serves the built pages."""
    return GZipMiddleware(Pages(directory=folder, check_dir=False), minimum_size=1_024)


class Pages(StaticFiles):
    """Static files; an address that is no file is a page of the app, which finds its way by itself."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            answer = await super().get_response(path, scope)
        except HTTPException as problem:
            is_page = problem.status_code == 404 and (path == "." or "." not in path.rsplit("/", 1)[-1])
            if not is_page or scope["method"] not in {"GET", "HEAD"}:
                raise
            return await self._index(scope)
        if path in ALWAYS_ASKED:
            answer.headers["cache-control"] = "no-cache"
        elif path.startswith("assets/"):
            answer.headers["cache-control"] = FOREVER
        return answer

    async def _index(self, scope: Scope) -> Response:
        try:
            answer = await super().get_response("index.html", scope)
        except HTTPException:
            return HTMLResponse(_NOT_BUILT, 503)
        page = (Path(str(self.directory)) / "index.html").read_text("utf-8")
        if (marked := mark_plugins(page)) != page:
            answer = HTMLResponse(marked)
        answer.headers["cache-control"] = "no-cache"
        return answer
