"""Pictures and sounds, for who has a link: the link is the permission, and it ends."""

import asyncio
import time
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request
from fastapi.responses import Response, StreamingResponse

from inloop.adapters.media import Readable
from inloop.app import System, copies, listening
from inloop.kernel.clock import now
from inloop.kernel.errors import BusyError, NotFoundError, UnreadableFileError
from inloop.loop import projects
from inloop.loop.items.media import Link, opened, project_of
from inloop.server.visit import MOST_PROJECT, system_of
from inloop.server.wire.media import RangeError, Span, span_of

router = APIRouter(tags=["media"], include_in_schema=False)
CHUNK = 1 << 20
MOST_TILE = 1 << 31
PATIENCE_S, LOOK_AGAIN_S = 40.0, 0.3
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_SHOWN = ("image/jpeg", "image/png", "image/webp", "image/gif", "audio/")


Token = Annotated[str, Path(max_length=8_192)]


@router.api_route("/media/{token}", methods=["GET", "HEAD"])
async def media(
    request: Request,
    token: Token,
    part: Annotated[str | None, Header(alias="range", max_length=200)] = None,
    tile: Annotated[int | None, Query(ge=0, le=MOST_TILE)] = None,
) -> Response:
    """Serve bytes, or a part of them; of the spectrum of a sound, or of a large picture, one tile."""
    system = system_of(request)
    project, link = await _opened(system, token)
    if link.is_large and link.variant in {"thumb", "view"}:
        await _made(system, link, project=project)
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


@router.post("/media/{token}/tiles")
async def tiles(request: Request, token: Token) -> dict[str, Any]:
    """Say whether the tiles of a large picture are made: they are worked on until it is asked again."""
    system = system_of(request)
    project, link = await _opened(system, token)
    if link.variant != "tiles":
        raise NotFoundError("This link names no tiles.", hint="Load the page again.")
    return await asyncio.to_thread(copies.ask, system, link, variant="tiles", project=project, at=now())


async def _made(system: System, link: Link, *, project: int) -> None:
    """Wait until the worker has made a copy of a large picture: unpacking it here would hold up everybody."""
    until = time.monotonic() + PATIENCE_S
    while True:
        told = await asyncio.to_thread(copies.ask, system, link, variant=link.variant, project=project, at=now())
        if told["state"] == "done":
            return
        if told["state"] == "failed":
            raise UnreadableFileError(told["why"])
        if time.monotonic() > until:
            raise BusyError("This large picture is still being prepared.", hint="Load the page again in a moment.")
        await asyncio.sleep(LOOK_AGAIN_S)


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
