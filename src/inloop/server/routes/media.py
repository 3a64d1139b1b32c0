"""Pictures and sounds, for who has a link: the link is the permission, and it ends."""

import asyncio
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request
from fastapi.responses import Response, StreamingResponse

from inloop.adapters.media import Readable
from inloop.app import System, listening
from inloop.kernel.clock import now
from inloop.kernel.errors import NotFoundError
from inloop.loop import projects
from inloop.loop.items.media import Link, opened, project_of
from inloop.server.visit import MOST_PROJECT, system_of
from inloop.server.wire.media import RangeError, Span, span_of

router = APIRouter(tags=["media"], include_in_schema=False)
CHUNK = 1 << 20
MOST_TILES = 24 * 3_600 // 20
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_SHOWN = ("image/jpeg", "image/png", "image/webp", "image/gif", "audio/")


Token = Annotated[str, Path(max_length=8_192)]


@router.api_route("/media/{token}", methods=["GET", "HEAD"])
async def media(
    request: Request,
    token: Token,
    part: Annotated[str | None, Header(alias="range", max_length=200)] = None,
    tile: Annotated[int | None, Query(ge=0, le=MOST_TILES)] = None,
) -> Response:
    """Serve bytes, or a part of them; of the spectrum of a sound one tile."""
    system = system_of(request)
    _, link = await _opened(system, token)
    source, kind = await asyncio.to_thread(system.media.open, link, tile=tile)
    headers = {
        "accept-ranges": "bytes",
        "cache-control": "private, max-age=3600, immutable",
        "content-security-policy": POLICY,
        "cross-origin-resource-policy": "same-origin",
    }
    if not kind.startswith(_SHOWN):
        headers["content-disposition"] = "attachment"
    try:
        span = span_of(part, source.size)
    except RangeError:
        return Response(status_code=416, headers={**headers, "content-range": f"bytes */{source.size}"})
    if span is not None:
        headers["content-range"] = f"bytes {span.start}-{span.end - 1}/{source.size}"
    wanted = span or Span(0, source.size)
    headers["content-length"] = str(wanted.length)
    body = iter(()) if request.method == "HEAD" else _chunks(source, wanted)
    return StreamingResponse(body, 206 if span else 200, headers=headers, media_type=kind)


@router.post("/media/{token}/speech")
async def speech(request: Request, token: Token, by: Annotated[str, Query(max_length=40)] = "silero") -> dict[str, Any]:
    """Say where somebody speaks in a sound: known at once, or worked on until it is asked again."""
    system = system_of(request)
    project, link = await _opened(system, token)
    return await asyncio.to_thread(listening.ask, system, link, by=by, project=project, at=now())


async def _opened(system: System, token: str) -> tuple[int, Link]:
    """Read a token; give its project and what it names."""
    number = project_of(token)
    if not 1 <= number <= MOST_PROJECT:
        raise NotFoundError("There is no such picture or sound.", hint="Load the page again.")
    project = await system.database.aread(lambda c: projects.get(c, number))
    return number, opened(project, token, at=now())


def _chunks(source: Readable, span: Span) -> Iterator[bytes]:
    at = span.start
    while at < span.end:
        piece = source.part(at, min(CHUNK, span.end - at))
        if not piece:
            return
        yield piece
        at += len(piece)
