"""Bodies that are not too large, read once."""

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from inloop.server.safety.errors import refusal

MOST_JSON = 4 << 20
STREAMED = "/api/uploads"
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class Bodies:
    """Reads the body of a request up to the limit before any route sees it; uploads are streamed by their route.

    Text with the character NUL is refused here, because PostgreSQL cannot keep it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD"} or scope["path"].startswith(STREAMED):
            await self._app(scope, receive, send)
            return
        body = await _read(receive)
        if body is None:
            megabytes = MOST_JSON >> 20
            refused = refusal(
                413,
                code="too-large",
                message=f"The body is larger than {megabytes} MB.",
                hint="Send fewer items at once, or upload a file.",
            )
            await refused(scope, receive, send)
        elif _NUL.search(body):
            await refusal(422, code="invalid", message="A text cannot hold the character NUL.")(scope, receive, send)
        else:
            await self._app(scope, _replay(body, receive), send)


async def _read(receive: Receive) -> bytes | None:
    message = await receive()
    if not message.get("more_body"):
        body: bytes = message.get("body", b"")
        return body if len(body) <= MOST_JSON else None
    parts, size = [message.get("body", b"")], len(message.get("body", b""))
    while message.get("more_body"):
        message = await receive()
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MOST_JSON:
            return None
    return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again
